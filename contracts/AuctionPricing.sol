// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Announcement} from "../interfaces/IAuctionHouse.sol";
import {IAuctionPricing, Index, Price} from "../interfaces/IAuctionPricing.sol";
import {Accrual, IIndexBoard, IndexRate} from "../interfaces/IIndexBoard.sol";
import {FirstPeriod} from "../interfaces/ITreasuryPricing.sol";
import {ITreasuryRegistry, SecurityType, Terms} from "../interfaces/ITreasuryRegistry.sol";
import {Allotment} from "./libraries/Allotment.sol";
import {BidRates} from "./libraries/BidRates.sol";
import {BillPricing} from "./libraries/BillPricing.sol";
import {Calendar} from "./libraries/Calendar.sol";
import {CouponSchedule} from "./libraries/CouponSchedule.sol";
import {FrnPricing} from "./libraries/FrnPricing.sol";
import {NotePricing} from "./libraries/NotePricing.sol";
import {TipsPricing} from "./libraries/TipsPricing.sol";

/// @title AuctionPricing
/// @notice What a security on auction costs at a rate.
contract AuctionPricing is IAuctionPricing {
    using BidRates for Announcement;

    uint64 internal constant PAR = 100_000_000; // of one unit [micro-dollars]

    /// @dev By how much its roundings can bring a new floating rate note above par. In a quarter, half of 1e-9 dollars on
    /// the interest of each of 92 days and half of 1e-9 on the discount of par: less than a tenth of a micro-dollar. No
    /// series has more than 200 quarters.
    uint64 internal constant MOST_ROUNDED = 20; // [micro-dollars]

    uint40 internal constant LEAST_REVEAL_TIME = 15 minutes;

    ITreasuryRegistry public immutable registry;
    IIndexBoard public immutable indexBoard;

    constructor(ITreasuryRegistry registry_) {
        registry = registry_;
        indexBoard = registry_.indexBoard();
    }

    /* ANNOUNCEMENT */

    /// @inheritdoc IAuctionPricing
    function examine(Announcement calldata announcement) external view returns (Index memory index) {
        require(announcement.securityType != SecurityType.None, NotASecurity());
        require(Allotment.awardLimit(announcement.offering) != 0, NothingOffered());
        require(announcement.bond != 0, NoBond());
        require(announcement.isBand(), InvalidRateBand(announcement.minimumRate, announcement.maximumRate));
        _requireConsistentInterest(announcement);
        _requireConsistentDates(announcement);

        index = _indexOf(announcement);
        _highestCost(announcement, index, announcement.minimumRate);
        _highestCost(announcement, index, announcement.maximumRate);
    }

    /// @inheritdoc IAuctionPricing
    function termsAt(Announcement calldata announcement, int24 rate) external pure returns (Terms memory) {
        return _termsAt(announcement, rate);
    }

    function _requireConsistentInterest(Announcement calldata announcement) internal pure {
        SecurityType kind = announcement.securityType;
        bool isFloating = kind == SecurityType.Frn;
        bool hasInterestRate = kind != SecurityType.Bill && !isFloating && announcement.isReopening;
        require(
            (announcement.interestRate != 0) == hasInterestRate,
            InvalidInterestRate(announcement.interestRate)
        );
        require(
            announcement.spread == 0 || (isFloating && announcement.isReopening),
            InvalidSpread(announcement.spread)
        );
    }

    function _requireConsistentDates(Announcement calldata announcement) internal view {
        bool areInOrder = block.timestamp < announcement.noncompetitiveClose
            && announcement.noncompetitiveClose <= announcement.competitiveClose
            && announcement.competitiveClose < announcement.revealClose
            && announcement.revealClose <= uint256(announcement.issueDate) * 1 days
            && announcement.datedDate <= announcement.issueDate
            && announcement.issueDate < announcement.maturityDate;
        require(areInOrder, InvalidDates());

        uint40 revealTime = announcement.revealClose - announcement.competitiveClose;
        require(revealTime >= LEAST_REVEAL_TIME, RevealTimeTooShort(revealTime));

        if (announcement.securityType == SecurityType.Bill) {
            // the investment rate is defined up to a year
            require(
                announcement.maturityDate <= Calendar.oneYearAfter(announcement.issueDate), InvalidDates()
            );
        }
        // slither-disable-next-line unused-return (only whether there is one is asked)
        (bool isPossible,,) = CouponSchedule.scheduleOf(_termsAt(announcement, announcement.minimumRate));
        require(isPossible, InvalidDates());
    }

    function _indexOf(Announcement calldata announcement) internal view returns (Index memory index) {
        if (announcement.securityType == SecurityType.Tips) {
            index.level = uint64(indexBoard.indexRatio(announcement.issueDate, announcement.datedDate));
        } else if (announcement.securityType == SecurityType.Frn) {
            index.startLockOut = registry.lockOut(_lastCouponDate(announcement));
            index.endLockOut = registry.lockOut(announcement.issueDate);
            (index.level, index.lastWeek) = _indexRateBefore(index.endLockOut);
        }
    }

    /// @dev The latest index rate in effect before the lock-out, and its week. A later one bears no interest up to the issue
    /// date, and prices nothing.
    function _indexRateBefore(uint32 lockOut) internal view returns (uint64 rate, uint32 week) {
        IndexRate memory latest = indexBoard.latestIndexRate();
        uint32 effectiveDate = latest.effectiveDate;
        (rate, week) = (latest.rate, indexBoard.latestWeek());
        while (effectiveDate >= lockOut) {
            (effectiveDate, rate) = indexBoard.indexRateOf(--week);
        }
        uint32 monday = 7 * week - 3; // week 0 is that of 1970-01-01, a Thursday
        require(effectiveDate != 0, IIndexBoard.MissingIndexRate(monday));
    }

    function _termsAt(Announcement calldata announcement, int24 rate) internal pure returns (Terms memory) {
        return Terms({
            securityType: announcement.securityType,
            interestRate: _interestRateAt(announcement, rate),
            spread: _spreadAt(announcement, rate),
            datedDate: announcement.datedDate,
            firstInterestPaymentDate: announcement.firstInterestPaymentDate,
            maturityDate: announcement.maturityDate
        });
    }

    /// @dev 31 CFR 356.20(b).
    function _interestRateAt(Announcement calldata announcement, int24 rate) internal pure returns (uint24) {
        SecurityType kind = announcement.securityType;
        if (announcement.isReopening || kind == SecurityType.Bill || kind == SecurityType.Frn) {
            return announcement.interestRate;
        }
        return TipsPricing.interestRateFromYield(rate);
    }

    /// @dev That of a new floating rate note is the high discount margin of its auction.
    function _spreadAt(Announcement calldata announcement, int24 rate) internal pure returns (int24) {
        bool isNew = announcement.securityType == SecurityType.Frn && !announcement.isReopening;
        return isNew ? rate : announcement.spread;
    }

    /* PRICE */

    /// @inheritdoc IAuctionPricing
    function priceAt(Announcement calldata announcement, Index calldata index, int24 rate)
        external
        view
        returns (Price memory)
    {
        return _priceAt(announcement, index, rate);
    }

    /// @inheritdoc IAuctionPricing
    function highestCosts(Announcement calldata announcement, Index calldata index, int24[] calldata rates)
        external
        view
        returns (uint256[] memory costs)
    {
        costs = new uint256[](rates.length);
        for (uint256 i = 0; i < rates.length; i++) {
            costs[i] = _highestCost(announcement, index, rates[i]);
        }
    }

    /// @inheritdoc IAuctionPricing
    function unadjustedPriceAt(Announcement calldata announcement, int24 rate)
        external
        pure
        returns (Price memory price)
    {
        if (announcement.securityType == SecurityType.Tips) return _notePriceAt(announcement, rate);
    }

    /// @inheritdoc IAuctionPricing
    function investmentRate(Announcement calldata announcement, uint256 price)
        external
        pure
        returns (uint24)
    {
        if (announcement.securityType != SecurityType.Bill) return 0;
        return uint24(BillPricing.investmentRate(price, announcement.issueDate, announcement.maturityDate));
    }

    function _priceAt(Announcement calldata announcement, Index memory index, int24 rate)
        internal
        view
        returns (Price memory price)
    {
        SecurityType kind = announcement.securityType;
        if (kind == SecurityType.Bill) {
            uint256 term = announcement.maturityDate - announcement.issueDate;
            return Price(uint64(BillPricing.price(uint24(rate), term)), 0);
        }
        if (kind == SecurityType.Frn) return _frnPriceAt(announcement, index, rate);

        price = _notePriceAt(announcement, rate);
        if (kind == SecurityType.Tips) {
            price.price = uint64(TipsPricing.adjusted(price.price, index.level));
            price.accruedInterest = uint64(TipsPricing.adjusted(price.accruedInterest, index.level));
        }
    }

    function _notePriceAt(Announcement calldata announcement, int24 rate)
        internal
        pure
        returns (Price memory)
    {
        (uint256 price, uint256 accruedInterest) = NotePricing.price(
            _interestRateAt(announcement, rate),
            rate,
            _firstPeriod(announcement),
            announcement.issueDate,
            announcement.maturityDate
        );
        return Price(uint64(price), uint64(accruedInterest));
    }

    function _frnPriceAt(Announcement calldata announcement, Index memory index, int24 rate)
        internal
        view
        returns (Price memory)
    {
        int24 spread = _spreadAt(announcement, rate);
        uint256 accrued = _floatingInterest(announcement, index, spread);
        uint256 price = FrnPricing.price(
            spread, rate, index.level, uint64(accrued), announcement.issueDate, announcement.maturityDate
        );
        return Price(uint64(price), uint64(FrnPricing.inMicroDollars(accrued)));
    }

    /// @dev The high rate is at least `rate`, and a price falls as the rate rises. The interest of a new note rises with
    /// the high rate, but keeps its price at or below par unless it is the least possible; what it may have accrued is
    /// bounded by the highest rate that may be bid.
    function _highestCost(Announcement calldata announcement, Index memory index, int24 rate)
        internal
        view
        returns (uint256)
    {
        Price memory price = _priceAt(announcement, index, rate);
        if (announcement.isReopening || announcement.securityType == SecurityType.Bill) {
            return uint256(price.price) + price.accruedInterest;
        }

        uint64 par = _highestPriceOfNew(announcement, index);
        return uint256(price.price > par ? price.price : par) + _highestAccrued(announcement, index);
    }

    /// @dev Of a new note whose interest rate, or spread, follows the high rate. A floating rate note, too, comes out above
    /// par, but for roundings, only where index rate and spread together are negative and no interest is paid.
    function _highestPriceOfNew(Announcement calldata announcement, Index memory index)
        internal
        pure
        returns (uint64)
    {
        if (announcement.securityType == SecurityType.Frn) return PAR + MOST_ROUNDED;
        if (announcement.securityType == SecurityType.Tips) {
            return uint64(TipsPricing.adjusted(PAR, index.level));
        }
        return PAR;
    }

    function _highestAccrued(Announcement calldata announcement, Index memory index)
        internal
        view
        returns (uint256)
    {
        if (announcement.issueDate == announcement.datedDate) return 0;
        int24 highest = announcement.maximumRate;
        if (announcement.securityType == SecurityType.Frn) {
            return FrnPricing.inMicroDollars(_floatingInterest(announcement, index, highest));
        }

        uint256 accrued = NotePricing.accruedInterest(
            _interestRateAt(announcement, highest),
            _firstPeriod(announcement),
            announcement.issueDate,
            announcement.maturityDate
        );
        return
            announcement.securityType == SecurityType.Tips
                ? TipsPricing.adjusted(accrued, index.level)
                : accrued;
    }

    /// @dev Interest on a floating rate note since its last coupon date, or its dated date [1e-9 dollars].
    function _floatingInterest(Announcement calldata announcement, Index memory index, int24 spread)
        internal
        view
        returns (uint256)
    {
        (uint32 start, uint32 end) = (_lastCouponDate(announcement), announcement.issueDate);
        if (start == end) return 0;
        Accrual memory accrual = Accrual(index.startLockOut, start, index.endLockOut, end);
        return indexBoard.floatingInterest(accrual, spread, index.lastWeek);
    }

    /// @dev Of a floating rate note: up to the issue date, or its dated date.
    function _lastCouponDate(Announcement calldata announcement) internal pure returns (uint32 date) {
        // slither-disable-next-line unused-return (only its beginning is asked)
        (date,,) = Calendar.quarterOf(announcement.issueDate, announcement.maturityDate);
    }

    function _firstPeriod(Announcement calldata announcement) internal pure returns (FirstPeriod memory) {
        return FirstPeriod(announcement.datedDate, announcement.firstInterestPaymentDate);
    }
}
