"""TreasuryPricing answers any question that can be put to it, or refuses it by name."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from model.calendar import LAST_DATE, unix_day
from tests.helpers import REFUSALS
from tests.property.dates import FIRST, LAST

INTERFACE = Path(__file__).resolve().parents[2] / "interfaces" / "ITreasuryPricing.sol"
NAMED = set(re.findall(r"^///     ([A-Z]\w+) ", INTERFACE.read_text(), re.MULTILINE))


def anything(parameter: dict) -> st.SearchStrategy:
    """Of the parameter's type: anywhere in its range, at its ends, or where it would often be."""
    kind = parameter["type"]
    if kind.endswith("[]"):
        return st.lists(anything({**parameter, "type": kind.removesuffix("[]")}), max_size=3)
    if kind == "tuple":
        return st.tuples(*map(anything, parameter["components"]))
    bits = int(kind.removeprefix("u").removeprefix("int"))
    lowest, highest = (0, 2**bits - 1) if kind.startswith("u") else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    usual = st.integers(max(lowest, -6_000), 20_000)
    if "date" in parameter["name"].lower():
        usual = st.one_of(st.integers(unix_day(FIRST), unix_day(LAST)), st.integers(0, LAST_DATE))
    return st.one_of(usual, usual, st.integers(lowest, highest), st.sampled_from([lowest, highest]))


@given(data=st.data())
def test_answers_or_refuses_by_name(pricing, data):
    for entry in pricing.abi:
        if entry["type"] != "function" or entry["stateMutability"] != "pure":
            continue
        arguments = [data.draw(anything(each), label=entry["name"]) for each in entry["inputs"]]
        try:
            getattr(pricing, entry["name"])(*arguments)
        except REFUSALS as refusal:
            named = (refusal.revert_msg or "").split(":")[0]
            assert named in NAMED, f"{entry['name']}{tuple(arguments)}: {refusal.revert_msg}"
