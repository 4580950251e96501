// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/draft-IERC6909.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Announcement, BidStatus, IAuctionHouse, Ladder} from "../interfaces/IAuctionHouse.sol";
import {IParDollar} from "../interfaces/IParDollar.sol";
import {IRateBoard} from "../interfaces/IRateBoard.sol";
import {IRedemptionQueue, Redemption, Standing} from "../interfaces/IRedemptionQueue.sol";
import {IReserve, Policy, Position} from "../interfaces/IReserve.sol";
import {IRuleBook} from "../interfaces/IRuleBook.sol";
import {ISavingsDollar} from "../interfaces/ISavingsDollar.sol";
import {Cusip, ITreasuryRegistry, Security, SecurityType} from "../interfaces/ITreasuryRegistry.sol";
import {ParDollar} from "./ParDollar.sol";
import {CusipLib} from "./libraries/CusipLib.sol";
import {Portfolio} from "./reserve/Portfolio.sol";
import {RedemptionQueue} from "./reserve/RedemptionQueue.sol";

/// @title Reserve
/// @notice The cash and bills behind the Par Dollar.
contract Reserve is IReserve, RedemptionQueue, Portfolio, AccessManaged {
    using CusipLib for Cusip;
    using SafeERC20 for IERC20;

    /* STORAGE */

    uint256 private constant MOST_POSITIONS = 32; // bills held and bids open: `backing` adds them up
    uint256 private constant KEPT_FOR_BIDS = 8; // of these, so that nobody's dust in kind can stop the manager
    uint256 private constant WHOLE = 10_000; // [0.01 %]

    uint24 private constant PAR_CASH = 1_000_000; // one dollar of cash at par [micro-dollars]
    uint24 private constant FLOOR_PRICE = 999_000; // of one dollar of cash, to create coins for it [micro-dollars]
    uint256 private constant MAXIMUM_PRICE_AGE = 4 days;

    uint16 private constant WIDEST_HAIRCUT = 500; // [0.01 %]
    uint16 private constant LARGEST_BUFFER = 1_000; // [0.01 %]
    uint256 private constant DISTRIBUTION_PERIOD = 7 days;
    uint256 private constant SHORTFALL_PERIOD = 2 days;

    IAuctionHouse public immutable auctionHouse;
    IRuleBook public immutable ruleBook;
    address public immutable treasuryAccount;
    IParDollar internal immutable _parDollar;

    /// @inheritdoc IReserve
    uint256 public capital;

    /// @inheritdoc IReserve
    address public savingsDollar;

    /// @inheritdoc IReserve
    uint40 public distributedAt;

    /// @inheritdoc IReserve
    uint40 public shortfallSince;

    Policy internal _policy;

    uint256[] internal _openAuctions; // in which the reserve has bid and not settled

    /* CONSTRUCTION */

    constructor(
        IERC20 cash_,
        IAuctionHouse auctionHouse_,
        ITreasuryRegistry registry_,
        IRateBoard rateBoard_,
        IRuleBook ruleBook_,
        address compliance_,
        address authority_
    ) RedemptionQueue(cash_) Portfolio(registry_, rateBoard_) AccessManaged(authority_) {
        auctionHouse = auctionHouse_;
        ruleBook = ruleBook_;
        treasuryAccount = registry_.treasuryAccount();
        _parDollar = new ParDollar(compliance_);
        _setPolicy(Policy({haircut: 50, bufferTarget: 200, saversShare: 9_000}));
        _setCashPrice(PAR_CASH);

        cash_.forceApprove(address(auctionHouse_), type(uint256).max);
    }

    /* COIN */

    /// @inheritdoc IReserve
    function mint(address to, uint256 dollars) external nonReentrant {
        _requireMinting(_standing);
        if (to != msg.sender) _requireNotFrozen(msg.sender);

        _receive(dollars);
        _parDollar.mint(to, dollars);
    }

    /// @inheritdoc IReserve
    function redeem(address to, uint256 dollars) external nonReentrant {
        _requireSolvent();
        if (to != msg.sender) _requireNotFrozen(to);

        _parDollar.burn(msg.sender, dollars);
        _pay(to, dollars);
    }

    /// @inheritdoc IReserve
    function mintInKind(Cusip cusip, uint64 units, address to, uint256 leastDollars, uint40 deadline)
        external
        nonReentrant
        returns (uint256 dollars)
    {
        _requireInTime(deadline);
        _requireCreating(_standing);
        require(units != 0, NoUnits());
        if (to != msg.sender) _requireNotFrozen(msg.sender);

        Security memory security = registry.securityOf(cusip);
        _requireEligible(cusip, security.securityType, security.maturityDate, block.timestamp / 1 days);
        Position memory position = _positionOf[cusip];
        if (position.units == 0) _requireRoom(MOST_POSITIONS - KEPT_FOR_BIDS);
        dollars = _priceInKind(position, security.maturityDate, units);
        require(dollars >= leastDollars, PriceMoved(dollars, leastDollars));
        _addToPosition(cusip, security.maturityDate, units, dollars);
        emit MintedInKind(msg.sender, to, cusip, units, dollars);

        // slither-disable-next-line unused-return (the registry refuses or answers true)
        IERC6909(address(registry)).transferFrom(msg.sender, address(this), cusip.toId(), units);
        _parDollar.mint(to, dollars);
    }

    /// @inheritdoc IReserve
    function redeemInKind(Cusip cusip, uint64 units, address to, uint256 mostDollars, uint40 deadline)
        external
        nonReentrant
        returns (uint256 dollars)
    {
        _requireInTime(deadline);
        _requireSolvent();
        if (to != msg.sender) _requireNotFrozen(to);

        Position memory position = _positionOf[cusip];
        require(units != 0, NoUnits());
        require(position.units >= units, NoPosition(cusip));
        dollars = units * _askPrice(position);
        require(dollars <= mostDollars, PriceMoved(dollars, mostDollars));
        _takeFromPosition(cusip, position, units);
        emit RedeemedInKind(msg.sender, to, cusip, units, dollars);

        _parDollar.burn(msg.sender, dollars);
        // slither-disable-next-line unused-return (the registry refuses or answers true)
        IERC6909(address(registry)).transfer(to, cusip.toId(), units);
    }

    /// @inheritdoc IReserve
    function parDollar() public view override(IReserve, RedemptionQueue) returns (IParDollar) {
        return _parDollar;
    }

    /// @inheritdoc IRedemptionQueue
    function dueDate(uint256 id) external view returns (uint32 date) {
        Redemption memory redemption = redemptionOf(id);
        // slither-disable-next-line incorrect-equality (zero: the law says nothing)
        if (redemption.redemptionDays == 0) return type(uint32).max;

        date = uint32(redemption.requestedAt / 1 days);
        for (uint256 i = 0; i < redemption.redemptionDays; i++) {
            date = registry.paymentDate(date + 1);
        }
    }

    /// @inheritdoc IReserve
    function publishCashPrice(uint24 price) external restricted {
        _setCashPrice(price);
    }

    /// @inheritdoc IReserve
    function stopMinting(bool isStopped) external restricted {
        _standing.isMintingStopped = isStopped;
        emit MintingStopped(isStopped);
    }

    function _setCashPrice(uint24 price) internal {
        _standing.cashPrice = price;
        _standing.cashPricedAt = uint40(block.timestamp);
        emit CashPriced(price);
    }

    function _requireMinting(Standing storage current) internal view {
        _requireCreating(current);
        require(current.cashPrice >= FLOOR_PRICE, CashBelowFloor(current.cashPrice));
        require(
            block.timestamp <= current.cashPricedAt + MAXIMUM_PRICE_AGE, CashPriceStale(current.cashPricedAt)
        );
    }

    function _requireCreating(Standing storage current) internal view {
        require(!current.isInsolvent, IsInsolvent());
        require(!current.isMintingStopped, MintingIsStopped());
        require(!current.hasShortfall, InShortfall());
    }

    function _redemptionDays() internal view override returns (uint8) {
        return ruleBook.rules().redemptionDays;
    }

    function _requireInTime(uint40 deadline) internal view {
        require(block.timestamp <= deadline, DeadlinePassed(deadline));
    }

    /// @dev Take cash from the caller, and see that it has come.
    function _receive(uint256 dollars) internal {
        uint256 before = _cashHeld();
        cash.safeTransferFrom(msg.sender, address(this), dollars);

        uint256 received = _cashHeld() - before;
        require(received >= dollars, CashNotReceived(received, dollars));
    }

    /// @dev For which the reserve takes units: the lower of market, at most par, and of cost, less the haircut.
    function _priceInKind(Position memory position, uint32 maturityDate, uint256 units)
        internal
        view
        returns (uint256 dollars)
    {
        uint256 price = Math.min(rateBoard.billPrice(maturityDate), PAR);
        if (position.units != 0) price = Math.min(price, _amortisedCost(position) / position.units);
        dollars = units * price * (WHOLE - _policy.haircut) / WHOLE;
    }

    /// @dev At which the reserve gives one unit: the higher of market and cost; par if there is no market price.
    function _askPrice(Position memory position) internal view returns (uint256) {
        uint256 cost = Math.ceilDiv(_amortisedCost(position), position.units);
        try rateBoard.billPrice(position.maturityDate) returns (uint256 market) {
            return Math.max(market, cost);
        } catch {
            return Math.max(PAR, cost);
        }
    }

    /* BACKING */

    /// @inheritdoc IReserve
    function backing() public view returns (uint256) {
        return _cashAndBids() + _billsAtCost();
    }

    /// @inheritdoc IReserve
    function marketValue() public view returns (uint256) {
        return _atMarket(_cashAndBids());
    }

    /// @inheritdoc IReserve
    function supply() public view returns (uint256) {
        return _parDollar.totalSupply();
    }

    /// @inheritdoc IReserve
    function liabilities() public view returns (uint256) {
        return supply() + owed();
    }

    /// @inheritdoc IReserve
    function surplus() public view returns (uint256) {
        return Math.saturatingSub(backing(), liabilities());
    }

    /// @inheritdoc IReserve
    function earnings() public view returns (uint256) {
        return Math.saturatingSub(_prudentSurplus(), capital);
    }

    /// @inheritdoc IReserve
    function inSettlement() public view returns (uint256 dollars) {
        dollars = auctionHouse.cashOf(address(this));
        for (uint256 i = 0; i < _openAuctions.length; i++) {
            (BidStatus status, uint256 escrow) = auctionHouse.bidOf(_openAuctions[i], address(this));
            if (status != BidStatus.Committed) dollars += escrow;
        }
    }

    function _cashAndBids() internal view returns (uint256) {
        return _cashHeld() + inSettlement();
    }

    function _atMarket(uint256 cashAndBids) internal view returns (uint256) {
        return cashAndBids * Math.min(_standing.cashPrice, PAR_CASH) / PAR_CASH + _billsAtMarket();
    }

    /// @dev The lower of cost and market: what leaves the reserve must not be missed on a bad day.
    function _prudentValue() internal view returns (uint256) {
        uint256 cashAndBids = _cashAndBids();
        return Math.min(cashAndBids + _billsAtCost(), _atMarket(cashAndBids));
    }

    function _prudentSurplus() internal view returns (uint256) {
        return Math.saturatingSub(_prudentValue(), liabilities());
    }

    /* PORTFOLIO */

    /// @inheritdoc IReserve
    function bidNoncompetitive(uint256 auctionId, uint64 units) external restricted nonReentrant {
        _openBid(auctionId);
        auctionHouse.bidNoncompetitive(auctionId, units);
        _requireQueueCovered();
    }

    /// @inheritdoc IReserve
    function commitBid(uint256 auctionId, bytes32 commitment) external restricted nonReentrant {
        uint256 available = surplus(); // before the bid is one of those that it counts
        uint256 bond = _openBid(auctionId).bond;
        require(available >= bond, InsufficientSurplus(available, bond));

        auctionHouse.commitBid(auctionId, commitment);
        _requireQueueCovered();
    }

    /// @inheritdoc IReserve
    function revealBid(uint256 auctionId, Ladder calldata ladder) external restricted nonReentrant {
        _requireSolvent();
        auctionHouse.revealBid(auctionId, ladder);
        _requireQueueCovered();
    }

    /// @inheritdoc IReserve
    function settleBid(uint256 auctionId, Ladder calldata ladder) external nonReentrant {
        _forgetBid(auctionId);
        Announcement memory announcement = auctionHouse.announcementOf(auctionId);

        // slither-disable-next-line reentrancy-benign (until this ends, no step of the reserve can begin)
        (uint64 units, uint256 cost) = auctionHouse.settle(auctionId, ladder);
        if (units != 0) {
            _addToPosition(announcement.cusip, announcement.maturityDate, units, cost);
            emit BillBought(announcement.cusip, units, cost);
        }
        _withdraw();
    }

    /// @inheritdoc IReserve
    function closeBid(uint256 auctionId) external nonReentrant {
        _forgetBid(auctionId);
        // slither-disable-next-line unused-return (only what has become of it is asked)
        (BidStatus status,) = auctionHouse.bidOf(auctionId, address(this));
        if (status < BidStatus.Settled) auctionHouse.refund(auctionId, address(this));
        _withdraw();
    }

    /// @inheritdoc IReserve
    function collect(Cusip cusip) external nonReentrant returns (uint256 paid) {
        uint64 units = registry.holdingOf(cusip, address(this)).units;
        require(units != 0, NoPosition(cusip));

        // slither-disable-next-line reentrancy-benign (until this ends, no step of the reserve can begin)
        paid = registry.redeem(cusip, address(this));
        if (paid == 0) return 0;

        if (_positionOf[cusip].units != 0) _removePosition(cusip);
        emit Collected(cusip, units, paid);
    }

    function _openBid(uint256 auctionId) internal returns (Announcement memory announcement) {
        _requireSolvent();
        announcement = auctionHouse.announcementOf(auctionId);
        _requireEligible(
            announcement.cusip, announcement.securityType, announcement.maturityDate, announcement.issueDate
        );
        _requireRoom(MOST_POSITIONS);
        _openAuctions.push(auctionId);
    }

    function _requireEligible(Cusip cusip, SecurityType securityType, uint32 maturityDate, uint256 date)
        internal
        view
    {
        uint256 longest = ruleBook.rules().longestMaturity;
        bool isShort = maturityDate > date && (longest == 0 || maturityDate - date <= longest);
        require(securityType == SecurityType.Bill && isShort, NotEligible(cusip));
    }

    function _requireRoom(uint256 most) internal view {
        require(_held.length + _openAuctions.length < most, TooMany());
    }

    /// @dev A bid does not use what others wait for.
    function _requireQueueCovered() internal view {
        (uint256 held, uint256 needed) = (_cashHeld(), owed());
        require(held >= needed, InsufficientCash(held, needed));
    }

    /// @dev What the auction house keeps for the reserve.
    function _withdraw() internal {
        auctionHouse.withdraw(auctionHouse.cashOf(address(this)));
    }

    function _forgetBid(uint256 auctionId) internal {
        uint256 last = _openAuctions.length;
        for (uint256 i = 0; i < last; i++) {
            if (_openAuctions[i] != auctionId) continue;
            _openAuctions[i] = _openAuctions[last - 1];
            _openAuctions.pop();
            return;
        }
        revert NoOpenBid(auctionId);
    }

    /* SURPLUS */

    /// @inheritdoc IReserve
    function contributeCapital(uint256 dollars) external nonReentrant {
        capital += dollars;
        emit CapitalContributed(msg.sender, dollars);

        _receive(dollars);
    }

    /// @inheritdoc IReserve
    function withdrawCapital(address to, uint256 dollars) external restricted nonReentrant {
        require(capital >= dollars, InsufficientCapital(capital, dollars));
        uint256 kept = _bufferTarget(liabilities());
        require(capital - dollars >= kept, BufferNeeded(kept));
        uint256 available = _prudentSurplus();
        require(available >= dollars, InsufficientSurplus(available, dollars));

        capital -= dollars;
        emit CapitalWithdrawn(to, dollars);

        _pay(to, dollars);
    }

    /// @inheritdoc IReserve
    function distribute() external nonReentrant {
        _requireSolvent();
        require(block.timestamp >= distributedAt + DISTRIBUTION_PERIOD, DistributedLately(distributedAt));
        uint256 dollars = earnings();
        require(dollars != 0, NothingEarned());

        distributedAt = uint40(block.timestamp);
        uint256 bills = _billsAtCost();
        uint256 toCapital = Math.min(dollars, Math.saturatingSub(_bufferTarget(bills), capital));
        dollars -= toCapital;
        uint256 ofSavers = _saversPart(dollars, bills);
        uint256 toSavers = Math.min(ofSavers, _saversPart(carry(DISTRIBUTION_PERIOD), bills));
        uint256 toTreasury = Math.min(dollars - ofSavers, freeCash());
        capital += toCapital;
        emit Distributed(toCapital, toSavers, toTreasury);

        if (toSavers != 0) _addToSavings(toSavers, bills);
        if (toTreasury != 0) cash.safeTransfer(treasuryAccount, toTreasury);
    }

    /// @inheritdoc IReserve
    function policy() external view returns (Policy memory) {
        return _policy;
    }

    /// @inheritdoc IReserve
    function setPolicy(Policy calldata newPolicy) external restricted {
        _setPolicy(newPolicy);
    }

    /// @inheritdoc IReserve
    function setSavingsDollar(address newSavingsDollar) external restricted {
        require(savingsDollar == address(0), AlreadySet());
        require(
            ISavingsDollar(newSavingsDollar).reserve() == address(this), OfAnotherReserve(newSavingsDollar)
        );

        savingsDollar = newSavingsDollar;
        emit SavingsDollarSet(newSavingsDollar);
    }

    function _setPolicy(Policy memory newPolicy) internal {
        _requireWithin(newPolicy.haircut, WIDEST_HAIRCUT);
        _requireWithin(newPolicy.bufferTarget, LARGEST_BUFFER);
        _requireWithin(newPolicy.saversShare, uint16(WHOLE));

        _policy = newPolicy;
        emit PolicyChanged(newPolicy);
    }

    function _requireWithin(uint16 figure, uint16 limit) internal pure {
        require(figure <= limit, PolicyOutOfBounds(figure, limit));
    }

    function _bufferTarget(uint256 dollars) internal view returns (uint256) {
        return dollars * _policy.bufferTarget / WHOLE;
    }

    /// @dev Their share of what the dollars they saved earned of these, as if these dollars were the first to be in bills.
    /// It is also taken of what the bills will earn while it vests, and the lower of both is paid: so savings do not grow
    /// faster than the bills, whoever came late and whatever had piled up. What is withheld stays and is distributed another
    /// week. Bills are the measure, for nobody can bring or take them for a moment without a loss, as he can cash.
    function _saversPart(uint256 dollars, uint256 bills) internal view returns (uint256) {
        if (_standing.isMintingStopped || savingsDollar == address(0)) return 0;
        if (IERC4626(savingsDollar).totalSupply() == 0) return 0;

        // slither-disable-next-line incorrect-equality (zero is all that one cannot divide by)
        if (bills == 0) return dollars * _policy.saversShare / WHOLE; // nobody can tell: it waits until there are some
        return Math.mulDiv(dollars * _savedInBills(bills), _policy.saversShare, bills * WHOLE);
    }

    function _savedInBills(uint256 bills) internal view returns (uint256) {
        return Math.min(IERC4626(savingsDollar).totalAssets(), bills);
    }

    /// @dev First out of coins that lie with the savings and count for nobody.
    function _addToSavings(uint256 dollars, uint256 bills) internal {
        uint256 lying = ISavingsDollar(savingsDollar).uncounted();
        if (dollars > lying) _parDollar.mint(savingsDollar, dollars - lying);
        ISavingsDollar(savingsDollar).addEarnings(dollars, _savedInBills(bills));
    }

    /* SOLVENCY */

    /// @inheritdoc IReserve
    function assessSolvency() external nonReentrant {
        _requireSolvent();
        (uint256 value, uint256 due) = (marketValue(), liabilities());
        uint256 lasted = block.timestamp - shortfallSince;
        if (value >= due) _endShortfall(value, due);
        else if (lasted > 2 * SHORTFALL_PERIOD) _beginShortfall(value, due);
        else if (lasted >= SHORTFALL_PERIOD) _declareInsolvency(due);
    }

    /// @inheritdoc IReserve
    function declareInsolvency() external restricted nonReentrant {
        _requireSolvent();
        _declareInsolvency(liabilities());
    }

    /// @inheritdoc IReserve
    function endInsolvency() external restricted nonReentrant {
        (uint256 available, uint256 due) = (_prudentValue(), liabilities());
        require(available >= due, NotCovered(available, due));

        _endInsolvency();
        _endShortfall(available, due);
    }

    function _beginShortfall(uint256 value, uint256 due) internal {
        shortfallSince = uint40(block.timestamp);
        _standing.hasShortfall = true;
        emit ShortfallBegan(value, due);
    }

    function _endShortfall(uint256 value, uint256 due) internal {
        // slither-disable-next-line incorrect-equality (zero is written while there is none, never the time)
        if (shortfallSince == 0) return;

        shortfallSince = 0;
        _standing.hasShortfall = false;
        emit ShortfallEnded(value, due);
    }
}
