// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ParDollar} from "../../contracts/ParDollar.sol";
import {svm, vm} from "./Cheats.sol";

/// @title AnyCoin
/// @notice The coin in any state whatever: every slot may hold anything.
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
        Seize,
        Reissue,
        BurnFrozen
    }

    function setUp() public {
        coin = new ParDollar(COMPLIANCE);
        svm.enableSymbolicStorage(address(coin));
    }

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
        } else {
            _order(payment, from, to, dollars);
        }
    }

    function _order(Payment payment, address from, address to, uint256 dollars) private {
        vm.prank(COMPLIANCE);
        if (payment == Payment.Seize) coin.seize(from, to, dollars);
        else if (payment == Payment.Reissue) coin.reissue(from, to, dollars);
        else coin.burnFrozen(from, dollars);
    }

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
