"""The same bidders and auctions as for the auction house."""

from tests.unit.AuctionHouse.conftest import (  # noqa: F401
    bidders,
    bill,
    indices,
    new_note,
    reopened_note,
    treasury_direct,
    wealth,
)
