// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ParDollar} from "../../contracts/ParDollar.sol";
import {svm, vm} from "./Cheats.sol";

/// @title Coin
/// @notice The coin in any state whatever.
abstract contract Coin {
    ParDollar internal coin;
    address internal constant COMPLIANCE = address(0xC0);

    function setUp() public {
        coin = new ParDollar(COMPLIANCE);
        svm.enableSymbolicStorage(address(coin));
    }

    function _word(address holder) internal view returns (uint256) {
        return uint256(vm.load(address(coin), ~(bytes32(uint256(uint160(holder))) << 96)));
    }
}
