"""Why something cannot be reached, by the name that the command prints. It stays when lines move."""

from collections.abc import Iterable, Mapping

from tests.coverage.figures import Gap

REASONS: dict[str, str] = {}


def complaint(gaps: Iterable[Gap], reasons: Mapping[str, str]) -> str | None:
    """What is still to do here, or better in the tests."""
    found = {gap.name for gap in gaps}
    to_do = [f"Not reached, and not explained: {name}" for name in sorted(found - reasons.keys())]
    to_do += [f"Explained, but reached: {name}" for name in sorted(reasons.keys() - found)]
    return "\n".join(to_do) or None
