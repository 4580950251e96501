// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Multicallable} from "solady/src/utils/Multicallable.sol";
import {Demand} from "../../interfaces/IAuctionHouse.sol";
import {BidderClass} from "../../interfaces/ICompliance.sol";
import {Allotment} from "../libraries/Allotment.sol";
import {DemandCurve} from "../libraries/DemandCurve.sol";

/// @title AuctionHarness
/// @notice The functions of the libraries of auctions, for tests to call one by one or many at once.
contract AuctionHarness is Multicallable {
    using DemandCurve for DemandCurve.Curve;

    /* ALLOTMENT */

    function awardLimit(uint256 offering) external pure returns (uint256) {
        return Allotment.awardLimit(offering);
    }

    function allottedAtHigh(uint256 remaining, uint256 demandAtHigh) external pure returns (uint256) {
        return Allotment.allottedAtHigh(remaining, demandAtHigh);
    }

    function awardAtHigh(uint256 units, uint256 percentage) external pure returns (uint256) {
        return Allotment.awardAtHigh(units, percentage);
    }

    function rounding(uint256 units, uint256 percentage) external pure returns (uint256) {
        return Allotment.rounding(units, percentage);
    }

    function bidToCover(uint256 tendered, uint256 accepted) external pure returns (uint256) {
        return Allotment.bidToCover(tendered, accepted);
    }

    /* DEMAND */

    mapping(uint256 number => DemandCurve.Curve) internal _curves;

    function add(uint256 curve, uint256 tick, BidderClass class, uint64 units) external {
        _curves[curve].add(tick, class, units);
    }

    function demandAt(uint256 curve, uint256 tick) external view returns (Demand memory) {
        return _curves[curve].demandAt[tick];
    }

    function nextUsed(uint256 curve, uint256 tick) external view returns (uint256) {
        return _curves[curve].nextUsed(tick);
    }
}
