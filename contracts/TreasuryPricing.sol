// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Multicallable} from "solady/src/utils/Multicallable.sol";
import {Accrual, IndexRate} from "../interfaces/IIndexBoard.sol";
import {FirstPeriod, ITreasuryPricing} from "../interfaces/ITreasuryPricing.sol";
import {BillPricing} from "./libraries/BillPricing.sol";
import {Calendar} from "./libraries/Calendar.sol";
import {FrnPricing} from "./libraries/FrnPricing.sol";
import {NotePricing} from "./libraries/NotePricing.sol";
import {TipsPricing} from "./libraries/TipsPricing.sol";

/// @title TreasuryPricing
/// @notice The libraries of Treasury arithmetic, for anyone to call one by one or many at once.
contract TreasuryPricing is ITreasuryPricing, Multicallable {
    /* BILLS */

    /// @inheritdoc ITreasuryPricing
    function billPrice(int24 rate, uint32 daysToMaturity) external pure returns (uint256) {
        return BillPricing.price(_notNegative(rate), daysToMaturity);
    }

    /// @inheritdoc ITreasuryPricing
    function purchasePrice(uint64 units, uint64 price) external pure returns (uint256) {
        return BillPricing.purchasePrice(units, price);
    }

    /// @inheritdoc ITreasuryPricing
    function discountAmount(uint64 units, uint64 price) external pure returns (uint256) {
        return BillPricing.discountAmount(units, price);
    }

    /// @inheritdoc ITreasuryPricing
    function discountRate(uint64 price, uint32 daysToMaturity) external pure returns (uint256) {
        return BillPricing.discountRate(price, daysToMaturity);
    }

    /// @inheritdoc ITreasuryPricing
    function investmentRate(uint64 price, uint32 issueDate, uint32 maturityDate)
        external
        pure
        returns (uint256)
    {
        return BillPricing.investmentRate(price, issueDate, maturityDate);
    }

    function _notNegative(int24 rate) private pure returns (uint256) {
        require(rate >= 0, NegativeRate(rate));

        return uint24(rate);
    }

    /* NOTES AND BONDS */

    /// @inheritdoc ITreasuryPricing
    function interestRateFromYield(int24 yield) external pure returns (uint24) {
        return TipsPricing.interestRateFromYield(yield);
    }

    /// @inheritdoc ITreasuryPricing
    function notePrice(uint24 interestRate, int24 yield, uint32 issueDate, uint32 maturityDate)
        external
        pure
        returns (uint256 price, uint256 accrued)
    {
        return NotePricing.price(interestRate, yield, issueDate, maturityDate);
    }

    /// @inheritdoc ITreasuryPricing
    function notePriceInFirstPeriod(
        uint24 interestRate,
        int24 yield,
        FirstPeriod calldata firstPeriod,
        uint32 issueDate,
        uint32 maturityDate
    ) external pure returns (uint256 price, uint256 accrued) {
        return NotePricing.price(interestRate, yield, firstPeriod, issueDate, maturityDate);
    }

    /// @inheritdoc ITreasuryPricing
    function accruedInterest(uint24 interestRate, uint32 date, uint32 maturityDate)
        external
        pure
        returns (uint256)
    {
        return NotePricing.accruedInterest(interestRate, date, maturityDate);
    }

    /// @inheritdoc ITreasuryPricing
    function accruedInterestInFirstPeriod(
        uint24 interestRate,
        FirstPeriod calldata firstPeriod,
        uint32 date,
        uint32 maturityDate
    ) external pure returns (uint256) {
        return NotePricing.accruedInterest(interestRate, firstPeriod, date, maturityDate);
    }

    /// @inheritdoc ITreasuryPricing
    function interestPayment(uint24 interestRate) external pure returns (uint256) {
        return NotePricing.interestPayment(interestRate);
    }

    /// @inheritdoc ITreasuryPricing
    function firstInterestPayment(uint24 interestRate, FirstPeriod calldata firstPeriod, uint32 maturityDate)
        external
        pure
        returns (uint256)
    {
        return NotePricing.firstInterestPayment(interestRate, firstPeriod, maturityDate);
    }

    /* TIPS */

    /// @inheritdoc ITreasuryPricing
    function referenceCpi(uint32 cpiThreeMonthsBefore, uint32 cpiTwoMonthsBefore, uint32 date)
        external
        pure
        returns (uint256)
    {
        return TipsPricing.referenceCpi(cpiThreeMonthsBefore, cpiTwoMonthsBefore, date);
    }

    /// @inheritdoc ITreasuryPricing
    function indexRatioFromCpi(uint64 refCpi, uint64 refCpiOnDatedDate) external pure returns (uint256) {
        return TipsPricing.indexRatioFromCpi(refCpi, refCpiOnDatedDate);
    }

    /// @inheritdoc ITreasuryPricing
    function unadjustedTipsPrice(uint24 interestRate, int24 realYield, uint32 issueDate, uint32 maturityDate)
        external
        pure
        returns (uint256 price, uint256 accrued)
    {
        return TipsPricing.unadjustedPrice(interestRate, realYield, issueDate, maturityDate);
    }

    /// @inheritdoc ITreasuryPricing
    function tipsPrice(
        uint24 interestRate,
        int24 realYield,
        uint64 indexRatio,
        uint32 issueDate,
        uint32 maturityDate
    ) external pure returns (uint256 price, uint256 accrued) {
        return TipsPricing.price(interestRate, realYield, indexRatio, issueDate, maturityDate);
    }

    /// @inheritdoc ITreasuryPricing
    function tipsAccruedInterest(uint24 interestRate, uint64 indexRatio, uint32 date, uint32 maturityDate)
        external
        pure
        returns (uint256)
    {
        return TipsPricing.accruedInterest(interestRate, indexRatio, date, maturityDate);
    }

    /// @inheritdoc ITreasuryPricing
    function tipsInterestPayment(uint24 interestRate, uint64 indexRatio) external pure returns (uint256) {
        return TipsPricing.interestPayment(interestRate, indexRatio);
    }

    /// @inheritdoc ITreasuryPricing
    function inflationCompensation(uint64 indexRatio) external pure returns (int256) {
        return TipsPricing.inflationCompensation(indexRatio);
    }

    /// @inheritdoc ITreasuryPricing
    function principalAtMaturity(uint64 indexRatio) external pure returns (uint256) {
        return TipsPricing.principalAtMaturity(indexRatio);
    }

    /// @inheritdoc ITreasuryPricing
    function adjustedValue(uint64 units, uint24 interestRate, uint64 refCpiOnDatedDate)
        external
        pure
        returns (uint256)
    {
        return TipsPricing.adjustedValue(units, interestRate, refCpiOnDatedDate);
    }

    /// @inheritdoc ITreasuryPricing
    function strippedPayment(uint128 value, uint64 refCpi) external pure returns (uint256) {
        return TipsPricing.strippedPayment(value, refCpi);
    }

    /* FLOATING RATE NOTES */

    /// @inheritdoc ITreasuryPricing
    function indexRateFromBill(int24 highRate, uint32 daysToMaturity) external pure returns (uint64) {
        return FrnPricing.indexRateFromBill(_notNegative(highRate), daysToMaturity);
    }

    /// @inheritdoc ITreasuryPricing
    function dailyInterest(uint64 indexRate, int24 spread) external pure returns (uint256) {
        return FrnPricing.dailyInterest(indexRate, spread);
    }

    /// @inheritdoc ITreasuryPricing
    function frnAccruedInterest(Accrual calldata accrual, IndexRate[] calldata rates, int24 spread)
        external
        pure
        returns (uint256)
    {
        return FrnPricing.accruedInterest(accrual, rates, spread);
    }

    /// @inheritdoc ITreasuryPricing
    function inMicroDollars(uint64 interest) external pure returns (uint256) {
        return FrnPricing.inMicroDollars(interest);
    }

    /// @inheritdoc ITreasuryPricing
    function frnPrice(
        int24 spread,
        int24 discountMargin,
        uint64 indexRate,
        uint64 accrued,
        uint32 issueDate,
        uint32 maturityDate
    ) external pure returns (uint256) {
        return FrnPricing.price(spread, discountMargin, indexRate, accrued, issueDate, maturityDate);
    }

    /* CALENDAR */

    /// @inheritdoc ITreasuryPricing
    function isWeekend(uint32 date) external pure returns (bool) {
        return Calendar.isWeekend(date);
    }

    /// @inheritdoc ITreasuryPricing
    function oneYearAfter(uint32 date) external pure returns (uint32) {
        return Calendar.oneYearAfter(date);
    }

    /// @inheritdoc ITreasuryPricing
    function couponDatesAfter(uint32 date, uint32 maturityDate) external pure returns (uint256) {
        return Calendar.couponDatesAfter(date, maturityDate);
    }

    /// @inheritdoc ITreasuryPricing
    function nextCouponDate(uint32 date, uint32 maturityDate) external pure returns (uint32) {
        return Calendar.nextCouponDate(date, maturityDate);
    }

    /// @inheritdoc ITreasuryPricing
    function previousCouponDate(uint32 date, uint32 maturityDate) external pure returns (uint32) {
        return Calendar.previousCouponDate(date, maturityDate);
    }

    /// @inheritdoc ITreasuryPricing
    function halfYearOf(uint32 date, uint32 maturityDate)
        external
        pure
        returns (uint32 previous, uint32 next, uint256 coupons)
    {
        return Calendar.halfYearOf(date, maturityDate);
    }

    /// @inheritdoc ITreasuryPricing
    function quarterOf(uint32 date, uint32 maturityDate)
        external
        pure
        returns (uint32 previous, uint32 next, uint256 coupons)
    {
        return Calendar.quarterOf(date, maturityDate);
    }
}
