// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Announcement, BidStatus, Ladder, Rung} from "../../interfaces/IAuctionHouse.sol";
import {HolderClass} from "../../interfaces/ICompliance.sol";
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
    uint64 private constant BOND = 1e9; // [micro-dollars]

    mapping(uint256 auctionId => mapping(address bidder => Rung)) private rungOf; // bid competitively

    /// @notice A whole auction of bills. The reserve bids, and two dealers; the reserve and one of them may forget to reveal.
    /// Some bills are restricted, and then the dealer that reveals is one that is never excluded.
    function auction(uint64 term, uint64 rate, uint64 share, uint64 who) external step {
        Announcement memory announced = _announcement(uint32(_within(term, 4, 93)));
        bills.push(announced.cusip);
        if (term % 2 == 0) _restrict(announced.cusip);
        uint256 id = house.announce(announced);
        address one = term % 2 == 0 ? holders[NEVER_EXCLUDED] : _holder(who);
        _bidForTheReserve(id, rate, share);
        _bidForDealers(id, one, who, rate);

        vm.warp(announced.competitiveClose);
        _reveal(id, one);
        if (who % 2 == 0) _reveal(id, _holder(who + uint256(1)));
        if (share % 4 != 0) _reveal(id, address(reserve));
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

    /// @dev Competitively now and then, if it has the surplus for the bond.
    function _bidForTheReserve(uint256 id, uint256 rate, uint256 share) private {
        uint256 units = _lesser(_percentOf(reserve.freeCash(), share) / PAR, MOST_UNITS);
        bool isCompetitive = rate % 2 == 0 && reserve.surplus() >= BOND && units * PAR >= BOND;
        if (!isCompetitive) {
            if (units != 0) reserve.bidNoncompetitive(id, uint64(units));
            return;
        }
        rungOf[id][address(reserve)] = Rung(_rate(rate), uint64(units));
        reserve.commitBid(id, house.commitmentOf(id, address(reserve), _ladderOf(id, address(reserve))));
        _bondLeaves();
    }

    function _bidForDealers(uint256 id, address one, uint256 who, uint256 rate) internal {
        _commit(id, one, rate);
        address other = _holder(who + 1);
        if (other != one) _commit(id, other, rate / 2);
    }

    /// @dev Who is excluded is refused.
    function _commit(uint256 id, address dealer, uint256 rate) private {
        rungOf[id][dealer] = Rung(_rate(rate), DEALERS_UNITS);
        bytes32 commitment = house.commitmentOf(id, dealer, _ladderOf(id, dealer));
        bool isKeptOut = _isKeptOut(house.announcementOf(id).cusip, dealer);
        vm.prank(dealer);
        try house.commitBid(id, commitment) {
            _check(31, !isKeptOut);
        } catch {
            require(isKeptOut, NothingToDo());
        }
    }

    /// @dev If it is sealed: not a noncompetitive bid, nor one that was refused or is revealed.
    function _reveal(uint256 id, address bidder) internal {
        (BidStatus status,) = house.bidOf(id, bidder);
        if (status != BidStatus.Committed) return;
        Ladder memory ladder = _ladderOf(id, bidder);
        if (bidder == address(reserve)) return reserve.revealBid(id, ladder);
        vm.prank(bidder);
        house.revealBid(id, ladder);
    }

    function _ladderOf(uint256 id, address bidder) private view returns (Ladder memory ladder) {
        if (rungOf[id][bidder].units == 0) return ladder;
        ladder.rungs = new Rung[](1);
        ladder.rungs[0] = rungOf[id][bidder];
    }

    /// @dev Three to eight percent: mostly more than yields, so that bills are worth what was paid for them.
    function _rate(uint256 drawn) private pure returns (int24) {
        return int24(uint24(_within(drawn, 600, 1_600) * 5));
    }

    /// @dev To classes without funds, which some holders become.
    function _restrict(Cusip cusip) private {
        HolderClass[] memory classes = new HolderClass[](1);
        classes[0] = HolderClass.Fund;
        registry.excludeClasses(cusip, classes);
        isRestricted[cusip] = true;
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
        if (status == BidStatus.Committed) _forfeit(id, bidder);
        else if (_isOpen(id, bidder)) _settle(id, bidder);
    }

    function _forfeit(uint256 id, address bidder) private {
        house.forfeitBond(id, bidder);
        if (bidder == address(reserve)) reserve.closeBid(id);
    }

    /// @dev At the single price, which is no more than was bid; the rest comes back.
    function _settle(uint256 id, address bidder) private {
        Announcement memory announced = house.announcementOf(id);
        (, uint256 escrow) = house.bidOf(id, bidder);
        (uint256 proceeds, uint256 money) = (house.cashOf(TREASURY), _moneyOf(bidder));
        uint256 units = _unitsOf(announced.cusip, bidder);

        _takeDelivery(id, bidder);
        units = _unitsOf(announced.cusip, bidder) - units;
        proceeds = house.cashOf(TREASURY) - proceeds;
        _check(5, proceeds == units * _priceAt(id));
        _check(5, proceeds <= escrow && _moneyOf(bidder) - money == escrow - proceeds);
        _isAwarded(announced.cusip, bidder, units, proceeds);
    }

    function _isAwarded(Cusip cusip, address bidder, uint256 units, uint256 cost) private {
        awarded[cusip] += units;
        if (isRestricted[cusip]) awardedRestricted[bidder] += units;
        if (bidder == address(reserve)) _reserveBuys(cusip, units, cost);
    }

    /// @dev The single price of one unit, with the interest that it has accrued.
    function _priceAt(uint256 id) private view returns (uint256) {
        return uint256(house.tallyOf(id).outcome.price) + house.tallyOf(id).outcome.accruedInterest;
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

    function _announcement(uint32 term) internal view returns (Announcement memory announced) {
        uint256 time = _now();
        announced.cusip = _newCusip();
        announced.securityType = SecurityType.Bill;
        announced.issueDate = uint32(time / 1 days + 3);
        announced.datedDate = announced.issueDate;
        announced.maturityDate = announced.issueDate + term;
        announced.noncompetitiveClose = uint40(time + 1 days);
        announced.competitiveClose = uint40(time + 1 days + 1 hours);
        announced.revealClose = uint40(time + 1 days + 2 hours);
        announced.bond = BOND;
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
