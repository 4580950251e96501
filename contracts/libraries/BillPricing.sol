// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/src/utils/FixedPointMathLib.sol";
import {Calendar} from "./Calendar.sol";

/// @title BillPricing
/// @notice Price, discount rate and investment rate of a Treasury bill, to the Treasury's last digit.
/// @dev 31 CFR 356 Appendix B, VI. Rates are in thousandths of a percent, prices in micro-dollars per $100 of par.
///
/// The price is 100 (1 - d t / 360), where d is the discount rate and t the days to maturity. In the units used here the
/// discount is 25 d t / 9 micro-dollars: a ninth is never a half, so there is no tie to round. Solved for d, that gives
/// the discount rate of a price.
///
/// The investment rate i is the rate that, over the y days of the year after issue, would make the rounded price P
/// grow to 100. Up to a half-year, interest is simple:
///
///     P (1 + i t / y) = 100
///
/// beyond it, interest is paid once, after a half-year, and earns interest itself:
///
///     P (1 + i / 2) (1 + i (t / y - 1 / 2)) = 100
///
/// of which i = 2 (sqrt(t^2 + (2t - y) y (100 - P) / P) - t) / (2t - y) is the positive root. The Treasury counts 183
/// days as a half-year also in a year of 365 (912797NU7, issued 2025-06-26).
library BillPricing {
    /// @notice The bill has no days left to maturity.
    error NoDaysToMaturity();

    /// @notice The discount would take all of the par or more.
    error DiscountAbovePar(uint256 rate, uint256 daysToMaturity);

    /// @notice A bill costs more than nothing and at most its par.
    error NotAPriceOfABill(uint256 price);

    /// @notice A bill matures within a year: beyond, it has no investment rate.
    error TermAboveOneYear(uint32 issueDate, uint32 maturityDate);

    uint256 internal constant PAR = 100e6; // [micro-dollars]
    uint256 private constant ONE = 100_000; // 100 % [0.001 %]
    uint256 private constant DAYS_IN_DISCOUNT_YEAR = 360;
    uint256 private constant HALF_YEAR = 183; // [days]

    /* PRICE */

    /// @notice The price at a discount rate, rounded half up.
    function price(uint256 rate, uint256 daysToMaturity) internal pure returns (uint256) {
        require(daysToMaturity > 0, NoDaysToMaturity());

        uint256 discount = (50 * rate * daysToMaturity + 9) / 18;
        require(discount < PAR, DiscountAbovePar(rate, daysToMaturity));

        return PAR - discount;
    }

    /// @notice What `units` of $100 par cost at a price [micro-dollars].
    function purchasePrice(uint256 units, uint256 billPrice) internal pure returns (uint256) {
        _requirePrice(billPrice);

        return units * billPrice;
    }

    /// @notice What `units` of $100 par will earn by maturity, bought at a price [micro-dollars].
    function discountAmount(uint256 units, uint256 billPrice) internal pure returns (uint256) {
        return units * PAR - purchasePrice(units, billPrice);
    }

    /* DISCOUNT RATE */

    /// @notice The discount rate at a price, rounded half up.
    function discountRate(uint256 billPrice, uint256 daysToMaturity) internal pure returns (uint256) {
        require(daysToMaturity > 0, NoDaysToMaturity());
        _requirePrice(billPrice);

        uint256 numerator = (PAR - billPrice) * DAYS_IN_DISCOUNT_YEAR * ONE;
        return _roundedRatio(numerator, PAR * daysToMaturity);
    }

    /* INVESTMENT RATE */

    /// @notice The investment rate, or coupon-equivalent yield, at a price, rounded half up.
    function investmentRate(uint256 billPrice, uint32 issueDate, uint32 maturityDate)
        internal
        pure
        returns (uint256)
    {
        require(issueDate < maturityDate, NoDaysToMaturity());
        _requirePrice(billPrice);
        uint256 daysToMaturity = maturityDate - issueDate;
        uint256 daysInYear = Calendar.oneYearAfter(issueDate) - issueDate;
        require(daysToMaturity <= daysInYear, TermAboveOneYear(issueDate, maturityDate));

        if (daysToMaturity > HALF_YEAR) return _compoundRate(billPrice, daysToMaturity, daysInYear);
        return _simpleRate(billPrice, daysToMaturity, daysInYear);
    }

    function _simpleRate(uint256 billPrice, uint256 daysToMaturity, uint256 daysInYear)
        private
        pure
        returns (uint256)
    {
        return _roundedRatio((PAR - billPrice) * daysInYear * ONE, billPrice * daysToMaturity);
    }

    /// @dev Exact: the root is taken of everything, scaled by twice the numerator's 2 x ONE, and only divisions by
    /// integers follow it, for which its fraction does not count.
    function _compoundRate(uint256 billPrice, uint256 daysToMaturity, uint256 daysInYear)
        private
        pure
        returns (uint256)
    {
        uint256 scale = 4 * ONE;
        uint256 excess = 2 * daysToMaturity - daysInYear;
        uint256 grown = scale ** 2 * excess * daysInYear * (PAR - billPrice) / billPrice;
        uint256 root = FixedPointMathLib.sqrt((scale * daysToMaturity) ** 2 + grown);
        return (root - scale * daysToMaturity + excess) / (2 * excess);
    }

    function _requirePrice(uint256 billPrice) private pure {
        require(billPrice > 0 && billPrice <= PAR, NotAPriceOfABill(billPrice));
    }

    /* ROUNDING */

    function _roundedRatio(uint256 numerator, uint256 denominator) private pure returns (uint256) {
        return (2 * numerator + denominator) / (2 * denominator);
    }
}
