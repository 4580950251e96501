// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {vm} from "./IVm.sol";
import {SurplusSteps} from "./SurplusSteps.sol";

/// @title SavingsSteps
/// @notice Coins are saved, shares in the savings change hands.
abstract contract SavingsSteps is SurplusSteps {
    function save(uint64 who, uint64 dollars) external step {
        _save(_holder(who), _within(dollars, 1, 1e11));
    }

    function takeOutSavings(uint64 who, uint64 share) external step {
        address holder = _holder(who);
        _takeOut(holder, _percentOf(savings.balanceOf(holder), share));
    }

    function handOverShares(uint64 who, uint64 to, uint64 share) external step {
        (address holder, address receiver) = (_holder(who), _holder(to));
        uint256 shares = _percentOf(savings.balanceOf(holder), share);
        vm.prank(holder);
        savings.transfer(receiver, shares);
    }

    /// @notice Coins that are sent to the savings, by mistake or to move the price of a share.
    function giveToSavings(uint64 who, uint64 share) external step {
        address holder = _holder(who);
        uint256 dollars = _percentOf(coin.balanceOf(holder), share);
        vm.prank(holder);
        coin.transfer(address(savings), dollars);
    }

    /// @notice Somebody saves and leaves again in one moment, and has earnings distributed in between if there are any.
    function visitSavings(uint64 who, uint64 dollars) external step {
        address holder = _holder(who);
        uint256 brought = _within(dollars, 1, 1e11);
        _waitUntil(reserve.distributedAt() + 7 days);
        _publishYields(400);
        (uint256 shares, uint256 coins) = (savings.balanceOf(holder), coin.balanceOf(holder));
        uint256 price = _sharePrice();

        _save(holder, brought);
        if (reserve.earnings() != 0) _distribute();
        _takeOut(holder, savings.balanceOf(holder) - shares);
        _check(21, coin.balanceOf(holder) <= coins + brought && _sharePrice() >= price);
    }

    function _save(address holder, uint256 dollars) private {
        _mint(holder, dollars);
        vm.prank(holder);
        savings.deposit(dollars, holder);
    }

    function _takeOut(address holder, uint256 shares) private {
        vm.prank(holder);
        savings.redeem(shares, holder, holder);
    }
}
