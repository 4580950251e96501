"""Permits as a wallet signs them."""

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


def domain(dollar) -> dict:
    """Of every signature for the coin (EIP-712)."""
    return {
        "name": "Par Dollar",
        "version": "1",
        "chainId": chain_in_use().id,
        "verifyingContract": dollar.address,
    }


def typed_data(dollar, permit: Permit) -> SignableMessage:
    message = {
        "owner": permit.owner,
        "spender": permit.spender,
        "value": permit.dollars,
        "nonce": permit.nonce,
        "deadline": permit.deadline,
    }
    return encode_typed_data(domain(dollar), {"Permit": PERMIT}, message)


def sign(dollar, signer, permit: Permit) -> tuple[int, bytes, bytes]:
    """The signature (v, r, s) of an account whose key is known."""
    signed = signer.sign_message(typed_data(dollar, permit))
    return signed.v, signed.r.to_bytes(32, "big"), signed.s.to_bytes(32, "big")


def submit(dollar, permit: Permit, signature: tuple[int, bytes, bytes], sender):
    """Send the permit; its nonce is not sent, the coin knows it."""
    terms = (permit.owner, permit.spender, permit.dollars, permit.deadline)
    return dollar.permit(*terms, *signature, {"from": sender})
