// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Announcement, Ladder, Rung} from "../../interfaces/IAuctionHouse.sol";
import {OrderAction} from "../../interfaces/ICompliance.sol";
import {Holdings} from "../../interfaces/IReserve.sol";
import {Cusip, SecurityType} from "../../interfaces/ITreasuryRegistry.sol";
import {CusipLib} from "../../contracts/libraries/CusipLib.sol";
import {vm} from "./IVm.sol";
import {World} from "./World.sol";

/// @title MarketHandler
/// @notice Random steps of everybody, most of them drawn so that they succeed, and what they should add up to.
contract MarketHandler is World {
    using CusipLib for Cusip;

    uint256 private constant PAR = 100e6; // of one unit [micro-dollars]
    uint256 private constant NO_LIMIT = type(uint256).max;

    uint256 public steps; // accepted
    Cusip[] public bills;

    /* COIN */

    function mint(uint256 who, uint256 dollars) external {
        _priceCash();
        vm.prank(_any(who));
        reserve.mint(_any(who), _within(dollars, 1, 1e12));
        steps++;
    }

    function redeem(uint256 who, uint256 share) external {
        address holder = _any(who);
        uint256 free = reserve.freeCash();
        uint256 held = coin.balanceOf(holder);
        vm.prank(holder);
        reserve.redeem(holder, (held < free ? held : free) * (share % 101) / 100);
        steps++;
    }

    function pay(uint256 from, uint256 to, uint256 share) external {
        address holder = savers[from % savers.length];
        uint256 dollars = coin.balanceOf(holder) * (share % 101) / 100;
        vm.prank(holder);
        coin.transfer(savers[to % savers.length], dollars);
        steps++;
    }

    function request(uint256 who, uint256 share) external {
        address holder = _any(who);
        uint256 dollars = coin.balanceOf(holder) * (share % 100 + 1) / 100;
        vm.prank(holder);
        reserve.requestRedemption(dollars);
        steps++;
    }

    function claim(uint256 number) external {
        uint256 id = number % (reserve.redemptionCount() + 1);
        reserve.claimRedemption(id, reserve.redemptionOf(id).owner);
        steps++;
    }

    /* BILLS */

    /// @notice A whole auction of a new bill: a dealer bids, the reserve too, both take delivery.
    function auction(uint256 term, uint256 rate, uint256 share) external {
        uint64 units = uint64(reserve.freeCash() * (share % 101) / 100 / PAR);
        if (units > 2_900) units = 2_900;
        uint256 id = house.announce(_announcement(uint32(_within(term, 4, 93))));
        Announcement memory announced = house.announcementOf(id);
        if (units != 0) reserve.bidNoncompetitive(id, units);
        _bid(id, announced, int24(uint24(_within(rate, 1, 800) * 5)));
        house.clear(id, 100);

        vm.warp(uint256(announced.issueDate) * 1 days);
        vm.prank(holders[0]);
        house.settle(id, _ladder(int24(uint24(_within(rate, 1, 800) * 5))));
        Ladder memory none;
        if (units != 0) reserve.settleBid(id, none);
        bills.push(announced.cusip);
        steps++;
    }

    function collect(uint256 number) external {
        Holdings[] memory all = reserve.positions();
        Holdings memory bill = all[number % all.length];
        uint256 due = uint256(registry.paymentDate(bill.maturityDate)) * 1 days;
        if (block.timestamp < due) vm.warp(due);
        reserve.collect(bill.cusip);
        steps++;
    }

    function mintInKind(uint256 number, uint256 share) external {
        _publishYields(400);
        Cusip cusip = bills[number % bills.length];
        uint64 units = uint64(registry.holdingOf(cusip, holders[0]).units * (share % 100 + 1) / 100);
        vm.prank(holders[0]);
        reserve.mintInKind(cusip, units, holders[0], 0, type(uint40).max);
        steps++;
    }

    function redeemInKind(uint256 number, uint256 share) external {
        Holdings[] memory all = reserve.positions();
        Holdings memory bill = all[number % all.length];
        uint64 units = uint64(bill.units * (share % 100 + 1) / 100);
        _priceCash();
        vm.prank(holders[1]);
        reserve.mint(holders[1], units * PAR);
        vm.prank(holders[1]);
        reserve.redeemInKind(bill.cusip, units, holders[1], NO_LIMIT, type(uint40).max);
        steps++;
    }

    function missPayment(bool pays) external {
        if (pays) {
            _giveCash(TREASURY, MONEY);
        } else {
            uint256 held = cash.balanceOf(TREASURY);
            vm.prank(TREASURY);
            cash.transfer(holders[2], held);
        }
        steps++;
    }

    /* SURPLUS AND SAVINGS */

    function contribute(uint256 dollars) external {
        vm.prank(holders[2]);
        reserve.contributeCapital(_within(dollars, 1, 1e10));
        steps++;
    }

    function withdrawCapital(uint256 share) external {
        _publishYields(400);
        reserve.withdrawCapital(holders[2], reserve.capital() * (share % 101) / 100);
        steps++;
    }

    function distribute() external {
        uint256 next = reserve.distributedAt() + 7 days;
        if (block.timestamp < next) vm.warp(next);
        _publishYields(400);
        reserve.distribute();
        steps++;
    }

    function save(uint256 who, uint256 dollars) external {
        address holder = holders[who % holders.length];
        _priceCash();
        dollars = _within(dollars, 1, 1e11);
        vm.prank(holder);
        reserve.mint(holder, dollars);
        vm.prank(holder);
        savings.deposit(dollars, holder);
        steps++;
    }

    function takeOutSavings(uint256 who, uint256 share) external {
        address holder = holders[who % holders.length];
        uint256 shares = savings.balanceOf(holder) * (share % 101) / 100;
        vm.prank(holder);
        savings.redeem(shares, holder, holder);
        steps++;
    }

    /* LAW */

    function freeze(uint256 who, bool isFreeze) external {
        OrderAction action = isFreeze ? OrderAction.Freeze : OrderAction.Unfreeze;
        uint256 id = compliance.recordOrder("court", "document", action, _any(who), type(uint40).max);
        compliance.executeOrder(id);
        steps++;
    }

    function assessSolvency(uint256 percent) external {
        if (reserve.shortfallSince() != 0) vm.warp(block.timestamp + 2 days);
        _publishYields(int16(uint16(_within(percent, 1, 900))));
        reserve.assessSolvency();
        steps++;
    }

    function declareInsolvency(uint256 rarely) external {
        vm.assume(rarely % 4 == 0);
        reserve.declareInsolvency();
        steps++;
    }

    function endInsolvency() external {
        _publishYields(400);
        uint256 owed = reserve.owed();
        uint256 held = cash.balanceOf(address(reserve));
        if (held < owed) _giveCash(address(reserve), owed - held);
        reserve.endInsolvency();
        steps++;
    }

    /* TIME */

    function wait(uint256 time) external {
        vm.warp(block.timestamp + _within(time, 1, 10 days));
        steps++;
    }

    /* WHAT IT ADDS UP TO */

    function liabilitiesAndBacking() external view returns (uint256, uint256) {
        return (reserve.liabilities(), reserve.backing());
    }

    /// @notice All that could be claimed at once, and the cash there is.
    function claimableAndCash() external view returns (uint256 claimable, uint256) {
        for (uint256 id = 1; id <= reserve.redemptionCount(); id++) {
            claimable += reserve.claimable(id);
        }
        return (claimable, cash.balanceOf(address(reserve)));
    }

    /// @notice What savers have in cash, coins and redemptions, and what they began with.
    function whatSaversHave() external view returns (uint256 dollars, uint256 began) {
        for (uint256 i = 0; i < savers.length; i++) {
            dollars += cash.balanceOf(savers[i]) + coin.balanceOf(savers[i]) + _unpaid(savers[i]);
        }
        began = MONEY * savers.length;
    }

    /// @notice The coins of everybody, and their supply.
    function coinsAndSupply() external view returns (uint256 coins, uint256) {
        for (uint256 i = 0; i < savers.length; i++) {
            coins += coin.balanceOf(savers[i]) + coin.balanceOf(holders[i]);
        }
        return (coins + coin.balanceOf(address(savings)), coin.totalSupply());
    }

    /// @notice The units of everybody, and what is outstanding, of one bill.
    function unitsAndOutstanding(uint256 number) external view returns (uint256 units, uint256) {
        Cusip cusip = bills[number];
        units = registry.holdingOf(cusip, address(reserve)).units;
        for (uint256 i = 0; i < holders.length; i++) {
            units += registry.holdingOf(cusip, holders[i]).units;
        }
        return (units, registry.securityOf(cusip).outstanding);
    }

    function billCount() external view returns (uint256) {
        return bills.length;
    }

    /// @notice Whether, in an insolvency, each redemption has had or can have the same share.
    function allShareAlike() external view returns (bool) {
        if (!reserve.standing().isInsolvent) return true;

        (uint256 claims, uint256 recovered) = _claimsAndRecovered();
        for (uint256 id = 1; id <= reserve.redemptionCount(); id++) {
            if (!_hasItsShare(id, claims, recovered)) return false;
        }
        return true;
    }

    /// @notice Whether no redemption is covered while one before it is not.
    function isCoveredInOrder() external view returns (bool) {
        if (reserve.standing().isInsolvent) return true;

        bool isUncovered = false;
        for (uint256 id = 1; id <= reserve.redemptionCount(); id++) {
            uint256 claimable = reserve.claimable(id);
            if (isUncovered && claimable != 0) return false;
            if (reserve.redemptionOf(id).paid + claimable < reserve.redemptionOf(id).dollars) {
                isUncovered = true;
            }
        }
        return true;
    }

    /// @notice What savers in savings could take, and what is there for them.
    function savingsAndCoins() external view returns (uint256, uint256) {
        return (savings.totalAssets() + savings.unvested(), coin.balanceOf(address(savings)));
    }

    function sharePrice() external view returns (uint256) {
        return savings.convertToAssets(1e24);
    }

    /* HELP */

    function _claimsAndRecovered() private view returns (uint256 claims, uint256 recovered) {
        claims = reserve.insolvency().claims;
        recovered =
            cash.balanceOf(address(reserve)) + reserve.standing().paid - reserve.insolvency().paidBefore;
        if (recovered > claims) recovered = claims;
    }

    function _hasItsShare(uint256 id, uint256 claims, uint256 recovered) private view returns (bool) {
        bool isPaidShare = reserve.redemptionOf(id).insolvency == reserve.insolvency().number;
        uint256 paid = reserve.redemptionOf(id).paid;
        uint256 before = isPaidShare ? reserve.redemptionOf(id).paidBefore : paid;
        uint256 share = (reserve.redemptionOf(id).dollars - before) * recovered / claims;
        return paid - before + reserve.claimable(id) == share;
    }

    function _unpaid(address owner) private view returns (uint256 dollars) {
        for (uint256 id = 1; id <= reserve.redemptionCount(); id++) {
            if (reserve.redemptionOf(id).owner != owner) continue;
            dollars += reserve.redemptionOf(id).dollars - reserve.redemptionOf(id).paid;
        }
    }

    function _announcement(uint32 term) private view returns (Announcement memory announced) {
        uint256 today = block.timestamp / 1 days;
        announced.cusip = _newCusip();
        announced.securityType = SecurityType.Bill;
        announced.issueDate = uint32(today + 3);
        announced.datedDate = announced.issueDate;
        announced.maturityDate = announced.issueDate + term;
        announced.noncompetitiveClose = uint40(block.timestamp + 1 days);
        announced.competitiveClose = uint40(block.timestamp + 1 days + 1 hours);
        announced.revealClose = uint40(block.timestamp + 1 days + 2 hours);
        announced.bond = 1e9;
        announced.maximumRate = 5_000;
        announced.offering = 10_000;
        announced.maximumNoncompetitiveAward = 2_900;
    }

    function _bid(uint256 id, Announcement memory announced, int24 rate) private {
        bytes32 commitment = house.commitmentOf(id, holders[0], _ladder(rate));
        vm.prank(holders[0]);
        house.commitBid(id, commitment);
        vm.warp(announced.competitiveClose);
        vm.prank(holders[0]);
        house.revealBid(id, _ladder(rate));
        vm.warp(announced.revealClose);
    }

    function _ladder(int24 rate) private pure returns (Ladder memory ladder) {
        ladder.rungs = new Rung[](1);
        ladder.rungs[0] = Rung(rate, 3_000);
    }

    /// @dev With the check digit that fits.
    function _newCusip() private view returns (Cusip cusip) {
        uint256 number = house.auctionCount();
        bytes8 first = bytes8(
            bytes.concat(
                "9127",
                bytes1(uint8(48 + number / 1000 % 10)),
                bytes1(uint8(48 + number / 100 % 10)),
                bytes1(uint8(48 + number / 10 % 10)),
                bytes1(uint8(48 + number % 10))
            )
        );
        for (uint8 digit = 48; digit < 58; digit++) {
            cusip = Cusip.wrap(bytes9(bytes.concat(first, bytes1(digit))));
            if (cusip.isValid()) return cusip;
        }
    }

    function _priceCash() private {
        if (block.timestamp > reserve.standing().cashPricedAt + 4 days) reserve.publishCashPrice(1e6);
    }

    function _publishYields(int16 percent) private {
        (uint32 latest,) = rateBoard.latest();
        uint32 today = uint32(block.timestamp / 1 days);
        if (latest == today) return;

        int16[6] memory yields = [percent, percent, percent, percent, percent, percent];
        rateBoard.publish(today, yields);
    }

    function _any(uint256 who) private view returns (address) {
        uint256 number = who % (savers.length + holders.length);
        return number < savers.length ? savers[number] : holders[number - savers.length];
    }

    function _within(uint256 number, uint256 least, uint256 most) private pure returns (uint256) {
        return least + number % (most - least + 1);
    }
}
