"""How the model refuses: by the name of the custom error with which the contract refuses."""


class Rejected(Exception):
    """A step the rules do not allow; `str()` of it is the name of the contract's error."""


def require(holds: bool, error: str) -> None:
    """Raise `Rejected(error)` unless `holds`."""
    if not holds:
        raise Rejected(error)
