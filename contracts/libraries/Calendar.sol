// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DateTimeLib} from "solady/src/utils/DateTimeLib.sol";

/// @title Calendar
/// @notice Weekends, years, and semiannual and quarterly coupon dates.
/// @dev A date is the number of days since 1970-01-01. Every date read or returned lies between
/// 1970-01-01 and 9999-12-31.
///
/// Coupon dates lie six, twelve, eighteen ... months before the maturity date, of a floating rate note three, six, nine
/// ..., on its day of the month; in a month that has no such day, on its last day. When the maturity date is the last day
/// of its month, so is every coupon date (31 CFR 356.30; Appendix B, I.A). The schedule is extended backwards without
/// end: it does not know when the security was issued, nor that a payment due on a holiday is made on the next business
/// day.
library Calendar {
    /// @notice The security has no coupon date after `date`.
    error AlreadyMatured(uint32 date, uint32 maturityDate);

    /// @notice Interest is paid on two hundred dates at most.
    error TooManyCouponDates(uint32 date, uint32 maturityDate);

    /// @notice The date would lie before 1970-01-01.
    error BeforeUnixTime();

    /// @notice The date would lie after 9999-12-31.
    error AfterYear9999();

    uint32 private constant LAST_DATE = 2_932_896; // 9999-12-31
    uint256 private constant LAST_DAY_OF_MONTH = 31;
    uint256 internal constant MONTHS_IN_HALF_YEAR = 6;
    uint256 internal constant MONTHS_IN_QUARTER = 3;
    uint256 internal constant MOST_COUPON_DATES = 200; // of a series; a hundred years of half-years

    /* WEEKENDS AND YEARS */

    /// @notice Whether `date` is a Saturday or a Sunday.
    function isWeekend(uint32 date) internal pure returns (bool) {
        return DateTimeLib.isWeekEnd(uint256(date) * 1 days);
    }

    /// @notice The same day one year later; of a 29 February, the 28 February.
    function oneYearAfter(uint32 date) internal pure returns (uint32) {
        (uint256 month, uint256 day) = _monthAndDay(date);
        uint32 later = _dateIn(month + 12, day);
        require(date < later && later <= LAST_DATE, AfterYear9999());

        return later;
    }

    /* COUPON DATES */

    /// @notice The number of coupon dates strictly after `date`, the maturity date included.
    function couponDatesAfter(uint32 date, uint32 maturityDate) internal pure returns (uint256 coupons) {
        if (date < maturityDate) (,, coupons) = halfYearOf(date, maturityDate);
    }

    /// @notice The first coupon date strictly after `date`.
    function nextCouponDate(uint32 date, uint32 maturityDate) internal pure returns (uint32 next) {
        (, next,) = halfYearOf(date, maturityDate);
    }

    /// @notice The last coupon date on or before `date`.
    function previousCouponDate(uint32 date, uint32 maturityDate) internal pure returns (uint32 previous) {
        if (date >= maturityDate) return maturityDate;
        (previous,,) = halfYearOf(date, maturityDate);
    }

    /// @notice The half-year that `date` lies in, from a coupon date to the day before the next, and the number of
    /// coupon dates after `date`.
    function halfYearOf(uint32 date, uint32 maturityDate)
        internal
        pure
        returns (uint32 previous, uint32 next, uint256 coupons)
    {
        return periodOf(date, maturityDate, MONTHS_IN_HALF_YEAR);
    }

    /// @notice The quarter that `date` lies in, from a quarterly coupon date to the day before the next, and the number
    /// of such dates after `date`.
    function quarterOf(uint32 date, uint32 maturityDate)
        internal
        pure
        returns (uint32 previous, uint32 next, uint256 coupons)
    {
        return periodOf(date, maturityDate, MONTHS_IN_QUARTER);
    }

    /// @notice The interest period of so many months that `date` lies in, and the number of coupon dates after `date`.
    function periodOf(uint32 date, uint32 maturityDate, uint256 months)
        internal
        pure
        returns (uint32 previous, uint32 next, uint256 coupons)
    {
        require(date < maturityDate, AlreadyMatured(date, maturityDate));
        require(maturityDate <= LAST_DATE, AfterYear9999());

        (uint256 month,) = _monthAndDay(date);
        (uint256 maturityMonth, uint256 day) = _monthAndCouponDay(maturityDate);

        // As many periods before maturity as fit into whole months, a coupon date may have passed or be the next.
        coupons = (maturityMonth - month) / months;
        // slither-disable-next-line divide-before-multiply (only whole periods count)
        uint256 couponMonth = maturityMonth - coupons * months;
        uint32 nearest = _dateIn(couponMonth, day);
        if (nearest <= date) return (nearest, _dateIn(couponMonth + months, day), coupons);
        return (_dateIn(couponMonth - months, day), nearest, coupons + 1);
    }

    /// @notice The coupon date after which so many periods of so many months remain.
    function couponDate(uint256 periodsAfter, uint32 maturityDate, uint256 months)
        internal
        pure
        returns (uint32)
    {
        (uint256 maturityMonth, uint256 day) = _monthAndCouponDay(maturityDate);
        return _dateIn(maturityMonth - periodsAfter * months, day);
    }

    /* MONTHS */

    /// @dev The day of the month on which coupons are paid; 31 stands for the last.
    function _monthAndCouponDay(uint32 maturityDate) private pure returns (uint256 month, uint256 day) {
        (month, day) = _monthAndDay(maturityDate);
        if (maturityDate == _dateIn(month, LAST_DAY_OF_MONTH)) day = LAST_DAY_OF_MONTH;
    }

    /// @dev Months are counted from January of the year 0.
    function _monthAndDay(uint32 date) private pure returns (uint256 month, uint256 day) {
        uint256 year;
        (year, month, day) = DateTimeLib.epochDayToDate(date);
        month += year * 12 - 1;
    }

    /// @dev The `day` of the month, or its last day when it has no such day.
    function _dateIn(uint256 month, uint256 day) private pure returns (uint32) {
        (uint256 year, uint256 monthOfYear) = (month / 12, month % 12 + 1);
        require(year >= 1970, BeforeUnixTime());

        uint256 lastDay = DateTimeLib.daysInMonth(year, monthOfYear);
        return uint32(DateTimeLib.dateToEpochDay(year, monthOfYear, day < lastDay ? day : lastDay));
    }
}
