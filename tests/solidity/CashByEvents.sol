// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAuctionHouse, Ladder} from "../../interfaces/IAuctionHouse.sol";
import {ICashAccounts} from "../../interfaces/ICashAccounts.sol";
import {Log} from "./IVm.sol";
import {World} from "./World.sol";

/// @title CashByEvents
/// @notice The cash accounts of the auction house as its events tell them, and what it holds for bids.
abstract contract CashByEvents is World {
    mapping(address account => uint256) private kept; // [micro-dollars]
    mapping(uint256 auctionId => mapping(address bidder => uint256)) private escrowOf; // [micro-dollars]
    mapping(address bidder => uint256) private inForce; // escrow of all its bids together [micro-dollars]

    /// @notice Whether each cash account is what the events say.
    function isKeptByEvents() external view returns (bool isSame) {
        isSame = _isSame(TREASURY) && _isSame(address(reserve));
        for (uint256 i = 0; i < everybody.length; i++) {
            isSame = isSame && _isSame(everybody[i]);
        }
    }

    function _isSame(address account) private view returns (bool) {
        return house.cashOf(account) == kept[account];
    }

    function _follow(Log[] memory logs) internal {
        for (uint256 i = 0; i < logs.length; i++) {
            if (logs[i].emitter != address(house)) continue;
            if (logs[i].topics.length == 2) _followAccount(logs[i]);
            if (logs[i].topics.length == 3) _followBid(logs[i]);
        }
    }

    function _followAccount(Log memory log) private {
        address account = address(uint160(uint256(log.topics[1])));
        if (log.topics[0] == ICashAccounts.Deposited.selector) {
            kept[account] += abi.decode(log.data, (uint256));
        } else if (log.topics[0] == ICashAccounts.Withdrawn.selector) {
            kept[account] -= abi.decode(log.data, (uint256));
        }
    }

    function _followBid(Log memory log) private {
        uint256 id = uint256(log.topics[1]);
        uint256 bond = house.announcementOf(id).bond;
        address bidder = address(uint160(uint256(log.topics[2])));
        bytes32 kind = log.topics[0];
        if (kind == IAuctionHouse.NoncompetitiveBidPlaced.selector) {
            (, uint256 escrow) = abi.decode(log.data, (uint64, uint256));
            _spend(bidder, escrow);
            _hold(id, bidder, escrow);
        } else if (kind == IAuctionHouse.BidCommitted.selector) {
            _spend(bidder, bond);
        } else if (kind == IAuctionHouse.BidRevealed.selector) {
            (, uint256 escrow) = abi.decode(log.data, (Ladder, uint256));
            _spend(bidder, escrow - bond);
            _hold(id, bidder, escrow);
        } else if (kind == IAuctionHouse.Awarded.selector) {
            (, uint256 cost, uint256 refund) = abi.decode(log.data, (uint64, uint256, uint256));
            kept[TREASURY] += cost;
            kept[bidder] += refund;
            _hold(id, bidder, 0);
        } else if (kind == IAuctionHouse.BondForfeited.selector) {
            kept[TREASURY] += abi.decode(log.data, (uint256));
        } else if (kind == IAuctionHouse.Refunded.selector) {
            kept[bidder] += abi.decode(log.data, (uint256));
            _hold(id, bidder, 0);
        }
    }

    /// @dev What the account is short of came out of the bidder's own pocket.
    function _spend(address bidder, uint256 dollars) private {
        kept[bidder] -= kept[bidder] < dollars ? kept[bidder] : dollars;
    }

    /// @dev For a bid in force. A bond is not held for its bidder until the bid is revealed: it may be forfeited.
    function _hold(uint256 id, address bidder, uint256 escrow) private {
        inForce[bidder] = inForce[bidder] + escrow - escrowOf[id][bidder];
        escrowOf[id][bidder] = escrow;
    }

    /// @dev What an account has at the auction house and cannot lose any more.
    function _safeAtTheHouse(address account) internal view returns (uint256) {
        return kept[account] + inForce[account];
    }
}
