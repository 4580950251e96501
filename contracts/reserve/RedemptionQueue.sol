// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IParDollar} from "../../interfaces/IParDollar.sol";
import {Insolvency, IRedemptionQueue, Redemption, Standing} from "../../interfaces/IRedemptionQueue.sol";

/// @title RedemptionQueue
/// @notice Redemptions that wait for cash, in order; or by ratio, in an insolvency.
abstract contract RedemptionQueue is IRedemptionQueue {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    IERC20 public immutable cash;

    /// @inheritdoc IRedemptionQueue
    uint256 public redemptionCount;

    Standing internal _standing;

    Insolvency internal _insolvency;

    mapping(uint256 id => Redemption) internal _redemptionOf;

    /// @dev Cash that lets somebody act in the midst of a payment finds every step closed, so that no step sees cash that is
    /// on its way. The flag lies in the word that every step reads anyway.
    modifier nonReentrant() {
        _enter();
        _;
        _leave();
    }

    constructor(IERC20 cash_) {
        cash = cash_;
    }

    function parDollar() public view virtual returns (IParDollar);

    /// @dev By the law in force [business days].
    function _redemptionDays() internal view virtual returns (uint8);

    /* REDEMPTIONS */

    /// @inheritdoc IRedemptionQueue
    function requestRedemption(uint256 dollars) external nonReentrant returns (uint256 id) {
        require(dollars != 0, NothingToRedeem());

        id = ++redemptionCount;
        Redemption storage redemption = _redemptionOf[id];
        redemption.owner = msg.sender;
        redemption.dollars = dollars.toUint80();
        redemption.redemptionDays = _redemptionDays();
        redemption.start = _standing.requested;
        redemption.requestedAt = uint40(block.timestamp);
        _standing.requested += uint80(dollars);
        emit RedemptionRequested(id, msg.sender, dollars);

        parDollar().burn(msg.sender, dollars);
    }

    /// @inheritdoc IRedemptionQueue
    function claimRedemption(uint256 id, address to) external nonReentrant returns (uint256 dollars) {
        Redemption memory redemption = redemptionOf(id);
        require(to == redemption.owner || msg.sender == redemption.owner, NotOwner(msg.sender));
        _requireNotFrozen(redemption.owner);
        if (to != redemption.owner) _requireNotFrozen(to);
        dollars = _claimable(redemption);
        require(dollars != 0, NothingClaimable(id));

        if (_standing.isInsolvent && redemption.insolvency != _insolvency.number) {
            (redemption.insolvency, redemption.paidBefore) = (_insolvency.number, redemption.paid);
        }
        redemption.paid += uint80(dollars);
        _redemptionOf[id] = redemption;
        _standing.paid += uint80(dollars);
        emit RedemptionPaid(id, to, dollars);

        cash.safeTransfer(to, dollars);
    }

    /// @inheritdoc IRedemptionQueue
    function reassignRedemption(uint256 id, address to) external {
        require(msg.sender == parDollar().compliance(), NotCompliance(msg.sender));
        address from = redemptionOf(id).owner;

        _redemptionOf[id].owner = to;
        emit RedemptionReassigned(id, from, to);
    }

    /// @inheritdoc IRedemptionQueue
    function redemptionOf(uint256 id) public view returns (Redemption memory redemption) {
        redemption = _redemptionOf[id];
        require(redemption.owner != address(0), UnknownRedemption(id));
    }

    /// @inheritdoc IRedemptionQueue
    function claimable(uint256 id) external view returns (uint256) {
        return _claimable(redemptionOf(id));
    }

    /// @inheritdoc IRedemptionQueue
    function owed() public view returns (uint256) {
        return _owed(_standing);
    }

    /// @inheritdoc IRedemptionQueue
    function freeCash() public view returns (uint256) {
        Standing memory current = _standing;
        if (current.isInsolvent) return 0;

        return Math.saturatingSub(_cashHeld(), _owed(current));
    }

    /// @inheritdoc IRedemptionQueue
    function standing() external view returns (Standing memory) {
        return _standing;
    }

    /// @inheritdoc IRedemptionQueue
    function insolvency() external view returns (Insolvency memory) {
        return _insolvency;
    }

    function _claimable(Redemption memory redemption) internal view returns (uint256) {
        Standing memory current = _standing;
        return current.isInsolvent ? _share(redemption, current) : _covered(redemption, current);
    }

    /// @dev What cash covers of a redemption in the order in which all were asked for, and was not paid.
    function _covered(Redemption memory redemption, Standing memory current) internal view returns (uint256) {
        uint256 covered = current.paid + Math.min(_cashHeld(), _owed(current));
        uint256 reached = Math.min(Math.saturatingSub(covered, redemption.start), redemption.dollars);
        return Math.saturatingSub(reached, redemption.paid);
    }

    /// @dev The same share of what has been recovered as of every other claim, less what of it was paid.
    function _share(Redemption memory redemption, Standing memory current) internal view returns (uint256) {
        Insolvency memory last = _insolvency;
        uint256 recovered = Math.min(_cashHeld() + current.paid - last.paidBefore, last.claims);
        // slither-disable-next-line incorrect-equality (insolvencies are numbered one by one)
        bool isPaidShare = redemption.insolvency == last.number;
        uint256 paidBefore = isPaidShare ? redemption.paidBefore : redemption.paid;
        uint256 unpaid = redemption.dollars - paidBefore;
        return Math.saturatingSub(unpaid * recovered / last.claims, redemption.paid - paidBefore);
    }

    function _owed(Standing memory current) internal pure returns (uint256) {
        return current.requested - current.paid;
    }

    function _cashHeld() internal view returns (uint256) {
        return cash.balanceOf(address(this));
    }

    /// @dev Cash that leaves without ending a redemption leaves those who wait what they wait for.
    function _pay(address to, uint256 dollars) internal {
        uint256 free = freeCash();
        require(free >= dollars, InsufficientCash(free, dollars));

        cash.safeTransfer(to, dollars);
    }

    function _enter() internal {
        require(!_standing.isEntered, ReentrantCall());
        _standing.isEntered = true;
    }

    function _leave() internal {
        _standing.isEntered = false;
    }

    function _requireNotFrozen(address account) internal view {
        require(!parDollar().isFrozen(account), IParDollar.AccountFrozen(account));
    }

    /* INSOLVENCY */

    function _requireSolvent() internal view {
        require(!_standing.isInsolvent, IsInsolvent());
    }

    function _declareInsolvency(uint256 claims) internal {
        require(claims != 0, NothingOwed());

        uint32 number = _insolvency.number + 1;
        _insolvency = Insolvency(number, claims.toUint80(), _standing.paid, uint40(block.timestamp));
        _standing.isInsolvent = true;
        emit InsolvencyDeclared(number, claims);
    }

    /// @dev All that was asked for is covered, so that the order in which it was does not matter any more.
    function _endInsolvency() internal {
        require(_standing.isInsolvent, NotInsolvent());
        (uint256 held, uint256 needed) = (_cashHeld(), owed());
        require(held >= needed, NotCovered(held, needed));

        _standing.isInsolvent = false;
        emit InsolvencyEnded(_insolvency.number);
    }
}
