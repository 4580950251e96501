// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Announcement, BidStatus, Ladder, Rung} from "../../interfaces/IAuctionHouse.sol";
import {Cusip, SecurityType} from "../../interfaces/ITreasuryRegistry.sol";
import {CusipLib} from "../../contracts/libraries/CusipLib.sol";
import {vm} from "./IVm.sol";
import {Steps} from "./Steps.sol";

/// @title AuctionSteps
/// @notice Bills are auctioned; the reserve and dealers bid, take delivery, and forget to.
abstract contract AuctionSteps is Steps {
    using CusipLib for Cusip;

    uint64 private constant MOST_UNITS = 2_900; // that a noncompetitive bid may be of
    uint64 private constant DEALERS_UNITS = 3_000; // within 35 % of the offering

    mapping(uint256 auctionId => mapping(address bidder => int24)) private rateOf; // bid competitively [0.001 %]

    /// @notice A whole auction. The reserve bids, and two dealers, of which one may forget to reveal.
    function auction(uint64 term, uint64 rate, uint64 share, uint64 who) external step {
        uint256 id = house.announce(_announcement(uint32(_within(term, 4, 93))));
        Announcement memory announced = house.announcementOf(id);
        bills.push(announced.cusip);
        (address one, address other) = (_holder(who), _holder(who + uint256(1)));
        _bidForTheReserve(id, share);
        _commit(id, one, rate);
        if (other != one) _commit(id, other, term);

        vm.warp(announced.competitiveClose);
        _reveal(id, one);
        if (other != one && who % 2 == 0) _reveal(id, other);
        vm.warp(announced.revealClose);
        house.clear(id, 100);
    }

    /// @notice The bids of an auction come to their ends: awards are delivered, bonds forfeited.
    function finishBids(uint64 number) external step {
        uint256 id = _unfinished(number);
        _waitUntil(uint256(house.announcementOf(id).issueDate) * 1 days);
        for (uint256 i = 0; i < holders.length; i++) {
            if (!compliance.isFrozen(holders[i]) || _isRare(number)) _finish(id, holders[i]);
        }
        _finish(id, address(reserve));
    }

    function keepCash(uint64 who, uint64 dollars) external step {
        address holder = _holder(who);
        vm.prank(holder);
        house.deposit(holder, _within(dollars, 1, 1e11));
    }

    function fetchCash(uint64 who, uint64 share) external step {
        address holder = _holder(who);
        uint256 dollars = _percentOf(house.cashOf(holder), share);
        vm.prank(holder);
        house.withdraw(dollars);
    }

    /* BIDS */

    function _bidForTheReserve(uint256 id, uint256 share) private {
        uint256 units = _lesser(_percentOf(reserve.freeCash(), share) / PAR, MOST_UNITS);
        if (units != 0) reserve.bidNoncompetitive(id, uint64(units));
    }

    /// @dev At three to eight percent: mostly more than yields, so that bills are worth what was paid for them.
    function _commit(uint256 id, address dealer, uint256 rate) private {
        rateOf[id][dealer] = int24(uint24(_within(rate, 600, 1_600) * 5));
        bytes32 commitment = house.commitmentOf(id, dealer, _ladderOf(id, dealer));
        vm.prank(dealer);
        house.commitBid(id, commitment);
    }

    function _reveal(uint256 id, address dealer) private {
        Ladder memory ladder = _ladderOf(id, dealer);
        vm.prank(dealer);
        house.revealBid(id, ladder);
    }

    function _ladderOf(uint256 id, address dealer) private view returns (Ladder memory ladder) {
        if (dealer == address(reserve)) return ladder;
        ladder.rungs = new Rung[](1);
        ladder.rungs[0] = Rung(rateOf[id][dealer], DEALERS_UNITS);
    }

    /* DELIVERY */

    /// @dev An auction with bids that wait.
    function _unfinished(uint256 number) private view returns (uint256 id) {
        uint256 count = house.auctionCount();
        for (uint256 i = 0; i < count; i++) {
            id = 1 + (number + i) % count;
            if (_isOpen(id, address(reserve))) return id;
            for (uint256 j = 0; j < holders.length; j++) {
                if (_isOpen(id, holders[j])) return id;
            }
        }
        revert NothingToDo();
    }

    function _isOpen(uint256 id, address bidder) private view returns (bool) {
        (BidStatus status,) = house.bidOf(id, bidder);
        return status != BidStatus.None && status < BidStatus.Settled;
    }

    function _finish(uint256 id, address bidder) private {
        (BidStatus status,) = house.bidOf(id, bidder);
        if (status == BidStatus.Committed) house.forfeitBond(id, bidder);
        else if (_isOpen(id, bidder)) _settle(id, bidder);
    }

    /// @dev At the single price, which is no more than was bid; the rest comes back.
    function _settle(uint256 id, address bidder) private {
        Announcement memory announced = house.announcementOf(id);
        (, uint256 escrow) = house.bidOf(id, bidder);
        (uint256 proceeds, uint256 money) = (house.cashOf(TREASURY), _moneyOf(bidder));
        uint64 units = registry.holdingOf(announced.cusip, bidder).units;

        _takeDelivery(id, bidder);
        units = registry.holdingOf(announced.cusip, bidder).units - units;
        proceeds = house.cashOf(TREASURY) - proceeds;
        awarded[announced.cusip] += units;
        _check(5, proceeds == units * uint256(house.tallyOf(id).outcome.price));
        _check(5, proceeds <= escrow && _moneyOf(bidder) - money == escrow - proceeds);
    }

    function _takeDelivery(uint256 id, address bidder) private {
        Ladder memory ladder = _ladderOf(id, bidder);
        if (bidder == address(reserve)) return reserve.settleBid(id, ladder);
        vm.prank(bidder);
        house.settle(id, ladder);
    }

    function _moneyOf(address bidder) private view returns (uint256) {
        return cash.balanceOf(bidder) + house.cashOf(bidder);
    }

    /* ANNOUNCEMENTS */

    function _announcement(uint32 term) private view returns (Announcement memory announced) {
        uint256 time = _now();
        announced.cusip = _newCusip();
        announced.securityType = SecurityType.Bill;
        announced.issueDate = uint32(time / 1 days + 3);
        announced.datedDate = announced.issueDate;
        announced.maturityDate = announced.issueDate + term;
        announced.noncompetitiveClose = uint40(time + 1 days);
        announced.competitiveClose = uint40(time + 1 days + 1 hours);
        announced.revealClose = uint40(time + 1 days + 2 hours);
        announced.bond = 1e9;
        announced.maximumRate = 10_000;
        announced.offering = 8_600; // a little less than all can bid for
        announced.maximumNoncompetitiveAward = MOST_UNITS;
    }

    /// @dev With the check digit that fits.
    function _newCusip() private view returns (Cusip cusip) {
        uint256 number = house.auctionCount();
        bytes memory first = bytes.concat(
            "9127", _digit(number / 1000), _digit(number / 100), _digit(number / 10), _digit(number)
        );
        for (uint256 last = 0; last < 10; last++) {
            cusip = Cusip.wrap(bytes9(bytes.concat(first, _digit(last))));
            if (cusip.isValid()) return cusip;
        }
    }

    function _digit(uint256 number) private pure returns (bytes1) {
        return bytes1(uint8(48 + number % 10));
    }
}
