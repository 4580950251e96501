// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Announcement} from "../../interfaces/IAuctionHouse.sol";
import {SecurityType} from "../../interfaces/ITreasuryRegistry.sol";

/// @title BidRates
/// @notice The rates that may be bid (31 CFR 356.12(c)(1)): bills by discount rate, notes and bonds by yield, TIPS by real
/// yield, floating rate notes by discount margin; the last two may be negative. All in 0.001 %.
/// @dev A tick is the distance of a rate from the lowest one announced.
library BidRates {
    int24 internal constant HIGHEST = 50_000; // far above any rate at which the Treasury has ever sold
    int24 internal constant HIGHEST_MARGIN = 10_000; // it becomes the spread, which is within 10 %
    int24 internal constant LOWEST = -5_000; // and far below
    int24 private constant BILL_INCREMENT = 5;

    /// @notice Whether the announced band lies on the grid of the security.
    function isBand(Announcement memory announcement) internal pure returns (bool) {
        (int24 lowest, int24 highest) = (announcement.minimumRate, announcement.maximumRate);
        return lowest >= _lowest(announcement) && lowest <= highest && highest <= _highest(announcement)
            && lowest % _increment(announcement) == 0 && highest % _increment(announcement) == 0;
    }

    /// @notice Whether the rate lies on the grid within the announced band.
    function isWithin(Announcement memory announcement, int24 rate) internal pure returns (bool) {
        return rate >= announcement.minimumRate && rate <= announcement.maximumRate
            && rate % _increment(announcement) == 0;
    }

    function tickOf(Announcement memory announcement, int24 rate) internal pure returns (uint256) {
        return uint24(rate - announcement.minimumRate);
    }

    function rateAt(Announcement memory announcement, uint256 tick) internal pure returns (int24) {
        return announcement.minimumRate + int24(uint24(tick));
    }

    function _increment(Announcement memory announcement) private pure returns (int24) {
        return announcement.securityType == SecurityType.Bill ? BILL_INCREMENT : int24(1);
    }

    function _lowest(Announcement memory announcement) private pure returns (int24) {
        SecurityType kind = announcement.securityType;
        return kind == SecurityType.Tips || kind == SecurityType.Frn ? LOWEST : int24(0);
    }

    function _highest(Announcement memory announcement) private pure returns (int24) {
        return announcement.securityType == SecurityType.Frn ? HIGHEST_MARGIN : HIGHEST;
    }
}
