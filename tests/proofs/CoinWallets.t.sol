// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {Authorization} from "../../interfaces/IParDollar.sol";
import {AnyCoin} from "./AnyCoin.sol";
import {vm} from "./Cheats.sol";

/// @title CoinWallets
/// @notice What one signature is good for: of a wallet, which is this contract, that has signed one digest and no other.
/// No hash is taken to be that of two things.
contract CoinWallets is AnyCoin, IERC1271 {
    error Accepted();

    bytes32 private constant TOO_HIGH = bytes32(type(uint256).max); // for a key's signature: none is good

    bytes32 private _signed;

    /// @notice What a wallet can sign, with what it says of it in Authorization; of a permit, `validBefore` is the
    /// deadline.
    enum Kind {
        Transfer,
        Receipt,
        Cancellation,
        Permit
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        return digest == _signed ? IERC1271.isValidSignature.selector : bytes4(0);
    }

    /// @notice For all digests, pairs of kinds, terms, times and states of the coin, in both forms.
    function check_what_is_signed_is_one_thing(
        bytes32 digest,
        uint8 kind,
        uint8 otherKind,
        bool isInBytes,
        Authorization memory terms,
        Authorization memory others
    ) public {
        vm.assume(kind <= uint8(type(Kind).max) && otherKind <= uint8(type(Kind).max));
        _signed = digest;

        vm.assume(_isGood(Kind(kind), isInBytes, terms) && _isGood(Kind(otherKind), isInBytes, others));

        assert(kind == otherKind);
        if (Kind(kind) != Kind.Permit) assert(terms.nonce == others.nonce);
        if (Kind(kind) == Kind.Cancellation) return;
        assert(terms.to == others.to);
        assert(terms.dollars == others.dollars);
        assert(terms.validBefore == others.validBefore);
        if (Kind(kind) != Kind.Permit) assert(terms.validAfter == others.validAfter);
    }

    /// @notice For all digests, pairs of kinds, terms, times and states of the coin, in both forms.
    function check_what_is_signed_once_is_good_once(
        bytes32 digest,
        uint8 kind,
        uint8 otherKind,
        bool isInBytes,
        Authorization memory terms,
        Authorization memory others
    ) public {
        vm.assume(kind <= uint8(type(Kind).max) && otherKind <= uint8(type(Kind).max));
        _signed = digest;

        _submit(Kind(kind), isInBytes, terms);

        assert(!_isGood(Kind(otherKind), isInBytes, others));
    }

    /// @dev Leaves the coin as it was.
    function _isGood(Kind kind, bool isInBytes, Authorization memory terms) private returns (bool) {
        try this.attempt(kind, isInBytes, terms) {
            return false;
        } catch (bytes memory reason) {
            return bytes4(reason) == Accepted.selector;
        }
    }

    function attempt(Kind kind, bool isInBytes, Authorization memory terms) external {
        _submit(kind, isInBytes, terms);
        revert Accepted();
    }

    function _submit(Kind kind, bool isInBytes, Authorization memory terms) private {
        terms.from = address(this);
        if (kind == Kind.Transfer) {
            if (isInBytes) _submitInBytes(Payment.AuthorizedInBytes, terms, "");
            else _submit(Payment.Authorized, terms, 27, 0, TOO_HIGH);
        } else if (kind == Kind.Receipt) {
            if (isInBytes) _submitInBytes(Payment.ReceivedInBytes, terms, "");
            else _submit(Payment.Received, terms, 27, 0, TOO_HIGH);
        } else if (kind == Kind.Cancellation) {
            if (isInBytes) coin.cancelAuthorization(terms.from, terms.nonce, "");
            else coin.cancelAuthorization(terms.from, terms.nonce, 27, 0, TOO_HIGH);
        } else {
            _permit(isInBytes, terms);
        }
    }

    function _permit(bool isInBytes, Authorization memory terms) private {
        if (isInBytes) coin.permit(terms.from, terms.to, terms.dollars, terms.validBefore, "");
        else coin.permit(terms.from, terms.to, terms.dollars, terms.validBefore, 27, 0, TOO_HIGH);
    }
}
