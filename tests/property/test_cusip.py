"""CusipLib: contract and model agree."""

from hypothesis import given
from hypothesis import strategies as st

from market import auctions
from model import cusip

characters = st.text(cusip.ALPHABET + "aO-", min_size=8, max_size=8)


@given(texts=st.lists(st.builds("".join, st.tuples(characters, st.sampled_from("0123456789X"))), min_size=1))
def test_agree_on_any_nine_characters(in_library, texts):
    rows = [(text.encode(),) for text in texts]

    assert in_library("isValidCusip", rows) == [cusip.is_valid(text) for text in texts]


@given(firsts=st.lists(st.text(cusip.ALPHABET, min_size=8, max_size=8), min_size=1))
def test_one_digit_alone_completes_a_cusip(in_library, firsts):
    for digit in "0123456789":
        answers = in_library("isValidCusip", [((first + digit).encode(),) for first in firsts])

        assert answers == [digit == str(cusip.check_digit(first)) for first in firsts]


def test_every_auctioned_cusip_is_valid(in_library):
    rows = [(auction.announcement.cusip.encode(),) for auction in auctions.load()]

    assert all(in_library("isValidCusip", rows))


@given(text=st.text(cusip.ALPHABET, min_size=9, max_size=9))
def test_an_id_is_the_cusip_read_as_a_number(libraries, text):
    number = libraries.toId(text.encode())

    assert number == int.from_bytes(text.encode(), "big")
    assert bytes(libraries.fromId(number)) == text.encode()
