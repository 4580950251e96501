// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ParDollar} from "../../contracts/ParDollar.sol";
import {Authorization, SignedAuthorization} from "../../interfaces/IParDollar.sol";
import {svm, vm} from "./Cheats.sol";

/// @title AnyCoin
/// @notice The coin in any state whatever, at any time: every slot may hold anything.
abstract contract AnyCoin {
    address internal constant COMPLIANCE = address(0xC0);
    uint256 internal constant FROZEN = 1 << 191;

    ParDollar internal coin;

    /// @notice All that moves, makes or destroys coins.
    enum Payment {
        Transfer,
        TransferFrom,
        Mint,
        Burn,
        Authorized,
        AuthorizedInBytes,
        AuthorizedInBatch,
        Received,
        ReceivedInBytes,
        ReceivedInBatch,
        Seize,
        Reissue,
        BurnFrozen
    }

    function setUp() public {
        coin = new ParDollar(COMPLIANCE);
        svm.enableSymbolicStorage(address(coin));
        vm.warp(svm.createUint256("time"));
    }

    /* PAYMENTS */

    /// @dev By an account that may: a proof says nothing of a payment that is refused.
    function _pay(Payment payment, address spender, address from, address to, uint256 dollars) internal {
        if (payment == Payment.Transfer) {
            vm.prank(from);
            coin.transfer(to, dollars);
        } else if (payment == Payment.TransferFrom) {
            vm.prank(spender);
            coin.transferFrom(from, to, dollars);
        } else if (payment == Payment.Mint) {
            coin.mint(to, dollars);
        } else if (payment == Payment.Burn) {
            coin.burn(from, dollars);
        } else if (payment < Payment.Seize) {
            _submit(payment, _terms(from, to, dollars));
        } else {
            _order(payment, from, to, dollars);
        }
    }

    function _order(Payment payment, address from, address to, uint256 dollars) internal {
        vm.prank(COMPLIANCE);
        if (payment == Payment.Seize) coin.seize(from, to, dollars);
        else if (payment == Payment.Reissue) coin.reissue(from, to, dollars);
        else coin.burnFrozen(from, dollars);
    }

    /// @dev With any signature of a key; what the key has signed is left open, so that any may be good.
    function _submit(Payment payment, Authorization memory terms) internal {
        _submit(payment, terms, uint8(svm.createUint256("v")), svm.createBytes32("r"), svm.createBytes32("s"));
    }

    function _submit(Payment payment, Authorization memory terms, uint8 v, bytes32 r, bytes32 s) internal {
        if (payment == Payment.Authorized) {
            vm.prank(_sender(payment, terms.to));
            coin.transferWithAuthorization(
                terms.from, terms.to, terms.dollars, terms.validAfter, terms.validBefore, terms.nonce, v, r, s
            );
        } else if (payment == Payment.Received) {
            vm.prank(_sender(payment, terms.to));
            coin.receiveWithAuthorization(
                terms.from, terms.to, terms.dollars, terms.validAfter, terms.validBefore, terms.nonce, v, r, s
            );
        } else {
            _submitInBytes(payment, terms, abi.encodePacked(r, s, v));
        }
    }

    function _submitInBytes(Payment payment, Authorization memory terms, bytes memory signature) internal {
        vm.prank(_sender(payment, terms.to));
        if (payment == Payment.AuthorizedInBytes) {
            coin.transferWithAuthorization(
                terms.from,
                terms.to,
                terms.dollars,
                terms.validAfter,
                terms.validBefore,
                terms.nonce,
                signature
            );
        } else if (payment == Payment.ReceivedInBytes) {
            coin.receiveWithAuthorization(
                terms.from,
                terms.to,
                terms.dollars,
                terms.validAfter,
                terms.validBefore,
                terms.nonce,
                signature
            );
        } else {
            SignedAuthorization[] memory batch = new SignedAuthorization[](1);
            batch[0] = SignedAuthorization(terms, signature);
            if (payment == Payment.AuthorizedInBatch) coin.transferWithAuthorizations(batch);
            else coin.receiveWithAuthorizations(batch);
        }
    }

    /// @dev A receipt is its receiver's to send, a transfer anybody's.
    function _sender(Payment payment, address to) private returns (address) {
        return payment >= Payment.Received ? to : address(uint160(svm.createUint256("sender")));
    }

    /// @dev Any times and any nonce.
    function _terms(address from, address to, uint256 dollars) internal returns (Authorization memory) {
        return Authorization({
            from: from,
            to: to,
            dollars: dollars,
            validAfter: svm.createUint256("validAfter"),
            validBefore: svm.createUint256("validBefore"),
            nonce: svm.createBytes32("nonce")
        });
    }

    /* BALANCES */

    /// @dev What the supply grants, as every balance is part of it: two balances fit beside the freeze bit together.
    function _assumeHeld(address one, address other) internal view {
        _assumeHeld(one);
        vm.assume(one == other || coin.balanceOf(one) + coin.balanceOf(other) <= coin.totalSupply());
    }

    function _assumeHeld(address holder) internal view {
        vm.assume(coin.totalSupply() < FROZEN && coin.balanceOf(holder) <= coin.totalSupply());
    }

    /// @dev Balance, freeze bit and number of permits, at the slot that HolderWord describes.
    function _word(address holder) internal view returns (uint256) {
        return uint256(vm.load(address(coin), ~(bytes32(uint256(uint160(holder))) << 96)));
    }

    /// @dev The freeze bit and the number of permits.
    function _above(uint256 word) internal pure returns (uint256) {
        return word / FROZEN;
    }
}
