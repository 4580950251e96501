// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MarketHandler} from "./MarketHandler.sol";

/// @title Invariants
/// @notice The numbered invariants of docs/invariants.md, after every random step, in a second engine. What is said of a step,
/// and not of a state, is looked at around each step, and remembered as broken.
contract Invariants {
    error Broken(uint256 number);

    MarketHandler private handler;

    function setUp() public {
        handler = new MarketHandler();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @notice All that follow. If Forge called each by itself, it would take the same steps again for each.
    function invariant_all() public view {
        invariant_1_the_coin_is_backed();
        invariant_2_savers_neither_gain_nor_lose();
        invariant_3_every_unit_is_somebodys();
        invariant_4_principal_is_paid_once();
        invariant_5_all_money_is_somewhere();
        invariant_7_what_is_covered_is_there_and_in_order();
        invariant_8_all_share_alike();
        invariant_9_only_surplus_leaves();
        invariant_10_a_frozen_account_moves_nothing();
        invariant_13_orders_take_what_they_say();
        invariant_14_coins_add_up_to_the_supply();
        invariant_19_the_price_of_a_share_never_falls();
        invariant_20_savings_are_there();
        invariant_21_in_and_out_gains_nothing();
        invariant_24_the_law_never_changes();
        invariant_25_cash_accounts_follow_from_events();
        invariant_29_a_stranger_is_refused();
        invariant_30_savings_earn_no_faster_than_bills();
    }

    /// @notice 1. What is owed is backed.
    function invariant_1_the_coin_is_backed() private view {
        (uint256 liabilities, uint256 backing) = handler.liabilitiesAndBacking();
        require(liabilities <= backing, Broken(1));
    }

    /// @notice 2. Savers neither gain nor lose.
    function invariant_2_savers_neither_gain_nor_lose() private view {
        (uint256 have, uint256 began) = handler.whatSaversHave();
        require(have == began, Broken(2));
    }

    /// @notice 3. Every unit is somebody's.
    function invariant_3_every_unit_is_somebodys() private view {
        for (uint256 number = 0; number < handler.billCount(); number++) {
            (uint256 units, uint256 outstanding, uint256 awarded) = handler.unitsOf(number);
            require(units == outstanding && outstanding == awarded, Broken(3));
        }
    }

    /// @notice 4. The principal of a bill is paid once for each unit.
    function invariant_4_principal_is_paid_once() private view {
        for (uint256 number = 0; number < handler.billCount(); number++) {
            (uint256 paid, uint256 due) = handler.principalOf(number);
            require(paid == due, Broken(4));
        }
    }

    /// @notice 5. One price an auction, no more than was bid; all money of the auction house is somebody's.
    function invariant_5_all_money_is_somewhere() private view {
        (uint256 held, uint256 owed) = handler.cashOfTheHouse();
        require(held == owed, Broken(5));
        require(!handler.isBroken(5), Broken(5));
    }

    /// @notice 7. All that can be claimed is there, and covered in order.
    function invariant_7_what_is_covered_is_there_and_in_order() private view {
        (uint256 claimable, uint256 held) = handler.claimableAndCash();
        require(claimable <= held, Broken(7));
        require(handler.isCoveredInOrder(), Broken(7));
    }

    /// @notice 8. In an insolvency all share alike.
    function invariant_8_all_share_alike() private view {
        require(handler.allShareAlike(), Broken(8));
    }

    /// @notice 9. Only surplus leaves the reserve without a coin being destroyed.
    function invariant_9_only_surplus_leaves() private view {
        require(!handler.isBroken(9), Broken(9));
    }

    /// @notice 10. A frozen account moves nothing.
    function invariant_10_a_frozen_account_moves_nothing() private view {
        require(!handler.isBroken(10), Broken(10));
    }

    /// @notice 13. Orders take once, from frozen accounts, for whom they name; the supply is what was created and not destroyed.
    function invariant_13_orders_take_what_they_say() private view {
        (, uint256 supply, uint256 counted) = handler.coinsAndSupply();
        require(supply == counted, Broken(13));
        require(!handler.isBroken(13), Broken(13));
    }

    /// @notice 14. The balances add up to the supply: no bit of a holder's word leaks into another.
    function invariant_14_coins_add_up_to_the_supply() private view {
        (uint256 coins, uint256 supply,) = handler.coinsAndSupply();
        require(coins == supply, Broken(14));
    }

    /// @notice 19. The price of a share in savings never falls.
    function invariant_19_the_price_of_a_share_never_falls() private view {
        require(!handler.isBroken(19), Broken(19));
    }

    /// @notice 20. Savings can pay every saver.
    function invariant_20_savings_are_there() private view {
        (uint256 counted, uint256 held) = handler.savingsAndCoins();
        require(counted == held, Broken(20));
        (uint256 dollars, uint256 assets) = handler.savingsOfAll();
        require(dollars <= assets, Broken(20));
    }

    /// @notice 21. To go in and out of savings in one moment gains nothing and costs nobody anything.
    function invariant_21_in_and_out_gains_nothing() private view {
        require(!handler.isBroken(21), Broken(21));
    }

    /// @notice 24. A row of the law never changes.
    function invariant_24_the_law_never_changes() private view {
        require(handler.areRowsUnchanged(), Broken(24));
        require(!handler.isBroken(24), Broken(24));
    }

    /// @notice 25. Cash accounts follow from events.
    function invariant_25_cash_accounts_follow_from_events() private view {
        require(handler.isKeptByEvents(), Broken(25));
    }

    /// @notice 29. A stranger is refused by name.
    function invariant_29_a_stranger_is_refused() private view {
        require(!handler.isBroken(29), Broken(29));
    }

    /// @notice 30. Savings earn no faster than the bills.
    function invariant_30_savings_earn_no_faster_than_bills() private view {
        require(!handler.isBroken(30), Broken(30));
    }
}
