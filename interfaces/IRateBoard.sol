// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev The par yield of a tenor that is not published that day.
int16 constant NOT_PUBLISHED = type(int16).min;

/// @title IRateBoard
/// @notice The short end of the U.S. Treasury's Daily Treasury Par Yield Curve, and the market price of a bill that follows
/// from it.
/// @dev The tenors are 1, 2, 3, 4, 6 and 12 months, in this order; a month is a twelfth of a year of 365 days. Yields are
/// on a bond-equivalent basis [0.01 %]. The Treasury publishes two decimals of a percent, each evening in New York of a day
/// on which it publishes at all.
interface IRateBoard {
    /* EVENTS */

    event ParYieldsPublished(uint32 indexed date, int16[6] yields);

    /* ERRORS */

    /// @notice The yields of `latestDate`, the same day or a later one, are published already.
    error NotAfterLatest(uint32 date, uint32 latestDate);
    /// @notice The day has not come: it has no yields yet.
    error DateInFuture(uint32 date);
    /// @notice Fewer than two tenors: that is no curve.
    error TooFewTenors();
    /// @notice Below -5 % or above 50 %: a mistake, such as a percent taken for a hundredth of one.
    error YieldOutOfBounds(uint256 months, int16 yield);
    /// @notice More than 2 percentage points a day away from the last curve.
    error YieldJumps(uint256 months, int16 latestYield, int16 yield);
    /// @notice No curve is published.
    error NothingPublished();
    /// @notice The last curve is of the day that began at `publishedFor`, longer ago than `MAXIMUM_AGE`.
    error StaleRates(uint40 publishedFor);
    /// @notice The day of maturity has begun: what is due has no market price.
    error AlreadyMature(uint32 maturityDate);
    /// @notice A bill matures within a year.
    error TermAboveOneYear(uint32 maturityDate);

    /* PUBLICATION */

    /// @notice Publish the par yields of one day; `NOT_PUBLISHED` for a tenor that the Treasury does not have.
    /// @dev Only the rate publisher role. Days are published in their order, days may be left out, and none is changed
    /// afterwards. The bounds stop mistakes of the publisher, not malice. Since 1990 no tenor has moved by more than 1.06
    /// percentage points from one published day to the next; a tenor that is in both curves may move by 2 for each day between
    /// them, so that a true figure is delayed at worst.
    function publish(uint32 date, int16[6] calldata yields) external;

    /// @notice The last curve; date zero, and no tenor, if none is published.
    function latest() external view returns (uint32 date, int16[6] memory yields);

    /// @notice The curve of one day, for anyone to verify; no tenor if the day is not published.
    function yieldsOn(uint32 date) external view returns (int16[6] memory yields);

    /* MARKET PRICE */

    /// @notice How long a curve gives prices, from the beginning of its day [seconds].
    /// @dev Seven days: a weekend and a holiday leave five between the day of one curve and the evening of the next; a week
    /// also outlasts a closure such as that of September 2001.
    function MAXIMUM_AGE() external view returns (uint256);

    /// @notice What a unit of $100 of a bill is worth now [micro-dollars, rounded down].
    /// @dev The yield stands in the curve at the time from now to the beginning of the day of maturity, on the straight line
    /// between the two neighbouring tenors that are published; before the first and after the last it is theirs.
    ///
    /// The price is the one of which that yield is the investment rate (31 CFR 356 Appendix B, VI.D): with simple interest up to
    /// half a year, beyond it with interest paid once after half a year. Two things differ, so that the price moves without a
    /// jump from one second to the next: time is counted in seconds, and a year has always 365 days and half of one 182.5. Where
    /// the rule counts 366 days the price is lower than by the rule, by at most 1/366 of the discount.
    ///
    /// At yields below zero the price is above par. A curve that falls steeply can price a later bill above an earlier one.
    function billPrice(uint32 maturityDate) external view returns (uint256 price);
}
