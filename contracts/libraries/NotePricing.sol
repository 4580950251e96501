// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/src/utils/FixedPointMathLib.sol";
import {FirstPeriod} from "../../interfaces/ITreasuryPricing.sol";
import {Calendar} from "./Calendar.sol";

/// @title NotePricing
/// @notice Coupon, price and accrued interest of a nominal Treasury note or bond, to the Treasury's last digit.
/// @dev 31 CFR 356 Appendix B, I.D and II; 356.20(b). Interest rates and yields are in thousandths of a percent; prices
/// and interest in micro-dollars per $100 of par, which is also the precision the Treasury rounds to. A yield may be
/// negative: that of a nominal note never is, but the real yield of TIPS goes through the same formula.
///
/// The price with accrued interest solves, in the words of section II,
///
///     (P + A) [1 + (r/s)(i/2)] = f (C/2) v^e + (C/2) a_n + 100 v^n
///
/// C is the annual coupon; i the yield; v = 1 / (1 + i/2); a_n = (1 - v^n) / (i/2), or n when i is zero; s the days of
/// the half-year the issue date lies in; r the days from the issue date to its end, the next coupon date; n the full
/// half-years from there to maturity. Interest of that first fraction is simple: it is not compounded.
/// The section's seven cases differ in two figures only:
///
///     f   the interest earned from the dated date to the next coupon date, in half-year coupons
///     e   1 when that interest is paid a half-year later, with the next coupon, else 0
///
///     A   regular first period                              1            0
///     B   short first period                                r/s          0
///     C   long first period                                 r/s          1
///     D   accrued from a coupon date                        1            0
///     E   in the regular part of a long first period        r'/s' + 1    0
///     F   in a short first period                           r'/s         0
///     G   in the fraction of a long first period            r'/s         1
///
/// (r' counts from the dated date, s' is the half-year it lies in). In all seven the interest accrued on the issue date
/// is A = (f - r/s)(C/2). The Treasury rounds P + A and A, then subtracts; rounding P instead fails one real row in four.
///
/// The powers are taken in fixed point with 36 decimals, which leaves P + A off by less than 1e-27 per $100, also in a
/// hundred years. docs/precision.md shows why, and that no price of the grid is rounded wrongly for it.
library NotePricing {
    /// @dev The figures of the formula above that the dates decide; f is a fraction.
    struct Timing {
        uint256 daysToCoupon; // r
        uint256 daysInHalfYear; // s
        uint256 fullHalfYears; // n
        uint256 earned; // the numerator of f
        uint256 ofEarned; // its denominator
        bool isDeferred; // e
    }

    /// @notice Interest accrues from the dated date: nothing can be issued before it.
    error IssuedBeforeDated(uint32 issueDate, uint32 datedDate);

    /// @notice The first interest payment is due on the first or second coupon date after the dated date.
    error NotAFirstInterestPaymentDate(uint32 date);

    /// @notice At that yield the security would cost nothing beyond its accrued interest.
    error YieldTooHigh(int256 yield);

    /// @notice No real yield has come near -5 %; lower ones are refused.
    error YieldTooLow(int256 yield);

    uint256 internal constant PAR = 100e6; // [micro-dollars]
    uint24 private constant EIGHTH = 125; // 1/8 % [0.001 %]
    int256 private constant LOWEST_YIELD = -5000; // [0.001 %]
    uint256 private constant SCALE = 1e36;
    int256 private constant ONE = int256(SCALE);
    int256 private constant HALF_YIELD = ONE / 200_000; // half of a yield of 0.001 % [SCALE]
    uint256 private constant HALF_COUPON = 500; // half-year's interest at 0.001 % [micro-dollars per $100]

    /* INTEREST RATE */

    /// @notice The interest rate of a new issue auctioned at a yield: the highest multiple of 1/8 % whose price is not
    /// above par, which is the yield rounded down to an eighth, and at least 1/8 %.
    function interestRateFromYield(uint24 yield) internal pure returns (uint24) {
        return yield < EIGHTH ? EIGHTH : yield - yield % EIGHTH;
    }

    /* PRICE */

    /// @notice The price without accrued interest, and the interest accrued since the last coupon date, both rounded
    /// half up. Cases A and D.
    function price(uint256 interestRate, int256 yield, uint32 issueDate, uint32 maturityDate)
        internal
        pure
        returns (uint256 cleanPrice, uint256 accrued)
    {
        return _price(interestRate, yield, _regular(issueDate, maturityDate));
    }

    /// @notice The price without accrued interest, and the interest accrued since the dated date, of a security whose
    /// first interest period is not a regular half-year. All cases; from the first payment on, the period is past.
    function price(
        uint256 interestRate,
        int256 yield,
        FirstPeriod memory firstPeriod,
        uint32 issueDate,
        uint32 maturityDate
    ) internal pure returns (uint256 cleanPrice, uint256 accrued) {
        return _price(interestRate, yield, _timing(firstPeriod, issueDate, maturityDate));
    }

    function _price(uint256 interestRate, int256 yield, Timing memory timing)
        private
        pure
        returns (uint256 cleanPrice, uint256 accrued)
    {
        accrued = _accrued(interestRate, timing);
        uint256 fullPrice = _fullPrice(interestRate, yield, timing);
        require(fullPrice > accrued, YieldTooHigh(yield));

        cleanPrice = fullPrice - accrued;
    }

    /// @dev P + A, rounded. Both sides of the formula are multiplied by the denominators of f and r/s, so that they
    /// divide once, at the end.
    function _fullPrice(uint256 interestRate, int256 yield, Timing memory timing)
        private
        pure
        returns (uint256)
    {
        require(yield >= LOWEST_YIELD, YieldTooLow(yield));

        uint256 coupon = interestRate * HALF_COUPON;
        int256 halfYield = yield * HALF_YIELD;
        uint256 growth = uint256(ONE + halfYield);
        uint256 v = SCALE * SCALE / growth;
        uint256 vToTheN = FixedPointMathLib.rpow(v, timing.fullHalfYears, SCALE);
        uint256 annuity =
            yield == 0 ? timing.fullHalfYears * SCALE : uint256((ONE - int256(vToTheN)) * ONE / halfYield); // both are negative at a negative yield

        // slither-disable-next-line divide-before-multiply (v has 36 digits)
        uint256 firstPayment = timing.earned * coupon * (timing.isDeferred ? v : SCALE);
        uint256 laterPayments = timing.ofEarned * (coupon * annuity + PAR * vToTheN);
        uint256 daysBefore = timing.daysInHalfYear - timing.daysToCoupon;
        uint256 firstDiscount = daysBefore * SCALE + timing.daysToCoupon * growth;
        return _roundedRatio(
            (firstPayment + laterPayments) * timing.daysInHalfYear, timing.ofEarned * firstDiscount
        );
    }

    /* INTEREST */

    /// @notice Interest accrued on `date` since the last coupon date, rounded half up.
    function accruedInterest(uint256 interestRate, uint32 date, uint32 maturityDate)
        internal
        pure
        returns (uint256)
    {
        return _accrued(interestRate, _regular(date, maturityDate));
    }

    /// @notice Interest accrued on `date` since the dated date, or, from the first payment on, since the last coupon
    /// date, rounded half up.
    function accruedInterest(
        uint256 interestRate,
        FirstPeriod memory firstPeriod,
        uint32 date,
        uint32 maturityDate
    ) internal pure returns (uint256) {
        return _accrued(interestRate, _timing(firstPeriod, date, maturityDate));
    }

    /// @notice What a regular half-year pays at its end.
    function interestPayment(uint256 interestRate) internal pure returns (uint256) {
        return interestRate * HALF_COUPON;
    }

    /// @notice What an irregular first interest period pays at its end, rounded half up.
    function firstInterestPayment(uint256 interestRate, FirstPeriod memory firstPeriod, uint32 maturityDate)
        internal
        pure
        returns (uint256)
    {
        Timing memory timing = _timing(firstPeriod, firstPeriod.datedDate, maturityDate);
        uint256 halfYears = timing.earned + (timing.isDeferred ? timing.ofEarned : 0);
        return _roundedRatio(interestRate * HALF_COUPON * halfYears, timing.ofEarned);
    }

    /// @dev (f - r/s)(C/2), rounded. Proved for all timings in tests/proofs, hence not private.
    function _accrued(uint256 interestRate, Timing memory timing) internal pure returns (uint256) {
        uint256 accruedHalfYears =
            timing.earned * timing.daysInHalfYear - timing.daysToCoupon * timing.ofEarned;
        return
            _roundedRatio(
                interestRate * HALF_COUPON * accruedHalfYears, timing.ofEarned * timing.daysInHalfYear
            );
    }

    /* TIMING */

    /// @dev Interest accrues from a coupon date: a whole coupon is earned by the next.
    function _regular(uint32 issueDate, uint32 maturityDate) private pure returns (Timing memory timing) {
        (uint32 previous, uint32 next, uint256 coupons) = Calendar.halfYearOf(issueDate, maturityDate);
        require(coupons <= Calendar.MOST_COUPON_DATES, Calendar.TooManyCouponDates(issueDate, maturityDate));

        timing.daysToCoupon = next - issueDate;
        timing.daysInHalfYear = next - previous;
        timing.fullHalfYears = coupons - 1;
        (timing.earned, timing.ofEarned) = (1, 1);
    }

    function _timing(FirstPeriod memory firstPeriod, uint32 issueDate, uint32 maturityDate)
        private
        pure
        returns (Timing memory timing)
    {
        uint32 datedDate = firstPeriod.datedDate;
        uint32 paymentDate = firstPeriod.firstInterestPaymentDate;
        require(datedDate <= issueDate, IssuedBeforeDated(issueDate, datedDate));

        (uint32 previous, uint32 next, uint256 coupons) = Calendar.halfYearOf(datedDate, maturityDate);
        bool isLong = paymentDate != next;
        require(
            !isLong || (coupons > 1 && paymentDate == Calendar.nextCouponDate(next, maturityDate)),
            NotAFirstInterestPaymentDate(paymentDate)
        );

        timing = _regular(issueDate, maturityDate);
        if (issueDate >= paymentDate) return timing;

        timing.ofEarned = next - previous;
        timing.earned = next - datedDate;
        if (issueDate >= next) timing.earned += timing.ofEarned; // the regular half-year, too, is earned by its end
        else timing.isDeferred = isLong;
    }

    /* ROUNDING */

    function _roundedRatio(uint256 numerator, uint256 denominator) private pure returns (uint256) {
        return (2 * numerator + denominator) / (2 * denominator);
    }
}
