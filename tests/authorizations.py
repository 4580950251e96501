"""Authorizations as a wallet signs them, and as somebody sends them."""

from eth_account.messages import SignableMessage, _hash_eip191_message, encode_typed_data

from model.par_dollar import Authorization, Cancellation, Sender
from tests.permits import domain

CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141

AUTHORIZATION = [
    {"name": "from", "type": "address"},
    {"name": "to", "type": "address"},
    {"name": "value", "type": "uint256"},
    {"name": "validAfter", "type": "uint256"},
    {"name": "validBefore", "type": "uint256"},
    {"name": "nonce", "type": "bytes32"},
]

CANCELLATION = [{"name": "authorizer", "type": "address"}, {"name": "nonce", "type": "bytes32"}]


def terms(signed: Authorization | Cancellation) -> tuple:
    """In the order of the fields that are signed and sent."""
    if isinstance(signed, Cancellation):
        return signed.holder, signed.nonce
    return (
        *(signed.holder, signed.to, signed.dollars),
        *(signed.valid_after, signed.valid_before, signed.nonce),
    )


def typed_data(dollar, signed: Authorization | Cancellation) -> SignableMessage:
    is_payment = isinstance(signed, Authorization)
    kind, fields = (signed.sender, AUTHORIZATION) if is_payment else ("CancelAuthorization", CANCELLATION)
    message = dict(zip((field["name"] for field in fields), terms(signed), strict=True))
    return encode_typed_data(domain(dollar), {str(kind): fields}, message)


def sign(dollar, signer, signed: Authorization | Cancellation) -> tuple[int, bytes, bytes]:
    """The signature (v, r, s) of an account whose key is known."""
    signature = signer.sign_message(typed_data(dollar, signed))
    return signature.v, signature.r.to_bytes(32, "big"), signature.s.to_bytes(32, "big")


def note(wallet, dollar, signed: Authorization | Cancellation, signature: bytes, by) -> bytes:
    """From now on the wallet accepts this signature (ERC-1271)."""
    wallet.note(_hash_eip191_message(typed_data(dollar, signed)), signature, {"from": by})
    return signature


def joined(signature: tuple[int, bytes, bytes]) -> bytes:
    """The 65 bytes r, s, v."""
    v, r, s = signature
    return r + s + bytes([v])


def malleable(signature: tuple[int, bytes, bytes]) -> tuple[int, bytes, bytes]:
    """The other signature that anybody can make of this one."""
    v, r, s = signature
    return 27 + 28 - v, r, (CURVE_ORDER - int.from_bytes(s, "big")).to_bytes(32, "big")


def submit(dollar, authorization: Authorization, signature: tuple | bytes, sender):
    """Send a payment, its signature in either form."""
    function = {
        Sender.ANYBODY: dollar.transferWithAuthorization,
        Sender.RECEIVER: dollar.receiveWithAuthorization,
    }[authorization.sender]
    return function(*terms(authorization), *parts(signature), {"from": sender})


def submit_all(dollar, kind: Sender, signed: list[tuple[Authorization, bytes]], sender):
    """Send many payments, all or none."""
    function = {
        Sender.ANYBODY: dollar.transferWithAuthorizations,
        Sender.RECEIVER: dollar.receiveWithAuthorizations,
    }[kind]
    return function(
        [(terms(authorization), signature) for authorization, signature in signed], {"from": sender}
    )


def cancel(dollar, cancellation: Cancellation, signature: tuple | bytes, sender):
    return dollar.cancelAuthorization(*terms(cancellation), *parts(signature), {"from": sender})


def parts(signature: tuple | bytes) -> tuple:
    return signature if isinstance(signature, tuple) else (signature,)
