"""Bids that accounts sign, by the node that keeps their keys, for a dealer to submit (EIP-712)."""

from brownie import web3

from scripts.batch import results
from scripts.bidding.position import Position
from scripts.house import House

DOMAIN = [
    {"name": "name", "type": "string"},
    {"name": "version", "type": "string"},
    {"name": "chainId", "type": "uint256"},
    {"name": "verifyingContract", "type": "address"},
]
BID = [{"name": "auctionId", "type": "uint256"}, {"name": "bidder", "type": "address"}]
CONTENT = {
    "CompetitiveBid": [{"name": "commitment", "type": "bytes32"}],
    "NoncompetitiveBid": [{"name": "units", "type": "uint64"}],
}


def signed_commitments(house: House, placed: list[Position], commitments: list[bytes]) -> list[tuple]:
    """As `SignedCommitment` of interfaces/IAuctionHouse.sol."""
    contents = [{"commitment": f"0x{bytes(each).hex()}"} for each in commitments]
    signatures = signed(house, "CompetitiveBid", placed, contents)
    return [
        (each.account, commitment, signature)
        for each, commitment, signature in zip(placed, commitments, signatures, strict=True)
    ]


def signed_noncompetitive(house: House, placed: list[Position]) -> list[tuple]:
    """As `SignedNoncompetitiveBid` of interfaces/IAuctionHouse.sol."""
    contents = [{"units": each.bid.noncompetitive} for each in placed]
    signatures = signed(house, "NoncompetitiveBid", placed, contents)
    return [
        (each.account, each.bid.noncompetitive, signature)
        for each, signature in zip(placed, signatures, strict=True)
    ]


def signed(house: House, kind: str, placed: list[Position], contents: list[dict]) -> list[bytes]:
    requests = [
        ("eth_signTypedData_v4", [each.account, typed_data(house, kind, each, content)])
        for each, content in zip(placed, contents, strict=True)
    ]
    return [bytes.fromhex(answer.removeprefix("0x")) for answer in results(requests)]


def typed_data(house: House, kind: str, each: Position, content: dict) -> dict:
    return {
        "types": {"EIP712Domain": DOMAIN, kind: BID + CONTENT[kind]},
        "primaryType": kind,
        "domain": {
            "name": "Par Auction House",
            "version": "1",
            "chainId": web3.eth.chain_id,
            "verifyingContract": house.contract.address,
        },
        "message": {"auctionId": each.held.number, "bidder": each.account} | content,
    }
