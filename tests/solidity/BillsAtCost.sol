// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Cusip} from "../../interfaces/ITreasuryRegistry.sol";
import {CashByEvents} from "./CashByEvents.sol";

/// @title BillsAtCost
/// @notice What the bills of the reserve have cost and earned since, told from what was paid for them: in dollars, not in
/// discount, as the reserve itself counts.
abstract contract BillsAtCost is CashByEvents {
    /// @notice All units of one bill: a straight line from a value at some time to par at maturity.
    struct Line {
        uint256 units;
        uint256 value; // at that time [micro-dollars]
        uint256 since; // [unix time]
    }

    Cusip[] internal bills;

    mapping(Cusip cusip => Line) private lineOf;

    function _reserveBuys(Cusip cusip, uint256 units, uint256 dollars) internal {
        uint256 value = _costAt(cusip, _now()) + dollars;
        lineOf[cusip] = Line(lineOf[cusip].units + units, value, _now());
    }

    /// @dev What is left keeps its part of the value, rounded up.
    function _reserveParts(Cusip cusip, uint256 units) internal {
        uint256 left = lineOf[cusip].units - units;
        uint256 value = Math.ceilDiv(_costAt(cusip, _now()) * left, lineOf[cusip].units);
        lineOf[cusip] = Line(left, value, _now());
    }

    function _billsAtCost(uint256 time) internal view returns (uint256 dollars) {
        for (uint256 i = 0; i < bills.length; i++) {
            if (lineOf[bills[i]].units != 0) dollars += _costAt(bills[i], time);
        }
    }

    function _billsAtMarket() internal view returns (uint256 dollars) {
        for (uint256 i = 0; i < bills.length; i++) {
            uint256 units = lineOf[bills[i]].units;
            if (units != 0) dollars += units * _priceOf(registry.securityOf(bills[i]).maturityDate);
        }
    }

    function _costAt(Cusip cusip, uint256 time) private view returns (uint256) {
        Line memory line = lineOf[cusip];
        uint256 maturity = uint256(registry.securityOf(cusip).maturityDate) * 1 days;
        uint256 par = line.units * PAR;
        if (line.units == 0 || time >= maturity) return par;
        return line.value + (par - line.value) * (time - line.since) / (maturity - line.since);
    }

    /// @dev Of one unit: par from its maturity until the day of its payment, and nothing once that was missed.
    function _priceOf(uint32 maturityDate) private view returns (uint256) {
        uint256 today = _now() / 1 days;
        if (today < maturityDate) return rateBoard.billPrice(maturityDate);
        return today <= registry.paymentDate(maturityDate) ? PAR : 0;
    }
}
