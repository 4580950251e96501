// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title YieldCurve
/// @notice The par yields of one day in one storage word, and the price of a bill that follows from them.
/// @dev Tenors are numbered from 0: 1, 2, 3, 4, 6 and 12 months. Each has 16 bits, the first in the lowest, and the date the
/// 32 above them. A yield [0.01 %] is kept as its distance from `int16`'s minimum, which stands for a tenor that is not
/// published: a word never written is a curve without a date and without a tenor.
///
/// A yield between two tenors is a fraction. It is never rounded; the price is, once.
library YieldCurve {
    uint256 internal constant TENORS = 6;
    uint256 internal constant ONE_YEAR = 365 days;

    bytes6 private constant MONTHS = hex"01020304060c";
    uint256 private constant YIELD_BITS = 16;
    uint256 private constant ABSENT = 1 << 15; // added to a yield that is published
    int256 private constant PAR = 100e6; // [micro-dollars]
    int256 private constant ONE = 10_000; // 100 % [0.01 %]
    int256 private constant YEAR = int256(ONE_YEAR);

    /* WORD */

    function pack(uint32 date, int16[6] memory yields) internal pure returns (uint256 curve) {
        curve = date;
        for (uint256 tenor = TENORS; tenor > 0; tenor--) {
            curve = curve << YIELD_BITS | uint16(yields[tenor - 1]) ^ ABSENT;
        }
    }

    function dateOf(uint256 curve) internal pure returns (uint32) {
        return uint32(curve >> TENORS * YIELD_BITS);
    }

    function yieldOf(uint256 curve, uint256 tenor) internal pure returns (int16) {
        return int16(uint16(curve >> tenor * YIELD_BITS) ^ uint16(ABSENT));
    }

    function has(uint256 curve, uint256 tenor) internal pure returns (bool) {
        return uint16(curve >> tenor * YIELD_BITS) > 0;
    }

    function yieldsOf(uint256 curve) internal pure returns (int16[6] memory yields) {
        for (uint256 tenor = 0; tenor < TENORS; tenor++) {
            yields[tenor] = yieldOf(curve, tenor);
        }
    }

    function monthsOf(uint256 tenor) internal pure returns (uint256) {
        return uint8(MONTHS[tenor]);
    }

    /* PRICE */

    /// @notice What $100 due after `term` seconds, at most a year and a day, are worth, rounded down.
    /// @dev With t for the term and y for a year, the price P at the yield i is that of which i is the investment rate:
    /// P (1 + i t / y) = 100 up to half a year, P (1 + i / 2) (1 + i (t / y - 1 / 2)) = 100 beyond it. At half a year the two
    /// are one.
    function price(uint256 curve, uint256 term) internal pure returns (uint256) {
        (int256 yield, int256 denominator) = yieldAt(curve, term);
        int256 whole = ONE * denominator;
        int256 beyondHalf = 2 * int256(term) - YEAR;

        if (beyondHalf <= 0) {
            return uint256(PAR * YEAR * whole / (YEAR * whole + yield * int256(term)));
        }
        int256 growth = (2 * whole + yield) * (2 * YEAR * whole + yield * beyondHalf);
        return uint256(PAR * (4 * YEAR * whole * whole) / growth);
    }

    /// @notice The yield after `term` seconds [0.01 %, as a fraction]: on the line between the neighbouring tenors.
    function yieldAt(uint256 curve, uint256 term)
        internal
        pure
        returns (int256 numerator, int256 denominator)
    {
        (uint256 lower, uint256 upper) = _around(curve, term);
        if (lower == upper) return (yieldOf(curve, lower), 1);

        int256 start = int256(_termOf(lower));
        int256 end = int256(_termOf(upper));
        numerator =
            yieldOf(curve, lower) * (end - int256(term)) + yieldOf(curve, upper) * (int256(term) - start);
        return (numerator, end - start);
    }

    /// @dev The last tenor up to `term` and the first one beyond it; twice the same where there is only one of them.
    function _around(uint256 curve, uint256 term) private pure returns (uint256 lower, uint256 upper) {
        lower = upper = TENORS;
        for (uint256 tenor = 0; tenor < TENORS; tenor++) {
            if (!has(curve, tenor)) continue;
            if (_termOf(tenor) > term) {
                upper = tenor;
                break;
            }
            lower = tenor;
        }
        if (lower == TENORS) lower = upper;
        if (upper == TENORS) upper = lower;
    }

    function _termOf(uint256 tenor) private pure returns (uint256) {
        // slither-disable-next-line divide-before-multiply (a twelfth of a year is a whole number)
        return monthsOf(tenor) * (ONE_YEAR / 12);
    }
}
