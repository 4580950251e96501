"""Permits as a wallet signs them, for coins and for shares in savings."""

from eth_account.messages import SignableMessage, encode_typed_data

from model.par_dollar import Permit
from scripts.network import chain_in_use

PERMIT = [
    {"name": "owner", "type": "address"},
    {"name": "spender", "type": "address"},
    {"name": "value", "type": "uint256"},
    {"name": "nonce", "type": "uint256"},
    {"name": "deadline", "type": "uint256"},
]


NAMES = {"ParDollar": "Par Dollar", "SavingsDollar": "Savings Par Dollar"}


def domain(token) -> dict:
    """Of every signature for the coin, or for the savings (EIP-712)."""
    return {
        "name": NAMES[token._name],
        "version": "1",
        "chainId": chain_in_use().id,
        "verifyingContract": token.address,
    }


def typed_data(token, permit: Permit) -> SignableMessage:
    message = {
        "owner": permit.owner,
        "spender": permit.spender,
        "value": permit.dollars,
        "nonce": permit.nonce,
        "deadline": permit.deadline,
    }
    return encode_typed_data(domain(token), {"Permit": PERMIT}, message)


def sign(token, signer, permit: Permit) -> tuple[int, bytes, bytes]:
    """The signature (v, r, s) of an account whose key is known."""
    signed = signer.sign_message(typed_data(token, permit))
    return signed.v, signed.r.to_bytes(32, "big"), signed.s.to_bytes(32, "big")


def submit(token, permit: Permit, signature: tuple[int, bytes, bytes], sender):
    """Send the permit; its nonce is not sent, the contract knows it."""
    terms = (permit.owner, permit.spender, permit.dollars, permit.deadline)
    return token.permit(*terms, *signature, {"from": sender})
