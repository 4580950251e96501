// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Accrual, IndexRate} from "./IIndexBoard.sol";

/// @notice When an irregular first interest period begins and when its interest is paid.
struct FirstPeriod {
    uint32 datedDate; // interest accrues from here [unix day]
    uint32 firstInterestPaymentDate; // the first or second coupon date after it [unix day]
}

/// @title ITreasuryPricing
/// @notice Every formula of 31 CFR 356 Appendix B, for anyone to call: prices, yields and interest of Treasury bills,
/// notes and bonds, inflation-protected securities (TIPS) and floating rate notes (FRN), and the dates they depend on.
/// @dev Keeps nothing and has no owner: the same question always has the same answer. Many questions can be put in one
/// call by `multicall`.
///
/// Units, unless said otherwise: rates, yields, spreads and margins in thousandths of a percent [0.001 %]; prices and
/// interest in micro-dollars per $100 of par, the six decimals that the Treasury publishes; dates in unix days. A finer
/// rate cannot be said. Which rates may be bid, such as multiples of 0.005 % for a bill, is for the auction to decide
/// (356.12(c)); the formulas hold for others too, as for the discount rate of a price.
///
/// Rounding is half up, once, at the last digit of the answer, except where the Appendix rounds on the way, which is
/// said. What cannot be is refused by name and never answered by a number:
///
///     AlreadyMatured           a date on or after maturity
///     BeforeUnixTime           a coupon date before 1970
///     AfterYear9999            a date after 9999-12-31
///     TooManyCouponDates       more than 200 interest payments to come
///     NegativeRate             a discount rate of a bill below zero
///     NoDaysToMaturity         a bill on or after its maturity
///     DiscountAbovePar         a discount that leaves no price
///     NotAPriceOfABill         a bill's price of nothing or above par
///     TermAboveOneYear         a bill of more than a year
///     IssuedBeforeDated        a date before the dated date
///     NotAFirstInterestPaymentDate   a first payment on neither of the two coupon dates after the dated date
///     YieldTooLow              a yield below -5 %
///     YieldTooHigh             a yield at which nothing is left but the accrued interest
///     MissingCpi               a consumer price index or reference CPI of zero
///     MissingIndexRatio        an index ratio of zero
///     IndexRateTooHigh         a bill that would yield more than 18 billion percent
///     DatesOutOfOrder          days of interest that end before they begin, or a lock-out not before its date
///     IndexRatesOutOfOrder     index rates not in the order of their dates
///     MissingIndexRate         no index rate in effect on the first day
///     DiscountMarginTooLow     index rate and margin together below -5 %
///     DiscountMarginTooHigh    a margin at which nothing is left but the accrued interest
///
/// A number outside the range of its type is no call at all.
interface ITreasuryPricing {
    /// @notice A bill is sold at a discount or at par: its discount rate is not negative (356.12(c)(1)(i)).
    error NegativeRate(int24 rate);

    /* BILLS */

    /// @notice The price of a bill at a discount rate (VI.A).
    function billPrice(int24 rate, uint32 daysToMaturity) external pure returns (uint256);

    /// @notice What `units` of $100 par cost at a price, exactly [micro-dollars] (VI.B.1).
    function purchasePrice(uint64 units, uint64 price) external pure returns (uint256);

    /// @notice Par of `units` less their purchase price, exactly [micro-dollars] (VI.B.2).
    function discountAmount(uint64 units, uint64 price) external pure returns (uint256);

    /// @notice The discount rate of a bill at a price (VI.C).
    function discountRate(uint64 price, uint32 daysToMaturity) external pure returns (uint256);

    /// @notice The investment rate, or coupon-equivalent yield, of a bill at a price (VI.D).
    /// @dev Simple interest up to 183 days, compounded once beyond. The year after the issue has 366 days if a
    /// 29 February lies in it.
    function investmentRate(uint64 price, uint32 issueDate, uint32 maturityDate)
        external
        pure
        returns (uint256);

    /* NOTES AND BONDS */

    /// @notice The interest rate of a new note, bond or TIPS auctioned at a yield, which may be negative: the yield
    /// rounded down to 1/8 %, and at least 1/8 % (356.20(b)).
    function interestRateFromYield(int24 yield) external pure returns (uint24);

    /// @notice The price without accrued interest, and the interest accrued since the last coupon date (II.A, II.D).
    /// @dev As the Treasury does, both the price with accrued interest and the accrued interest are rounded, then
    /// subtracted.
    function notePrice(uint24 interestRate, int24 yield, uint32 issueDate, uint32 maturityDate)
        external
        pure
        returns (uint256 price, uint256 accrued);

    /// @notice The same in a first interest period that is shorter or longer than a half-year: all cases, II.A to II.G.
    /// @dev From the first interest payment date on, as `notePrice`.
    function notePriceInFirstPeriod(
        uint24 interestRate,
        int24 yield,
        FirstPeriod calldata firstPeriod,
        uint32 issueDate,
        uint32 maturityDate
    ) external pure returns (uint256 price, uint256 accrued);

    /// @notice Interest accrued on `date` since the last coupon date (I.D.2).
    function accruedInterest(uint24 interestRate, uint32 date, uint32 maturityDate)
        external
        pure
        returns (uint256);

    /// @notice Interest accrued on `date` since the dated date, half-year by half-year (I.D.3).
    function accruedInterestInFirstPeriod(
        uint24 interestRate,
        FirstPeriod calldata firstPeriod,
        uint32 date,
        uint32 maturityDate
    ) external pure returns (uint256);

    /// @notice What is paid on any coupon date but an irregular first one: half the interest rate, exactly (I.A.1).
    function interestPayment(uint24 interestRate) external pure returns (uint256);

    /// @notice What a short or long first interest period pays at its end (I.A.3, I.A.4).
    function firstInterestPayment(uint24 interestRate, FirstPeriod calldata firstPeriod, uint32 maturityDate)
        external
        pure
        returns (uint256);

    /* TIPS */

    /// @notice The reference CPI of a date [0.00001], from the CPI-U of the third and of the second month before it
    /// [0.001], truncated to six decimals and rounded to five (I.B.3).
    function referenceCpi(uint32 cpiThreeMonthsBefore, uint32 cpiTwoMonthsBefore, uint32 date)
        external
        pure
        returns (uint256);

    /// @notice A reference CPI by that of the dated date of the original issue [0.00001], truncated to six decimals and
    /// rounded to five (I.B.2).
    function indexRatioFromCpi(uint64 refCpi, uint64 refCpiOnDatedDate) external pure returns (uint256);

    /// @notice Price and accrued interest by the real yield, before inflation (III).
    function unadjustedTipsPrice(uint24 interestRate, int24 realYield, uint32 issueDate, uint32 maturityDate)
        external
        pure
        returns (uint256 price, uint256 accrued);

    /// @notice The same two, each rounded, times the index ratio of the issue date [0.00001] and rounded again (III).
    function tipsPrice(
        uint24 interestRate,
        int24 realYield,
        uint64 indexRatio,
        uint32 issueDate,
        uint32 maturityDate
    ) external pure returns (uint256 price, uint256 accrued);

    /// @notice Interest accrued on `date` since the last coupon date, rounded, times the index ratio of `date` (III).
    function tipsAccruedInterest(uint24 interestRate, uint64 indexRatio, uint32 date, uint32 maturityDate)
        external
        pure
        returns (uint256);

    /// @notice What is paid on a coupon date at the index ratio of that date (I.B.5).
    function tipsInterestPayment(uint24 interestRate, uint64 indexRatio) external pure returns (uint256);

    /// @notice What inflation has added to par; negative when prices have fallen (I.B.1).
    function inflationCompensation(uint64 indexRatio) external pure returns (int256);

    /// @notice What is repaid at maturity, never less than par (I.B.1, 356.30(b)).
    function principalAtMaturity(uint64 indexRatio) external pure returns (uint256);

    /// @notice The adjusted value of a stripped interest payment of `units` of $100 par, to the cent [micro-dollars]: what
    /// it would pay at a reference CPI of 100 (V).
    function adjustedValue(uint64 units, uint24 interestRate, uint64 refCpiOnDatedDate)
        external
        pure
        returns (uint256);

    /// @notice What a stripped interest payment of that adjusted value pays at a reference CPI, to the cent
    /// [micro-dollars] (V).
    function strippedPayment(uint128 value, uint64 refCpi) external pure returns (uint256);

    /* FLOATING RATE NOTES */

    /// @notice The index rate [1e-9 %] of a 13-week bill sold at `highRate` (I.C.1).
    function indexRateFromBill(int24 highRate, uint32 daysToMaturity) external pure returns (uint64);

    /// @notice Interest of one day at an index rate [1e-9 %] and a spread, never below zero [1e-9 dollars per $100] (I.C.3).
    function dailyInterest(uint64 indexRate, int24 spread) external pure returns (uint256);

    /// @notice Interest of the days of `accrual`, each at the index rate in effect on it [1e-9 dollars per $100] (I.C.3).
    /// @dev A rate that would take effect in a lock-out does so the day after. The first of `rates` is the one in effect
    /// before the first lock-out (I.C.3, IV.C).
    function frnAccruedInterest(Accrual calldata accrual, IndexRate[] calldata rates, int24 spread)
        external
        pure
        returns (uint256);

    /// @notice Interest [1e-9 dollars per $100] in micro-dollars per $100, as it is paid with the price (IV).
    function inMicroDollars(uint64 interest) external pure returns (uint256);

    /// @notice The price without accrued interest (IV).
    /// @dev The interest of a day and the discount over each quarter are rounded to nine decimals on the way.
    /// @param indexRate Of the last auction before the lock-out of the issue date [1e-9 %].
    /// @param accrued Interest accrued by the issue date [1e-9 dollars per $100].
    function frnPrice(
        int24 spread,
        int24 discountMargin,
        uint64 indexRate,
        uint64 accrued,
        uint32 issueDate,
        uint32 maturityDate
    ) external pure returns (uint256);

    /* CALENDAR */

    /// @notice Whether a date is a Saturday or a Sunday.
    function isWeekend(uint32 date) external pure returns (bool);

    /// @notice The same day one year later; of a 29 February, the 28 February (VI.D).
    function oneYearAfter(uint32 date) external pure returns (uint32);

    /// @notice How many semiannual coupon dates follow a date, the maturity date among them (II).
    function couponDatesAfter(uint32 date, uint32 maturityDate) external pure returns (uint256);

    /// @notice The first semiannual coupon date after a date (II).
    function nextCouponDate(uint32 date, uint32 maturityDate) external pure returns (uint32);

    /// @notice The last semiannual coupon date on or before a date (II).
    function previousCouponDate(uint32 date, uint32 maturityDate) external pure returns (uint32);

    /// @notice The half-year that a date lies in, from a coupon date to the next, and how many follow (I.A, Table 1).
    /// @dev `next - previous` is the number of its days.
    function halfYearOf(uint32 date, uint32 maturityDate)
        external
        pure
        returns (uint32 previous, uint32 next, uint256 coupons);

    /// @notice The quarter of a floating rate note that a date lies in, and how many coupon dates follow (IV).
    function quarterOf(uint32 date, uint32 maturityDate)
        external
        pure
        returns (uint32 previous, uint32 next, uint256 coupons);
}
