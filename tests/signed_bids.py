"""Bids as a bidder's wallet signs them, for somebody else to submit."""

from typing import Any

from eth_account.messages import SignableMessage, encode_typed_data

from scripts.network import chain_in_use

COMPETITIVE = {
    "CompetitiveBid": [
        {"name": "auctionId", "type": "uint256"},
        {"name": "bidder", "type": "address"},
        {"name": "commitment", "type": "bytes32"},
    ]
}
NONCOMPETITIVE = {
    "NoncompetitiveBid": [
        {"name": "auctionId", "type": "uint256"},
        {"name": "bidder", "type": "address"},
        {"name": "units", "type": "uint64"},
    ]
}


def typed_data(house, types: dict, **message: Any) -> SignableMessage:
    domain = {
        "name": "Par Auction House",
        "version": "1",
        "chainId": chain_in_use().id,
        "verifyingContract": house.address,
    }
    return encode_typed_data(domain, types, message)


def sign_commitment(house, signer, auction_id: int, commitment: bytes, bidder: str | None = None) -> tuple:
    """A `SignedCommitment` of interfaces/IAuctionHouse.sol."""
    bidder = bidder or signer.address
    words = typed_data(house, COMPETITIVE, auctionId=auction_id, bidder=bidder, commitment=bytes(commitment))
    return bidder, commitment, bytes(signer.sign_message(words).signature)


def sign_noncompetitive(house, signer, auction_id: int, units: int, bidder: str | None = None) -> tuple:
    """A `SignedNoncompetitiveBid` of interfaces/IAuctionHouse.sol."""
    bidder = bidder or signer.address
    words = typed_data(house, NONCOMPETITIVE, auctionId=auction_id, bidder=bidder, units=units)
    return bidder, units, bytes(signer.sign_message(words).signature)
