// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Cusip} from "../../interfaces/ITreasuryRegistry.sol";
import {vm} from "./IVm.sol";
import {ReserveBooks} from "./ReserveBooks.sol";

/// @title Ledger
/// @notice What the steps should add up to, counted beside the contracts and never by their own sums. What an invariant says
/// of a step, and not of a state, is looked at around each step.
abstract contract Ledger is ReserveBooks {
    /// @notice What an account has that a freeze keeps with it.
    struct Belongings {
        bool isFrozen;
        uint256 coins;
        uint256 shares;
        uint256 unpaid;
        uint256 units;
        uint256 kept; // by the auction house
    }

    /// @notice What is compared with what is after a step.
    struct Snapshot {
        int256 surplus; // at cost [micro-dollars]
        uint256 sharePrice;
        Belongings[] frozen; // of everybody
        int256[] takenUp; // by excluded holders [units]
    }

    uint256 internal constant NEVER_EXCLUDED = 2; // the number of the one holder that never is; those before it may be
    int256 private constant NO_BOUND = type(int256).max;

    mapping(uint256 number => bool) public isBroken; // an invariant, by some step so far

    mapping(Cusip cusip => uint256) internal awarded; // [units]
    mapping(Cusip cusip => uint256) internal redeemed; // [units]
    mapping(Cusip cusip => uint256) internal principalPaid; // by the Treasury [micro-dollars]
    uint256 internal created; // coins, ever
    uint256 internal destroyed; // coins, ever
    mapping(address account => int256) internal given; // by others and by orders, less what it paid [micro-dollars]
    mapping(Cusip cusip => bool) internal isRestricted; // a bill, that excludes a class of holders
    mapping(address holder => bool) internal isExcluded; // by its class, from those bills
    mapping(address holder => uint256) internal awardedRestricted; // of those bills [units]

    address private ordered; // from whom an order takes in this step
    bool private isSurplusLeaving; // in this step, and only what is surplus at market as well
    bool private isBondLeaving;

    /// @dev Around every step that anybody takes.
    modifier step() {
        Snapshot memory before = _begin();
        _;
        _end(before);
    }

    function _begin() private returns (Snapshot memory) {
        vm.recordLogs();
        (ordered, isSurplusLeaving, isBondLeaving) = (address(0), false, false);
        return Snapshot(_surplusAtCost(), _sharePrice(), _belongingsOfAll(), _takenUp());
    }

    function _end(Snapshot memory before) private {
        _follow(vm.getRecordedLogs());
        _checkSurplus(before.surplus);
        _check(19, _sharePrice() >= before.sharePrice);
        _checkFrozen(before.frozen);
        _checkExcluded(before.takenUp);
    }

    function _check(uint256 number, bool holds) internal {
        if (!holds) isBroken[number] = true;
    }

    /* SURPLUS AND SAVINGS */

    function _surplusLeaves() internal {
        isSurplusLeaving = true;
    }

    /// @dev It may be forfeited, so that it does not count until the bid is revealed.
    function _bondLeaves() internal {
        isBondLeaving = true;
    }

    /// @dev Where surplus leaves, what is left has to cover what is owed: a bond at cost, all else at market as well.
    function _checkSurplus(int256 before) private {
        int256 least = isSurplusLeaving || isBondLeaving ? int256(0) : before;
        _check(9, _surplusAtCost() >= least);
        _check(9, !isSurplusLeaving || _marketValue() >= _owed());
    }

    function _surplusAtCost() private view returns (int256) {
        return int256(_backing()) - int256(_owed());
    }

    function _sharePrice() internal view returns (uint256) {
        return savings.convertToAssets(1e24);
    }

    /* ORDERS AND FREEZES */

    function _orderTakesFrom(address account) internal {
        ordered = account;
    }

    /// @dev By a payment or by an order.
    function _goes(address from, address to, uint256 dollars) internal {
        given[from] -= int256(dollars);
        given[to] += int256(dollars);
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
            has.units += _unitsOf(bills[i], account);
        }
    }

    /* CLASSES */

    function _isKeptOut(Cusip cusip, address holder) internal view returns (bool) {
        return isRestricted[cusip] && isExcluded[holder];
    }

    /// @dev Who is excluded before and after has taken up no units but awards of what it bid for before.
    function _checkExcluded(int256[] memory before) private {
        int256[] memory takenUp = _takenUp();
        for (uint256 i = 0; i < before.length; i++) {
            _check(31, takenUp[i] == NO_BOUND || takenUp[i] <= before[i]);
        }
    }

    /// @dev Units of restricted bills beyond those awarded; no bound for who is not excluded.
    function _takenUp() private view returns (int256[] memory units) {
        units = new int256[](holders.length);
        for (uint256 i = 0; i < units.length; i++) {
            units[i] = isExcluded[holders[i]] ? -int256(awardedRestricted[holders[i]]) : NO_BOUND;
            for (uint256 j = 0; j < bills.length; j++) {
                if (_isKeptOut(bills[j], holders[i])) units[i] += int256(_unitsOf(bills[j], holders[i]));
            }
        }
    }

    function _unitsOf(Cusip cusip, address holder) internal view returns (uint256) {
        return registry.holdingOf(cusip, holder).units;
    }

    /* REDEMPTIONS */

    function _unpaid(address owner) internal view returns (uint256 dollars) {
        for (uint256 id = 1; id <= reserve.redemptionCount(); id++) {
            if (reserve.redemptionOf(id).owner == owner) dollars += _unpaidOf(id);
        }
    }

    function _unpaidOf(uint256 id) internal view returns (uint256) {
        return reserve.redemptionOf(id).dollars - reserve.redemptionOf(id).paid;
    }
}
