// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {DateTimeLib} from "solady/src/utils/DateTimeLib.sol";

import {Accrual, IIndexBoard, IndexRate} from "../interfaces/IIndexBoard.sol";
import {Calendar} from "./libraries/Calendar.sol";
import {FrnPricing} from "./libraries/FrnPricing.sol";
import {TipsPricing} from "./libraries/TipsPricing.sol";

/// @title IndexBoard
/// @notice The published figures that indexed securities follow, each published once.
contract IndexBoard is IIndexBoard, AccessManaged {
    /* STORAGE */

    uint24 private constant HIGHEST_RATE = 50_000; // [0.001 %]
    uint32 private constant THIRTEEN_WEEKS = 13 * 7; // [days]
    uint32 private constant LONGEST_CLOSURE = 5; // [days]
    uint32 private constant THURSDAY = 3; // 1970-01-01, in days after a Monday

    /// @inheritdoc IIndexBoard
    mapping(uint32 month => uint32 cpi) public cpiOf;

    /// @inheritdoc IIndexBoard
    mapping(uint32 week => IndexRate) public indexRateOf;

    /// @inheritdoc IIndexBoard
    uint32 public latestWeek;

    /* CONSTRUCTION */

    constructor(address initialAuthority) AccessManaged(initialAuthority) {}

    /* CONSUMER PRICE INDEX */

    /// @inheritdoc IIndexBoard
    function publishCpi(uint32 month, uint32 cpi) external restricted {
        require(cpi > 0, MissingCpi(month));
        require(month < _monthOf(_today()), MonthNotEnded(month));
        require(cpiOf[month] == 0, CpiAlreadyPublished(month));

        if (month > 0) _requireSteady(month, cpiOf[month - 1], cpi);
        _requireSteady(month + 1, cpi, cpiOf[month + 1]);

        cpiOf[month] = cpi;

        emit CpiPublished(month, cpi);
    }

    /// @inheritdoc IIndexBoard
    function referenceCpi(uint32 date) public view returns (uint256) {
        uint32 month = _monthOf(date);
        require(month >= 3, Calendar.BeforeUnixTime());

        return TipsPricing.referenceCpi(_publishedCpiOf(month - 3), _publishedCpiOf(month - 2), date);
    }

    /// @inheritdoc IIndexBoard
    function indexRatio(uint32 date, uint32 datedDate) external view returns (uint256) {
        return TipsPricing.indexRatioFromCpi(referenceCpi(date), referenceCpi(datedDate));
    }

    /// @dev Zero is an index that is not published.
    function _requireSteady(uint32 month, uint256 before, uint256 cpi) private pure {
        if (before == 0 || cpi == 0) return;
        uint256 change = cpi > before ? cpi - before : before - cpi;
        require(10 * change <= before, CpiJumps(month, before, cpi));
    }

    function _publishedCpiOf(uint32 month) private view returns (uint32 cpi) {
        cpi = cpiOf[month];
        require(cpi > 0, MissingCpi(month));
    }

    /* INDEX RATE */

    /// @inheritdoc IIndexBoard
    function publishBillAuction(uint32 auctionDate, uint24 highRate, uint32 daysToMaturity)
        external
        restricted
    {
        require(auctionDate <= _today(), AuctionNotHeld(auctionDate));
        uint32 week = _weekOf(auctionDate);
        require(indexRateOf[week].effectiveDate == 0, BillAuctionAlreadyPublished(week));
        require(
            daysToMaturity >= THIRTEEN_WEEKS - LONGEST_CLOSURE
                && daysToMaturity <= THIRTEEN_WEEKS + LONGEST_CLOSURE,
            NotThirteenWeeks(daysToMaturity)
        );

        require(highRate <= HIGHEST_RATE, RateOutOfBounds(highRate));

        uint64 rate = FrnPricing.indexRateFromBill(highRate, daysToMaturity);
        indexRateOf[week] = IndexRate(auctionDate + 1, rate);
        if (week > latestWeek) latestWeek = week;

        emit IndexRatePublished(auctionDate, highRate, daysToMaturity, rate);
    }

    /// @inheritdoc IIndexBoard
    function latestIndexRate() external view returns (IndexRate memory) {
        uint32 lastWeek = _weekOf(_today()) - 1;
        require(latestWeek >= lastWeek, MissingIndexRate(_mondayOf(lastWeek)));

        return indexRateOf[latestWeek];
    }

    function _publishedRateOf(uint32 week) private view returns (IndexRate memory rate) {
        rate = indexRateOf[week];
        require(rate.effectiveDate > 0, MissingIndexRate(_mondayOf(week)));
    }

    /* INTEREST */

    /// @inheritdoc IIndexBoard
    function floatingInterest(Accrual calldata accrual, int24 spread, uint32 lastWeek)
        external
        view
        returns (uint256)
    {
        // No day bears interest and no rate is needed, or the dates are refused.
        if (accrual.startDate >= accrual.endDate) {
            return FrnPricing.accruedInterest(accrual, new IndexRate[](0), spread);
        }
        return FrnPricing.accruedInterest(accrual, _ratesOf(accrual, lastWeek), spread);
    }

    /// @dev Back from the last week with a day whose auction takes effect before the end's lock-out, to the first one whose
    /// rate took effect before the start's.
    ///
    /// A week filled in later changes no interest that could be computed before: if it is one of these weeks, there was
    /// no answer without it.
    ///
    /// By a coupon date each of these weeks has had its auction. A lock-out begins two business days before, and a rate
    /// takes effect the day after its auction: the last such day is at least four days before. If it lies in the week of
    /// the coupon date, the coupon date is a Friday at the earliest, and no business day of the week is to come.
    function _ratesOf(Accrual calldata accrual, uint32 lastWeek)
        private
        view
        returns (IndexRate[] memory rates)
    {
        uint32 end = _weekOf(accrual.endLockOut - 2);
        if (lastWeek < end) end = lastWeek;
        uint32 start = end;
        while (_publishedRateOf(start).effectiveDate >= accrual.startLockOut) start--;

        rates = new IndexRate[](end - start + 1);
        for (uint32 i = 0; i < rates.length; i++) {
            rates[i] = indexRateOf[start + i];
        }
    }

    /* DATES */

    function _today() private view returns (uint32) {
        return uint32(block.timestamp / 1 days);
    }

    function _weekOf(uint32 date) private pure returns (uint32) {
        return (date + THURSDAY) / 7;
    }

    function _mondayOf(uint32 week) private pure returns (uint32) {
        return week * 7 - THURSDAY;
    }

    /// @dev Counted from January 1970.
    function _monthOf(uint32 date) private pure returns (uint32) {
        // slither-disable-next-line unused-return (only year and month are asked)
        (uint256 year, uint256 month,) = DateTimeLib.epochDayToDate(date);
        return uint32((year - 1970) * 12 + month - 1);
    }
}
