"""What a person runs: set-up, nodes, deployment, demos."""

import sys
from types import TracebackType


def say_interrupted(kind: type[BaseException], why: BaseException, trace: TracebackType | None) -> None:
    """Ctrl-C before a program has begun, for importing what it needs takes a second or two."""
    if issubclass(kind, KeyboardInterrupt):
        print("Interrupted.", file=sys.stderr)
    else:
        sys.__excepthook__(kind, why, trace)


sys.excepthook = say_interrupted
