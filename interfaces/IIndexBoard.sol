// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice An index rate of floating rate notes and the first day on which it is in effect: the day after the auction
/// of the 13-week bill. One storage word.
struct IndexRate {
    uint32 effectiveDate; // [unix day]
    uint64 rate; // [1e-9 %]
}

/// @notice Days of a floating rate note from `startDate` to the day before `endDate`, and where the lock-out before each
/// of the two begins.
struct Accrual {
    uint32 startLockOut; // two business days before startDate
    uint32 startDate; // the dated date or a coupon date
    uint32 endLockOut; // two business days before endDate
    uint32 endDate; // an issue date or a coupon date
}

/// @title IIndexBoard
/// @notice The published figures that indexed securities follow: the consumer price index (CPI-U, not seasonally
/// adjusted) that TIPS follow, and the 13-week bill auctions that floating rate notes follow.
/// @dev A figure is published once and never changed: what was paid by it stays right (31 CFR 356 Appendix B, I.B.4). A
/// month is counted from January 1970, which is month 0; a week, Monday to Sunday, from that of 1970-01-01, which is week 0.
interface IIndexBoard {
    /* EVENTS */

    event CpiPublished(uint32 indexed month, uint32 cpi);
    event IndexRatePublished(
        uint32 indexed auctionDate, uint24 highRate, uint32 daysToMaturity, uint64 indexRate
    );

    /* ERRORS */

    /// @notice The index of this month is not published, or is said to be zero.
    error MissingCpi(uint32 month);
    /// @notice The index of this month is published already.
    error CpiAlreadyPublished(uint32 month);
    /// @notice The index of `month` is more than a tenth away from that of the month before: a mistake.
    error CpiJumps(uint32 month, uint256 before, uint256 cpi);
    /// @notice The month has not ended: it has no index yet.
    error MonthNotEnded(uint32 month);
    /// @notice The day of the auction has not come: it has no result yet.
    error AuctionNotHeld(uint32 auctionDate);
    /// @notice The bill auction of this week is published already.
    error BillAuctionAlreadyPublished(uint32 week);
    /// @notice The bill of the index matures after thirteen weeks: 91 days, or up to five more or fewer around holidays.
    error NotThirteenWeeks(uint32 daysToMaturity);
    /// @notice A high rate above 50 %: a mistake.
    error RateOutOfBounds(uint24 highRate);
    /// @notice The bill auction of the week that begins on `monday` is not published.
    error MissingIndexRate(uint32 monday);

    /* CONSUMER PRICE INDEX */

    /// @notice Publish the index of one month [0.001].
    /// @dev Only the rate publisher role. A revision is not published: a security keeps to the figure first published.
    ///
    /// From 2007 to 2023 no month moved by more than 2 %. The bound of a tenth stops mistakes of the publisher, not malice; it
    /// holds towards the month before and the month after, as far as they are published.
    function publishCpi(uint32 month, uint32 cpi) external;

    /// @notice The index of one month [0.001]; zero if it is not published.
    function cpiOf(uint32 month) external view returns (uint32);

    /// @notice The reference CPI of a date, rounded to five decimals [0.00001] (31 CFR 356 Appendix B, I.B).
    /// @dev It needs the index of the third and of the second month before that of the date, also on the first day of a
    /// month, when only the earlier one counts.
    function referenceCpi(uint32 date) external view returns (uint256);

    /// @notice The reference CPI of `date` by that of `datedDate` [0.00001].
    function indexRatio(uint32 date, uint32 datedDate) external view returns (uint256);

    /* INDEX RATE */

    /// @notice Publish the result of a 13-week bill auction; the index rate follows (31 CFR 356 Appendix B, I.C).
    /// @dev Only the rate publisher role. Past weeks may be published in any order. For a week without an auction the one
    /// before is published again, on a day of that week: the rate stays in effect.
    /// @param highRate The discount rate [0.001 %].
    function publishBillAuction(uint32 auctionDate, uint24 highRate, uint32 daysToMaturity) external;

    /// @notice The index rate that follows from the bill auction of one week; zeros if it is not published.
    function indexRateOf(uint32 week) external view returns (uint32 effectiveDate, uint64 rate);

    /// @notice The latest week that is published; zero if none is.
    function latestWeek() external view returns (uint32);

    /// @notice The index rate of the latest week, which must be this week or the last one.
    function latestIndexRate() external view returns (IndexRate memory);

    /// @notice Interest of the days of `accrual`, each at the rate in effect on it, by the bill auctions up to the week
    /// `lastWeek` [1e-9 dollars per $100].
    /// @dev A rate that would take effect in a lock-out does so the day after (Appendix B, IV.C). The weeks needed are the
    /// last one whose rate took effect before `startLockOut`, and every later one with a day whose auction takes effect
    /// before `endLockOut`. If one of them is missing there is no answer: `MissingIndexRate`.
    function floatingInterest(Accrual calldata accrual, int24 spread, uint32 lastWeek)
        external
        view
        returns (uint256);
}
