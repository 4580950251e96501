"""
pieceOf, interestId, principalId
├── when the id has something before the date, rejects
├── when the CUSIP is unknown, rejects
└── otherwise
    ├── reads back the date of an interest piece
    ├── reads back the date and the CUSIP of a principal piece
    ├── is the id of the model
    └── ends in the registry's id of the security
"""

from tests.helpers import rejects
from tests.securities import NOTE, UNKNOWN
from tests.unit.Strips.conftest import interest, principal

NO_CUSIP = "0x" + bytes(9).hex()


def test_rejects_an_id_with_something_before_the_date(strips):
    with rejects("UnknownPiece"):
        strips.pieceOf(2**104)


def test_rejects_an_unknown_cusip(strips):
    with rejects("UnknownSecurity"):
        strips.principalId(UNKNOWN)


def test_reads_back_the_date_of_interest(strips):
    for date in (0, NOTE.maturity_date, 2**32 - 1):
        assert strips.pieceOf(strips.interestId(date)) == (date, NO_CUSIP)


def test_reads_back_the_date_and_the_cusip_of_principal(strips):
    assert strips.pieceOf(strips.principalId(NOTE.cusip)) == (NOTE.maturity_date, "0x" + NOTE.cusip.hex())


def test_is_the_id_of_the_model(strips):
    assert strips.interestId(NOTE.coupon_date(1)) == interest(NOTE, 1)
    assert strips.principalId(NOTE.cusip) == principal(NOTE)


def test_ends_in_the_id_of_the_security(strips):
    assert strips.principalId(NOTE.cusip) % 2**72 == NOTE.id
