"""
transfer
├── when the receiver is the zero address, rejects
├── when the sender is not eligible, rejects
├── when the receiver is not eligible, rejects
├── given the sender is frozen, rejects
├── given the receiver is frozen, rejects
├── when the id is no established CUSIP, rejects
├── when the id is a CUSIP with something before it, rejects
├── given the security has matured, rejects
├── when the sender has fewer units, rejects
├── given the security excludes the receiver's class
│   ├── rejects, also what the receiver has some of, has had, or sends itself
│   ├── lets it send units away
│   └── moves nothing, when asked to
├── given the security excluded the class before, accepts
├── goes on to ask whoever has received units of a restricted security
└── otherwise
    ├── moves units and nothing else
    ├── moves the whole holding and leaves an empty word
    ├── moves nothing, when asked to
    ├── moves nothing of what was never issued, when asked to
    ├── changes nothing when the sender pays itself
    ├── changes nothing when the sender pays itself everything
    ├── records the transfer
    ├── on a coupon date, leaves the coupon with the seller
    ├── the day before, gives the coupon to the buyer
    ├── credits both sides after coupon dates
    ├── credits nobody twice
    ├── leaves the interest owed with a seller of everything
    ├── gives nothing for the past to a buyer who once held
    ├── follows the month ends of a series
    ├── leaves the indexed coupon with the seller, and the next one with the buyer
    └── waits for the figures of a coupon date that has passed, and for none before it
"""

import pytest
from brownie import ZERO_ADDRESS

from model.compliance import HolderClass
from tests.helpers import rejects, travel_to
from tests.indices import publish
from tests.securities import BILL, FRN, LONG_NOTE, MONTH_END_NOTE, NOTE, TIPS, UNKNOWN, day, start_of

EMPTY = (0, 0, 0, 0, False, False)


def test_rejects_the_zero_address(registry, alice):
    with rejects("ZeroAddress"):
        registry.transfer(ZERO_ADDRESS, NOTE.id, 0, {"from": alice})


def test_rejects_an_ineligible_sender(registry, stranger, alice):
    with rejects("NotEligible"):
        registry.transfer(alice, NOTE.id, 0, {"from": stranger})


def test_rejects_an_ineligible_receiver(registry, deliver, stranger, alice):
    deliver(NOTE, alice, 10)

    with rejects("NotEligible"):
        registry.transfer(stranger, NOTE.id, 1, {"from": alice})


def test_rejects_a_frozen_sender(registry, deliver, freeze, alice, bob):
    deliver(NOTE, alice, 10)
    freeze(alice)

    with rejects("AccountFrozen"):
        registry.transfer(bob, NOTE.id, 1, {"from": alice})


def test_rejects_a_frozen_receiver(registry, deliver, freeze, alice, bob):
    deliver(NOTE, alice, 10)
    freeze(bob)

    with rejects("AccountFrozen"):
        registry.transfer(bob, NOTE.id, 1, {"from": alice})


def test_rejects_an_id_that_is_no_established_cusip(registry, alice, bob):
    with rejects("UnknownSecurity"):
        registry.transfer(bob, int.from_bytes(UNKNOWN, "big"), 0, {"from": alice})


def test_rejects_a_cusip_with_something_before_it(registry, deliver, alice, bob):
    deliver(NOTE, alice, 10)

    with rejects("UnknownSecurity"):
        registry.transfer(bob, NOTE.id + 2**72, 1, {"from": alice})
    assert registry.balanceOf(alice, NOTE.id + 2**72) == 0


@pytest.mark.parametrize("terms", [NOTE, BILL])
def test_rejects_a_matured_security(registry, deliver, alice, bob, terms):
    deliver(terms, alice, 10)
    travel_to(start_of(terms.maturity_date) - 2)
    registry.transfer(bob, terms.id, 1, {"from": alice})
    travel_to(start_of(terms.maturity_date))

    for units in (0, 1):
        with rejects("Matured"):
            registry.transfer(bob, terms.id, units, {"from": alice})


def test_rejects_a_sender_with_fewer_units(registry, deliver, alice, bob):
    deliver(NOTE, alice, 10)

    for units in (11, 2**64 + 1, 2**256 - 1):
        with rejects("InsufficientUnits"):
            registry.transfer(bob, NOTE.id, units, {"from": alice})


def test_moves_units_and_nothing_else(registry, deliver, alice, bob):
    deliver(NOTE, alice, 10)

    registry.transfer(bob, NOTE.id, 4, {"from": alice})

    assert registry.balanceOf(alice, NOTE.id) == 6
    assert registry.balanceOf(bob, NOTE.id) == 4
    assert registry.securityOf(NOTE.cusip)["outstanding"] == 10
    assert registry.interestOwed(NOTE.cusip, alice) == registry.interestOwed(NOTE.cusip, bob) == 0


def test_moves_the_whole_holding_and_leaves_an_empty_word(registry, deliver, alice, bob):
    deliver(NOTE, alice, 10)

    registry.transfer(bob, NOTE.id, 10, {"from": alice})

    assert registry.holdingOf(NOTE.cusip, alice) == EMPTY
    assert registry.balanceOf(bob, NOTE.id) == 10


def test_moves_nothing_when_asked_to(registry, deliver, alice, bob):
    deliver(NOTE, alice, 10)

    registry.transfer(bob, NOTE.id, 0, {"from": alice})

    assert registry.balanceOf(alice, NOTE.id) == 10
    assert registry.holdingOf(NOTE.cusip, bob) == EMPTY


def test_moves_nothing_of_what_was_never_issued_when_asked_to(registry, alice, bob):
    registry.transfer(bob, NOTE.id, 0, {"from": alice})

    assert registry.holdingOf(NOTE.cusip, alice) == registry.holdingOf(NOTE.cusip, bob) == EMPTY


@pytest.mark.parametrize("units", [0, 4, 10])
def test_changes_nothing_when_the_sender_pays_itself(registry, deliver, alice, units):
    deliver(NOTE, alice, 10)
    travel_to(start_of(NOTE.coupon_date(1)))

    registry.transfer(alice, NOTE.id, units, {"from": alice})
    registry.transfer(alice, NOTE.id, units, {"from": alice})

    assert registry.balanceOf(alice, NOTE.id) == 10
    assert registry.interestOwed(NOTE.cusip, alice) == 10 * NOTE.coupon


def test_records_the_transfer(registry, deliver, alice, bob):
    deliver(NOTE, alice, 10)

    tx = registry.transfer(bob, NOTE.id, 4, {"from": alice})

    assert tx.return_value is True
    assert tuple(tx.events["Transfer"].values()) == (alice, alice, bob, NOTE.id, 4)


def test_leaves_the_coupon_of_the_day_with_the_seller(registry, deliver, alice, bob):
    deliver(NOTE, alice, 10)
    travel_to(start_of(NOTE.coupon_date(1)))

    registry.transfer(bob, NOTE.id, 10, {"from": alice})

    assert registry.interestOwed(NOTE.cusip, alice) == 10 * NOTE.coupon
    assert registry.interestOwed(NOTE.cusip, bob) == 0


@pytest.mark.lesson(8)
def test_gives_the_coupon_of_tomorrow_to_the_buyer(registry, deliver, alice, bob):
    deliver(NOTE, alice, 10)
    travel_to(start_of(NOTE.coupon_date(1)) - 1)

    tx = registry.transfer(bob, NOTE.id, 10, {"from": alice})
    travel_to(start_of(NOTE.coupon_date(1)))

    assert tx.timestamp == start_of(NOTE.coupon_date(1)) - 1
    assert registry.interestOwed(NOTE.cusip, alice) == 0
    assert registry.interestOwed(NOTE.cusip, bob) == 10 * NOTE.coupon


@pytest.mark.parametrize("units", [1, 3])
def test_credits_both_sides_after_coupon_dates(units, registry, deliver, alice, bob):
    deliver(NOTE, alice, 10)
    deliver(NOTE, bob, units)
    travel_to(start_of(NOTE.coupon_date(2)))

    registry.transfer(bob, NOTE.id, 4, {"from": alice})

    next_due_date = NOTE.coupon_date(3)
    sold = (6, 2, next_due_date, 2 * 10 * NOTE.coupon, False, False)
    bought = (units + 4, 2, next_due_date, 2 * units * NOTE.coupon, False, False)
    assert registry.holdingOf(NOTE.cusip, alice) == sold
    assert registry.holdingOf(NOTE.cusip, bob) == bought


@pytest.mark.lesson(9)
def test_credits_nobody_twice(registry, deliver, alice, bob):
    deliver(NOTE, alice, 10)
    travel_to(start_of(NOTE.coupon_date(1)))

    for units in (4, 0, 6):
        registry.transfer(bob, NOTE.id, units, {"from": alice})

    assert registry.interestOwed(NOTE.cusip, alice) == 10 * NOTE.coupon
    assert registry.interestOwed(NOTE.cusip, bob) == 0


def test_leaves_the_interest_owed_with_a_seller_of_everything(registry, deliver, cash, alice, bob):
    deliver(NOTE, alice, 10)
    travel_to(start_of(NOTE.coupon_date(1)))
    registry.transfer(bob, NOTE.id, 10, {"from": alice})
    travel_to(start_of(NOTE.coupon_date(2)))

    registry.claim(NOTE.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == 10 * NOTE.coupon
    assert registry.holdingOf(NOTE.cusip, alice) == EMPTY


def test_gives_nothing_for_the_past_to_a_buyer_who_once_held(registry, deliver, alice, bob):
    deliver(NOTE, alice, 10)
    deliver(NOTE, bob, 1)
    travel_to(start_of(NOTE.coupon_date(1)))
    registry.transfer(alice, NOTE.id, 1, {"from": bob})
    travel_to(start_of(NOTE.coupon_date(3)))

    registry.transfer(bob, NOTE.id, 11, {"from": alice})

    assert registry.interestOwed(NOTE.cusip, bob) == NOTE.coupon


def test_follows_the_month_ends_of_a_series(registry, deliver, alice, bob):
    deliver(MONTH_END_NOTE, alice, 10)
    month_ends = [day(2040, 8, 31), day(2041, 2, 28), day(2041, 8, 31)]

    for passed, date in enumerate(month_ends):
        travel_to(start_of(date) - 2)
        registry.transfer(bob, MONTH_END_NOTE.id, 1, {"from": alice})
        assert registry.interestOwed(MONTH_END_NOTE.cusip, alice) == MONTH_END_NOTE.coupon * sum(
            [9, 8, 7][:passed]
        )
        assert registry.holdingOf(MONTH_END_NOTE.cusip, alice)["nextDueDate"] == date


@pytest.mark.parametrize("terms", [TIPS, FRN, LONG_NOTE])
def test_leaves_the_coupon_with_the_seller_and_the_next_one_with_the_buyer(
    registry, deliver, travel, alice, bob, terms
):
    deliver(terms, alice, 10, terms.dated_date)
    first = LONG_NOTE.coupon_date(2) if terms == LONG_NOTE else terms.coupon_date(1)
    travel(first)
    registry.transfer(bob, terms.id, 4, {"from": alice})
    travel(terms.coupon_date(3))

    payments = [registry.interestPayment(terms.cusip, number) for number in (1, 2, 3)]
    passed = registry.interestOwed(terms.cusip, bob) // 4
    assert passed == (payments[1] if terms == LONG_NOTE else payments[1] + payments[2])
    assert registry.interestOwed(terms.cusip, alice) == 10 * payments[0] + 6 * passed


@pytest.mark.parametrize(("terms", "error"), [(TIPS, "MissingCpi"), (FRN, "MissingIndexRate")])
def test_waits_for_the_figures_of_a_coupon_date(
    registry, deliver, index_board, rate_publisher, alice, bob, terms, error
):
    deliver(terms, alice, 10)
    travel_to(start_of(terms.coupon_date(1)) - 2)
    registry.transfer(bob, terms.id, 1, {"from": alice})
    travel_to(start_of(terms.coupon_date(1)))
    with rejects(error):
        registry.transfer(bob, terms.id, 1, {"from": alice})

    publish(index_board, rate_publisher, NOTE.dated_date, terms.coupon_date(1))
    registry.transfer(bob, terms.id, 1, {"from": alice})

    assert registry.balanceOf(bob, terms.id) == 2


# Restricted securities


@pytest.fixture
def bank(admit, accounts):
    admit(accounts[23], HolderClass.BANK)
    return accounts[23]


@pytest.fixture
def other_bank(admit, accounts):
    admit(accounts[24], HolderClass.BANK)
    return accounts[24]


def test_rejects_a_receiver_of_an_excluded_class(registry, deliver, restricted, bank, alice):
    deliver(restricted, bank, 10)

    with rejects("ClassExcluded"):
        registry.transfer(alice, restricted.id, 1, {"from": bank})


@pytest.mark.parametrize("kept", [0, 3])
def test_rejects_one_that_has_units_or_had_them(registry, deliver, restricted, bank, alice, kept):
    """An award that was settled after its class was excluded, say."""
    deliver(restricted, bank, 10)
    deliver(restricted, alice, 5)
    registry.transfer(bank, restricted.id, 5 - kept, {"from": alice})

    with rejects("ClassExcluded"):
        registry.transfer(alice, restricted.id, 1, {"from": bank})
    if kept:
        with rejects("ClassExcluded"):
            registry.transfer(alice, restricted.id, 1, {"from": alice})


def test_lets_an_excluded_class_send_units_away(registry, deliver, restricted, bank, alice):
    deliver(restricted, alice, 5)

    registry.transfer(bank, restricted.id, 5, {"from": alice})

    assert registry.balanceOf(bank, restricted.id) == 5


def test_moves_nothing_to_an_excluded_class_when_asked_to(registry, deliver, restricted, bank, alice):
    deliver(restricted, bank, 10)

    registry.transfer(alice, restricted.id, 0, {"from": bank})
    registry.transfer(alice, restricted.id, 0, {"from": alice})

    assert registry.holdingOf(restricted.cusip, alice) == EMPTY


def test_accepts_a_class_that_is_excluded_no_more(registry, deliver, restricted, regulator, bank, alice):
    deliver(restricted, bank, 10)
    registry.excludeClasses(restricted.cusip, [HolderClass.FUND], {"from": regulator})

    registry.transfer(alice, restricted.id, 1, {"from": bank})

    assert registry.balanceOf(alice, restricted.id) == 1


def test_asks_whoever_has_received_units(registry, deliver, restricted, regulator, bank, other_bank, alice):
    """Also of what was sent away while nobody was excluded, to somebody who already had units or had none."""
    registry.excludeClasses(restricted.cusip, [], {"from": regulator})
    deliver(restricted, bank, 10)
    registry.transfer(other_bank, restricted.id, 2, {"from": bank})
    registry.transfer(other_bank, restricted.id, 2, {"from": bank})
    registry.excludeClasses(restricted.cusip, [HolderClass.RETAIL], {"from": regulator})

    for holder in (bank, other_bank):
        with rejects("ClassExcluded"):
            registry.transfer(alice, restricted.id, 1, {"from": holder})
