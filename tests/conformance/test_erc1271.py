"""ERC-1271, of all that a contract may sign: permits and authorizations of the coin, bids in auctions.

A wallet MUST return the magic value when a signature passes; it is asked about the digest of the typed data.
"""

import pytest
from eth_abi import encode
from eth_account.messages import SignableMessage, _hash_eip191_message, encode_typed_data

from model.auction import BidStatus
from tests.authorizations import AUTHORIZATION, CANCELLATION
from tests.conformance.conftest import HAS
from tests.conformance.words import BIDS, bid_of, described, submit_bid
from tests.helpers import REFUSALS
from tests.obstacles import skipped
from tests.permits import PERMIT

IS_VALID_SIGNATURE = bytes.fromhex("1626ba7e")  # the selector, which is the magic value as well
MAGIC = IS_VALID_SIGNATURE.ljust(32, b"\0")
REFUSED = {
    "another_value": b"\xff" * 4 + bytes(28),
    "yes": bytes(31) + b"\1",
    "a_short_answer": IS_VALID_SIGNATURE,
    "nothing": b"",
}
NOBODY = "0x" + "0d" * 20  # without code

SIGNATURE = b"\x11" * 32 + b"\x22" * 32 + b"\x1b"  # of no key that anybody knows
FORMS = {"v_r_s": (SIGNATURE[64], SIGNATURE[:32], SIGNATURE[32:64]), "bytes": (SIGNATURE,)}
NONCE = b"\x07" * 32
STEPS = {  # of the coin: what is signed, and the event of what it is signed for
    "permit": (PERMIT, "Approval"),
    "transferWithAuthorization": (AUTHORIZATION, "Transfer"),
    "receiveWithAuthorization": (AUTHORIZATION, "Transfer"),
    "cancelAuthorization": (CANCELLATION, "AuthorizationCanceled"),
}

every_step = pytest.mark.parametrize("step", STEPS)
every_form = pytest.mark.parametrize("form", FORMS)
every_bid = pytest.mark.parametrize("step", BIDS)
every_wrong_answer = pytest.mark.parametrize("answer", REFUSED.values(), ids=REFUSED)


@pytest.fixture
def wallet(ExactWallet, alice):
    return alice.deploy(ExactWallet)


@pytest.fixture
def saver(wallet, coin, reserve):
    """The wallet, with coins."""
    coin.mint(wallet, HAS, {"from": reserve})
    return wallet


@pytest.fixture
def bidder(wallet, admit_bidder):
    """The wallet, which may bid."""
    admit_bidder(wallet)
    return wallet


def message_of(step, signer, to) -> dict:
    if step == "permit":
        return dict(owner=signer, spender=to, value=7, nonce=0, deadline=2**40)
    if step == "cancelAuthorization":
        return dict(authorizer=signer, nonce=NONCE)
    return {"from": signer, "to": to, "value": 7, "validAfter": 0, "validBefore": 2**40, "nonce": NONCE}


def words_of(coin, step, signer, to) -> SignableMessage:
    fields, _ = STEPS[step]
    kind = step[0].upper() + step[1:]
    return encode_typed_data(described(coin), {kind: fields}, message_of(step, str(signer), str(to)))


def send(coin, step, form, signer, to):
    """A permit's nonce is not sent, the coin knows it."""
    message = message_of(step, str(signer), str(to))
    terms = [value for field, value in message.items() if (step, field) != ("permit", "nonce")]
    return getattr(coin, step)(*terms, *FORMS[form], {"from": to})


def tell(wallet, words: SignableMessage, answer: bytes, by) -> None:
    """The wallet to answer so, if it is asked for the digest of these words and nothing else."""
    asked = IS_VALID_SIGNATURE + encode(["bytes32", "bytes"], [_hash_eip191_message(words), SIGNATURE])
    wallet.setAnswer(asked, answer, {"from": by})


# The coin


@every_form
@every_step
def test_the_coin_takes_the_magic_value_for_the_very_digest(coin, saver, bob, step, form):
    tell(saver, words_of(coin, step, saver, bob), MAGIC, bob)

    tx = send(coin, step, form, saver, bob)

    _, event = STEPS[step]
    assert list(tx.events[event][0].values())[0] == saver


@every_wrong_answer
@every_form
@every_step
def test_the_coin_must_not_take_any_other_answer(coin, saver, bob, step, form, answer):
    tell(saver, words_of(coin, step, saver, bob), answer, bob)

    with pytest.raises(REFUSALS):
        send(coin, step, form, saver, bob)


@every_form
@every_step
def test_the_coin_must_not_take_what_was_signed_for_another_digest(coin, saver, bob, step, form):
    """The wallet reverts."""
    other = "transferWithAuthorization" if step == "receiveWithAuthorization" else "receiveWithAuthorization"
    tell(saver, words_of(coin, other, saver, bob), MAGIC, bob)

    with pytest.raises(REFUSALS):
        send(coin, step, form, saver, bob)


@every_form
@every_step
def test_the_coin_must_not_take_an_account_without_code(coin, reserve, bob, step, form):
    coin.mint(NOBODY, HAS, {"from": reserve})

    with pytest.raises(REFUSALS):
        send(coin, step, form, NOBODY, bob)


# The auction house, which skips a bid that is not signed and takes the others


@every_bid
def test_the_house_takes_the_magic_value_for_the_very_digest(sale, bidder, bob, step):
    tell(bidder, bid_of(sale, step, bidder), MAGIC, bob)

    tx = submit_bid(sale, step, bidder, SIGNATURE, bob)

    assert skipped(tx) == {}
    assert sale.house.bidOf(sale.id, bidder)[0] != BidStatus.NONE


@every_wrong_answer
@every_bid
def test_the_house_must_not_take_any_other_answer(sale, bidder, bob, step, answer):
    tell(bidder, bid_of(sale, step, bidder), answer, bob)

    assert_skipped(sale, step, bidder, bob)


@every_bid
def test_the_house_must_not_take_what_was_signed_for_another_digest(sale, bidder, bob, step):
    """The wallet reverts."""
    tell(bidder, bid_of(sale, next(each for each in BIDS if each != step), bidder), MAGIC, bob)

    assert_skipped(sale, step, bidder, bob)


@every_bid
def test_the_house_must_not_take_an_account_without_code(sale, admit_bidder, bob, step):
    admit_bidder(NOBODY)

    assert_skipped(sale, step, NOBODY, bob)


def assert_skipped(sale, step, bidder, by):
    tx = submit_bid(sale, step, bidder, SIGNATURE, by)

    assert list(skipped(tx).values()) == ["InvalidSignature"]
    assert sale.house.bidOf(sale.id, bidder)[0] == BidStatus.NONE
