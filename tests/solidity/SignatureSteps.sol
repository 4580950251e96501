// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Authorization} from "../../interfaces/IParDollar.sol";
import {vm} from "./IVm.sol";
import {Steps} from "./Steps.sol";

/// @title SignatureSteps
/// @notice Savers sign payments and permits, and others send them: with other terms, too early or too late, as they are
/// signed, and again.
abstract contract SignatureSteps is Steps {
    string private constant TERMS =
        "(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)";
    bytes32 private constant TRANSFER = keccak256(abi.encodePacked("TransferWithAuthorization", TERMS));
    bytes32 private constant RECEIVE = keccak256(abi.encodePacked("ReceiveWithAuthorization", TERMS));
    bytes32 private constant PERMIT =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    address private constant SENDER = address(0x5E4D);

    uint256 private signatures; // so far

    /// @notice A payment that anybody may send.
    function payBySignature(uint64 from, uint64 to, uint64 share, uint64 which) external step {
        Authorization memory terms = _terms(_signer(from), _saver(to), share);
        bytes memory signature = _sign(terms.from, TRANSFER, terms);
        (Authorization memory others, bytes memory anew) = _otherTerms(terms, signature, which);
        if (_isWrong(_isSent(others, anew), others)) return;

        uint256 left = _leftOf(terms);
        require(_isSent(terms, signature), NothingToDo());
        _goes(terms.from, terms.to, terms.dollars);
        _check(12, coin.balanceOf(terms.from) == left);
        _isWrong(_isSent(terms, signature), terms);
    }

    /// @notice A payment that only its receiver may send.
    function receiveBySignature(uint64 from, uint64 to, uint64 share) external step {
        Authorization memory terms = _terms(_signer(from), _saver(to), share);
        bytes memory signature = _sign(terms.from, RECEIVE, terms);
        if (_isWrong(_isSent(terms, signature), terms)) return;
        if (_isWrong(_isReceived(SENDER, terms, signature), terms)) return;

        uint256 left = _leftOf(terms);
        require(_isReceived(terms.to, terms, signature), NothingToDo());
        _goes(terms.from, terms.to, terms.dollars);
        _check(12, coin.balanceOf(terms.from) == left);
        _isWrong(_isReceived(terms.to, terms, signature), terms);
    }

    /// @notice A permit, which its spender uses up.
    function permitBySignature(uint64 from, uint64 to, uint64 share, uint64 which) external step {
        address owner = _signer(from);
        address spender = savers[0] == owner ? savers[1 + to % 2] : savers[0];
        uint256 dollars = _percentOf(coin.balanceOf(owner), share % 100 + 1);
        bytes32 message = keccak256(abi.encode(PERMIT, owner, spender, dollars, coin.nonces(owner), _now()));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[owner], _digest(message));
        if (_isAllowed(owner, spender, dollars + 1 + which % 9, v, r, s)) return _check(12, false);

        require(_isAllowed(owner, spender, dollars, v, r, s), NothingToDo());
        _check(12, coin.allowance(owner, spender) == dollars);
        vm.prank(spender);
        coin.transferFrom(owner, spender, dollars);
        _goes(owner, spender, dollars);
        _check(12, coin.allowance(owner, spender) == 0 && !_isAllowed(owner, spender, dollars, v, r, s));
    }

    /* TERMS */

    /// @dev The first from `who` on that has a dollar, and is not frozen but rarely.
    function _signer(uint256 who) private view returns (address saver) {
        for (uint256 i = 0; i < savers.length; i++) {
            saver = savers[(who + i) % savers.length];
            if (coin.balanceOf(saver) >= 1e6 && (_isRare(who) || !compliance.isFrozen(saver))) return saver;
        }
        revert NothingToDo();
    }

    function _terms(address from, address to, uint256 share) private returns (Authorization memory) {
        uint256 dollars = _percentOf(coin.balanceOf(from), share % 100 + 1);
        return Authorization(from, to, dollars, _now() - 1, _now() + 1, bytes32(++signatures));
    }

    /// @dev One of the terms is not what was signed; or they are, and it is too early or too late.
    function _otherTerms(Authorization memory terms, bytes memory signature, uint256 which)
        private
        view
        returns (Authorization memory, bytes memory)
    {
        Authorization memory others = Authorization(
            terms.from, terms.to, terms.dollars, terms.validAfter, terms.validBefore, terms.nonce
        );
        uint256 term = which % 8;
        if (term == 0) others.from = holders[which / 8 % holders.length];
        if (term == 1) others.to = SENDER;
        if (term == 2) others.dollars -= 1;
        if (term == 3) others.validAfter -= 1;
        if (term == 4) others.validBefore += 1;
        if (term == 5) others.nonce = bytes32(uint256(others.nonce) + 1 << 128);
        if (term == 6) others.validAfter = _now();
        if (term == 7) others.validBefore = _now();
        return (others, term > 5 ? _sign(others.from, TRANSFER, others) : signature);
    }

    function _leftOf(Authorization memory terms) private view returns (uint256) {
        return coin.balanceOf(terms.from) - (terms.from == terms.to ? 0 : terms.dollars);
    }

    /// @dev A payment that should have been refused, and was not, is a payment all the same.
    function _isWrong(bool isPaid, Authorization memory terms) private returns (bool) {
        if (!isPaid) return false;
        _goes(terms.from, terms.to, terms.dollars);
        _check(12, false);
        return true;
    }

    /* SIGNING */

    function _sign(address from, bytes32 kind, Authorization memory terms)
        private
        view
        returns (bytes memory)
    {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[from], _digest(keccak256(abi.encode(kind, terms))));
        return abi.encodePacked(r, s, v);
    }

    /// @dev By EIP-712.
    function _digest(bytes32 message) private view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256(
                    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
                ),
                keccak256("Par Dollar"),
                keccak256("1"),
                block.chainid,
                coin
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, message));
    }

    /* SENDING */

    function _isSent(Authorization memory terms, bytes memory signature) private returns (bool) {
        vm.prank(SENDER);
        try coin.transferWithAuthorization(
            terms.from, terms.to, terms.dollars, terms.validAfter, terms.validBefore, terms.nonce, signature
        ) {
            return true;
        } catch {
            return false;
        }
    }

    function _isReceived(address sender, Authorization memory terms, bytes memory signature)
        private
        returns (bool)
    {
        vm.prank(sender);
        try coin.receiveWithAuthorization(
            terms.from, terms.to, terms.dollars, terms.validAfter, terms.validBefore, terms.nonce, signature
        ) {
            return true;
        } catch {
            return false;
        }
    }

    function _isAllowed(address owner, address spender, uint256 dollars, uint8 v, bytes32 r, bytes32 s)
        private
        returns (bool)
    {
        try coin.permit(owner, spender, dollars, _now(), v, r, s) {
            return true;
        } catch {
            return false;
        }
    }
}
