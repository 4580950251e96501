// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Accrual, IndexRate} from "../../interfaces/IIndexBoard.sol";
import {BillPricing} from "./BillPricing.sol";
import {Calendar} from "./Calendar.sol";

/// @title FrnPricing
/// @notice Index rate, interest and price of a Treasury floating rate note, to the Treasury's last digit.
/// @dev 31 CFR 356 Appendix B, I.C and IV. A spread and a discount margin are in thousandths of a percent and may be
/// negative; an index rate is in billionths of a percent; interest is in nano-dollars, a price in micro-dollars, both
/// per $100 of par.
///
/// The note pays, each quarter, interest of every day at the index rate then in effect plus its spread, never less than
/// zero. Its price takes the last index rate r as the rate of all days to come, and discounts by r plus the margin m:
///
///     A_i = a d_i,  a = max(r + spread, 0) / 360        the payment after d_i days, to A_n par is added
///     B_i = 1 + (r + m) d_i / 360                       the discount over those days
///     P_D = (AI + A_1) / B_1 + A_2 / (B_1 B_2) + ... + A_n / (B_1 ... B_n)
///     P_C = P_D - AI
///
/// The d_i count from the issue date to the first coupon date after it, then from one to the next. AI is the interest
/// accrued by the issue date. The Treasury rounds a and each B_i to nine decimals, and P_C to six; nothing else.
///
/// The quotients are taken in fixed point with 57 decimals and each is rounded up, so that P_D is too high by less than
/// 1e-55 per $100, and a price that is a rounding tie is rounded as one. P_D is a fraction over B_1 ... B_n, each a whole
/// number of billionths: up to five quarters, no price that is not a tie lies so close below one. In the eight quarters
/// of a new note one could, as one price in 1e49 would by chance.
library FrnPricing {
    /// @notice The bill would yield more than 18 billion percent: 64 bits do not hold it.
    error IndexRateTooHigh(uint256 highRate, uint256 daysToMaturity);

    /// @notice Interest accrues from the start to the end, and a lock-out lies before its date.
    error DatesOutOfOrder();

    /// @notice Index rates are given in the order in which they take effect.
    error IndexRatesOutOfOrder(uint32 effectiveDate);

    /// @notice No index rate was in effect before the lock-out of the first day.
    error MissingIndexRate(uint32 startDate);

    /// @notice Index rate and discount margin together have never come near -5 %; lower ones are refused.
    error DiscountMarginTooLow(int256 discountMargin);

    /// @notice At that margin the note would cost nothing beyond its accrued interest.
    error DiscountMarginTooHigh(int256 discountMargin);

    uint256 private constant PAR = 100e9; // [nano-dollars]
    uint256 private constant MICRO_DOLLAR = 1000; // [nano-dollars]
    int256 private constant THOUSANDTH = 1e6; // of a percent [1e-9 %]
    int256 private constant LOWEST_DISCOUNT = -5000 * THOUSANDTH; // [1e-9 %]
    uint256 private constant DAYS_IN_YEAR = 360;
    uint256 private constant DISCOUNT_OF_PAR = 100_000 * DAYS_IN_YEAR; // [0.001 % x days]
    uint256 private constant PERCENT_DAYS = 100 * DAYS_IN_YEAR; // growth by 1 [% x days]
    uint256 private constant ONE = 1e9; // of a discount B, nine decimals
    uint256 private constant SCALE = 1e48; // of a nano-dollar

    /* INDEX */

    /// @notice The index rate of a 13-week bill sold at `highRate`: its simple interest on what it cost, rounded half
    /// up.
    function indexRateFromBill(uint256 highRate, uint256 daysToMaturity) internal pure returns (uint64) {
        require(daysToMaturity > 0, BillPricing.NoDaysToMaturity());

        uint256 discount = highRate * daysToMaturity;
        require(discount < DISCOUNT_OF_PAR, BillPricing.DiscountAbovePar(highRate, daysToMaturity));

        uint256 discountRate = highRate * uint256(THOUSANDTH);
        uint256 indexRate = _roundedRatio(discountRate * DISCOUNT_OF_PAR, DISCOUNT_OF_PAR - discount);
        require(indexRate <= type(uint64).max, IndexRateTooHigh(highRate, daysToMaturity));

        return uint64(indexRate);
    }

    /* INTEREST */

    /// @notice Interest of one day, rounded half up, and never less than zero.
    function dailyInterest(uint64 indexRate, int24 spread) internal pure returns (uint256) {
        int256 yearly = _plus(indexRate, spread);
        return yearly < 0 ? 0 : _roundedRatio(uint256(yearly), DAYS_IN_YEAR);
    }

    /// @notice Interest of the days of `accrual`, of which each bears the index rate in effect on it.
    /// @dev A rate that would take effect in the two business days before an issue or coupon date, or on it, does so
    /// the day after (Appendix B, IV.C). Of `rates`, the first is the one in effect before the first lock-out.
    function accruedInterest(Accrual memory accrual, IndexRate[] memory rates, int24 spread)
        internal
        pure
        returns (uint256 interest)
    {
        _requireInOrder(accrual, rates);
        if (accrual.startDate == accrual.endDate) return 0;

        uint32 until = accrual.endDate;
        for (uint256 i = rates.length; i > 0; i--) {
            uint32 since = _inEffectSince(rates[i - 1].effectiveDate, accrual);
            interest += (until - since) * dailyInterest(rates[i - 1].rate, spread);
            until = since;
        }
        require(until == accrual.startDate, MissingIndexRate(accrual.startDate));
    }

    /// @dev The first day of the accrual that bears the rate; its end if there is none.
    function _inEffectSince(uint32 effectiveDate, Accrual memory accrual) private pure returns (uint32) {
        if (effectiveDate >= accrual.endLockOut) return accrual.endDate;
        if (effectiveDate > accrual.startDate) return effectiveDate;
        return effectiveDate < accrual.startLockOut ? accrual.startDate : accrual.startDate + 1;
    }

    function _requireInOrder(Accrual memory accrual, IndexRate[] memory rates) private pure {
        require(
            accrual.startLockOut < accrual.startDate && accrual.startDate <= accrual.endDate
                && accrual.endLockOut < accrual.endDate,
            DatesOutOfOrder()
        );
        for (uint256 i = 1; i < rates.length; i++) {
            uint32 effectiveDate = rates[i].effectiveDate;
            require(rates[i - 1].effectiveDate < effectiveDate, IndexRatesOutOfOrder(effectiveDate));
        }
    }

    /// @notice Interest as it is paid with the price [micro-dollars], rounded half up.
    function inMicroDollars(uint256 interest) internal pure returns (uint256) {
        return _roundedRatio(interest, MICRO_DOLLAR);
    }

    /* PRICE */

    /// @notice The price without accrued interest, rounded half up.
    function price(
        int24 spread,
        int24 discountMargin,
        uint64 indexRate,
        uint64 accrued,
        uint32 issueDate,
        uint32 maturityDate
    ) internal pure returns (uint256) {
        // slither-disable-next-line unused-return (only how many follow is asked)
        (,, uint256 coupons) = Calendar.quarterOf(issueDate, maturityDate);
        require(coupons <= Calendar.MOST_COUPON_DATES, Calendar.TooManyCouponDates(issueDate, maturityDate));
        int256 discount = _plus(indexRate, discountMargin);
        require(discount >= LOWEST_DISCOUNT, DiscountMarginTooLow(discountMargin));

        uint256 daily = dailyInterest(indexRate, spread);
        uint256 value = PAR * SCALE;
        for (uint32 date = maturityDate; date > issueDate;) {
            // slither-disable-next-line unused-return (only its beginning is asked)
            (uint32 previous,,) = Calendar.quarterOf(date - 1, maturityDate);
            uint256 daysToDate = date - (previous < issueDate ? issueDate : previous);
            value += daily * daysToDate * SCALE;
            if (previous <= issueDate) value += accrued * SCALE;
            value = _discounted(value, discount, daysToDate);
            date = previous;
        }
        require(value > accrued * SCALE, DiscountMarginTooHigh(discountMargin));

        return _roundedRatio(value - accrued * SCALE, MICRO_DOLLAR * SCALE);
    }

    /// @dev Divided by B, which is rounded half up. The quotient is rounded up.
    function _discounted(uint256 value, int256 discount, uint256 daysToDate) private pure returns (uint256) {
        int256 grown = int256(PERCENT_DAYS * ONE) + discount * int256(daysToDate);
        uint256 growth = _roundedRatio(uint256(grown), PERCENT_DAYS);
        return (value * ONE + growth - 1) / growth;
    }

    /* ROUNDING */

    /// @dev An index rate and a spread or margin [1e-9 %].
    function _plus(uint64 indexRate, int24 margin) private pure returns (int256) {
        return int256(uint256(indexRate)) + margin * THOUSANDTH;
    }

    function _roundedRatio(uint256 numerator, uint256 denominator) private pure returns (uint256) {
        return (2 * numerator + denominator) / (2 * denominator);
    }
}
