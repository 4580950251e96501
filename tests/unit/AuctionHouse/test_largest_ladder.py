"""
revealBids
└── opens the largest ladder that `make bid` takes within one transaction of Ethereum, though each rate is new
"""

from dataclasses import replace
from datetime import date

import pytest

from model.auction import to_abi
from model.calendar import unix_day
from model.security import SecurityType
from scripts.batch import LARGEST_TRANSACTION
from scripts.bidding.position import MOST_RUNGS
from tests.auctions import BILL, NEW_FRN, NEW_NOTE, NEW_TIPS, announce, cusip, ladder
from tests.signed_bids import sign_commitment

NEW_BOND = replace(  # of 30 years, in a long first interest period
    NEW_NOTE,
    cusip=cusip("912810AA"),
    security_type=SecurityType.BOND,
    first_interest_payment_date=unix_day(date(2050, 8, 15)),
    maturity_date=unix_day(date(2080, 2, 15)),
)


@pytest.mark.node
@pytest.mark.parametrize(
    "announcement", [BILL, NEW_NOTE, NEW_BOND, NEW_TIPS, NEW_FRN], ids=lambda it: it.security_type.name
)
def test_opens_the_largest_ladder_in_one_transaction(
    auction_house, treasury, indices, customers, dealer, announcement
):
    """Submitted by its signature, which is dearer: what it costs is added up before cash moves."""
    sale, bidder = announce(auction_house, treasury, announcement), customers[0]
    most = MOST_RUNGS[announcement.security_type]
    rungs = to_abi(ladder(*((announcement.minimum_rate + 5 * rank, 1) for rank in range(most))))
    commitment = auction_house.commitmentOf(sale.id, bidder.address, rungs)
    signed = sign_commitment(auction_house, bidder, sale.id, commitment)
    auction_house.submitCommitments(sale.id, [signed], {"from": dealer})
    sale.close_bidding()

    opened = auction_house.revealBids(sale.id, [(bidder.address, rungs)], {"from": dealer})

    assert LARGEST_TRANSACTION * 6 // 10 < opened.gas_used < LARGEST_TRANSACTION * 95 // 100
