// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LibBit} from "solady/src/utils/LibBit.sol";

import {Demand} from "../../interfaces/IAuctionHouse.sol";
import {BidderClass} from "../../interfaces/ICompliance.sol";

/// @title DemandCurve
/// @notice All competitive demand of one auction as a histogram over rates. A tick is the distance of a rate from the
/// lowest one allowed [0.001 %].
/// @dev A bid adds to one slot, whoever else has bid. Two levels of bitmap, 256 words of 256 ticks, lead from one used
/// tick to the next, so that walking costs by the number of distinct rates bid.
library DemandCurve {
    uint256 internal constant NONE = type(uint256).max;

    struct Curve {
        mapping(uint256 tick => Demand) demandAt;
        mapping(uint256 word => uint256 bits) usedTicks;
        uint256 usedWords;
    }

    /// @notice Add the bid of one bidder at one tick.
    function add(Curve storage curve, uint256 tick, BidderClass class, uint64 units) internal {
        Demand memory demand = curve.demandAt[tick];
        if (total(demand) == 0) _use(curve, tick);
        addTo(demand, class, units);
        curve.demandAt[tick] = demand;
    }

    /// @notice The first used tick at or above `tick`, or `NONE`.
    function nextUsed(Curve storage curve, uint256 tick) internal view returns (uint256) {
        uint256 word = tick >> 8;
        uint256 bits = curve.usedTicks[word] >> (tick & 0xff);
        if (bits != 0) return tick + LibBit.ffs(bits);

        uint256 words = curve.usedWords >> (word + 1);
        if (words == 0) return NONE;
        word += 1 + LibBit.ffs(words);
        return (word << 8) + LibBit.ffs(curve.usedTicks[word]);
    }

    function addTo(Demand memory demand, BidderClass class, uint64 units) internal pure {
        if (class == BidderClass.PrimaryDealer) demand.primaryDealer += units;
        else if (class == BidderClass.Direct) demand.direct += units;
        else demand.indirect += units;
    }

    /// @dev In place.
    function add(Demand memory demand, Demand memory more) internal pure {
        demand.primaryDealer += more.primaryDealer;
        demand.direct += more.direct;
        demand.indirect += more.indirect;
    }

    function total(Demand memory demand) internal pure returns (uint256) {
        return uint256(demand.primaryDealer) + demand.direct + demand.indirect;
    }

    function _use(Curve storage curve, uint256 tick) private {
        uint256 word = tick >> 8;
        uint256 bits = curve.usedTicks[word];
        if (bits == 0) curve.usedWords |= 1 << word;
        curve.usedTicks[word] = bits | 1 << (tick & 0xff);
    }
}
