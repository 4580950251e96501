// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DateTimeLib} from "solady/src/utils/DateTimeLib.sol";
import {NotePricing} from "./NotePricing.sol";

/// @title TipsPricing
/// @notice Index, price, interest and principal of a Treasury inflation-protected security, to the Treasury's last
/// digit.
/// @dev 31 CFR 356 Appendix B, I.B, III and V. CPI-U is in thousandths, as published; a reference CPI and an index ratio
/// are in hundred-thousandths; rates, prices and interest are in the units of NotePricing.
///
/// A security is priced and accrues interest as a nominal note, by its real yield. What that gives is multiplied by the
/// index ratio, which says how far consumer prices have risen since the dated date:
///
///     Ref CPI     = CPI(m - 3) + (t - 1) / D [CPI(m - 2) - CPI(m - 3)]
///     index ratio = Ref CPI / Ref CPI on the dated date of the original issue
///
/// m is the month of the date, of D days, and t the day of the month; CPI(m - 3) is that of the third month before. Both
/// results are truncated to six decimals, then rounded to five; that is to round them to five at once, for the sixth
/// decimal alone decides. The Treasury rounds the real price and the accrued interest before it multiplies, and the
/// products again.
///
/// An interest payment is half a year's interest on the adjusted principal (I.B.5). The rule rounds what a holder is
/// paid, to the cent; here it is rounded per $100, to the micro-dollar, as every other payment is.
library TipsPricing {
    /// @notice The CPI-U that the date depends on is not known: an index is never zero.
    error MissingCpi();

    /// @notice Without an index ratio nothing can be adjusted.
    error MissingIndexRatio();

    uint256 private constant ONE = 100_000; // an index ratio of 1
    uint256 private constant HALF_COUPON = 500; // half-year's interest at 0.001 % [micro-dollars per $100]
    uint256 private constant CENT = 10_000; // [micro-dollars]

    /* INDEX */

    /// @notice The reference CPI of `date`, from the CPI-U of the third and of the second month before.
    function referenceCpi(uint256 cpiThreeMonthsBefore, uint256 cpiTwoMonthsBefore, uint32 date)
        internal
        pure
        returns (uint256)
    {
        require(cpiThreeMonthsBefore > 0 && cpiTwoMonthsBefore > 0, MissingCpi());

        (uint256 year, uint256 month, uint256 day) = DateTimeLib.epochDayToDate(date);
        uint256 daysInMonth = DateTimeLib.daysInMonth(year, month);
        uint256 weighted = (daysInMonth + 1 - day) * cpiThreeMonthsBefore + (day - 1) * cpiTwoMonthsBefore;
        return _roundedRatio(weighted * 100, daysInMonth);
    }

    /// @notice How far prices have risen between two dates, given the reference CPI of each.
    function indexRatioFromCpi(uint256 refCpi, uint256 refCpiOnDatedDate) internal pure returns (uint256) {
        require(refCpi > 0 && refCpiOnDatedDate > 0, MissingCpi());

        return _roundedRatio(refCpi * ONE, refCpiOnDatedDate);
    }

    /* INTEREST RATE */

    /// @notice The interest rate of a new issue auctioned at a real yield: as of a note, and so 1/8 % at a negative one.
    function interestRateFromYield(int24 realYield) internal pure returns (uint24) {
        return NotePricing.interestRateFromYield(realYield < 0 ? 0 : uint24(realYield));
    }

    /* PRICE */

    /// @notice The price without accrued interest, and the interest accrued since the last coupon date, both before
    /// adjustment and rounded half up.
    function unadjustedPrice(uint256 interestRate, int256 realYield, uint32 issueDate, uint32 maturityDate)
        internal
        pure
        returns (uint256 cleanPrice, uint256 accrued)
    {
        return NotePricing.price(interestRate, realYield, issueDate, maturityDate);
    }

    /// @notice The same two, adjusted by the index ratio of the issue date: what is paid.
    function price(
        uint256 interestRate,
        int256 realYield,
        uint256 indexRatio,
        uint32 issueDate,
        uint32 maturityDate
    ) internal pure returns (uint256 cleanPrice, uint256 accrued) {
        (cleanPrice, accrued) = unadjustedPrice(interestRate, realYield, issueDate, maturityDate);
        return (adjusted(cleanPrice, indexRatio), adjusted(accrued, indexRatio));
    }

    /// @notice A price or interest times the index ratio, rounded half up.
    function adjusted(uint256 unadjusted, uint256 indexRatio) internal pure returns (uint256) {
        require(indexRatio > 0, MissingIndexRatio());

        return _roundedRatio(unadjusted * indexRatio, ONE);
    }

    /* INTEREST */

    /// @notice Interest accrued on `date` since the last coupon date, adjusted by the index ratio of `date`.
    function accruedInterest(uint256 interestRate, uint256 indexRatio, uint32 date, uint32 maturityDate)
        internal
        pure
        returns (uint256)
    {
        return adjusted(NotePricing.accruedInterest(interestRate, date, maturityDate), indexRatio);
    }

    /// @notice What a unit is paid on a coupon date, at the index ratio of that date, rounded half up. Deflation below
    /// par lowers it: only the principal has a floor.
    function interestPayment(uint256 interestRate, uint256 indexRatio) internal pure returns (uint256) {
        return adjusted(interestRate * HALF_COUPON, indexRatio);
    }

    /* PRINCIPAL */

    /// @notice What inflation has added to the principal of a unit; negative when prices have fallen.
    function inflationCompensation(uint256 indexRatio) internal pure returns (int256) {
        return int256(adjusted(NotePricing.PAR, indexRatio)) - int256(NotePricing.PAR);
    }

    /// @notice What a unit is repaid at maturity, at the index ratio of that date: never less than par.
    function principalAtMaturity(uint256 indexRatio) internal pure returns (uint256) {
        uint256 principal = adjusted(NotePricing.PAR, indexRatio);
        return principal < NotePricing.PAR ? NotePricing.PAR : principal;
    }

    /* STRIPS */

    /// @notice The adjusted value of a stripped interest payment, to the cent: what it would pay at a reference CPI of
    /// 100, so that pieces of all securities with one payment date are alike [micro-dollars].
    function adjustedValue(uint256 units, uint256 interestRate, uint256 refCpiOnDatedDate)
        internal
        pure
        returns (uint256)
    {
        require(refCpiOnDatedDate > 0, MissingCpi());

        return CENT * _roundedRatio(units * interestRate * HALF_COUPON * 100 * ONE, refCpiOnDatedDate * CENT);
    }

    /// @notice What a stripped interest payment pays at the reference CPI of its date, to the cent [micro-dollars].
    function strippedPayment(uint256 value, uint256 refCpi) internal pure returns (uint256) {
        require(refCpi > 0, MissingCpi());

        return CENT * _roundedRatio(value * refCpi, 100 * ONE * CENT);
    }

    /* ROUNDING */

    function _roundedRatio(uint256 numerator, uint256 denominator) private pure returns (uint256) {
        return (2 * numerator + denominator) / (2 * denominator);
    }
}
