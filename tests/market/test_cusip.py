"""The check digit of a CUSIP, model/cusip.py."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.cusip import ALPHABET, check_digit, is_valid

characters = st.sampled_from(ALPHABET)
first_eights = st.text(characters, min_size=8, max_size=8)


@pytest.mark.parametrize(
    "cusip", ["912796N96", "91282CEQ0", "912810SK5", "037833100", "38259P508", "0000000*1"]
)
def test_knows_published_cusips(cusip):
    assert is_valid(cusip)


@given(first_eights)
def test_exactly_one_digit_is_right(first_eight):
    right = [digit for digit in range(10) if is_valid(f"{first_eight}{digit}")]

    assert right == [check_digit(first_eight)]


@given(first_eights, st.integers(0, 7), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_noticed(first_eight, place, digit):
    assume(first_eight[place].isdigit() and first_eight[place] != digit)
    wrong = first_eight[:place] + digit + first_eight[place + 1 :]

    assert check_digit(wrong) != check_digit(first_eight)


@given(first_eights)
def test_agrees_with_the_sum_of_digits_written_out(first_eight):
    values = [str(ALPHABET.index(character) * (place % 2 + 1)) for place, character in enumerate(first_eight)]

    assert (sum(map(int, "".join(values))) + check_digit(first_eight)) % 10 == 0


@pytest.mark.parametrize(
    "text", ["", "912796N9", "912796N966", "912796n96", "912796N9X", "9127 6N96", "912796N9٦"]
)
def test_refuses_what_is_no_cusip(text):
    assert not is_valid(text)


@pytest.mark.parametrize("text", ["912796N", "912796N96", "912796n9"])
def test_has_no_digit_for_what_is_no_beginning(text):
    with pytest.raises(ValueError):
        check_digit(text)
