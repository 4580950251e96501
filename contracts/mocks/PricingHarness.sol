// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Multicallable} from "solady/src/utils/Multicallable.sol";
import {Cusip} from "../../interfaces/ITreasuryRegistry.sol";
import {AmortisedCost} from "../libraries/AmortisedCost.sol";
import {BillPricing} from "../libraries/BillPricing.sol";
import {Calendar} from "../libraries/Calendar.sol";
import {CusipLib} from "../libraries/CusipLib.sol";
import {NotePricing} from "../libraries/NotePricing.sol";

/// @title PricingHarness
/// @notice The functions of the libraries of Treasury arithmetic, for tests to call one by one or many at once.
contract PricingHarness is Multicallable {
    /* CUSIP */

    function isValidCusip(Cusip cusip) external pure returns (bool) {
        return CusipLib.isValid(cusip);
    }

    function toId(Cusip cusip) external pure returns (uint256) {
        return CusipLib.toId(cusip);
    }

    function fromId(uint256 id) external pure returns (Cusip) {
        return CusipLib.fromId(id);
    }

    /* CALENDAR */

    function isWeekend(uint32 date) external pure returns (bool) {
        return Calendar.isWeekend(date);
    }

    function oneYearAfter(uint32 date) external pure returns (uint32) {
        return Calendar.oneYearAfter(date);
    }

    function couponDatesAfter(uint32 date, uint32 maturityDate) external pure returns (uint256) {
        return Calendar.couponDatesAfter(date, maturityDate);
    }

    function nextCouponDate(uint32 date, uint32 maturityDate) external pure returns (uint32) {
        return Calendar.nextCouponDate(date, maturityDate);
    }

    function previousCouponDate(uint32 date, uint32 maturityDate) external pure returns (uint32) {
        return Calendar.previousCouponDate(date, maturityDate);
    }

    /* BILLS */

    function billPrice(uint256 rate, uint256 daysToMaturity) external pure returns (uint256) {
        return BillPricing.price(rate, daysToMaturity);
    }

    function investmentRate(uint256 price, uint32 issueDate, uint32 maturityDate)
        external
        pure
        returns (uint256)
    {
        return BillPricing.investmentRate(price, issueDate, maturityDate);
    }

    function remainingDiscount(uint256 discount, uint256 since, uint256 maturity, uint256 time)
        external
        pure
        returns (uint256)
    {
        return AmortisedCost.remainingDiscount(discount, since, maturity, time);
    }

    /* NOTES AND BONDS */

    function interestRateFromYield(uint24 yield) external pure returns (uint24) {
        return NotePricing.interestRateFromYield(yield);
    }

    function notePrice(uint256 interestRate, int256 yield, uint32 issueDate, uint32 maturityDate)
        external
        pure
        returns (uint256 price, uint256 accrued)
    {
        return NotePricing.price(interestRate, yield, issueDate, maturityDate);
    }

    function notePriceInFirstPeriod(
        uint256 interestRate,
        int256 yield,
        NotePricing.FirstPeriod calldata firstPeriod,
        uint32 issueDate,
        uint32 maturityDate
    ) external pure returns (uint256 price, uint256 accrued) {
        return NotePricing.price(interestRate, yield, firstPeriod, issueDate, maturityDate);
    }

    function accruedInterest(uint256 interestRate, uint32 date, uint32 maturityDate)
        external
        pure
        returns (uint256)
    {
        return NotePricing.accruedInterest(interestRate, date, maturityDate);
    }

    function accruedInterestInFirstPeriod(
        uint256 interestRate,
        NotePricing.FirstPeriod calldata firstPeriod,
        uint32 date,
        uint32 maturityDate
    ) external pure returns (uint256) {
        return NotePricing.accruedInterest(interestRate, firstPeriod, date, maturityDate);
    }

    function firstInterestPayment(
        uint256 interestRate,
        NotePricing.FirstPeriod calldata firstPeriod,
        uint32 maturityDate
    ) external pure returns (uint256) {
        return NotePricing.firstInterestPayment(interestRate, firstPeriod, maturityDate);
    }
}
