// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {vm} from "./IVm.sol";
import {Steps} from "./Steps.sol";

/// @title CoinSteps
/// @notice Coins are created, paid, and redeemed, at once or later.
abstract contract CoinSteps is Steps {
    function mint(uint64 who, uint64 dollars) external step {
        _mint(_anybody(who), _within(dollars, 1, 1e12));
    }

    function redeem(uint64 who, uint64 share) external step {
        address holder = _owner(coin, who, _isRare(share));
        uint256 dollars = _percentOf(_lesser(coin.balanceOf(holder), reserve.freeCash()), share);
        vm.prank(holder);
        reserve.redeem(holder, dollars);
        destroyed += dollars;
    }

    function pay(uint64 from, uint64 to, uint64 share) external step {
        (address holder, address receiver) = (_saver(from), _saver(to));
        uint256 dollars = _percentOf(coin.balanceOf(holder), share);
        vm.prank(holder);
        coin.transfer(receiver, dollars);
        _goes(holder, receiver, dollars);
    }

    function request(uint64 who, uint64 share) external step {
        address holder = _owner(coin, who, _isRare(share));
        uint256 dollars = _percentOf(coin.balanceOf(holder), share % 100 + 1);
        vm.prank(holder);
        _asksFor(reserve.requestRedemption(dollars), dollars);
        destroyed += dollars;
    }

    function claim(uint64 number) external step {
        uint256 count = reserve.redemptionCount();
        for (uint256 i = 0; i < count; i++) {
            uint256 id = 1 + (number + i) % count;
            address owner = reserve.redemptionOf(id).owner;
            if (compliance.isFrozen(owner) && !_isRare(number)) continue;
            if (reserve.claimable(id) != 0) return _claim(id, owner);
        }
        revert NothingToDo();
    }

    function _claim(uint256 id, address owner) private {
        uint256 held = cash.balanceOf(owner);
        reserve.claimRedemption(id, owner);
        _isPaid(id, cash.balanceOf(owner) - held);
    }
}
