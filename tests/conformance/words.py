"""What is signed, in the domain that a contract itself describes (EIP-712, ERC-5267)."""

from eth_account.messages import SignableMessage, encode_typed_data

from tests.signed_bids import COMPETITIVE, NONCOMPETITIVE

FIELDS = ("name", "version", "chainId", "verifyingContract", "salt")
BIDS = {  # by the function that takes them: their type, and what they say besides auction and bidder
    "submitCommitments": (COMPETITIVE, {"commitment": b"\x0c" * 32}),
    "submitNoncompetitiveBids": (NONCOMPETITIVE, {"units": 3}),
}


def described(contract) -> dict:
    """The domain, of the fields that the contract says it uses."""
    used, *values, extensions = contract.eip712Domain()
    assert not list(extensions)
    used = int.from_bytes(bytes(used), "big")
    return {
        field: value for at, (field, value) in enumerate(zip(FIELDS, values, strict=True)) if used >> at & 1
    }


def bid_of(sale, step, bidder) -> SignableMessage:
    """What a bidder signs for somebody else to submit by this step."""
    types, content = BIDS[step]
    message = {"auctionId": sale.id, "bidder": str(bidder), **content}
    return encode_typed_data(described(sale.house), types, message)


def submit_bid(sale, step, bidder, signature, by):
    _, content = BIDS[step]
    bids = [(str(bidder), *content.values(), signature)]
    return getattr(sale.house, step)(sale.id, bids, {"from": by})
