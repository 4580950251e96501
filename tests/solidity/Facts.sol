// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Cusip} from "../../interfaces/ITreasuryRegistry.sol";
import {Ledger} from "./Ledger.sol";

/// @title Facts
/// @notice What the invariants ask, said by the contracts and by the ledger beside them.
abstract contract Facts is Ledger {
    /* COIN */

    /// @notice What the reserve says it owes, and the coins and waiting redemptions by the ledger.
    function liabilities() external view returns (uint256, uint256) {
        return (reserve.liabilities(), _owed());
    }

    /// @notice What the reserve says stands behind it, and its cash, bids in force and bills by the ledger.
    function backing() external view returns (uint256, uint256) {
        return (reserve.backing(), _backing());
    }

    function saverCount() external view returns (uint256) {
        return savers.length;
    }

    /// @notice What a saver has in cash, coins and redemptions, and what it began with and was given, less what it paid.
    function whatSaverHas(uint256 number) external view returns (uint256 dollars, uint256) {
        address saver = savers[number];
        dollars = cash.balanceOf(saver) + coin.balanceOf(saver) + _unpaid(saver);
        return (dollars, uint256(int256(MONEY) + given[saver]));
    }

    /// @notice The coins of everybody, their supply, and what was created and not destroyed.
    function coinsAndSupply() external view returns (uint256 coins, uint256, uint256) {
        coins = coin.balanceOf(address(savings));
        for (uint256 i = 0; i < everybody.length; i++) {
            coins += coin.balanceOf(everybody[i]);
        }
        return (coins, coin.totalSupply(), created - destroyed);
    }

    /* BILLS */

    function billCount() external view returns (uint256) {
        return bills.length;
    }

    /// @notice Of one bill the units of everybody, what is outstanding, and what was awarded and is not redeemed.
    function unitsOf(uint256 number) external view returns (uint256 units, uint256, uint256) {
        Cusip cusip = bills[number];
        units = _unitsOf(cusip, address(reserve));
        for (uint256 i = 0; i < holders.length; i++) {
            units += _unitsOf(cusip, holders[i]);
        }
        return (units, registry.securityOf(cusip).outstanding, awarded[cusip] - redeemed[cusip]);
    }

    /// @notice Of one bill what the Treasury has paid, and the par of the units that it has redeemed.
    function principalOf(uint256 number) external view returns (uint256, uint256) {
        return (principalPaid[bills[number]], redeemed[bills[number]] * PAR);
    }

    /// @notice The cash that the auction house holds, and what it holds it for: bids, and the accounts of everybody.
    function cashOfTheHouse() external view returns (uint256, uint256 owed) {
        owed = house.cashOf(TREASURY) + _keptFor(address(reserve));
        for (uint256 i = 0; i < everybody.length; i++) {
            owed += _keptFor(everybody[i]);
        }
        return (cash.balanceOf(address(house)), owed);
    }

    function _keptFor(address bidder) private view returns (uint256 dollars) {
        dollars = house.cashOf(bidder);
        for (uint256 id = 1; id <= house.auctionCount(); id++) {
            (, uint256 escrow) = house.bidOf(id, bidder);
            dollars += escrow;
        }
    }

    /* REDEMPTIONS */

    /// @notice All that could be claimed at once, and the cash there is.
    function claimableAndCash() external view returns (uint256 claimable, uint256) {
        for (uint256 id = 1; id <= reserve.redemptionCount(); id++) {
            claimable += reserve.claimable(id);
        }
        return (claimable, cash.balanceOf(address(reserve)));
    }

    /// @notice Whether each redemption is still owed what was not paid of it.
    function isOwedInFull() external view returns (bool) {
        for (uint256 id = 1; id <= reserve.redemptionCount(); id++) {
            if (_unpaidOf(id) != waiting[id]) return false;
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
            if (claimable < _unpaidOf(id)) isUncovered = true;
        }
        return true;
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

    /* SAVINGS */

    /// @notice What savers in savings could take, what vests and what counts for nobody, and the coins that are there.
    function savingsAndCoins() external view returns (uint256, uint256) {
        uint256 counted = savings.totalAssets() + savings.unvested() + savings.uncounted();
        return (counted, coin.balanceOf(address(savings)));
    }

    /// @notice What all savers in savings together could take now, and what is counted as theirs.
    function savingsOfAll() external view returns (uint256 dollars, uint256) {
        for (uint256 i = 0; i < holders.length; i++) {
            dollars += savings.previewRedeem(savings.balanceOf(holders[i]));
        }
        return (dollars, savings.totalAssets());
    }
}
