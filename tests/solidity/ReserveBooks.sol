// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BillsAtCost} from "./BillsAtCost.sol";

/// @title ReserveBooks
/// @notice What stands behind the coin and what is owed, told from what was paid and never from the reserve's own answers.
/// Cash is at par throughout.
abstract contract ReserveBooks is BillsAtCost {
    mapping(uint256 id => uint256) internal waiting; // for a redemption, asked for and not paid [micro-dollars]
    uint256 private allWaiting; // [micro-dollars]
    uint256 internal capital; // [micro-dollars]

    function _asksFor(uint256 id, uint256 dollars) internal {
        waiting[id] = dollars;
        allWaiting += dollars;
    }

    function _isPaid(uint256 id, uint256 dollars) internal {
        waiting[id] -= dollars;
        allWaiting -= dollars;
    }

    function _owed() internal view returns (uint256) {
        return coin.totalSupply() + allWaiting;
    }

    function _backing() internal view returns (uint256) {
        return _cashAndBids() + _billsAtCost(_now());
    }

    function _marketValue() internal view returns (uint256) {
        return _cashAndBids() + _billsAtMarket();
    }

    /// @dev By which the lower of cost and market exceeds what is owed and was contributed.
    function _earned() internal view returns (uint256) {
        (uint256 cost, uint256 market, uint256 due) = (_backing(), _marketValue(), _owed() + capital);
        uint256 value = cost < market ? cost : market;
        return value < due ? 0 : value - due;
    }

    /// @dev What bills will earn in so many seconds.
    function _carry(uint256 time) internal view returns (uint256) {
        return _billsAtCost(_now() + time) - _billsAtCost(_now());
    }

    function _cashAndBids() private view returns (uint256) {
        return cash.balanceOf(address(reserve)) + _safeAtTheHouse(address(reserve));
    }
}
