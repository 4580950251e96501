// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Holdings} from "../../interfaces/IReserve.sol";
import {Cusip} from "../../interfaces/ITreasuryRegistry.sol";
import {CusipLib} from "../../contracts/libraries/CusipLib.sol";
import {vm} from "./IVm.sol";
import {Steps} from "./Steps.sol";

/// @title BillSteps
/// @notice Bills change hands, are paid for coins and coins for them, and mature.
abstract contract BillSteps is Steps {
    using CusipLib for Cusip;

    uint256 private constant NO_LIMIT = type(uint256).max;
    uint40 private constant FOREVER = type(uint40).max;

    /// @notice Whoever is free can part with a bill, to whoever is free and not excluded.
    function handOver(uint64 who, uint64 to, uint64 share) external step {
        (Cusip cusip, address holder) = _heldBill(who);
        address receiver = _holder(to);
        uint256 units = _percentOf(_unitsOf(cusip, holder), share % 100 + 1);
        require(units != 0, NothingToDo());
        bool isFree = !compliance.isFrozen(holder) && !compliance.isFrozen(receiver);
        _check(31, _isMoved(cusip, holder, receiver, units) == (isFree && !_isKeptOut(cusip, receiver)));
    }

    function mintInKind(uint64 who, uint64 share) external step {
        _publishYields(400);
        (Cusip cusip, address holder) = _heldBill(who);
        uint256 units = _percentOf(_unitsOf(cusip, holder), share % 100 + 1);
        vm.prank(holder);
        uint256 dollars = reserve.mintInKind(cusip, uint64(units), holder, 0, FOREVER);
        created += dollars;
        _reserveBuys(cusip, units, dollars);
    }

    function redeemInKind(uint64 number, uint64 who, uint64 share) external step {
        Holdings memory bill = _position(number);
        uint256 units = _percentOf(bill.units, share % 100 + 1);
        address holder = _holder(who);
        uint256 coins = coin.balanceOf(holder);
        if (coins < units * PAR) _mint(holder, units * PAR - coins);
        vm.prank(holder);
        destroyed += reserve.redeemInKind(bill.cusip, uint64(units), holder, NO_LIMIT, FOREVER);
        _reserveParts(bill.cusip, units);
    }

    function collect() external step {
        Holdings memory bill = _firstToMature();
        uint256 treasury = cash.balanceOf(TREASURY);
        uint256 units = _unitsOf(bill.cusip, address(reserve));
        bool isPaid = reserve.collect(bill.cusip) != 0;
        _countPayment(bill.cusip, isPaid ? units : 0, treasury);
        if (isPaid) _reserveParts(bill.cusip, units);
    }

    function redeemBill(uint64 who) external step {
        (Cusip cusip, address holder) = _firstBill(who);
        uint256 treasury = cash.balanceOf(TREASURY);
        uint256 units = _unitsOf(cusip, holder);
        vm.prank(holder);
        bool isPaid = registry.redeem(cusip, holder) != 0;
        _countPayment(cusip, isPaid ? units : 0, treasury);
    }

    /// @notice The Treasury runs out of cash, or gets some.
    function supplyTreasury(uint64 which) external step {
        if (!_isRare(which)) return _giveCash(TREASURY, MONEY);
        uint256 held = cash.balanceOf(TREASURY);
        vm.prank(TREASURY);
        cash.transfer(holders[2], held);
    }

    function _isMoved(Cusip cusip, address holder, address receiver, uint256 units) internal returns (bool) {
        vm.prank(holder);
        try registry.transfer(receiver, cusip.toId(), units) {
            return true;
        } catch {
            return false;
        }
    }

    function _countPayment(Cusip cusip, uint256 units, uint256 treasury) private {
        redeemed[cusip] += units;
        principalPaid[cusip] += treasury - cash.balanceOf(TREASURY);
    }

    /// @dev A bill that has not matured, and who holds it.
    function _heldBill(uint256 who) private view returns (Cusip cusip, address holder) {
        for (uint256 i = 0; i < bills.length * holders.length; i++) {
            cusip = bills[(who + i / holders.length) % bills.length];
            holder = holders[(who + i) % holders.length];
            if (!_isMatured(cusip) && _canPart(holder, cusip, who)) return (cusip, holder);
        }
        revert NothingToDo();
    }

    /// @dev The bill that matures first, or has matured longest, of those that dealers hold, and who holds it.
    function _firstBill(uint256 who) private view returns (Cusip first, address holder) {
        uint32 earliest = type(uint32).max;
        for (uint256 i = 0; i < bills.length * holders.length; i++) {
            (Cusip cusip, address account) = (bills[i / holders.length], holders[i % holders.length]);
            uint32 date = registry.securityOf(cusip).maturityDate;
            if (date >= earliest || !_canPart(account, cusip, who)) continue;
            (first, holder, earliest) = (cusip, account, date);
        }
        require(holder != address(0), NothingToDo());
    }

    function _canPart(address holder, Cusip cusip, uint256 drawn) private view returns (bool) {
        bool isTried = _isRare(drawn) || !compliance.isFrozen(holder);
        return isTried && _unitsOf(cusip, holder) != 0;
    }

    function _isMatured(Cusip cusip) internal view returns (bool) {
        return registry.securityOf(cusip).maturityDate <= _now() / 1 days;
    }

    function _position(uint256 number) private view returns (Holdings memory) {
        Holdings[] memory all = reserve.positions();
        require(all.length != 0, NothingToDo());
        return all[number % all.length];
    }

    function _firstToMature() private view returns (Holdings memory first) {
        Holdings[] memory all = reserve.positions();
        first = _position(0);
        for (uint256 i = 1; i < all.length; i++) {
            if (all[i].maturityDate < first.maturityDate) first = all[i];
        }
    }
}
