// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {OrderAction} from "../../interfaces/ICompliance.sol";
import {Steps} from "./Steps.sol";

/// @title OrderSteps
/// @notice Lawful orders freeze, release, and take.
abstract contract OrderSteps is Steps {
    bytes32 private constant COURT = "court";
    bytes32 private constant DOCUMENT = "document";
    uint40 private constant FOREVER = type(uint40).max;

    function freeze(uint64 who) external step {
        _freeze(_anybody(who));
    }

    /// @notice Everybody is released.
    function release() external step {
        for (uint256 i = 0; i < everybody.length; i++) {
            if (compliance.isFrozen(everybody[i])) _order(OrderAction.Unfreeze, everybody[i]);
        }
    }

    /// @notice An order seizes, reissues or burns coins.
    function takeCoins(uint64 which, uint64 who, uint64 to, uint64 share) external step {
        OrderAction action = [OrderAction.Seize, OrderAction.Reissue, OrderAction.Burn][which % 3];
        bool isBurn = action == OrderAction.Burn;
        (address account, address receiver) = (_owner(coin, who, true), isBurn ? address(0) : _anybody(to));
        (uint256 had, uint256 received) = (coin.balanceOf(account), coin.balanceOf(receiver));
        uint96 dollars = uint96(_percentOf(had, share % 100 + 1));
        _freezeMostly(account, share);
        _take(
            account, compliance.recordCoinOrder(COURT, DOCUMENT, action, account, receiver, dollars, FOREVER)
        );

        _check(13, had - coin.balanceOf(account) == dollars);
        _check(13, isBurn || coin.balanceOf(receiver) - received == dollars);
        if (isBurn) destroyed += dollars;
        _goes(account, receiver, dollars);
    }

    /// @notice An order seizes savings.
    function takeShares(uint64 who, uint64 to, uint64 share) external step {
        OrderAction action = OrderAction.SeizeSavings;
        (address account, address receiver) = (_owner(IERC20(address(savings)), who, true), _holder(to));
        (uint256 had, uint256 received) = (savings.balanceOf(account), savings.balanceOf(receiver));
        uint96 shares = uint96(_percentOf(had, share % 100 + 1));
        _freezeMostly(account, share);
        _take(
            account, compliance.recordCoinOrder(COURT, DOCUMENT, action, account, receiver, shares, FOREVER)
        );

        _check(13, had - savings.balanceOf(account) == shares);
        _check(13, savings.balanceOf(receiver) - received == shares);
    }

    /// @notice An order gives somebody's redemption to somebody else.
    function takeRedemption(uint64 number, uint64 to) external step {
        uint256 id = _waiting(number);
        (address account, address receiver) = (reserve.redemptionOf(id).owner, _anybody(to));
        _freezeMostly(account, number);
        _take(
            account, compliance.recordRedemptionOrder(COURT, DOCUMENT, account, receiver, uint96(id), FOREVER)
        );

        _check(13, reserve.redemptionOf(id).owner == receiver);
        _goes(account, receiver, _unpaidOf(id));
    }

    /* ORDERS */

    function _freeze(address account) private {
        _order(OrderAction.Freeze, account);
    }

    function _freezeMostly(address account, uint256 drawn) private {
        if (!_isRare(drawn) && !compliance.isFrozen(account)) _freeze(account);
    }

    function _order(OrderAction action, address account) private {
        _execute(compliance.recordOrder(COURT, DOCUMENT, action, account, FOREVER));
    }

    /// @dev Only from a frozen account.
    function _take(address account, uint256 id) private {
        bool isFrozen = compliance.isFrozen(account);
        _orderTakesFrom(account);
        _execute(id);
        _check(13, isFrozen);
    }

    /// @dev Once.
    function _execute(uint256 id) private {
        compliance.executeOrder(id);
        _check(13, !_isDoneAgain(id));
    }

    function _isDoneAgain(uint256 id) private returns (bool) {
        try compliance.executeOrder(id) {
            return true;
        } catch {
            return false;
        }
    }

    /// @dev A redemption that is not paid in full.
    function _waiting(uint256 number) private view returns (uint256) {
        uint256 count = reserve.redemptionCount();
        for (uint256 i = 0; i < count; i++) {
            uint256 id = 1 + (number + i) % count;
            if (_unpaidOf(id) != 0) return id;
        }
        revert NothingToDo();
    }
}
