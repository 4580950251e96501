"""DemandCurve: a walk up the demand meets every rate bid, once, in order, and nothing else."""

from collections import Counter
from itertools import count

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

TICKS = 65_536
NONE = 2**256 - 1

ticks = st.integers(0, TICKS - 1) | st.sampled_from([0, 255, 256, 511, 512, TICKS - 257, TICKS - 256, TICKS - 1])
bids = st.tuples(ticks, st.integers(0, 2), st.integers(1, 10**12))


@pytest.fixture(scope="module")
def numbers():
    """Of curves nobody has used."""
    return count(1)


@pytest.fixture
def curve(auction_rules, numbers, treasury):
    """`curve(bids)`: its number, with these bids added in one transaction."""

    def with_bids(all_bids):
        number = next(numbers)
        calls = [auction_rules.add.encode_input(number, *bid) for bid in all_bids]
        auction_rules.multicall(calls, {"from": treasury})
        return number

    return with_bids


@given(all_bids=st.lists(bids, max_size=15))
@example(all_bids=[(0, 0, 1), (TICKS - 1, 2, 1)])
def test_a_walk_meets_every_rate_bid(curve, asked, auction_rules, all_bids):
    number = curve(all_bids)

    walked, tick = [], 0
    while (tick := auction_rules.nextUsed(number, tick)) != NONE:
        walked.append(tick)
        tick += 1

    assert walked == sorted({tick for tick, *_ in all_bids})


@given(all_bids=st.lists(bids, min_size=1, max_size=15))
def test_demand_is_the_sum_of_bids_by_class(curve, asked, all_bids):
    number = curve(all_bids)
    expected = Counter()
    for tick, bidder_class, units in all_bids:
        expected[tick, bidder_class] += units

    used = sorted({tick for tick, *_ in all_bids})
    assert asked("demandAt", [(number, tick) for tick in used]) == [
        tuple(expected[tick, bidder_class] for bidder_class in range(3)) for tick in used
    ]


@given(all_bids=st.lists(bids, max_size=15), starts=st.lists(st.integers(0, TICKS + 1), min_size=1, max_size=30))
def test_the_next_rate_is_found_from_anywhere(curve, asked, all_bids, starts):
    number = curve(all_bids)

    expected = [min((tick for tick, *_ in all_bids if tick >= start), default=NONE) for start in starts]
    assert asked("nextUsed", [(number, start) for start in starts]) == expected
