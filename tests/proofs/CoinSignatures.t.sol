// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Authorization} from "../../interfaces/IParDollar.sol";
import {AnyCoin} from "./AnyCoin.sol";
import {svm, vm} from "./Cheats.sol";

/// @title CoinSignatures
/// @notice A nonce is used once, and a key has signed all that is done in its name. What it has signed is left open, so
/// that any signature may be good; but that one is good of some terms says nothing of others.
contract CoinSignatures is AnyCoin {
    string private constant TERMS = "(address from,address to,uint256 value,"
        "uint256 validAfter,uint256 validBefore,bytes32 nonce)";

    struct Signature {
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /* NONCES AND TIMES */

    /// @notice For all terms, times and signatures of a key, in all three forms.
    function check_a_transfer_uses_its_nonce(uint8 payment, Authorization memory terms) public {
        vm.assume(_isTransfer(payment));
        _usesItsNonce(Payment(payment), terms);
    }

    /// @notice For all terms, times and signatures of a key, in all three forms.
    function check_a_receipt_uses_its_nonce(uint8 payment, Authorization memory terms) public {
        vm.assume(_isReceipt(payment));
        _usesItsNonce(Payment(payment), terms);
    }

    function _usesItsNonce(Payment payment, Authorization memory terms) private {
        bool isUsed = coin.authorizationState(terms.from, terms.nonce);

        _submit(payment, terms);

        assert(!isUsed);
        assert(coin.authorizationState(terms.from, terms.nonce));
    }

    /// @notice For all authorizers, nonces and signatures of a key, in both forms.
    function check_a_cancellation_uses_its_nonce(bool isInBytes, address from, bytes32 nonce) public {
        bool isUsed = coin.authorizationState(from, nonce);

        _cancel(isInBytes, from, nonce, _signature());

        assert(!isUsed);
        assert(coin.authorizationState(from, nonce));
    }

    /// @notice For all terms, times and signatures of a key, in all six forms.
    function check_an_authorization_is_good_between_its_times_only(uint8 payment, Authorization memory terms)
        public
    {
        vm.assume(_isTransfer(payment) || _isReceipt(payment));

        _submit(Payment(payment), terms);

        assert(terms.validAfter < block.timestamp && block.timestamp < terms.validBefore);
    }

    /// @notice For all terms, times, callers and signatures of a key.
    function check_a_receipt_is_its_receivers_to_send(address caller, Authorization memory terms) public {
        Signature memory signature = _signature();

        vm.prank(caller);
        coin.receiveWithAuthorization(
            terms.from,
            terms.to,
            terms.dollars,
            terms.validAfter,
            terms.validBefore,
            terms.nonce,
            signature.v,
            signature.r,
            signature.s
        );

        assert(caller == terms.to);
    }

    /// @notice For all owners, spenders, amounts of 256 bits, deadlines, times and signatures of a key, in both forms.
    function check_a_permit_is_counted_and_nothing_else(
        bool isInBytes,
        address owner,
        address spender,
        uint256 dollars,
        uint256 deadline
    ) public {
        uint256 word = _word(owner);

        _permit(isInBytes, owner, spender, dollars, deadline, _signature());

        unchecked {
            assert(_word(owner) == word + (1 << 192));
        }
        assert(coin.allowance(owner, spender) == dollars);
        assert(block.timestamp <= deadline);
    }

    /* WHAT A KEY HAS SIGNED */

    /// @notice For all terms, times and signatures of a key, in all three forms.
    function check_who_transfers_has_signed_all_terms(uint8 payment, Authorization memory terms) public {
        vm.assume(_isTransfer(payment));
        Signature memory signature = _signature();

        _submit(Payment(payment), terms, signature.v, signature.r, signature.s);

        bytes32 kind = keccak256(bytes(string.concat("TransferWithAuthorization", TERMS)));
        assert(_isSigned(terms.from, keccak256(abi.encode(kind, terms)), signature));
    }

    /// @notice For all terms, times and signatures of a key, in all three forms.
    function check_who_lets_receive_has_signed_all_terms(uint8 payment, Authorization memory terms) public {
        vm.assume(_isReceipt(payment));
        Signature memory signature = _signature();

        _submit(Payment(payment), terms, signature.v, signature.r, signature.s);

        bytes32 kind = keccak256(bytes(string.concat("ReceiveWithAuthorization", TERMS)));
        assert(_isSigned(terms.from, keccak256(abi.encode(kind, terms)), signature));
    }

    /// @notice For all authorizers, nonces and signatures of a key, in both forms.
    function check_who_cancels_has_signed_the_nonce(bool isInBytes, address from, bytes32 nonce) public {
        Signature memory signature = _signature();

        _cancel(isInBytes, from, nonce, signature);

        bytes32 kind = keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");
        assert(_isSigned(from, keccak256(abi.encode(kind, from, nonce)), signature));
    }

    /// @notice For all owners, spenders, amounts of 256 bits, deadlines, times and signatures of a key, in both forms.
    function check_who_permits_has_signed_all_terms(
        bool isInBytes,
        address owner,
        address spender,
        uint256 dollars,
        uint256 deadline
    ) public {
        Signature memory signature = _signature();
        uint256 nonce = coin.nonces(owner);

        _permit(isInBytes, owner, spender, dollars, deadline, signature);

        bytes32 kind =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 message = keccak256(abi.encode(kind, owner, spender, dollars, nonce, deadline));
        assert(_isSigned(owner, message, signature));
    }

    /// @dev As EIP-712 has it.
    function _isSigned(address signer, bytes32 message, Signature memory signature)
        private
        view
        returns (bool)
    {
        bytes32 kind = keccak256(
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
        );
        bytes32 domain = keccak256(
            abi.encode(
                kind, keccak256(bytes("Par Dollar")), keccak256(bytes("1")), block.chainid, address(coin)
            )
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", domain, message));
        return signer == ecrecover(digest, signature.v, signature.r, signature.s);
    }

    /* CALLS */

    function _isTransfer(uint8 payment) private pure returns (bool) {
        return payment >= uint8(Payment.Authorized) && payment <= uint8(Payment.AuthorizedInBatch);
    }

    function _isReceipt(uint8 payment) private pure returns (bool) {
        return payment >= uint8(Payment.Received) && payment <= uint8(Payment.ReceivedInBatch);
    }

    function _cancel(bool isInBytes, address from, bytes32 nonce, Signature memory signature) private {
        if (isInBytes) coin.cancelAuthorization(from, nonce, _inBytes(signature));
        else coin.cancelAuthorization(from, nonce, signature.v, signature.r, signature.s);
    }

    function _permit(
        bool isInBytes,
        address owner,
        address spender,
        uint256 dollars,
        uint256 deadline,
        Signature memory signature
    ) private {
        if (isInBytes) {
            coin.permit(owner, spender, dollars, deadline, _inBytes(signature));
        } else {
            coin.permit(owner, spender, dollars, deadline, signature.v, signature.r, signature.s);
        }
    }

    function _signature() private returns (Signature memory) {
        return Signature(uint8(svm.createUint256("v")), svm.createBytes32("r"), svm.createBytes32("s"));
    }

    function _inBytes(Signature memory signature) private pure returns (bytes memory) {
        return abi.encodePacked(signature.r, signature.s, signature.v);
    }
}
