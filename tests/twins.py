"""A step is taken on the model and on the chain; both must accept it, or reject it by the same error."""

from collections.abc import Callable

from model.rejected import Rejected
from tests.helpers import rejects


def on_both(on_model: Callable, on_chain: Callable) -> None:
    try:
        on_model()
    except Rejected as why:
        with rejects(str(why)):
            on_chain()
    else:
        on_chain()
