// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {Announcement, BidStatus, IAuctionHouse, Ladder} from "../interfaces/IAuctionHouse.sol";
import {IParDollar} from "../interfaces/IParDollar.sol";
import {Holdings, IReserve, Position} from "../interfaces/IReserve.sol";
import {Cusip, ITreasuryRegistry, SecurityType} from "../interfaces/ITreasuryRegistry.sol";
import {ParDollar} from "./ParDollar.sol";
import {AmortisedCost} from "./libraries/AmortisedCost.sol";

/// @title Reserve
/// @notice The cash and bills behind the Par Dollar.
contract Reserve is IReserve, AccessManaged {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /* STORAGE */

    uint256 internal constant PAR = 100_000_000; // of one unit [micro-dollars]
    uint256 internal constant LONGEST_MATURITY = 93; // GENIUS Act, Pub. L. 119-27, sec. 4(a)(1)(A)(iii) [days]
    uint256 internal constant MOST_POSITIONS = 32; // bills held and bids open: `backing` adds them up

    IERC20 public immutable cash;
    ITreasuryRegistry public immutable registry;
    IAuctionHouse public immutable auctionHouse;
    address public immutable treasuryAccount;

    /// @inheritdoc IReserve
    IParDollar public immutable parDollar;

    /// @inheritdoc IReserve
    uint256 public capital;

    Cusip[] internal _held;
    mapping(Cusip cusip => Position) internal _positions;
    uint256[] internal _openAuctions; // in which the reserve has bid and not settled

    /* CONSTRUCTION */

    constructor(
        IERC20 cash_,
        IAuctionHouse auctionHouse_,
        ITreasuryRegistry registry_,
        address compliance_,
        address authority_
    ) AccessManaged(authority_) {
        cash = cash_;
        auctionHouse = auctionHouse_;
        registry = registry_;
        treasuryAccount = registry_.treasuryAccount();
        parDollar = new ParDollar(compliance_);

        cash_.forceApprove(address(auctionHouse_), type(uint256).max);
    }

    /* COIN */

    /// @inheritdoc IReserve
    function mint(address to, uint256 dollars) external {
        if (to != msg.sender) _requireNotFrozen(msg.sender);
        emit Minted(msg.sender, to, dollars);

        cash.safeTransferFrom(msg.sender, address(this), dollars);
        parDollar.mint(to, dollars);
    }

    /// @inheritdoc IReserve
    function redeem(address to, uint256 dollars) external {
        if (to != msg.sender) _requireNotFrozen(to);
        emit Redeemed(msg.sender, to, dollars);

        parDollar.burn(msg.sender, dollars);
        _pay(to, dollars);
    }

    /// @dev The coin checks the account whose coins it moves; this is for the other one.
    function _requireNotFrozen(address account) internal view {
        require(!parDollar.isFrozen(account), IParDollar.AccountFrozen(account));
    }

    function _pay(address to, uint256 dollars) internal {
        uint256 held = cash.balanceOf(address(this));
        require(held >= dollars, InsufficientCash(held, dollars));

        cash.safeTransfer(to, dollars);
    }

    /* BACKING */

    /// @inheritdoc IReserve
    function backing() public view returns (uint256 dollars) {
        dollars = cash.balanceOf(address(this)) + inSettlement();
        for (uint256 i = 0; i < _held.length; i++) {
            dollars += _amortisedCost(_positions[_held[i]]);
        }
    }

    /// @inheritdoc IReserve
    function supply() public view returns (uint256) {
        return parDollar.totalSupply();
    }

    /// @inheritdoc IReserve
    function surplus() public view returns (uint256) {
        return backing() - supply();
    }

    /// @inheritdoc IReserve
    function positions() external view returns (Holdings[] memory all) {
        all = new Holdings[](_held.length);
        for (uint256 i = 0; i < all.length; i++) {
            Position memory position = _positions[_held[i]];
            all[i] = Holdings(_held[i], position.units, _amortisedCost(position), position.maturityDate);
        }
    }

    /// @inheritdoc IReserve
    function inSettlement() public view returns (uint256 dollars) {
        dollars = auctionHouse.cashOf(address(this));
        for (uint256 i = 0; i < _openAuctions.length; i++) {
            (BidStatus status, uint256 escrow) = auctionHouse.bidOf(_openAuctions[i], address(this));
            if (status != BidStatus.Committed) dollars += escrow;
        }
    }

    function _amortisedCost(Position memory position) internal view returns (uint256) {
        return position.units * PAR - _remainingDiscount(position);
    }

    function _remainingDiscount(Position memory position) internal view returns (uint256) {
        return AmortisedCost.remainingDiscount(
            position.discount, position.changedAt, uint256(position.maturityDate) * 1 days, block.timestamp
        );
    }

    /* PORTFOLIO */

    /// @inheritdoc IReserve
    function bidNoncompetitive(uint256 auctionId, uint64 units) external restricted {
        _requireEligible(auctionId);
        _openAuctions.push(auctionId);
        auctionHouse.bidNoncompetitive(auctionId, units);
    }

    /// @inheritdoc IReserve
    function commitBid(uint256 auctionId, bytes32 commitment) external restricted {
        _requireSurplus(_requireEligible(auctionId).bond);
        _openAuctions.push(auctionId);
        auctionHouse.commitBid(auctionId, commitment);
    }

    /// @inheritdoc IReserve
    function revealBid(uint256 auctionId, Ladder calldata ladder) external restricted {
        auctionHouse.revealBid(auctionId, ladder);
    }

    /// @inheritdoc IReserve
    function settleBid(uint256 auctionId, Ladder calldata ladder) external {
        _closeBid(auctionId);
        Announcement memory announcement = auctionHouse.announcementOf(auctionId);

        (uint64 units, uint256 cost) = auctionHouse.settle(auctionId, ladder);
        if (units != 0) _buy(announcement.cusip, announcement.maturityDate, units, cost);
        _withdraw();
    }

    /// @inheritdoc IReserve
    function closeBid(uint256 auctionId) external {
        _closeBid(auctionId);
        (BidStatus status,) = auctionHouse.bidOf(auctionId, address(this));
        if (status < BidStatus.Settled) auctionHouse.refund(auctionId, address(this));
        _withdraw();
    }

    /// @inheritdoc IReserve
    function collect(Cusip cusip) external returns (uint256 paid) {
        uint64 units = registry.holdingOf(cusip, address(this)).units;
        require(units != 0, NoPosition(cusip));

        paid = registry.redeem(cusip, address(this));
        if (paid == 0) return 0;

        if (_positions[cusip].units != 0) _removePosition(cusip);
        emit Collected(cusip, units, paid);
    }

    function _requireEligible(uint256 auctionId) internal view returns (Announcement memory announcement) {
        announcement = auctionHouse.announcementOf(auctionId);
        require(
            announcement.securityType == SecurityType.Bill
                && announcement.maturityDate - announcement.issueDate <= LONGEST_MATURITY,
            NotEligible(announcement.cusip)
        );
        require(_held.length + _openAuctions.length < MOST_POSITIONS, TooMany());
    }

    /// @dev What the auction house keeps for the reserve.
    function _withdraw() internal {
        auctionHouse.withdraw(auctionHouse.cashOf(address(this)));
    }

    function _closeBid(uint256 auctionId) internal {
        uint256 last = _openAuctions.length;
        for (uint256 i = 0; i < last; i++) {
            if (_openAuctions[i] != auctionId) continue;
            _openAuctions[i] = _openAuctions[last - 1];
            _openAuctions.pop();
            return;
        }
        revert NoOpenBid(auctionId);
    }

    function _buy(Cusip cusip, uint32 maturityDate, uint64 units, uint256 cost) internal {
        Position memory position = _positions[cusip];
        if (position.units == 0) {
            _held.push(cusip);
        }

        uint256 discount = _remainingDiscount(position) + units * PAR - cost;
        _positions[cusip] =
            Position(position.units + units, discount.toUint64(), uint40(block.timestamp), maturityDate);
        emit BillBought(cusip, units, cost);
    }

    function _removePosition(Cusip cusip) internal {
        delete _positions[cusip];
        uint256 i = 0;
        while (Cusip.unwrap(_held[i]) != Cusip.unwrap(cusip)) i++;
        _held[i] = _held[_held.length - 1];
        _held.pop();
    }

    /* SURPLUS */

    /// @inheritdoc IReserve
    function contributeCapital(uint256 dollars) external {
        capital += dollars;
        emit CapitalContributed(msg.sender, dollars);

        cash.safeTransferFrom(msg.sender, address(this), dollars);
    }

    /// @inheritdoc IReserve
    function withdrawCapital(address to, uint256 dollars) external restricted {
        require(capital >= dollars, InsufficientCapital(capital, dollars));
        _requireSurplus(dollars);

        capital -= dollars;
        emit CapitalWithdrawn(to, dollars);

        _pay(to, dollars);
    }

    /// @inheritdoc IReserve
    function distributeSurplus(uint256 dollars) external restricted {
        _requireSurplus(capital + dollars);

        emit SurplusDistributed(dollars);

        _pay(treasuryAccount, dollars);
    }

    function _requireSurplus(uint256 needed) internal view {
        uint256 available = surplus();
        require(available >= needed, InsufficientSurplus(available, needed));
    }
}
