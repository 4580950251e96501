// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Cusip} from "../../interfaces/ITreasuryRegistry.sol";
import {CashByEvents} from "./CashByEvents.sol";
import {vm} from "./IVm.sol";

/// @title Ledger
/// @notice What the steps should add up to, counted beside the contracts and never by their own sums. What an invariant says
/// of a step, and not of a state, is looked at around each step.
abstract contract Ledger is CashByEvents {
    /// @notice What an account has that a freeze keeps with it.
    struct Belongings {
        bool isFrozen;
        uint256 coins;
        uint256 shares;
        uint256 unpaid;
        uint256 units;
        uint256 kept; // by the auction house
    }

    mapping(uint256 number => bool) public isBroken; // an invariant, by some step so far

    Cusip[] internal bills;
    mapping(Cusip cusip => uint256) internal awarded; // [units]
    mapping(Cusip cusip => uint256) internal redeemed; // [units]
    mapping(Cusip cusip => uint256) internal principalPaid; // by the Treasury [micro-dollars]
    uint256 internal created; // coins, ever
    uint256 internal destroyed; // coins, ever
    int256 internal givenToSavers; // by orders, less what was taken from them [micro-dollars]

    address private ordered; // from whom an order takes in this step
    bool private isSurplusLeaving;

    /// @dev Around every step that anybody takes.
    modifier step() {
        vm.recordLogs();
        (ordered, isSurplusLeaving) = (address(0), false);
        (int256 surplus, uint256 sharePrice) = (_surplusAtCost(), _sharePrice());
        Belongings[] memory before = _belongingsOfAll();
        _;
        _check(9, isSurplusLeaving || _surplusAtCost() >= surplus);
        _checkFrozen(before);
        _check(19, _sharePrice() >= sharePrice);
        _follow(vm.getRecordedLogs());
    }

    function _check(uint256 number, bool holds) internal {
        if (!holds) isBroken[number] = true;
    }

    /* SURPLUS AND SAVINGS */

    /// @dev Surplus may leave in this step; then what is left has to cover what is owed, at cost and at market.
    function _surplusHasLeft() internal {
        isSurplusLeaving = true;
        uint256 liabilities = reserve.liabilities();
        _check(9, reserve.backing() >= liabilities && reserve.marketValue() >= liabilities);
    }

    function _surplusAtCost() private view returns (int256) {
        return int256(reserve.backing()) - int256(reserve.liabilities());
    }

    function _sharePrice() internal view returns (uint256) {
        return savings.convertToAssets(1e24);
    }

    /* ORDERS AND FREEZES */

    function _orderTakesFrom(address account) internal {
        ordered = account;
    }

    /// @dev An order moves what savers have.
    function _countOrdered(address account, address receiver, uint256 dollars) internal {
        if (_isSaver(account)) givenToSavers -= int256(dollars);
        if (_isSaver(receiver)) givenToSavers += int256(dollars);
    }

    /// @dev Who was frozen before and after has nothing less, but by an order.
    function _checkFrozen(Belongings[] memory before) private {
        Belongings[] memory has = _belongingsOfAll();
        for (uint256 i = 0; i < before.length; i++) {
            if (!before[i].isFrozen || !has[i].isFrozen || everybody[i] == ordered) continue;
            _check(10, _hasNoLess(has[i], before[i]));
        }
    }

    function _hasNoLess(Belongings memory has, Belongings memory before) private pure returns (bool) {
        return has.coins >= before.coins && has.shares >= before.shares && has.unpaid >= before.unpaid
            && has.units >= before.units && has.kept >= before.kept;
    }

    function _belongingsOfAll() private view returns (Belongings[] memory all) {
        all = new Belongings[](everybody.length);
        for (uint256 i = 0; i < all.length; i++) {
            if (compliance.isFrozen(everybody[i])) all[i] = _belongings(everybody[i]);
        }
    }

    function _belongings(address account) private view returns (Belongings memory has) {
        has.isFrozen = true;
        has.coins = coin.balanceOf(account);
        has.shares = savings.balanceOf(account);
        has.unpaid = _unpaid(account);
        has.kept = house.cashOf(account);
        for (uint256 i = 0; i < bills.length; i++) {
            has.units += registry.holdingOf(bills[i], account).units;
        }
    }

    function _unpaid(address owner) internal view returns (uint256 dollars) {
        for (uint256 id = 1; id <= reserve.redemptionCount(); id++) {
            if (reserve.redemptionOf(id).owner == owner) dollars += _unpaidOf(id);
        }
    }

    function _unpaidOf(uint256 id) internal view returns (uint256) {
        return reserve.redemptionOf(id).dollars - reserve.redemptionOf(id).paid;
    }
}
