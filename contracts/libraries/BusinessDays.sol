// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Calendar} from "./Calendar.sol";

/// @title BusinessDays
/// @notice Days on which the Federal Reserve Banks are open (31 CFR 356.2): neither weekends nor announced holidays.
library BusinessDays {
    struct Holidays {
        mapping(uint256 word => uint256 bits) bitmap; // one bit a unix day
    }

    function add(Holidays storage holidays, uint32 date) internal {
        holidays.bitmap[date >> 8] |= 1 << (date & 0xff);
    }

    function isBusinessDay(Holidays storage holidays, uint32 date) internal view returns (bool) {
        return !Calendar.isWeekend(date) && holidays.bitmap[date >> 8] >> (date & 0xff) & 1 == 0;
    }

    /// @notice How many days in a row are not business days, `date` among them.
    function closureAround(Holidays storage holidays, uint32 date) internal view returns (uint256) {
        uint32 first = date;
        while (!isBusinessDay(holidays, first - 1)) first--;
        return paymentDate(holidays, date) - first;
    }

    /// @notice The business day so many before `date`.
    function businessDaysBefore(Holidays storage holidays, uint32 date, uint256 count)
        internal
        view
        returns (uint32)
    {
        while (count > 0) {
            if (isBusinessDay(holidays, --date)) count--;
        }
        return date;
    }

    /// @notice `date` itself if it is a business day, else the next one (31 CFR 356.30(a)).
    function paymentDate(Holidays storage holidays, uint32 date) internal view returns (uint32) {
        while (!isBusinessDay(holidays, date)) date++;
        return date;
    }
}
