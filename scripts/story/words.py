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


def decimal(number: int, places: int) -> str:
    """An integer count of the smallest place, as a decimal."""
    sign, (whole, rest) = "-" if number < 0 else "", divmod(abs(number), 10**places)
    return f"{sign}{whole}.{rest:0{places}}"


def price(micro: int) -> str:
    return decimal(micro, 6)


def index_ratio(number: int) -> str:
    return decimal(number, 5)


def index_rate(number: int) -> str:
    return f"{decimal(number, 9)} %"


def percent(thousandths: int) -> str:
    return f"{decimal(thousandths, 3)} %"


def hundredths(number: int) -> str:
    return decimal(number, 2)


def day(when: date) -> str:
    return f"{when:%a} {when.day} {when:%b %Y}"


def day_of(unix_day: int) -> str:
    return day(datetime.fromtimestamp(unix_day * 86_400, UTC))


def moment(unix_time: int) -> str:
    when = datetime.fromtimestamp(unix_time, UTC)
    return f"{day(when)} {when:%H:%M} UTC"


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
