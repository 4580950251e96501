// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {
    Amounts,
    Announcement,
    AuctionStatus,
    BidStatus,
    IAuctionHouse,
    Ladder,
    Opening,
    Result,
    Rung,
    SignedCommitment,
    SignedNoncompetitiveBid
} from "../interfaces/IAuctionHouse.sol";
import {BidderClass, HolderClass, ICompliance} from "../interfaces/ICompliance.sol";
import {IAuctionPricing, Index, Price} from "../interfaces/IAuctionPricing.sol";
import {Cusip, ITreasuryRegistry, Terms} from "../interfaces/ITreasuryRegistry.sol";
import {BidSignatures} from "./auction/BidSignatures.sol";
import {CashAccounts} from "./auction/CashAccounts.sol";
import {Allotment} from "./libraries/Allotment.sol";
import {BidRates} from "./libraries/BidRates.sol";
import {CusipLib} from "./libraries/CusipLib.sol";
import {DemandCurve} from "./libraries/DemandCurve.sol";

/// @title AuctionHouse
/// @notice Single-price auctions of Treasury securities: announce, bid, clear, settle.
contract AuctionHouse is IAuctionHouse, CashAccounts, BidSignatures, AccessManaged {
    using BidRates for Announcement;
    using CusipLib for Cusip;
    using DemandCurve for DemandCurve.Curve;
    using DemandCurve for DemandCurve.Demand;
    using SafeCast for uint256;

    /* STORAGE */

    /// @dev The Treasury accepts enough competitive bids for a fair price even if noncompetitive ones could take
    /// everything (31 CFR 356.20(a)(1)): here at least this share of the offering [%].
    uint256 internal constant COMPETITIVE_SHARE = 10;

    struct Auction {
        Announcement announcement;
        Index index;
        Noncompetitive noncompetitive;
        DemandCurve.Curve curve; // competitive, within the award limits
        DemandCurve.Demand belowHigh; // accepted in full so far, or in the end [units]
        DemandCurve.Demand rounding; // what the $100 rounding of settled awards added [1/10,000 unit]
        Outcome outcome;
    }

    /// @dev One storage word [units].
    struct Noncompetitive {
        uint64 ordinary;
        uint64 fima;
        uint64 soma;
    }

    /// @dev How far the auction is, and what came of it. One storage word.
    struct Outcome {
        AuctionStatus status;
        uint32 highTick; // while clearing, the tick to look at next
        uint16 allottedAtHigh; // [0.01 %]
        uint24 interestRate; // [0.001 %]
        uint64 price; // [micro-dollars per unit]
        uint64 accruedInterest; // [micro-dollars per unit]
    }

    /// @dev One storage word: what a bidder did in one auction. Its ladder is given again to settle, so that it need
    /// not be stored.
    struct Bid {
        // of a competitive bid, the first 168 bits of the commitment, enough that nobody finds another ladder for it; of a
        // noncompetitive bid, which has nothing to hide, its units
        uint168 content;
        uint64 escrow; // held for it [micro-dollars]
        BidderClass class;
        BidStatus status;
        bool isSubmitted; // by somebody to whom the bidder gave its signature
    }

    ICompliance public immutable compliance;
    ITreasuryRegistry public immutable registry;
    IAuctionPricing public immutable pricing;
    address public immutable treasuryAccount;

    /// @inheritdoc IAuctionHouse
    uint256 public auctionCount;

    mapping(uint256 auctionId => Auction) internal _auctions;
    mapping(uint256 auctionId => mapping(address bidder => Bid)) internal _bids;
    mapping(Cusip cusip => bool) internal _isReserved; // for a new security, until its auction ends

    /* CONSTRUCTION */

    constructor(
        IERC20 cash_,
        ICompliance compliance_,
        ITreasuryRegistry registry_,
        IAuctionPricing pricing_,
        address authority_
    ) CashAccounts(cash_) AccessManaged(authority_) {
        compliance = compliance_;
        registry = registry_;
        pricing = pricing_;
        treasuryAccount = registry_.treasuryAccount();
    }

    /* ANNOUNCEMENT */

    /// @inheritdoc IAuctionHouse
    function announce(Announcement calldata announcement) external restricted returns (uint256 auctionId) {
        Index memory index = pricing.examine(announcement);
        Cusip cusip = announcement.cusip;
        require(!_isReserved[cusip], CusipInUse(cusip));
        if (announcement.isReopening) (cusip,) = _establish(announcement, announcement.minimumRate);
        else _reserve(cusip);

        auctionId = ++auctionCount;
        Auction storage auction = _auctions[auctionId];
        auction.announcement = announcement;
        auction.announcement.cusip = cusip; // the registry may know the security by another
        auction.index = index;
        auction.outcome.status = AuctionStatus.Announced;
        emit Announced(auctionId, cusip, announcement);
    }

    /// @inheritdoc IAuctionHouse
    function cancel(uint256 auctionId) external restricted {
        Auction storage auction = _auctions[auctionId];
        AuctionStatus status = auction.outcome.status;
        require(status == AuctionStatus.Announced || status == AuctionStatus.Clearing, WrongStatus(status));

        _cancel(auctionId, auction);
    }

    /// @inheritdoc IAuctionHouse
    function announcementOf(uint256 auctionId) external view returns (Announcement memory) {
        require(auctionId != 0 && auctionId <= auctionCount, UnknownAuction(auctionId));
        return _auctions[auctionId].announcement;
    }

    /// @inheritdoc IAuctionHouse
    function indexOf(uint256 auctionId) external view returns (Index memory) {
        return _auctions[auctionId].index;
    }

    /// @inheritdoc IAuctionHouse
    function statusOf(uint256 auctionId) external view returns (AuctionStatus) {
        return _auctions[auctionId].outcome.status;
    }

    /// @dev A new security is established when its auction clears: until then its interest rate, or its spread, is not
    /// known, and the auction can be called off. Its CUSIP is kept free.
    function _reserve(Cusip cusip) internal {
        require(cusip.isValid(), ITreasuryRegistry.InvalidCusip(cusip));
        require(!registry.isEstablished(cusip), CusipInUse(cusip));

        _isReserved[cusip] = true;
    }

    function _establish(Announcement memory announcement, int24 rate)
        internal
        returns (Cusip cusip, Terms memory terms)
    {
        terms = pricing.termsAt(announcement, rate);
        cusip = registry.establish(announcement.cusip, terms);
    }

    function _cancel(uint256 auctionId, Auction storage auction) internal {
        auction.outcome.status = AuctionStatus.Cancelled;
        delete _isReserved[auction.announcement.cusip]; // may be announced again
        emit Cancelled(auctionId);
    }

    /* BIDDING */

    /// @inheritdoc IAuctionHouse
    function bidNoncompetitive(uint256 auctionId, uint64 units) external {
        _bidNoncompetitive(auctionId, _open(auctionId), msg.sender, units, false);
    }

    /// @inheritdoc IAuctionHouse
    function submitNoncompetitiveBids(uint256 auctionId, SignedNoncompetitiveBid[] calldata bids) external {
        Auction storage auction = _open(auctionId);
        for (uint256 i = 0; i < bids.length; i++) {
            SignedNoncompetitiveBid calldata bid = bids[i];
            if (_isSubmitted(auctionId, bid.bidder, bid.units)) continue;
            _requireNoncompetitiveSigned(auctionId, bid.bidder, bid.units, bid.signature);
            _bidNoncompetitive(auctionId, auction, bid.bidder, bid.units, true);
        }
    }

    /// @inheritdoc IAuctionHouse
    function commitBid(uint256 auctionId, bytes32 commitment) external {
        _commit(auctionId, _open(auctionId), msg.sender, commitment, false);
    }

    /// @inheritdoc IAuctionHouse
    function submitCommitments(uint256 auctionId, SignedCommitment[] calldata commitments) external {
        Auction storage auction = _open(auctionId);
        for (uint256 i = 0; i < commitments.length; i++) {
            SignedCommitment calldata bid = commitments[i];
            if (_isSubmitted(auctionId, bid.bidder, _content(bid.commitment))) continue;
            _requireCompetitiveSigned(auctionId, bid.bidder, bid.commitment, bid.signature);
            _commit(auctionId, auction, bid.bidder, bid.commitment, true);
        }
    }

    /// @inheritdoc IAuctionHouse
    function revealBid(uint256 auctionId, Ladder calldata ladder) external {
        _reveal(auctionId, _revealing(auctionId), msg.sender, ladder);
    }

    /// @inheritdoc IAuctionHouse
    function revealBids(uint256 auctionId, Opening[] calldata openings) external {
        Auction storage auction = _revealing(auctionId);
        for (uint256 i = 0; i < openings.length; i++) {
            if (!_mayTakeOn(auctionId, openings[i].bidder, BidStatus.Revealed)) continue;
            _reveal(auctionId, auction, openings[i].bidder, openings[i].ladder);
        }
    }

    /// @inheritdoc IAuctionHouse
    function commitmentOf(uint256 auctionId, address bidder, Ladder calldata ladder)
        external
        pure
        returns (bytes32)
    {
        return _commitmentOf(auctionId, bidder, ladder);
    }

    /// @inheritdoc IAuctionHouse
    function bidOf(uint256 auctionId, address bidder)
        external
        view
        returns (BidStatus status, uint256 escrow)
    {
        Bid memory bid = _bids[auctionId][bidder];
        return (bid.status, bid.escrow);
    }

    function _bidNoncompetitive(
        uint256 auctionId,
        Auction storage auction,
        address bidder,
        uint64 units,
        bool isSubmitted
    ) internal {
        Announcement memory announcement = auction.announcement;
        _requireBefore(announcement.noncompetitiveClose);
        (HolderClass class,) = _requireNewBidder(auctionId, bidder);
        require(units != 0, NoUnits());
        _addNoncompetitive(auction, announcement, class, units);

        int24[] memory rates = new int24[](1);
        rates[0] = announcement.minimumRate;
        uint256 escrow = units * pricing.highestCosts(announcement, auction.index, rates)[0];
        _bids[auctionId][bidder] =
            Bid(units, escrow.toUint64(), BidderClass.Indirect, BidStatus.Noncompetitive, isSubmitted);
        emit NoncompetitiveBidPlaced(auctionId, bidder, units);

        _take(bidder, escrow);
    }

    function _commit(
        uint256 auctionId,
        Auction storage auction,
        address bidder,
        bytes32 commitment,
        bool isSubmitted
    ) internal {
        _requireBefore(auction.announcement.competitiveClose);
        (, BidderClass class) = _requireNewBidder(auctionId, bidder);

        uint64 bond = auction.announcement.bond;
        _bids[auctionId][bidder] = Bid(_content(commitment), bond, class, BidStatus.Committed, isSubmitted);
        emit BidCommitted(auctionId, bidder, commitment);

        _take(bidder, bond);
    }

    /// @dev Whether the bidder may still hold securities is not asked again: a bid is binding (31 CFR 356.11).
    function _reveal(uint256 auctionId, Auction storage auction, address bidder, Ladder calldata ladder)
        internal
    {
        Bid memory bid = _bids[auctionId][bidder];
        require(bid.status == BidStatus.Committed, NoSuchBid(bidder));
        compliance.requireNotFrozen(bidder);
        _requireCommitted(bid, auctionId, bidder, ladder);

        uint64 bond = bid.escrow;
        uint256 cost = _enter(auction, bid.class, ladder);
        bid.escrow = cost > bond ? cost.toUint64() : bond;
        bid.status = BidStatus.Revealed;
        _bids[auctionId][bidder] = bid;
        emit BidRevealed(auctionId, bidder, ladder);

        _take(bidder, bid.escrow - bond);
    }

    function _open(uint256 auctionId) internal view returns (Auction storage auction) {
        auction = _auctions[auctionId];
        require(auction.outcome.status == AuctionStatus.Announced, WrongStatus(auction.outcome.status));
    }

    function _revealing(uint256 auctionId) internal view returns (Auction storage auction) {
        auction = _open(auctionId);
        _requireFrom(auction.announcement.competitiveClose);
        _requireBefore(auction.announcement.revealClose);
    }

    function _requireNewBidder(uint256 auctionId, address bidder)
        internal
        view
        returns (HolderClass, BidderClass)
    {
        require(_bids[auctionId][bidder].status == BidStatus.None, AlreadyBid(bidder));
        return compliance.requireBidder(bidder);
    }

    /// @dev Whether this very bid was submitted already. Who sends many must not be stopped by somebody who sends one of
    /// them before.
    function _isSubmitted(uint256 auctionId, address bidder, uint168 content) internal view returns (bool) {
        Bid storage bid = _bids[auctionId][bidder];
        return bid.isSubmitted && bid.content == content;
    }

    /// @dev Whether the caller has to take the bid on to that status; not if somebody has done so before.
    function _mayTakeOn(uint256 auctionId, address bidder, BidStatus status) internal view returns (bool) {
        Bid storage bid = _bids[auctionId][bidder];
        require(msg.sender == bidder || bid.isSubmitted, NotBidder(bidder, msg.sender));
        return bid.status != status;
    }

    function _addNoncompetitive(
        Auction storage auction,
        Announcement memory announcement,
        HolderClass class,
        uint64 units
    ) internal {
        if (class == HolderClass.FederalReserve) {
            auction.noncompetitive.soma += units;
        } else if (class == HolderClass.ForeignOfficial) {
            auction.noncompetitive.fima += units;
        } else {
            uint64 limit = announcement.maximumNoncompetitiveAward;
            require(
                units <= limit || class == HolderClass.TreasuryDirect, AboveNoncompetitiveLimit(units, limit)
            );
            auction.noncompetitive.ordinary += units;
        }
    }

    /// @dev Add a ladder to the demand; the return is what it costs at its own rates [micro-dollars].
    function _enter(Auction storage auction, BidderClass class, Ladder calldata ladder)
        internal
        returns (uint256 cost)
    {
        require(ladder.rungs.length != 0, NoUnits());
        Announcement memory announcement = auction.announcement;
        int24[] memory rates = _rates(announcement, ladder);
        uint64[] memory within = _withinLimits(announcement.offering, ladder);
        uint256[] memory costs = pricing.highestCosts(announcement, auction.index, rates);
        for (uint256 i = 0; i < within.length; i++) {
            if (within[i] == 0) continue;
            auction.curve.add(announcement.tickOf(rates[i]), class, within[i]);
            cost += within[i] * costs[i];
        }
    }

    /// @dev The rates of a ladder, which have to be ascending, and every rung be of something.
    function _rates(Announcement memory announcement, Ladder calldata ladder)
        internal
        pure
        returns (int24[] memory rates)
    {
        rates = new int24[](ladder.rungs.length);
        for (uint256 i = 0; i < rates.length; i++) {
            Rung calldata rung = ladder.rungs[i];
            require(rung.units != 0, NoUnits());
            require(i == 0 || rates[i - 1] < rung.rate, RatesNotAscending());
            require(announcement.isWithin(rung.rate), InvalidRate(rung.rate));
            rates[i] = rung.rate;
        }
    }

    /// @dev The units of each rung that count: each at most 35 % of the offering, and all together that less the net
    /// long position, the lowest rates first. Cut so before demand is added up, clearing needs no second pass and does
    /// not depend on the order of bids.
    function _withinLimits(uint64 offering, Ladder calldata ladder)
        internal
        pure
        returns (uint64[] memory within)
    {
        uint64 limit = uint64(Allotment.awardLimit(offering));
        uint64 room = limit > ladder.netLongPosition ? limit - ladder.netLongPosition : 0;
        within = new uint64[](ladder.rungs.length);
        for (uint256 i = 0; i < within.length; i++) {
            uint64 units = ladder.rungs[i].units;
            within[i] = units < room ? units : room;
            room -= within[i];
        }
    }

    function _commitmentOf(uint256 auctionId, address bidder, Ladder calldata ladder)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(auctionId, bidder, ladder));
    }

    function _content(bytes32 commitment) internal pure returns (uint168) {
        return uint168(uint256(commitment) >> 88);
    }

    function _requireCommitted(Bid memory bid, uint256 auctionId, address bidder, Ladder calldata ladder)
        internal
        pure
    {
        require(bid.content == _content(_commitmentOf(auctionId, bidder, ladder)), CommitmentDiffers());
    }

    /* CLEARING */

    /// @inheritdoc IAuctionHouse
    function clear(uint256 auctionId, uint256 maximumTicks) external returns (bool isCleared) {
        Auction storage auction = _auctions[auctionId];
        AuctionStatus status = auction.outcome.status;
        require(status == AuctionStatus.Announced || status == AuctionStatus.Clearing, WrongStatus(status));
        _requireFrom(auction.announcement.revealClose);

        uint256 tick = auction.curve.nextUsed(auction.outcome.highTick);
        if (tick == DemandCurve.NONE) {
            _cancel(auctionId, auction);
            return false;
        }

        DemandCurve.Demand memory below = auction.belowHigh;
        uint256 offered = _competitiveOffering(auction);
        for (uint256 i = 0; i < maximumTicks && !isCleared; i++) {
            DemandCurve.Demand memory demand = auction.curve.demandAt[tick];
            uint256 next = auction.curve.nextUsed(tick + 1);
            isCleared = below.total() + demand.total() >= offered || next == DemandCurve.NONE;
            if (!isCleared) {
                below.add(demand);
                tick = next;
            }
        }

        auction.belowHigh = below;
        auction.outcome.highTick = uint32(tick);
        auction.outcome.status = isCleared ? AuctionStatus.Cleared : AuctionStatus.Clearing;
        if (isCleared) _price(auctionId, auction, offered - below.total());
    }

    /// @inheritdoc IAuctionHouse
    function resultOf(uint256 auctionId) external view returns (Result memory result) {
        Auction storage auction = _cleared(auctionId);
        Announcement memory announcement = auction.announcement;
        Outcome memory outcome = auction.outcome;

        result.cusip = announcement.cusip;
        result.highRate = announcement.rateAt(outcome.highTick);
        result.medianRate = _rateAtShare(auction, 50);
        result.lowRate = _rateAtShare(auction, 5);
        result.allottedAtHigh = outcome.allottedAtHigh;
        result.interestRate = outcome.interestRate;
        result.spread = pricing.termsAt(announcement, result.highRate).spread;
        result.investmentRate = pricing.investmentRate(announcement, outcome.price);
        result.index = auction.index.level;
        result.price = outcome.price;
        result.accruedInterest = outcome.accruedInterest;
        Price memory unadjusted = pricing.unadjustedPriceAt(announcement, result.highRate);
        result.unadjustedPrice = unadjusted.price;
        result.unadjustedAccruedInterest = unadjusted.accruedInterest;
        result.tendered = _amounts(_tendered(auction), auction.noncompetitive);
        result.accepted = _amounts(_accepted(auction), auction.noncompetitive);
        result.bidToCover = uint64(Allotment.bidToCover(_public(result.tendered), _public(result.accepted)));
    }

    /// @inheritdoc IAuctionHouse
    function demandAt(uint256 auctionId, int24 rate)
        external
        view
        returns (uint64 primaryDealer, uint64 direct, uint64 indirect)
    {
        Auction storage auction = _auctions[auctionId];
        Announcement memory announcement = auction.announcement;
        require(announcement.isWithin(rate), InvalidRate(rate));
        DemandCurve.Demand memory demand = auction.curve.demandAt[announcement.tickOf(rate)];
        return (demand.primaryDealer, demand.direct, demand.indirect);
    }

    /// @dev Record the outcome of the walk: the high tick and what remains for it.
    function _price(uint256 auctionId, Auction storage auction, uint256 remaining) internal {
        Announcement memory announcement = auction.announcement;
        Outcome memory outcome = auction.outcome;
        int24 highRate = announcement.rateAt(outcome.highTick);

        outcome.allottedAtHigh =
            uint16(Allotment.allottedAtHigh(remaining, auction.curve.demandAt[outcome.highTick].total()));
        outcome.interestRate = announcement.interestRate;
        Price memory price = pricing.priceAt(announcement, auction.index, highRate);
        (outcome.price, outcome.accruedInterest) = (price.price, price.accruedInterest);

        if (!announcement.isReopening) {
            delete _isReserved[announcement.cusip];
            (Cusip cusip, Terms memory terms) = _establish(announcement, highRate);
            auction.announcement.cusip = announcement.cusip = cusip;
            outcome.interestRate = terms.interestRate;
        }
        auction.outcome = outcome;
        emit Cleared(
            auctionId,
            announcement.cusip,
            highRate,
            outcome.allottedAtHigh,
            outcome.interestRate,
            outcome.price,
            outcome.accruedInterest
        );
    }

    /// @dev What noncompetitive bids inside the offering leave to competitive ones [units].
    function _competitiveOffering(Auction storage auction) internal view returns (uint256) {
        uint256 offering = auction.announcement.offering;
        uint256 taken = uint256(auction.noncompetitive.ordinary) + auction.noncompetitive.fima;
        uint256 least = (offering * COMPETITIVE_SHARE + 99) / 100;
        return taken + least > offering ? least : offering - taken;
    }

    /// @dev The first rate up to which `share` per cent of the accepted competitive amount was bid.
    function _rateAtShare(Auction storage auction, uint256 share) internal view returns (int24) {
        Outcome memory outcome = auction.outcome;
        uint256 atHigh = auction.curve.demandAt[outcome.highTick].total();
        uint256 accepted = auction.belowHigh.total() * Allotment.WHOLE + atHigh * outcome.allottedAtHigh;

        uint256 tick = auction.curve.nextUsed(0);
        uint256 bid;
        while (tick < outcome.highTick) {
            bid += auction.curve.demandAt[tick].total();
            if (bid * Allotment.WHOLE * 100 >= accepted * share) break;
            tick = auction.curve.nextUsed(tick + 1);
        }
        return auction.announcement.rateAt(tick);
    }

    /// @dev Competitive amounts bid, within the award limits, by class [units].
    function _tendered(Auction storage auction) internal view returns (DemandCurve.Demand memory all) {
        uint256 tick = auction.curve.nextUsed(0);
        while (tick != DemandCurve.NONE) {
            all.add(auction.curve.demandAt[tick]);
            tick = auction.curve.nextUsed(tick + 1);
        }
    }

    /// @dev Competitive amounts accepted, by class, rounded down [units].
    function _accepted(Auction storage auction) internal view returns (DemandCurve.Demand memory) {
        uint256 percentage = auction.outcome.allottedAtHigh;
        DemandCurve.Demand memory below = auction.belowHigh;
        DemandCurve.Demand memory atHigh = auction.curve.demandAt[auction.outcome.highTick];
        DemandCurve.Demand memory rounding = auction.rounding;
        return DemandCurve.Demand({
            primaryDealer: below.primaryDealer
                + _share(atHigh.primaryDealer, percentage, rounding.primaryDealer),
            direct: below.direct + _share(atHigh.direct, percentage, rounding.direct),
            indirect: below.indirect + _share(atHigh.indirect, percentage, rounding.indirect)
        });
    }

    function _share(uint256 units, uint256 percentage, uint256 rounding) internal pure returns (uint64) {
        return uint64((units * percentage + rounding) / Allotment.WHOLE);
    }

    function _amounts(DemandCurve.Demand memory competitive, Noncompetitive memory noncompetitive)
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

    function _cleared(uint256 auctionId) internal view returns (Auction storage auction) {
        auction = _auctions[auctionId];
        require(auction.outcome.status == AuctionStatus.Cleared, WrongStatus(auction.outcome.status));
    }

    /* SETTLEMENT */

    /// @inheritdoc IAuctionHouse
    function settle(uint256 auctionId, Ladder calldata ladder) external returns (uint64 units, uint256 cost) {
        return _settle(auctionId, _settling(auctionId), msg.sender, ladder);
    }

    /// @inheritdoc IAuctionHouse
    function settleBids(uint256 auctionId, Opening[] calldata openings) external {
        Auction storage auction = _settling(auctionId);
        for (uint256 i = 0; i < openings.length; i++) {
            if (!_mayTakeOn(auctionId, openings[i].bidder, BidStatus.Settled)) continue;
            _settle(auctionId, auction, openings[i].bidder, openings[i].ladder);
        }
    }

    /// @inheritdoc IAuctionHouse
    function refund(uint256 auctionId, address bidder) external {
        AuctionStatus status = _auctions[auctionId].outcome.status;
        require(status == AuctionStatus.Cancelled, WrongStatus(status));
        Bid memory bid = _bids[auctionId][bidder];
        require(bid.status != BidStatus.None && bid.status < BidStatus.Settled, NoSuchBid(bidder));

        _close(auctionId, bidder, BidStatus.Settled);
        emit Refunded(auctionId, bidder, bid.escrow);

        _give(bidder, bid.escrow);
    }

    /// @inheritdoc IAuctionHouse
    function forfeitBond(uint256 auctionId, address bidder) external {
        _cleared(auctionId); // if nobody reveals, the auction is cancelled and all money goes back
        Bid memory bid = _bids[auctionId][bidder];
        require(bid.status == BidStatus.Committed, NoSuchBid(bidder));

        _close(auctionId, bidder, BidStatus.Forfeited);
        if (compliance.isFrozen(bidder)) {
            emit Refunded(auctionId, bidder, bid.escrow);
            _give(bidder, bid.escrow);
        } else {
            emit BondForfeited(auctionId, bidder, bid.escrow);
            _give(treasuryAccount, bid.escrow);
        }
    }

    function _settle(uint256 auctionId, Auction storage auction, address bidder, Ladder calldata ladder)
        internal
        returns (uint64 units, uint256 cost)
    {
        Bid memory bid = _bids[auctionId][bidder];
        units = _award(auction, auctionId, bidder, bid, ladder);

        cost = units * (uint256(auction.outcome.price) + auction.outcome.accruedInterest);
        uint256 refunded = bid.escrow - cost;
        _close(auctionId, bidder, BidStatus.Settled);
        _give(treasuryAccount, cost);
        _give(bidder, refunded);
        emit Awarded(auctionId, bidder, units, cost, refunded);

        if (units == 0) return (0, 0);
        registry.issue(auction.announcement.cusip, bidder, units, auction.announcement.issueDate);
    }

    function _settling(uint256 auctionId) internal view returns (Auction storage auction) {
        auction = _cleared(auctionId);
        _requireFrom(uint256(auction.announcement.issueDate) * 1 days);
    }

    /// @dev The units a bid is awarded. The $100 rounding at the high rate joins the published amounts here.
    function _award(
        Auction storage auction,
        uint256 auctionId,
        address bidder,
        Bid memory bid,
        Ladder calldata ladder
    ) internal returns (uint64 units) {
        if (bid.status == BidStatus.Noncompetitive) return uint64(bid.content);
        require(bid.status == BidStatus.Revealed, NoSuchBid(bidder));
        _requireCommitted(bid, auctionId, bidder, ladder);

        uint256 percentage = auction.outcome.allottedAtHigh;
        int24 highRate = auction.announcement.rateAt(auction.outcome.highTick);
        uint64[] memory within = _withinLimits(auction.announcement.offering, ladder);
        for (uint256 i = 0; i < within.length && ladder.rungs[i].rate <= highRate; i++) {
            if (ladder.rungs[i].rate < highRate) {
                units += within[i];
            } else {
                units += uint64(Allotment.awardAtHigh(within[i], percentage));
                _addRounding(auction, bid.class, Allotment.rounding(within[i], percentage));
            }
        }
    }

    function _addRounding(Auction storage auction, BidderClass class, uint256 rounding) internal {
        if (rounding == 0) return;

        DemandCurve.Demand memory all = auction.rounding;
        all.addTo(class, uint64(rounding));
        auction.rounding = all;
    }

    function _close(uint256 auctionId, address bidder, BidStatus status) internal {
        _bids[auctionId][bidder].escrow = 0;
        _bids[auctionId][bidder].status = status;
    }

    function _requireMayWithdraw(address account) internal view override {
        compliance.requireNotFrozen(account);
    }

    /* TIME */

    function _requireBefore(uint40 close) internal view {
        require(block.timestamp < close, BiddingClosed(close));
    }

    function _requireFrom(uint256 opensAt) internal view {
        require(block.timestamp >= opensAt, TooEarly(uint40(opensAt)));
    }
}
