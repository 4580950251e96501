// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FirstCoupon, Security, SecurityType, Terms} from "../../interfaces/ITreasuryRegistry.sol";
import {Calendar} from "./Calendar.sol";

/// @title CouponSchedule
/// @notice When a series pays interest: a floating rate note every quarter, a bill never, all others every half-year
/// (31 CFR 356.30; Appendix B, I).
/// @dev Interest payments are numbered from 1, the first after the dated date, to `couponCount`, that at maturity.
library CouponSchedule {
    /* A NEW SERIES */

    /// @notice The kind of the first interest period and the number of payments, if there can be such a series.
    function scheduleOf(Terms memory terms)
        internal
        pure
        returns (bool isPossible, FirstCoupon firstCoupon, uint256 coupons)
    {
        uint32 first = terms.firstInterestPaymentDate;
        if (terms.datedDate >= terms.maturityDate) return (false, FirstCoupon.Normal, 0);
        if (terms.securityType == SecurityType.Bill) return (first == 0, FirstCoupon.Normal, 0);

        uint256 months = _months(terms.securityType);
        uint32 previous;
        uint32 next;
        (previous, next, coupons) = Calendar.periodOf(terms.datedDate, terms.maturityDate, months);
        if (coupons > Calendar.MOST_COUPON_DATES) return (false, FirstCoupon.Normal, 0);
        if (first == next) {
            firstCoupon = terms.datedDate == previous ? FirstCoupon.Normal : FirstCoupon.Short;
            isPossible = true;
        } else if (coupons > 1) {
            firstCoupon = FirstCoupon.Long;
            coupons -= 1;
            isPossible = first == Calendar.couponDate(coupons - 1, terms.maturityDate, months);
        }
        bool isRegular = firstCoupon == FirstCoupon.Normal || terms.securityType != SecurityType.Frn;
        isPossible = isPossible && isRegular;
    }

    /* AN OUTSTANDING SERIES */

    /// @notice How many interest payments have come due up to `date`, that day included.
    function couponsPassed(Security memory security, uint32 date) internal pure returns (uint256) {
        if (date >= security.maturityDate) return security.couponCount;
        if (security.couponCount == 0 || date < security.datedDate) return 0;

        // slither-disable-next-line unused-return (only how many follow is asked)
        (,, uint256 left) = Calendar.periodOf(date, security.maturityDate, _months(security.securityType));
        return left < security.couponCount ? security.couponCount - left : 0;
    }

    /// @notice The date of an interest payment.
    function couponDate(Security memory security, uint256 coupon) internal pure returns (uint32) {
        return Calendar.couponDate(
            security.couponCount - coupon, security.maturityDate, _months(security.securityType)
        );
    }

    /// @notice The first date after so many payments on which anything is due; the maturity date once none remain.
    function nextDueDate(Security memory security, uint256 passed) internal pure returns (uint32) {
        return passed >= security.couponCount ? security.maturityDate : couponDate(security, passed + 1);
    }

    /// @notice The last date on which anything was due when so many payments had passed by `date`; zero if none was.
    function latestDueDate(Security memory security, uint256 passed, uint32 date)
        internal
        pure
        returns (uint32)
    {
        if (date >= security.maturityDate) return security.maturityDate;
        return passed == 0 ? 0 : couponDate(security, passed);
    }

    function _months(SecurityType securityType) private pure returns (uint256) {
        return securityType == SecurityType.Frn ? Calendar.MONTHS_IN_QUARTER : Calendar.MONTHS_IN_HALF_YEAR;
    }
}
