// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DateTimeLib} from "solady/src/utils/DateTimeLib.sol";

import {Announcement} from "../../interfaces/IAuctionHouse.sol";
import {Cusip, Security, SecurityType} from "../../interfaces/ITreasuryRegistry.sol";
import {AuctionSteps} from "./AuctionSteps.sol";
import {vm} from "./IVm.sol";

/// @title NoteSteps
/// @notice Notes are auctioned, stripped, put together again, and paid, whole or in pieces.
abstract contract NoteSteps is AuctionSteps {
    uint256 private constant HALF_YEAR = 500; // of interest on a unit, for each 0.001 % a year [micro-dollars]
    uint256 private constant MONTHS = 6; // from one payment to the next
    uint256 private constant PATIENCE = 10 days; // for a payment

    Cusip[] private notes;
    uint32[] private dates; // on which notes pay interest [unix day]
    uint256[] private pieces; // ids, of interest of these dates and principal of these notes
    mapping(uint256 id => bool) private isKnown;
    mapping(uint32 date => int256) private stripped; // interest, less what was put together again [micro-dollars]
    mapping(uint32 date => uint256) private paid; // interest on pieces [micro-dollars]

    /// @notice A whole auction of notes, of which one payment is left or two, the first within two months.
    function auctionNote(uint64 rate, uint64 who) external step {
        Announcement memory announced = _announcementOfNote(1 + rate % 2);
        uint256 id = house.announce(announced);
        _bidForDealers(id, _holder(who), who, rate);
        vm.warp(announced.competitiveClose);
        _reveal(id, _holder(who));
        _reveal(id, _holder(who + uint256(1)));
        vm.warp(announced.revealClose);
        house.clear(id, 100);
        _know(house.announcementOf(id).cusip);
    }

    function strip(uint64 who, uint64 share) external step {
        (Cusip cusip, address holder) = _heldNote(who);
        uint256 units = _percentOf(_unitsOf(cusip, holder), share % 100 + 1);
        vm.prank(holder);
        strips.strip(cusip, uint64(units));
        _countPieces(cusip, int256(units));
    }

    function reconstitute(uint64 who, uint64 share) external step {
        (Cusip cusip, address holder) = _heldPrincipal(who);
        uint256 units = _percentOf(strips.balanceOf(holder, strips.principalId(cusip)), share % 100 + 1);
        vm.prank(holder);
        strips.reconstitute(cusip, uint64(units));
        _countPieces(cusip, -int256(units));
    }

    function handOverPiece(uint64 who, uint64 to, uint64 share) external step {
        (uint256 id, address holder) = _heldPiece(who, false);
        address receiver = _holder(to);
        uint256 held = strips.balanceOf(holder, id);
        vm.prank(holder);
        strips.transfer(receiver, id, _percentOf(held, share % 100 + 1));
    }

    function redeemPiece(uint64 who) external step {
        (uint256 id, address holder) = _heldPiece(who, true);
        uint256 held = cash.balanceOf(TREASURY);
        vm.prank(holder);
        strips.redeem(id, holder);
        held -= cash.balanceOf(TREASURY);
        Cusip cusip = strips.pieceOf(id).cusip;
        if (Cusip.unwrap(cusip) == 0) paid[strips.pieceOf(id).paymentDate] += held;
        else redeemed[cusip] += held / PAR;
    }

    /// @notice A whole note is paid.
    function redeemNote(uint64 who) external step {
        (Cusip cusip, address holder) = _maturedNote(who);
        uint256 units = _unitsOf(cusip, holder);
        vm.prank(holder);
        if (registry.redeem(cusip, holder) != 0) redeemed[cusip] += units;
    }

    /* WHAT INVARIANTS ASK */

    function noteCount() external view returns (uint256) {
        return notes.length;
    }

    /// @notice Of one note the units and the principal pieces outstanding, and what was awarded and is not redeemed.
    function wholesAndPieces(uint256 number) external view returns (uint256, uint256) {
        Cusip cusip = notes[number];
        uint256 inPieces = strips.totalSupply(strips.principalId(cusip));
        return (registry.securityOf(cusip).outstanding + inPieces, awarded[cusip] - redeemed[cusip]);
    }

    function dateCount() external view returns (uint256) {
        return dates.length;
    }

    /// @notice Of one date the interest pieces, outstanding or paid, and what was stripped.
    function interestPieces(uint256 number) external view returns (uint256, uint256) {
        uint32 date = dates[number];
        return (strips.totalSupply(strips.interestId(date)) + paid[date], uint256(stripped[date]));
    }

    /* PIECES */

    /// @dev Interest of dates to come: half the annual rate each.
    function _countPieces(Cusip cusip, int256 units) private {
        Security memory security = registry.securityOf(cusip);
        int256 interest = units * int256(uint256(security.interestRate) * HALF_YEAR);
        for (uint32 date = security.maturityDate; date > security.datedDate; date = _earlier(date, MONTHS)) {
            if (date > _now() / 1 days) stripped[date] += interest;
        }
    }

    function _know(Cusip cusip) private {
        Security memory security = registry.securityOf(cusip);
        for (uint32 date = security.maturityDate; date > security.datedDate; date = _earlier(date, MONTHS)) {
            if (_isNewPiece(strips.interestId(date))) dates.push(date);
        }
        if (_isNewPiece(strips.principalId(cusip))) notes.push(cusip);
    }

    function _isNewPiece(uint256 id) private returns (bool) {
        if (isKnown[id]) return false;
        isKnown[id] = true;
        pieces.push(id);
        return true;
    }

    /* WHO HOLDS WHAT */

    /// @dev A note that has not matured, and who holds some of it whole.
    function _heldNote(uint256 who) private view returns (Cusip cusip, address holder) {
        for (uint256 i = 0; i < notes.length * holders.length; i++) {
            (cusip, holder) = (notes[(who + i / holders.length) % notes.length], _at(who + i));
            if (!_isPast(registry.securityOf(cusip).maturityDate) && _unitsOf(cusip, holder) != 0) {
                if (_isTried(holder, who)) return (cusip, holder);
            }
        }
        revert NothingToDo();
    }

    /// @dev A note that has not matured, and who holds some of its principal.
    function _heldPrincipal(uint256 who) private view returns (Cusip cusip, address holder) {
        for (uint256 i = 0; i < notes.length * holders.length; i++) {
            (cusip, holder) = (notes[(who + i / holders.length) % notes.length], _at(who + i));
            if (_isPast(registry.securityOf(cusip).maturityDate)) continue;
            if (strips.balanceOf(holder, strips.principalId(cusip)) != 0 && _isTried(holder, who)) {
                return (cusip, holder);
            }
        }
        revert NothingToDo();
    }

    /// @dev A piece that is due, or is not, and who holds it.
    function _heldPiece(uint256 who, bool isDue) private returns (uint256 id, address holder) {
        for (uint256 i = 0; i < pieces.length * holders.length; i++) {
            (id, holder) = (pieces[(who + i / holders.length) % pieces.length], _at(who + i));
            if (strips.balanceOf(holder, id) == 0 || !_isTried(holder, who)) continue;
            uint32 date = strips.pieceOf(id).paymentDate;
            if (!isDue && !_isPast(date)) return (id, holder);
            if (isDue && _hasCome(date)) return (id, holder);
        }
        revert NothingToDo();
    }

    function _maturedNote(uint256 who) private returns (Cusip cusip, address holder) {
        for (uint256 i = 0; i < notes.length * holders.length; i++) {
            (cusip, holder) = (notes[(who + i / holders.length) % notes.length], _at(who + i));
            if (_unitsOf(cusip, holder) == 0 || !_isTried(holder, who)) continue;
            if (_hasCome(registry.securityOf(cusip).maturityDate)) return (cusip, holder);
        }
        revert NothingToDo();
    }

    function _at(uint256 who) private view returns (address) {
        return holders[who % holders.length];
    }

    function _isTried(address holder, uint256 drawn) private view returns (bool) {
        return _isRare(drawn) || !compliance.isFrozen(holder);
    }

    /* TIME */

    function _isPast(uint32 date) private view returns (bool) {
        return date <= _now() / 1 days;
    }

    /// @dev Whether it is the day of the payment or, after some waiting, will be.
    function _hasCome(uint32 date) private returns (bool) {
        uint256 time = uint256(registry.paymentDate(date)) * 1 days;
        if (time > _now() + PATIENCE) return false;
        _waitUntil(time);
        return true;
    }

    function _earlier(uint32 date, uint256 months) private pure returns (uint32) {
        return uint32(DateTimeLib.subMonths(uint256(date) * 1 days, months) / 1 days);
    }

    /* ANNOUNCEMENT */

    /// @dev Of so many payments, on the first day of a month; interest accrues since four months ago.
    function _announcementOfNote(uint256 payments) private view returns (Announcement memory announced) {
        announced = _announcement(0);
        (uint256 year, uint256 month,) = DateTimeLib.timestampToDate(_now());
        uint256 first = DateTimeLib.dateToTimestamp(year, month, 1);
        announced.securityType = SecurityType.Note;
        announced.datedDate = _earlier(uint32(first / 1 days), 4);
        announced.firstInterestPaymentDate = uint32(DateTimeLib.addMonths(first, 2) / 1 days);
        announced.maturityDate = uint32(DateTimeLib.addMonths(first, MONTHS * payments - 4) / 1 days);
    }
}
