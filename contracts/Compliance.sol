// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {
    BidderClass,
    Holder,
    HolderClass,
    ICompliance,
    Order,
    OrderAction,
    OrderStatus
} from "../interfaces/ICompliance.sol";
import {IParDollar} from "../interfaces/IParDollar.sol";
import {IRedemptionQueue} from "../interfaces/IRedemptionQueue.sol";
import {ISavingsDollar} from "../interfaces/ISavingsDollar.sol";

/// @title Compliance
/// @notice Who may hold securities, and which accounts a lawful order has stopped.
contract Compliance is ICompliance, AccessManaged {
    /* STORAGE */

    uint96 private constant EVERYTHING = type(uint96).max; // what an order takes that leaves nothing

    /// @inheritdoc ICompliance
    IParDollar public parDollar;

    /// @inheritdoc ICompliance
    ISavingsDollar public savingsDollar;

    /// @inheritdoc ICompliance
    uint256 public orderCount;

    /// @inheritdoc ICompliance
    mapping(bytes2 jurisdiction => bool) public isJurisdictionExcluded;

    mapping(address account => Holder) private _holderOf;

    mapping(uint256 id => Order) private _orderOf;

    /* CONSTRUCTION */

    constructor(address initialAuthority) AccessManaged(initialAuthority) {}

    /// @inheritdoc ICompliance
    function setParDollar(IParDollar newParDollar) external restricted {
        require(address(parDollar) == address(0), AlreadySet());

        parDollar = newParDollar;

        emit ParDollarSet(newParDollar);
    }

    /// @inheritdoc ICompliance
    function setSavingsDollar(ISavingsDollar newSavingsDollar) external restricted {
        require(address(savingsDollar) == address(0), AlreadySet());

        savingsDollar = newSavingsDollar;

        emit SavingsDollarSet(newSavingsDollar);
    }

    /* HOLDERS */

    /// @inheritdoc ICompliance
    function setHolder(address account, HolderClass holderClass, bytes2 jurisdiction, bool bidsDirectly)
        external
        restricted
    {
        require(account != address(0), InvalidAccount(account));
        bool isRegistered = holderClass != HolderClass.None;
        require(!isRegistered || !isJurisdictionExcluded[jurisdiction], JurisdictionExcluded(jurisdiction));

        _setHolder(account, holderClass, jurisdiction, bidsDirectly);
    }

    /// @inheritdoc ICompliance
    function setJurisdiction(bytes2 jurisdiction, bool isExcluded) external restricted {
        isJurisdictionExcluded[jurisdiction] = isExcluded;

        emit JurisdictionSet(jurisdiction, isExcluded);
    }

    /// @inheritdoc ICompliance
    function strikeOff(address[] calldata accounts) external {
        for (uint256 i = 0; i < accounts.length; i++) {
            Holder storage holder = _holderOf[accounts[i]];
            if (holder.holderClass == HolderClass.None) continue; // by somebody who came first

            bytes2 jurisdiction = holder.jurisdiction;
            require(isJurisdictionExcluded[jurisdiction], JurisdictionNotExcluded(jurisdiction));
            _setHolder(accounts[i], HolderClass.None, jurisdiction, holder.bidsDirectly);
        }
    }

    /// @inheritdoc ICompliance
    function holderOf(address account) external view returns (Holder memory) {
        return _holderOf[account];
    }

    /// @inheritdoc ICompliance
    function requireEligible(address account) external view {
        _requireEligible(account);
    }

    /// @inheritdoc ICompliance
    function requireNotFrozen(address account) external view {
        _requireNotFrozen(account);
    }

    /// @inheritdoc ICompliance
    function requireTransferable(address operator, address from, address to) external view {
        _requireEligible(from);
        _requireEligible(to);
        if (operator != from) _requireNotFrozen(operator);
    }

    /// @inheritdoc ICompliance
    function requireAdmitted(address account, uint16 excludedClasses) external view {
        _requireAdmitted(account, _holderOf[account].holderClass, excludedClasses);
    }

    /// @inheritdoc ICompliance
    function requireBidder(address account, uint16 excludedClasses)
        external
        view
        returns (HolderClass holderClass, BidderClass bidderClass)
    {
        Holder storage holder = _requireEligible(account);
        (holderClass, bidderClass) = (holder.holderClass, _bidderClassOf(holder));
        _requireAdmitted(account, holderClass, excludedClasses);
    }

    function _setHolder(address account, HolderClass holderClass, bytes2 jurisdiction, bool bidsDirectly)
        private
    {
        require(holderClass != HolderClass.None || !_isReserve(account), ReserveNotRemovable());

        Holder storage holder = _holderOf[account];
        holder.holderClass = holderClass;
        holder.jurisdiction = jurisdiction;
        holder.bidsDirectly = bidsDirectly;

        emit HolderSet(account, holderClass, jurisdiction, bidsDirectly);
    }

    function _bidderClassOf(Holder storage holder) private view returns (BidderClass) {
        if (holder.holderClass == HolderClass.PrimaryDealer) return BidderClass.PrimaryDealer;
        return holder.bidsDirectly ? BidderClass.Direct : BidderClass.Indirect;
    }

    function _isReserve(address account) private view returns (bool) {
        return address(parDollar) != address(0) && account == parDollar.reserve();
    }

    function _requireEligible(address account) private view returns (Holder storage holder) {
        holder = _holderOf[account];
        require(holder.holderClass != HolderClass.None, NotEligible(account));
        require(holder.freezesInForce == 0, AccountFrozen(account));
    }

    function _requireAdmitted(address account, HolderClass holderClass, uint16 excludedClasses) private pure {
        require(excludedClasses & (1 << uint8(holderClass)) == 0, ClassExcluded(account, holderClass));
    }

    function _requireNotFrozen(address account) private view {
        require(!isFrozen(account), AccountFrozen(account));
    }

    /* LAWFUL ORDERS */

    /// @inheritdoc ICompliance
    function recordOrder(
        bytes32 authority,
        bytes32 documentHash,
        OrderAction action,
        address account,
        uint40 expiry
    ) external restricted returns (uint256 id) {
        require(_stopsOrReleases(action), WrongAction(action));

        return _record(authority, documentHash, action, account, address(0), 0, expiry);
    }

    /// @inheritdoc ICompliance
    function recordCoinOrder(
        bytes32 authority,
        bytes32 documentHash,
        OrderAction action,
        address account,
        address receiver,
        uint96 dollars,
        uint40 expiry
    ) external restricted returns (uint256 id) {
        bool isOnRedemption = action == OrderAction.ReassignRedemption;
        require(!_stopsOrReleases(action) && !isOnRedemption, WrongAction(action));
        require(dollars != 0, NothingToTake());
        bool isBurn = action == OrderAction.Burn;
        require((receiver == address(0)) == isBurn && receiver != account, InvalidAccount(receiver));

        return _record(authority, documentHash, action, account, receiver, dollars, expiry);
    }

    /// @inheritdoc ICompliance
    function recordRedemptionOrder(
        bytes32 authority,
        bytes32 documentHash,
        address account,
        address receiver,
        uint96 redemption,
        uint40 expiry
    ) external restricted returns (uint256 id) {
        require(receiver != address(0) && receiver != account, InvalidAccount(receiver));

        OrderAction action = OrderAction.ReassignRedemption;
        return _record(authority, documentHash, action, account, receiver, redemption, expiry);
    }

    /// @inheritdoc ICompliance
    function executeOrder(uint256 id) external restricted {
        Order storage order = _orderOf[id];
        require(order.status == OrderStatus.Recorded, OrderNotPending(id, order.status));
        require(block.timestamp <= order.expiry, OrderExpired(order.expiry));
        require(address(parDollar) != address(0), ParDollarNotSet());

        order.status = OrderStatus.Executed;
        if (_stopsOrReleases(order.action)) _stopOrRelease(id, order);
        else if (order.action == OrderAction.SeizeSavings) _takeShares(id, order);
        else if (order.action == OrderAction.ReassignRedemption) _takeRedemption(id, order);
        else _takeCoins(id, order);
    }

    /// @inheritdoc ICompliance
    function revokeOrder(uint256 id) external restricted {
        Order storage order = _orderOf[id];
        bool isExecutedFreeze = order.status == OrderStatus.Executed && order.action == OrderAction.Freeze;
        require(order.status == OrderStatus.Recorded || isExecutedFreeze, OrderNotRevocable(id, order.status));

        Holder storage holder = _holderOf[order.account];
        order.status = OrderStatus.Revoked;
        bool isInForce = isExecutedFreeze && order.releasesBefore == holder.releases;
        if (isInForce) _setFreezes(holder, holder.freezesInForce - 1);

        emit OrderRevoked(id, order.account);

        if (isInForce) _freezeCoin(order.account);
    }

    /// @inheritdoc ICompliance
    function orderOf(uint256 id) external view returns (Order memory) {
        return _orderOf[id];
    }

    /// @inheritdoc ICompliance
    function isFrozen(address account) public view returns (bool) {
        return _holderOf[account].freezesInForce > 0;
    }

    /// @inheritdoc ICompliance
    function wasFrozenSince(address account, uint40 time) external view returns (bool) {
        uint40 releasedAt = _holderOf[account].releasedAt;
        return isFrozen(account) || (releasedAt != 0 && releasedAt >= time);
    }

    function _record(
        bytes32 authority,
        bytes32 documentHash,
        OrderAction action,
        address account,
        address receiver,
        uint96 dollars,
        uint40 expiry
    ) private returns (uint256 id) {
        require(authority != 0, AuthorityMissing());
        require(documentHash != 0, DocumentMissing());
        require(account != address(0), InvalidAccount(account));
        require(block.timestamp <= expiry, OrderExpired(expiry));

        id = ++orderCount;
        _orderOf[id] = Order({
            authority: authority,
            documentHash: documentHash,
            account: account,
            expiry: expiry,
            action: action,
            status: OrderStatus.Recorded,
            releasesBefore: 0,
            receiver: receiver,
            dollars: dollars
        });

        emit OrderRecorded(id, account, action, receiver, dollars, authority, documentHash, expiry);
    }

    function _stopsOrReleases(OrderAction action) private pure returns (bool) {
        return action == OrderAction.Freeze || action == OrderAction.Unfreeze;
    }

    function _stopOrRelease(uint256 id, Order storage order) private {
        Holder storage holder = _holderOf[order.account];
        order.releasesBefore = holder.releases;
        if (order.action == OrderAction.Freeze) {
            require(order.account != address(savingsDollar), SavingsNotFreezable());
            _setFreezes(holder, holder.freezesInForce + 1);
        } else {
            _setFreezes(holder, 0);
            holder.releases++;
        }

        emit OrderExecuted(id, order.account, order.action, address(0), 0);

        _freezeCoin(order.account);
    }

    function _setFreezes(Holder storage holder, uint32 inForce) private {
        bool isReleased = holder.freezesInForce != 0 && inForce == 0;
        holder.freezesInForce = inForce;
        if (isReleased) holder.releasedAt = uint40(block.timestamp);
    }

    function _takeCoins(uint256 id, Order storage order) private {
        (address account, address receiver) = (order.account, order.receiver);
        uint256 dollars = order.dollars == EVERYTHING ? parDollar.balanceOf(account) : order.dollars;

        emit OrderExecuted(id, account, order.action, receiver, dollars);

        if (order.action == OrderAction.Seize) parDollar.seize(account, receiver, dollars);
        else if (order.action == OrderAction.Reissue) parDollar.reissue(account, receiver, dollars);
        else parDollar.burnFrozen(account, dollars);
    }

    function _takeShares(uint256 id, Order storage order) private {
        require(address(savingsDollar) != address(0), SavingsDollarNotSet());
        (address account, address receiver) = (order.account, order.receiver);
        uint256 held = IERC20(address(savingsDollar)).balanceOf(account);
        uint256 shares = order.dollars == EVERYTHING ? held : order.dollars;

        emit OrderExecuted(id, account, order.action, receiver, shares);

        savingsDollar.seize(account, receiver, shares);
    }

    function _takeRedemption(uint256 id, Order storage order) private {
        (address account, address receiver, uint256 redemption) =
            (order.account, order.receiver, order.dollars);
        IRedemptionQueue queue = IRedemptionQueue(parDollar.reserve());
        require(isFrozen(account), IParDollar.AccountNotFrozen(account));
        _requireNotFrozen(receiver);
        require(queue.redemptionOf(redemption).owner == account, NotOwnerOfRedemption(account, redemption));

        emit OrderExecuted(id, account, order.action, receiver, redemption);

        queue.reassignRedemption(redemption, receiver);
    }

    function _freezeCoin(address account) private {
        parDollar.setFrozen(account, isFrozen(account));
    }
}
