// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ClassSteps} from "./ClassSteps.sol";
import {CoinSteps} from "./CoinSteps.sol";
import {Facts} from "./Facts.sol";
import {NoteSteps} from "./NoteSteps.sol";
import {OrderSteps} from "./OrderSteps.sol";
import {ReportSteps} from "./ReportSteps.sol";
import {SavingsSteps} from "./SavingsSteps.sol";
import {SignatureSteps} from "./SignatureSteps.sol";
import {SolvencySteps} from "./SolvencySteps.sol";
import {StrangerSteps} from "./StrangerSteps.sol";

/// @title MarketHandler
/// @notice Random steps of everybody, most of them drawn so that they succeed, and what they add up to.
contract MarketHandler is
    Facts,
    CoinSteps,
    SignatureSteps,
    NoteSteps,
    ClassSteps,
    SavingsSteps,
    OrderSteps,
    ReportSteps,
    SolvencySteps,
    StrangerSteps
{
    function wait(uint64 time) external step {
        _waitUntil(_now() + _within(time, 1, 10 days));
    }
}
