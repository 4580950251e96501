// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Multicallable} from "solady/src/utils/Multicallable.sol";
import {Accrual, IndexRate} from "../../interfaces/IIndexBoard.sol";
import {Calendar} from "../libraries/Calendar.sol";
import {FrnPricing} from "../libraries/FrnPricing.sol";
import {TipsPricing} from "../libraries/TipsPricing.sol";

/// @title IndexedHarness
/// @notice The arithmetic of TIPS and floating rate notes, for tests to call one by one or many at once.
contract IndexedHarness is Multicallable {
    /* TIPS */

    function referenceCpi(uint256 cpiThreeMonthsBefore, uint256 cpiTwoMonthsBefore, uint32 date)
        external
        pure
        returns (uint256)
    {
        return TipsPricing.referenceCpi(cpiThreeMonthsBefore, cpiTwoMonthsBefore, date);
    }

    function indexRatioFromCpi(uint256 refCpi, uint256 refCpiOnDatedDate) external pure returns (uint256) {
        return TipsPricing.indexRatioFromCpi(refCpi, refCpiOnDatedDate);
    }

    function interestRateFromYield(int24 realYield) external pure returns (uint24) {
        return TipsPricing.interestRateFromYield(realYield);
    }

    function unadjustedPrice(uint256 interestRate, int256 realYield, uint32 issueDate, uint32 maturityDate)
        external
        pure
        returns (uint256 cleanPrice, uint256 accrued)
    {
        return TipsPricing.unadjustedPrice(interestRate, realYield, issueDate, maturityDate);
    }

    function tipsPrice(
        uint256 interestRate,
        int256 realYield,
        uint256 indexRatio,
        uint32 issueDate,
        uint32 maturityDate
    ) external pure returns (uint256 cleanPrice, uint256 accrued) {
        return TipsPricing.price(interestRate, realYield, indexRatio, issueDate, maturityDate);
    }

    function tipsAccruedInterest(uint256 interestRate, uint256 indexRatio, uint32 date, uint32 maturityDate)
        external
        pure
        returns (uint256)
    {
        return TipsPricing.accruedInterest(interestRate, indexRatio, date, maturityDate);
    }

    function interestPayment(uint256 interestRate, uint256 indexRatio) external pure returns (uint256) {
        return TipsPricing.interestPayment(interestRate, indexRatio);
    }

    function inflationCompensation(uint256 indexRatio) external pure returns (int256) {
        return TipsPricing.inflationCompensation(indexRatio);
    }

    function principalAtMaturity(uint256 indexRatio) external pure returns (uint256) {
        return TipsPricing.principalAtMaturity(indexRatio);
    }

    function adjustedValue(uint256 units, uint256 interestRate, uint256 refCpiOnDatedDate)
        external
        pure
        returns (uint256)
    {
        return TipsPricing.adjustedValue(units, interestRate, refCpiOnDatedDate);
    }

    function strippedPayment(uint256 value, uint256 refCpi) external pure returns (uint256) {
        return TipsPricing.strippedPayment(value, refCpi);
    }

    /* FLOATING RATE NOTES */

    function quarterOf(uint32 date, uint32 maturityDate)
        external
        pure
        returns (uint32 previous, uint32 next, uint256 coupons)
    {
        return Calendar.quarterOf(date, maturityDate);
    }

    function indexRateFromBill(uint256 highRate, uint256 daysToMaturity) external pure returns (uint64) {
        return FrnPricing.indexRateFromBill(highRate, daysToMaturity);
    }

    function dailyInterest(uint64 indexRate, int24 spread) external pure returns (uint256) {
        return FrnPricing.dailyInterest(indexRate, spread);
    }

    function frnAccruedInterest(Accrual calldata accrual, IndexRate[] calldata rates, int24 spread)
        external
        pure
        returns (uint256)
    {
        return FrnPricing.accruedInterest(accrual, rates, spread);
    }

    function inMicroDollars(uint256 interest) external pure returns (uint256) {
        return FrnPricing.inMicroDollars(interest);
    }

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
}
