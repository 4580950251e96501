// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {
    Announcement,
    AuctionStatus,
    Demand,
    IAuctionHouse,
    Noncompetitive,
    Outcome,
    Tally
} from "../interfaces/IAuctionHouse.sol";
import {IAuctionPricing, Price} from "../interfaces/IAuctionPricing.sol";
import {Amounts, IAuctionResults, Result} from "../interfaces/IAuctionResults.sol";
import {Allotment} from "./libraries/Allotment.sol";
import {BidRates} from "./libraries/BidRates.sol";
import {DemandCurve} from "./libraries/DemandCurve.sol";

/// @title AuctionResults
/// @notice The results of auctions as the Treasury publishes them.
contract AuctionResults is IAuctionResults {
    using BidRates for BidRates.Band;
    using DemandCurve for Demand;

    IAuctionHouse public immutable auctionHouse;
    IAuctionPricing public immutable pricing;

    constructor(IAuctionHouse auctionHouse_) {
        auctionHouse = auctionHouse_;
        pricing = auctionHouse_.pricing();
    }

    /// @inheritdoc IAuctionResults
    function resultOf(uint256 auctionId) external view returns (Result memory result) {
        Tally memory tally = auctionHouse.tallyOf(auctionId);
        Outcome memory outcome = tally.outcome;
        require(outcome.status == AuctionStatus.Cleared, IAuctionHouse.WrongStatus(outcome.status));
        Announcement memory announcement = auctionHouse.announcementOf(auctionId);

        result.cusip = announcement.cusip;
        result.highRate = BidRates.rateAt(outcome.highTick, announcement.minimumRate);
        result.allottedAtHigh = outcome.allottedAtHigh;
        result.interestRate = outcome.interestRate;
        result.spread = pricing.termsAt(announcement, result.highRate).spread;
        result.investmentRate = pricing.investmentRate(announcement, outcome.price);
        result.index = auctionHouse.indexOf(auctionId).level;
        result.price = outcome.price;
        result.accruedInterest = outcome.accruedInterest;
        Price memory unadjusted = pricing.unadjustedPriceAt(announcement, result.highRate);
        result.unadjustedPrice = unadjusted.price;
        result.unadjustedAccruedInterest = unadjusted.accruedInterest;
        _addAmounts(result, auctionId, announcement, tally);
    }

    /// @inheritdoc IAuctionResults
    function demandAt(uint256 auctionId, int24 rate)
        external
        view
        returns (uint64 primaryDealer, uint64 direct, uint64 indirect)
    {
        Announcement memory announcement = auctionHouse.announcementOf(auctionId);
        BidRates.Band memory band =
            BidRates.band(announcement.securityType, announcement.minimumRate, announcement.maximumRate);
        require(band.contains(rate), IAuctionHouse.InvalidRate(rate));
        Demand memory demand = _demandAt(auctionId, BidRates.tickOf(rate, announcement.minimumRate));
        return (demand.primaryDealer, demand.direct, demand.indirect);
    }

    /// @dev Something is always accepted, so that there is a bid-to-cover ratio: at least 3 units are offered, or 35 % of them
    /// would not be one, and of what is not sold noncompetitively, rounding down takes less than a unit off each of
    /// three classes.
    function _addAmounts(
        Result memory result,
        uint256 auctionId,
        Announcement memory announcement,
        Tally memory tally
    ) internal view {
        Demand memory atHigh = _demandAt(auctionId, tally.outcome.highTick);
        uint256 accepted =
            tally.belowHigh.total() * Allotment.WHOLE + atHigh.total() * tally.outcome.allottedAtHigh;
        result.medianRate = _rateAtShare(auctionId, announcement, tally.outcome, accepted * 50);
        result.lowRate = _rateAtShare(auctionId, announcement, tally.outcome, accepted * 5);
        result.tendered = _amounts(_tendered(auctionId), tally.noncompetitive);
        result.accepted = _amounts(_accepted(tally, atHigh), tally.noncompetitive);
        result.bidToCover = uint64(Allotment.bidToCover(_public(result.tendered), _public(result.accepted)));
    }

    /// @dev The first rate up to which so much was bid, the high rate at most.
    /// @param amount [1/1,000,000 unit]
    function _rateAtShare(
        uint256 auctionId,
        Announcement memory announcement,
        Outcome memory outcome,
        uint256 amount
    ) internal view returns (int24) {
        (uint256 tick, Demand memory demand) = auctionHouse.demandFrom(auctionId, 0);
        uint256 bid = demand.total();
        while (tick < outcome.highTick && bid * Allotment.WHOLE * 100 < amount) {
            (tick, demand) = auctionHouse.demandFrom(auctionId, tick + 1);
            bid += demand.total();
        }
        return BidRates.rateAt(tick, announcement.minimumRate);
    }

    /// @dev Competitive amounts bid, within the award limits, by class [units].
    function _tendered(uint256 auctionId) internal view returns (Demand memory all) {
        (uint256 tick, Demand memory demand) = auctionHouse.demandFrom(auctionId, 0);
        while (tick != DemandCurve.NONE) {
            all.add(demand);
            (tick, demand) = auctionHouse.demandFrom(auctionId, tick + 1);
        }
    }

    /// @dev Competitive amounts accepted, by class, rounded down [units].
    function _accepted(Tally memory tally, Demand memory atHigh) internal pure returns (Demand memory) {
        uint256 percentage = tally.outcome.allottedAtHigh;
        (Demand memory below, Demand memory rounding) = (tally.belowHigh, tally.rounding);
        return Demand({
            primaryDealer: below.primaryDealer
                + _share(atHigh.primaryDealer, percentage, rounding.primaryDealer),
            direct: below.direct + _share(atHigh.direct, percentage, rounding.direct),
            indirect: below.indirect + _share(atHigh.indirect, percentage, rounding.indirect)
        });
    }

    function _demandAt(uint256 auctionId, uint256 tick) internal view returns (Demand memory none) {
        (uint256 used, Demand memory demand) = auctionHouse.demandFrom(auctionId, tick);
        return used == tick ? demand : none;
    }

    function _share(uint256 units, uint256 percentage, uint256 rounding) internal pure returns (uint64) {
        return uint64((units * percentage + rounding) / Allotment.WHOLE);
    }

    function _amounts(Demand memory competitive, Noncompetitive memory noncompetitive)
        internal
        pure
        returns (Amounts memory)
    {
        return Amounts(
            competitive.primaryDealer,
            competitive.direct,
            competitive.indirect,
            noncompetitive.ordinary,
            noncompetitive.fima,
            noncompetitive.soma
        );
    }

    /// @dev All but SOMA: what the bid-to-cover ratio counts [units].
    function _public(Amounts memory amounts) internal pure returns (uint256) {
        return uint256(amounts.primaryDealer) + amounts.direct + amounts.indirect + amounts.noncompetitive
            + amounts.fima;
    }
}
