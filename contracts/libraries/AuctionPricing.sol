// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Announcement} from "../../interfaces/IAuctionHouse.sol";
import {SecurityType} from "../../interfaces/ITreasuryRegistry.sol";
import {Calendar} from "./Calendar.sol";
import {BillPricing} from "./BillPricing.sol";
import {NotePricing} from "./NotePricing.sol";

/// @title AuctionPricing
/// @notice What a security on auction costs at a rate: bills by discount rate, notes and bonds by yield.
library AuctionPricing {
    uint256 private constant PAR = 100_000_000; // of one unit [micro-dollars]
    int24 internal constant HIGHEST_RATE = 50_000; // far above any rate at which the Treasury has ever sold [0.001 %]
    int24 private constant BILL_INCREMENT = 5; // 31 CFR 356.12(c)(1)(i) [0.001 %]

    /// @notice Bids are at multiples of it [0.001 %].
    function rateIncrement(Announcement memory announcement) internal pure returns (int24) {
        return isBill(announcement) ? BILL_INCREMENT : int24(1);
    }

    function isBill(Announcement memory announcement) internal pure returns (bool) {
        return announcement.securityType == SecurityType.Bill;
    }

    /// @notice Whether the auction itself decides the interest rate (31 CFR 356.20(b)).
    function isNewNote(Announcement memory announcement) internal pure returns (bool) {
        return !isBill(announcement) && !announcement.isReopening;
    }

    /// @notice Whether an interest rate is announced with a reopened note or bond, and with nothing else.
    function hasConsistentInterestRate(Announcement memory announcement) internal pure returns (bool) {
        bool isReopenedNote = !isBill(announcement) && announcement.isReopening;
        return (announcement.interestRate != 0) == isReopenedNote;
    }

    /// @notice Whether a bill matures within a year, as all do: its investment rate is defined up to there.
    function hasPossibleTerm(Announcement memory announcement) internal pure returns (bool) {
        return
            !isBill(announcement)
                || announcement.maturityDate <= Calendar.oneYearAfter(announcement.issueDate);
    }

    /// @notice Reverts where a bid in the announced band would have no price.
    function requirePriceable(Announcement memory announcement) internal pure {
        highestCost(announcement, announcement.maximumRate);
    }

    /// @notice The interest rate of the security if `rate` is the high rate [0.001 %].
    function interestRateAt(Announcement memory announcement, int24 rate) internal pure returns (uint24) {
        if (!isNewNote(announcement)) return announcement.interestRate;
        return uint24(NotePricing.interestRateFromYield(uint24(rate)));
    }

    /// @notice Price and accrued interest of one unit if `rate` is the high rate [micro-dollars].
    function priceAt(Announcement memory announcement, int24 rate)
        internal
        pure
        returns (uint64 price, uint64 accruedInterest)
    {
        if (isBill(announcement)) {
            return (uint64(BillPricing.price(uint24(rate), _term(announcement))), 0);
        }

        (uint256 cleanPrice, uint256 accrued) = NotePricing.price(
            interestRateAt(announcement, rate), rate, announcement.issueDate, announcement.maturityDate
        );
        return (uint64(cleanPrice), uint64(accrued));
    }

    /// @notice The most that one unit bid at `rate` can cost, whatever the high rate turns out to be
    /// [micro-dollars].
    /// @dev The high rate is at least `rate`, and a price falls as the rate rises. The interest rate of a new note rises
    /// with the high rate, but keeps its price at or below par unless it is the least of 1/8 %; the interest it may have
    /// accrued is bounded by the highest rate that may be bid.
    function highestCost(Announcement memory announcement, int24 rate) internal pure returns (uint256) {
        (uint256 price, uint256 accruedInterest) = priceAt(announcement, rate);
        if (!isNewNote(announcement)) return price + accruedInterest;

        uint256 highestInterestRate = interestRateAt(announcement, announcement.maximumRate);
        uint256 highestAccrued = NotePricing.accruedInterest(
            highestInterestRate, announcement.issueDate, announcement.maturityDate
        );
        return (price > PAR ? price : PAR) + highestAccrued;
    }

    /// @notice The investment rate of a bill at `price`; zero for other securities [0.001 %].
    function investmentRate(Announcement memory announcement, uint256 price) internal pure returns (uint24) {
        if (!isBill(announcement)) return 0;
        return uint24(BillPricing.investmentRate(price, announcement.issueDate, announcement.maturityDate));
    }

    function _term(Announcement memory announcement) private pure returns (uint256) {
        return announcement.maturityDate - announcement.issueDate;
    }
}
