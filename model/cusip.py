"""The nine characters that name a security, the last of which checks the other eight."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*@#"


def check_digit(first_eight: str) -> int:
    """The ninth character of the CUSIP that begins with `first_eight`, as an integer from 0 to 9.

    A character counts by its place in `ALPHABET`; every second one counts double; the digits of these
    numbers are added up. Raises ValueError unless given eight characters of `ALPHABET`.
    """
    if len(first_eight) != 8:
        raise ValueError(f"{first_eight!r} has not eight characters")

    values = [ALPHABET.index(character) * (1 + place % 2) for place, character in enumerate(first_eight)]
    return -sum(value // 10 + value % 10 for value in values) % 10


def is_valid(cusip: str) -> bool:
    """Whether `cusip` has nine lawful characters and the right check digit."""
    if len(cusip) != 9 or not set(cusip) <= set(ALPHABET):
        return False

    return cusip[8] == str(check_digit(cusip[:8]))
