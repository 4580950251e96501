// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MarketHandler} from "./MarketHandler.sol";

/// @title Invariants
/// @notice The numbered invariants of docs/invariants.md, after every sequence of random steps, in a second engine.
contract Invariants {
    MarketHandler private handler;
    uint256 private highestSharePrice;

    function setUp() public {
        handler = new MarketHandler();
        highestSharePrice = handler.sharePrice();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @notice 1. What is owed is backed.
    function invariant_1_the_coin_is_backed() public view {
        (uint256 liabilities, uint256 backing) = handler.liabilitiesAndBacking();
        assert(liabilities <= backing);
    }

    /// @notice 2. Savers neither gain nor lose.
    function invariant_2_savers_neither_gain_nor_lose() public view {
        (uint256 have, uint256 began) = handler.whatSaversHave();
        assert(have == began);
    }

    /// @notice 3. Every unit is somebody's.
    function invariant_3_every_unit_is_somebodys() public view {
        for (uint256 number = 0; number < handler.billCount(); number++) {
            (uint256 units, uint256 outstanding) = handler.unitsAndOutstanding(number);
            assert(units == outstanding);
        }
    }

    /// @notice 7. All that can be claimed is there, and covered in order.
    function invariant_7_what_is_covered_is_there_and_in_order() public view {
        (uint256 claimable, uint256 held) = handler.claimableAndCash();
        assert(claimable <= held);
        assert(handler.isCoveredInOrder());
    }

    /// @notice 8. In an insolvency all share alike.
    function invariant_8_all_share_alike() public view {
        assert(handler.allShareAlike());
    }

    /// @notice 14. The balances add up to the supply: no bit of a holder's word leaks into another.
    function invariant_14_coins_add_up_to_the_supply() public view {
        (uint256 coins, uint256 supply) = handler.coinsAndSupply();
        assert(coins == supply);
    }

    /// @notice 19. The price of a share in savings never falls.
    function invariant_19_the_price_of_a_share_never_falls() public {
        uint256 price = handler.sharePrice();
        assert(price >= highestSharePrice);
        highestSharePrice = price;
    }

    /// @notice 20. Savings can pay every saver.
    function invariant_20_savings_are_there() public view {
        (uint256 counted, uint256 held) = handler.savingsAndCoins();
        assert(counted <= held);
    }
}
