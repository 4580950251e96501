// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuctionSteps} from "./AuctionSteps.sol";
import {BillSteps} from "./BillSteps.sol";
import {CoinSteps} from "./CoinSteps.sol";
import {Facts} from "./Facts.sol";
import {LawSteps} from "./LawSteps.sol";
import {OrderSteps} from "./OrderSteps.sol";
import {SavingsSteps} from "./SavingsSteps.sol";
import {SolvencySteps} from "./SolvencySteps.sol";
import {StrangerSteps} from "./StrangerSteps.sol";

/// @title MarketHandler
/// @notice Random steps of everybody, most of them drawn so that they succeed, and what they add up to.
contract MarketHandler is
    Facts,
    CoinSteps,
    AuctionSteps,
    BillSteps,
    SavingsSteps,
    OrderSteps,
    LawSteps,
    SolvencySteps,
    StrangerSteps
{
    function wait(uint64 time) external step {
        _waitUntil(_now() + _within(time, 1, 10 days));
    }
}
