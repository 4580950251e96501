// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {
    Announcement,
    AuctionStatus,
    BidStatus,
    Demand,
    IAuctionHouse,
    Ladder,
    Opening,
    Outcome,
    Rung,
    SignedCommitment,
    SignedNoncompetitiveBid,
    Tally
} from "../interfaces/IAuctionHouse.sol";
import {BidderClass, HolderClass, ICompliance} from "../interfaces/ICompliance.sol";
import {IAuctionPricing, Index, Price} from "../interfaces/IAuctionPricing.sol";
import {Cusip, ITreasuryRegistry, SecurityType, Terms} from "../interfaces/ITreasuryRegistry.sol";
import {BidSignatures} from "./auction/BidSignatures.sol";
import {CashAccounts} from "./auction/CashAccounts.sol";
import {Allotment} from "./libraries/Allotment.sol";
import {BidRates} from "./libraries/BidRates.sol";
import {BillPricing} from "./libraries/BillPricing.sol";
import {CusipLib} from "./libraries/CusipLib.sol";
import {DemandCurve} from "./libraries/DemandCurve.sol";

/// @title AuctionHouse
/// @notice Single-price auctions of Treasury securities: announce, bid, clear, settle.
contract AuctionHouse is IAuctionHouse, CashAccounts, BidSignatures, AccessManaged {
    using BidRates for BidRates.Band;
    using CusipLib for Cusip;
    using DemandCurve for DemandCurve.Curve;
    using DemandCurve for Demand;
    using SafeCast for uint256;

    /* STORAGE */

    /// @dev The Treasury accepts enough competitive bids for a fair price even if noncompetitive ones could take
    /// everything (31 CFR 356.20(a)(1)): here at least this share of the offering [%].
    uint256 internal constant COMPETITIVE_SHARE = 10;

    struct Auction {
        Schedule schedule;
        Announcement announcement;
        Index index;
        Tally tally;
        DemandCurve.Curve curve; // competitive, within the award limits
    }

    /// @dev All that a commitment asks of an auction, in one storage word: the announced times and bond again, and whom
    /// the security excluded when it was announced.
    struct Schedule {
        bool isOpen; // from the announcement on, unless it is cancelled; when what may be done, the times say
        uint40 noncompetitiveClose;
        uint40 competitiveClose;
        uint40 revealClose;
        uint64 bond;
        uint16 excludedClasses; // by the security when it was announced: one bit for each class
    }

    /// @dev One storage word: what a bidder did in one auction. Its ladder is given again to settle, so that it need
    /// not be stored.
    struct Bid {
        // of a competitive bid, the first 168 bits of the commitment: another ladder for somebody else's takes 2^168 tries,
        // two for a commitment of one's own, by the birthday paradox, 2^84; of a noncompetitive bid, which has nothing to
        // hide, its units
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
        if (announcement.isReopening) cusip = _outstanding(announcement);
        else _reserve(cusip);

        auctionId = ++auctionCount;
        Auction storage auction = _auctions[auctionId];
        auction.announcement = announcement;
        auction.announcement.cusip = cusip; // the registry may know the security by another
        auction.index = index;
        auction.tally.outcome.status = AuctionStatus.Announced;
        auction.schedule = Schedule(
            true,
            announcement.noncompetitiveClose,
            announcement.competitiveClose,
            announcement.revealClose,
            announcement.bond,
            registry.excludedClasses(cusip)
        );
        emit Announced(auctionId, cusip, announcement, index);
    }

    /// @inheritdoc IAuctionHouse
    function cancel(uint256 auctionId) external restricted {
        Auction storage auction = _auctions[auctionId];
        _requireUndecided(auction.tally.outcome.status);

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
    function excludedClassesOf(uint256 auctionId) external view returns (uint16) {
        return _auctions[auctionId].schedule.excludedClasses;
    }

    /// @inheritdoc IAuctionHouse
    function statusOf(uint256 auctionId) external view returns (AuctionStatus) {
        return _auctions[auctionId].tally.outcome.status;
    }

    /// @dev The CUSIP under which the registry knows what is reopened. Nothing unknown is established here: it would stay,
    /// even if the announcement was a mistake.
    function _outstanding(Announcement memory announcement) internal returns (Cusip cusip) {
        bool isKnown = registry.isEstablished(announcement.cusip);
        (cusip,) = _establish(announcement, announcement.minimumRate);
        bool isAnother = Cusip.unwrap(cusip) != Cusip.unwrap(announcement.cusip);
        require(isKnown || isAnother, ITreasuryRegistry.UnknownSecurity(cusip));
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
        auction.tally.outcome.status = AuctionStatus.Cancelled;
        auction.schedule.isOpen = false;
        delete _isReserved[auction.announcement.cusip]; // may be announced again
        emit Cancelled(auctionId);
    }

    /* BIDDING */

    /// @inheritdoc IAuctionHouse
    function bidNoncompetitive(uint256 auctionId, uint64 units) external {
        _bidNoncompetitive(auctionId, _open(auctionId), msg.sender, units, false);
    }

    /// @inheritdoc IAuctionHouse
    function submitNoncompetitiveBids(uint256 auctionId, SignedNoncompetitiveBid[] calldata bids)
        external
        returns (bytes4[] memory obstacles)
    {
        Auction storage auction = _open(auctionId);
        _requireBefore(auction.schedule.noncompetitiveClose);
        obstacles = new bytes4[](bids.length);
        for (uint256 i = 0; i < bids.length; i++) {
            SignedNoncompetitiveBid calldata bid = bids[i];
            if (_isSubmitted(auctionId, bid.bidder, bid.units)) continue;
            obstacles[i] = _isNoncompetitiveSigned(auctionId, bid.bidder, bid.units, bid.signature)
                ? _obstacleToBid(
                    auctionId, auction, bid.bidder, bid.units, _noncompetitiveEscrow(auction, bid.units)
                )
                : InvalidSignature.selector;
            if (_mayGoOn(auctionId, bid.bidder, obstacles[i])) {
                _bidNoncompetitive(auctionId, auction, bid.bidder, bid.units, true);
            }
        }
    }

    /// @inheritdoc IAuctionHouse
    function commitBid(uint256 auctionId, bytes32 commitment) external {
        _commit(auctionId, _open(auctionId), msg.sender, commitment, false);
    }

    /// @inheritdoc IAuctionHouse
    function submitCommitments(uint256 auctionId, SignedCommitment[] calldata commitments)
        external
        returns (bytes4[] memory obstacles)
    {
        Auction storage auction = _open(auctionId);
        _requireBefore(auction.schedule.competitiveClose);
        obstacles = new bytes4[](commitments.length);
        for (uint256 i = 0; i < commitments.length; i++) {
            SignedCommitment calldata bid = commitments[i];
            if (_isSubmitted(auctionId, bid.bidder, _content(bid.commitment))) continue;
            obstacles[i] = _isCompetitiveSigned(auctionId, bid.bidder, bid.commitment, bid.signature)
                ? _obstacleToBid(auctionId, auction, bid.bidder, 0, auction.schedule.bond)
                : InvalidSignature.selector;
            if (_mayGoOn(auctionId, bid.bidder, obstacles[i])) {
                _commit(auctionId, auction, bid.bidder, bid.commitment, true);
            }
        }
    }

    /// @inheritdoc IAuctionHouse
    function revealBid(uint256 auctionId, Ladder calldata ladder) external {
        Auction storage auction = _revealing(auctionId);
        Bid storage bid = _bids[auctionId][msg.sender];
        require(bid.status == BidStatus.Committed, NoSuchBid(msg.sender));
        compliance.requireNotFrozen(msg.sender);
        _requireCommitted(bid, auctionId, msg.sender, ladder);

        _reveal(auctionId, auction, bid, msg.sender, ladder, _costs(auction, ladder.rungs));
    }

    /// @inheritdoc IAuctionHouse
    function revealBids(uint256 auctionId, Opening[] calldata openings)
        external
        returns (bytes4[] memory obstacles)
    {
        Auction storage auction = _revealing(auctionId);
        obstacles = new bytes4[](openings.length);
        for (uint256 i = 0; i < openings.length; i++) {
            Opening calldata opening = openings[i];
            Bid storage bid = _bids[auctionId][opening.bidder];
            if (bid.status == BidStatus.Revealed) continue;
            uint256[] memory costs = _costs(auction, opening.ladder.rungs);
            uint256 cost = _costOf(auction.announcement.offering, opening.ladder, costs);
            obstacles[i] = _obstacleToReveal(auctionId, bid, opening, cost);
            if (_mayGoOn(auctionId, opening.bidder, obstacles[i])) {
                _reveal(auctionId, auction, bid, opening.bidder, opening.ladder, costs);
            }
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
        _requireBefore(auction.schedule.noncompetitiveClose);
        (HolderClass class,) = _requireNewBidder(auctionId, bidder, auction.schedule.excludedClasses);
        require(units != 0, NoUnits());
        _addNoncompetitive(auction, class, units);

        uint256 escrow = _noncompetitiveEscrow(auction, units);
        _bids[auctionId][bidder] =
            Bid(units, escrow.toUint64(), BidderClass.Indirect, BidStatus.Noncompetitive, isSubmitted);
        emit NoncompetitiveBidPlaced(auctionId, bidder, units, escrow);

        _take(bidder, escrow);
    }

    function _commit(
        uint256 auctionId,
        Auction storage auction,
        address bidder,
        bytes32 commitment,
        bool isSubmitted
    ) internal {
        (uint64 bond, uint16 excluded) = (auction.schedule.bond, auction.schedule.excludedClasses);
        _requireBefore(auction.schedule.competitiveClose);
        (, BidderClass class) = _requireNewBidder(auctionId, bidder, excluded);

        _bids[auctionId][bidder] = Bid(_content(commitment), bond, class, BidStatus.Committed, isSubmitted);
        emit BidCommitted(auctionId, bidder, commitment);

        _take(bidder, bond);
    }

    /// @dev Whether the bidder may still hold securities is not asked again: a bid is binding (31 CFR 356.11).
    /// @param costs The most that one unit of each rung can cost.
    function _reveal(
        uint256 auctionId,
        Auction storage auction,
        Bid storage bid,
        address bidder,
        Ladder calldata ladder,
        uint256[] memory costs
    ) internal {
        uint64 bond = bid.escrow;
        uint256 cost = _enter(auction, bid.class, ladder, costs);
        uint64 escrow = cost > bond ? cost.toUint64() : bond;
        (bid.escrow, bid.status) = (escrow, BidStatus.Revealed);
        emit BidRevealed(auctionId, bidder, ladder, escrow);

        _take(bidder, escrow - bond);
    }

    function _open(uint256 auctionId) internal view returns (Auction storage auction) {
        auction = _auctions[auctionId];
        // not `require`, which would read the status before it is needed
        if (!auction.schedule.isOpen) revert WrongStatus(auction.tally.outcome.status);
    }

    function _revealing(uint256 auctionId) internal view returns (Auction storage auction) {
        auction = _open(auctionId);
        _requireFrom(auction.schedule.competitiveClose);
        _requireBefore(auction.schedule.revealClose);
    }

    function _requireNewBidder(uint256 auctionId, address bidder, uint16 excluded)
        internal
        view
        returns (HolderClass, BidderClass)
    {
        require(_bids[auctionId][bidder].status == BidStatus.None, AlreadyBid(bidder));
        return compliance.requireBidder(bidder, excluded);
    }

    /// @dev Whether this very bid was submitted already. Who sends many must not be stopped by somebody who sends one of
    /// them before.
    function _isSubmitted(uint256 auctionId, address bidder, uint168 content) internal view returns (bool) {
        Bid storage bid = _bids[auctionId][bidder];
        return bid.isSubmitted && bid.content == content;
    }

    /// @dev The most that so many units can cost.
    function _noncompetitiveEscrow(Auction storage auction, uint64 units) internal view returns (uint256) {
        int24[] memory rates = new int24[](1);
        rates[0] = auction.announcement.minimumRate;
        return units * _highestCosts(auction, rates)[0];
    }

    function _addNoncompetitive(Auction storage auction, HolderClass class, uint64 units) internal {
        if (class == HolderClass.FederalReserve) {
            auction.tally.noncompetitive.soma += units;
        } else if (class == HolderClass.ForeignOfficial) {
            auction.tally.noncompetitive.fima += units;
        } else {
            uint64 limit = auction.announcement.maximumNoncompetitiveAward;
            require(!_isAbove(limit, class, units), AboveNoncompetitiveLimit(units, limit));
            auction.tally.noncompetitive.ordinary += units;
        }
    }

    /// @dev The limit is not for TreasuryDirect, neither for official accounts, whose bids others limit.
    function _isAbove(uint64 limit, HolderClass class, uint64 units) internal pure returns (bool) {
        bool isOfficial = class == HolderClass.FederalReserve || class == HolderClass.ForeignOfficial;
        return units > limit && !isOfficial && class != HolderClass.TreasuryDirect;
    }

    /// @dev Add a ladder to the demand; the return is what it costs at its own rates [micro-dollars].
    function _enter(
        Auction storage auction,
        BidderClass class,
        Ladder calldata ladder,
        uint256[] memory costs
    ) internal returns (uint256 cost) {
        Rung[] calldata rungs = ladder.rungs;
        int24 lowest = auction.announcement.minimumRate;
        uint64 room = _room(auction.announcement.offering, ladder.netLongPosition);
        for (uint256 i = 0; i < rungs.length; i++) {
            if (room == 0) break;
            uint64 units = _within(room, rungs[i].units);
            room -= units;
            auction.curve.add(BidRates.tickOf(rungs[i].rate, lowest), class, units);
            cost += units * costs[i];
        }
    }

    /// @dev What `_enter` will come to.
    function _costOf(uint64 offering, Ladder calldata ladder, uint256[] memory costs)
        internal
        pure
        returns (uint256 cost)
    {
        uint64 room = _room(offering, ladder.netLongPosition);
        for (uint256 i = 0; i < costs.length; i++) {
            uint64 units = _within(room, ladder.rungs[i].units);
            room -= units;
            cost += units * costs[i];
        }
    }

    /// @dev The most that one unit of each rung can cost, if the ladder can be bid.
    function _costs(Auction storage auction, Rung[] calldata rungs) internal view returns (uint256[] memory) {
        Announcement storage announcement = auction.announcement;
        BidRates.Band memory band =
            BidRates.band(announcement.securityType, announcement.minimumRate, announcement.maximumRate);
        return _highestCosts(auction, _rates(band, rungs));
    }

    /// @dev The rates of a ladder, which have to be ascending, and every rung be of something.
    function _rates(BidRates.Band memory band, Rung[] calldata rungs)
        internal
        pure
        returns (int24[] memory rates)
    {
        require(rungs.length != 0, NoUnits());
        rates = new int24[](rungs.length);
        for (uint256 i = 0; i < rates.length; i++) {
            int24 rate = rungs[i].rate;
            require(rungs[i].units != 0, NoUnits());
            require(i == 0 || rates[i - 1] < rate, RatesNotAscending());
            require(band.contains(rate), InvalidRate(rate));
            rates[i] = rate;
        }
    }

    /// @dev The most that one unit bid at each of `rates` can cost. A bill costs its price, for which two dates are
    /// enough: to ask another contract for it would cost a bidder ten thousand gas.
    function _highestCosts(Auction storage auction, int24[] memory rates)
        internal
        view
        returns (uint256[] memory costs)
    {
        Announcement storage announcement = auction.announcement;
        if (announcement.securityType != SecurityType.Bill) {
            return pricing.highestCosts(announcement, auction.index, rates);
        }

        uint256 term = announcement.maturityDate - announcement.issueDate;
        costs = new uint256[](rates.length);
        for (uint256 i = 0; i < rates.length; i++) {
            costs[i] = BillPricing.price(uint24(rates[i]), term);
        }
    }

    /// @dev How many units of a ladder count: 35 % of the offering less the net long position, the lowest rates first. Cut
    /// so before demand is added up, clearing needs no second pass and does not depend on the order of bids.
    function _room(uint64 offering, uint64 netLongPosition) internal pure returns (uint64) {
        uint64 limit = uint64(Allotment.awardLimit(offering));
        return limit > netLongPosition ? limit - netLongPosition : 0;
    }

    function _within(uint64 room, uint64 units) internal pure returns (uint64) {
        return units < room ? units : room;
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

    function _requireCommitted(Bid storage bid, uint256 auctionId, address bidder, Ladder calldata ladder)
        internal
        view
    {
        require(bid.content == _content(_commitmentOf(auctionId, bidder, ladder)), CommitmentDiffers());
    }

    /* MANY BIDS TOGETHER */

    /// @dev Whether nothing stands against one of many bids; what does is told, and the others go on.
    function _mayGoOn(uint256 auctionId, address bidder, bytes4 obstacle) internal returns (bool) {
        if (obstacle == 0) return true;

        emit BidSkipped(auctionId, bidder, obstacle);
        return false;
    }

    /// @dev Each of these is about what a bidder is, has or did, which may have changed since the bids were put together, and
    /// once more while it was paying, if cash lets its holder act.
    /// @param units Bid noncompetitively; zero for a competitive bid.
    function _obstacleToBid(
        uint256 auctionId,
        Auction storage auction,
        address bidder,
        uint64 units,
        uint256 escrow
    ) internal returns (bytes4) {
        Bid storage bid = _bids[auctionId][bidder];
        if (bid.status != BidStatus.None) return AlreadyBid.selector;
        // slither-disable-next-line unused-return (all classes of bidders may bid)
        try compliance.requireBidder(bidder, auction.schedule.excludedClasses) returns (
            HolderClass class, BidderClass
        ) {
            uint64 limit = auction.announcement.maximumNoncompetitiveAward;
            if (units != 0 && _isAbove(limit, class, units)) return AboveNoncompetitiveLimit.selector;
        } catch (bytes memory refusal) {
            return bytes4(refusal); // if there was no gas for any, zero: the bid itself is then refused
        }
        if (!_fund(bidder, escrow)) return InsufficientCash.selector;
        return bid.status == BidStatus.None ? bytes4(0) : AlreadyBid.selector;
    }

    function _obstacleToReveal(uint256 auctionId, Bid storage bid, Opening calldata opening, uint256 cost)
        internal
        returns (bytes4)
    {
        address bidder = opening.bidder;
        if (bid.status != BidStatus.Committed) return NoSuchBid.selector;
        _requireMayTakeOn(bid, bidder);
        if (compliance.isFrozen(bidder)) return ICompliance.AccountFrozen.selector;

        // before cash moves for what may be no bid of the bidder
        _requireCommitted(bid, auctionId, bidder, opening.ladder);
        uint256 bond = bid.escrow;
        if (cost > bond && !_fund(bidder, cost - bond)) return InsufficientCash.selector;
        return bid.status == BidStatus.Committed ? bytes4(0) : NoSuchBid.selector;
    }

    function _obstacleToSettle(Bid storage bid, address bidder) internal view returns (bytes4) {
        bool isInForce = bid.status == BidStatus.Noncompetitive || bid.status == BidStatus.Revealed;
        if (!isInForce) return NoSuchBid.selector;
        _requireMayTakeOn(bid, bidder);
        return compliance.isFrozen(bidder) ? ICompliance.AccountFrozen.selector : bytes4(0);
    }

    function _requireMayTakeOn(Bid storage bid, address bidder) internal view {
        require(msg.sender == bidder || bid.isSubmitted, NotBidder(bidder, msg.sender));
    }

    /* CLEARING */

    /// @inheritdoc IAuctionHouse
    function clear(uint256 auctionId, uint256 maximumTicks) external returns (bool isCleared) {
        Auction storage auction = _auctions[auctionId];
        Outcome memory outcome = auction.tally.outcome;
        _requireUndecided(outcome.status);
        _requireFrom(auction.schedule.revealClose);

        uint256 tick = auction.curve.nextUsed(outcome.highTick);
        if (tick == DemandCurve.NONE) {
            _cancel(auctionId, auction);
            return false;
        }

        Demand memory below = auction.tally.belowHigh;
        uint256 offered = _competitiveOffering(auction);
        for (uint256 i = 0; i < maximumTicks && !isCleared; i++) {
            Demand memory demand = auction.curve.demandAt[tick];
            uint256 next = auction.curve.nextUsed(tick + 1);
            isCleared = below.total() + demand.total() >= offered || next == DemandCurve.NONE;
            if (!isCleared) {
                below.add(demand);
                tick = next;
            }
        }

        auction.tally.belowHigh = below;
        outcome.highTick = uint32(tick);
        outcome.status = isCleared ? AuctionStatus.Cleared : AuctionStatus.Clearing;
        // slither-disable-next-line reentrancy-no-eth (the registry calls nobody for it)
        if (isCleared) _price(auctionId, auction, outcome, offered - below.total());
        auction.tally.outcome = outcome;
    }

    /// @inheritdoc IAuctionHouse
    function tallyOf(uint256 auctionId) external view returns (Tally memory) {
        return _auctions[auctionId].tally;
    }

    /// @inheritdoc IAuctionHouse
    function demandFrom(uint256 auctionId, uint256 tick)
        external
        view
        returns (uint256 used, Demand memory demand)
    {
        DemandCurve.Curve storage curve = _auctions[auctionId].curve;
        used = curve.nextUsed(tick);
        demand = curve.demandAt[used];
    }

    /// @dev What the walk has led to, of which the high tick is known and what remains for it.
    function _price(uint256 auctionId, Auction storage auction, Outcome memory outcome, uint256 remaining)
        internal
    {
        Announcement memory announcement = auction.announcement;
        int24 highRate = BidRates.rateAt(outcome.highTick, announcement.minimumRate);

        outcome.allottedAtHigh =
            uint16(Allotment.allottedAtHigh(remaining, auction.curve.demandAt[outcome.highTick].total()));
        outcome.interestRate = announcement.interestRate;
        Price memory price = pricing.priceAt(announcement, auction.index, highRate);
        (outcome.price, outcome.accruedInterest) = (price.price, price.accruedInterest);

        if (!announcement.isReopening) {
            delete _isReserved[announcement.cusip];
            // slither-disable-next-line reentrancy-no-eth,reentrancy-events (the registry calls nobody for it)
            (Cusip cusip, Terms memory terms) = _establish(announcement, highRate);
            auction.announcement.cusip = announcement.cusip = cusip;
            outcome.interestRate = terms.interestRate;
        }
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
        uint256 taken = uint256(auction.tally.noncompetitive.ordinary) + auction.tally.noncompetitive.fima;
        uint256 least = (offering * COMPETITIVE_SHARE + 99) / 100;
        return taken + least > offering ? least : offering - taken;
    }

    function _requireUndecided(AuctionStatus status) internal pure {
        require(status == AuctionStatus.Announced || status == AuctionStatus.Clearing, WrongStatus(status));
    }

    function _cleared(uint256 auctionId) internal view returns (Auction storage auction) {
        auction = _auctions[auctionId];
        AuctionStatus status = auction.tally.outcome.status;
        require(status == AuctionStatus.Cleared, WrongStatus(status));
    }

    /* SETTLEMENT */

    /// @inheritdoc IAuctionHouse
    function settle(uint256 auctionId, Ladder calldata ladder) external returns (uint64 units, uint256 cost) {
        return _settle(auctionId, _settling(auctionId), msg.sender, ladder);
    }

    /// @inheritdoc IAuctionHouse
    function settleBids(uint256 auctionId, Opening[] calldata openings)
        external
        returns (bytes4[] memory obstacles)
    {
        Auction storage auction = _settling(auctionId);
        obstacles = new bytes4[](openings.length);
        for (uint256 i = 0; i < openings.length; i++) {
            Opening calldata opening = openings[i];
            Bid storage bid = _bids[auctionId][opening.bidder];
            if (bid.status == BidStatus.Settled) continue;
            obstacles[i] = _obstacleToSettle(bid, opening.bidder);
            if (_mayGoOn(auctionId, opening.bidder, obstacles[i])) {
                _settle(auctionId, auction, opening.bidder, opening.ladder);
            }
        }
    }

    /// @inheritdoc IAuctionHouse
    function refund(uint256 auctionId, address bidder) external {
        AuctionStatus status = _auctions[auctionId].tally.outcome.status;
        require(status == AuctionStatus.Cancelled, WrongStatus(status));
        Bid storage bid = _bids[auctionId][bidder];
        require(bid.status != BidStatus.None && bid.status < BidStatus.Settled, NoSuchBid(bidder));

        uint256 escrow = _close(bid, BidStatus.Settled);
        emit Refunded(auctionId, bidder, escrow);

        _give(bidder, escrow);
    }

    /// @inheritdoc IAuctionHouse
    function forfeitBond(uint256 auctionId, address bidder) external {
        Auction storage auction = _cleared(auctionId); // if nobody reveals, it is cancelled and all money goes back
        Bid storage bid = _bids[auctionId][bidder];
        require(bid.status == BidStatus.Committed, NoSuchBid(bidder));

        uint256 bond = _close(bid, BidStatus.Forfeited);
        if (compliance.wasFrozenSince(bidder, auction.schedule.competitiveClose)) {
            emit Refunded(auctionId, bidder, bond);
            _give(bidder, bond);
        } else {
            emit BondForfeited(auctionId, bidder, bond);
            _give(treasuryAccount, bond);
        }
    }

    function _settle(uint256 auctionId, Auction storage auction, address bidder, Ladder calldata ladder)
        internal
        returns (uint64 units, uint256 cost)
    {
        Bid storage bid = _bids[auctionId][bidder];
        Outcome memory outcome = auction.tally.outcome;
        units = _award(auctionId, auction, outcome, bidder, bid, ladder);

        cost = units * (uint256(outcome.price) + outcome.accruedInterest);
        uint256 refunded = _close(bid, BidStatus.Settled) - cost;
        _give(treasuryAccount, cost);
        _give(bidder, refunded);
        emit Awarded(auctionId, bidder, units, cost, refunded);

        if (units == 0) return (0, 0);
        // slither-disable-next-line reentrancy-events (the registry only asks Compliance, by view)
        registry.issue(auction.announcement.cusip, bidder, units, auction.announcement.issueDate);
    }

    function _settling(uint256 auctionId) internal view returns (Auction storage auction) {
        auction = _cleared(auctionId);
        _requireFrom(uint256(auction.announcement.issueDate) * 1 days);
    }

    /// @dev The units a bid is awarded. The $100 rounding at the high rate joins the published amounts here.
    function _award(
        uint256 auctionId,
        Auction storage auction,
        Outcome memory outcome,
        address bidder,
        Bid storage bid,
        Ladder calldata ladder
    ) internal returns (uint64 units) {
        if (bid.status == BidStatus.Noncompetitive) return uint64(bid.content);
        require(bid.status == BidStatus.Revealed, NoSuchBid(bidder));
        _requireCommitted(bid, auctionId, bidder, ladder);

        uint256 percentage = outcome.allottedAtHigh;
        int24 highRate = BidRates.rateAt(outcome.highTick, auction.announcement.minimumRate);
        Rung[] calldata rungs = ladder.rungs;
        uint64 room = _room(auction.announcement.offering, ladder.netLongPosition);
        for (uint256 i = 0; i < rungs.length && rungs[i].rate <= highRate; i++) {
            uint64 within = _within(room, rungs[i].units);
            room -= within;
            if (rungs[i].rate < highRate) {
                units += within;
            } else {
                units += uint64(Allotment.awardAtHigh(within, percentage));
                _addRounding(auction, bid.class, Allotment.rounding(within, percentage));
            }
        }
    }

    function _addRounding(Auction storage auction, BidderClass class, uint256 rounding) internal {
        if (rounding == 0) return;

        Demand memory all = auction.tally.rounding;
        all.addTo(class, uint64(rounding));
        auction.tally.rounding = all;
    }

    /// @dev The return is what was held for the bid.
    function _close(Bid storage bid, BidStatus status) internal returns (uint256 escrow) {
        escrow = bid.escrow;
        (bid.escrow, bid.status) = (0, status);
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
