"""A step is taken on the model and on the chain; both must accept it, or reject it by the same error."""

from collections.abc import Callable
from typing import Any

from model.rejected import Rejected
from tests.helpers import rejects


def on_both(on_model: Callable, on_chain: Callable) -> Any | None:
    """What the chain gave back; nothing if both rejected the step."""
    try:
        on_model()
    except Rejected as why:
        with rejects(str(why)):
            on_chain()
        return None
    return on_chain()
