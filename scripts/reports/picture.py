"""What falls due when, as a drawing inside the page."""

from scripts.reports.composition import Report
from scripts.story.words import MICRO, count

WIDTH, HEIGHT, FLOOR, TOP = 720, 220, 180, 24
CASH, WAITING, BILLS = "#8a8a8a", "#c9c9c9", "#35507a"
DAYS_IN_WEEK = 7


def ladder(report: Report) -> str:
    """One column for the cash, one for what waits in settlement, one for each week in which bills mature."""
    columns = [("cash", CASH, report.categories[0].amortised_cost)]
    if report.categories[2].amortised_cost:
        columns.append(("settling", WAITING, report.categories[2].amortised_cost))
    columns += [(f"week {week}", BILLS, par) for week, par in by_week(report)]
    highest = max(dollars for _, _, dollars in columns) or 1
    step = WIDTH / len(columns)
    drawn = "".join(
        column(step * (number + 0.5), step * 0.6, label, colour, dollars, highest)
        for number, (label, colour, dollars) in enumerate(columns)
    )
    title = f"Cash, and par of bills by the week in which they mature: {count(len(report.holdings), 'bill')}"
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{title}">'
        f'<text x="0" y="12">{title}</text>'
        f'<line x1="0" y1="{FLOOR}" x2="{WIDTH}" y2="{FLOOR}" stroke="#1a1a1a"/>{drawn}</svg>'
    )


def by_week(report: Report) -> list[tuple[int, int]]:
    """(week, par), every week up to the last one with a bill; the first are the next seven days."""
    weeks = {}
    for each in report.holdings:
        week = max(1, -(-each.days_to_maturity // DAYS_IN_WEEK))
        weeks[week] = weeks.get(week, 0) + each.par
    return [(week, weeks.get(week, 0)) for week in range(1, max(weeks, default=0) + 1)]


def column(x: float, width: float, label: str, colour: str, dollars: int, highest: int) -> str:
    height = (FLOOR - TOP - 16) * dollars / highest
    top = FLOOR - height
    amount = f'<text x="{x:.1f}" y="{top - 4:.1f}" text-anchor="middle">{short(dollars)}</text>'
    return (
        f'<rect x="{x - width / 2:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{colour}"/>{amount if dollars else ""}'
        f'<text x="{x:.1f}" y="{FLOOR + 16}" text-anchor="middle">{label}</text>'
    )


def short(dollars: int) -> str:
    """Three digits and a word: $12.3m."""
    for size, word in ((10**9, "bn"), (10**6, "m"), (10**3, "k")):
        if dollars >= size * MICRO:
            return f"${dollars / (size * MICRO):.3g}{word}"
    return f"${dollars / MICRO:.3g}"
