"""Numbers as people read them."""

from datetime import UTC, date, datetime

MICRO = 1_000_000
UNIT = 100 * MICRO  # par of one unit [micro-dollars]


def dollars(micro: int) -> str:
    """Exact: cents, and more digits where there are any."""
    sign, (whole, rest) = "-" if micro < 0 else "", divmod(abs(micro), MICRO)
    if rest == 0:
        return f"{sign}${whole:,}"
    return f"{sign}${whole:,}.{f'{rest:06}'.rstrip('0'):0<2}"


def par(units: int) -> str:
    return dollars(units * UNIT)


def billions(units: int) -> str:
    """Of par, to the million."""
    return f"${units / 10_000_000:,.3f} billion"


def price(micro: int) -> str:
    return f"{micro // MICRO}.{micro % MICRO:06}"


def percent(thousandths: int) -> str:
    return f"{thousandths // 1000}.{thousandths % 1000:03} %"


def hundredths(number: int) -> str:
    return f"{number // 100}.{number % 100:02}"


def day(when: date) -> str:
    return f"{when:%a} {when.day} {when:%b %Y}"


def moment(unix_time: int) -> str:
    when = datetime.fromtimestamp(unix_time, UTC)
    return f"{day(when)} {when:%H:%M} UTC"


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
