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

    uint32 private constant THIRTEEN_WEEKS = 13 * 7; // [days]
    uint32 private constant LONGEST_CLOSURE = 5; // [days]
    uint32 private constant LONGEST_WEEK = 8; // from a Monday's auction to one after a holiday [days]

    /// @inheritdoc IIndexBoard
    mapping(uint32 month => uint32 cpi) public cpiOf;

    IndexRate[] private _indexRates; // by effective date

    /* CONSTRUCTION */

    constructor(address initialAuthority) AccessManaged(initialAuthority) {}

    /* CONSUMER PRICE INDEX */

    /// @inheritdoc IIndexBoard
    function publishCpi(uint32 month, uint32 cpi) external restricted {
        require(cpi > 0, MissingCpi(month));
        require(month < _monthOf(_today()), MonthNotEnded(month));
        require(cpiOf[month] == 0, CpiAlreadyPublished(month));

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
        require(auctionDate <= _today(), AuctionOutOfOrder(auctionDate));
        uint32 effectiveDate = auctionDate + 1;
        uint256 count = _indexRates.length;
        require(
            count == 0 || _indexRates[count - 1].effectiveDate < effectiveDate, AuctionOutOfOrder(auctionDate)
        );
        require(
            daysToMaturity >= THIRTEEN_WEEKS - LONGEST_CLOSURE
                && daysToMaturity <= THIRTEEN_WEEKS + LONGEST_CLOSURE,
            NotThirteenWeeks(daysToMaturity)
        );

        uint64 rate = FrnPricing.indexRateFromBill(highRate, daysToMaturity);
        _indexRates.push(IndexRate(effectiveDate, rate));

        emit IndexRatePublished(auctionDate, highRate, daysToMaturity, rate);
    }

    /// @inheritdoc IIndexBoard
    function indexRateCount() public view returns (uint256) {
        return _indexRates.length;
    }

    /// @inheritdoc IIndexBoard
    function latestIndexRate() external view returns (IndexRate memory) {
        uint256 count = _indexRates.length;
        require(count > 0, MissingIndexRate(_today()));

        return _indexRates[count - 1];
    }

    /* INTEREST */

    /// @inheritdoc IIndexBoard
    function floatingInterest(Accrual calldata accrual, int24 spread, uint256 rateCount)
        external
        view
        returns (uint256)
    {
        require(rateCount <= indexRateCount(), IndexRateNotPublished(rateCount));

        // No day bears interest and no rate is needed, or the dates are refused.
        if (accrual.startDate >= accrual.endDate) {
            return FrnPricing.accruedInterest(accrual, new IndexRate[](0), spread);
        }
        return FrnPricing.accruedInterest(accrual, _ratesOf(accrual, rateCount), spread);
    }

    /// @dev Back from the last rate before the end's lock-out to the first one before the start's.
    ///
    /// A week that was never published would leave the rate before it in effect, and every holder would be paid by a
    /// wrong one for good: a gap between two rates is therefore refused, and not bridged.
    function _ratesOf(Accrual calldata accrual, uint256 rateCount)
        private
        view
        returns (IndexRate[] memory rates)
    {
        uint256 end = _countBefore(accrual.endLockOut, rateCount);
        uint256 start = end;
        uint32 date = accrual.endLockOut;
        do {
            require(start > 0, MissingIndexRate(date));
            uint32 effectiveDate = _indexRates[--start].effectiveDate;
            require(date - effectiveDate <= LONGEST_WEEK, MissingIndexRate(date));
            date = effectiveDate;
        } while (date >= accrual.startLockOut);

        rates = new IndexRate[](end - start);
        for (uint256 i = 0; i < rates.length; i++) {
            rates[i] = _indexRates[start + i];
        }
    }

    /// @dev How many of the first `count` rates took effect before `date`.
    function _countBefore(uint32 date, uint256 count) private view returns (uint256 before) {
        while (before < count) {
            uint256 middle = (before + count) / 2;
            if (_indexRates[middle].effectiveDate < date) {
                before = middle + 1;
            } else {
                count = middle;
            }
        }
    }

    /* DATES */

    function _today() private view returns (uint32) {
        return uint32(block.timestamp / 1 days);
    }

    /// @dev Counted from January 1970.
    function _monthOf(uint32 date) private pure returns (uint32) {
        (uint256 year, uint256 month,) = DateTimeLib.epochDayToDate(date);
        return uint32((year - 1970) * 12 + month - 1);
    }
}
