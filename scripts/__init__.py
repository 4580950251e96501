"""What a person runs: set-up, nodes, deployment, demos."""

import sys


def say_interrupted(kind, why, trace) -> None:  # so that an older Python, too, can read why it is refused
    """Ctrl-C before a program has begun, for importing what it needs takes a second or two."""
    if issubclass(kind, KeyboardInterrupt):
        print("Interrupted.", file=sys.stderr)
    else:
        sys.__excepthook__(kind, why, trace)


sys.excepthook = say_interrupted
