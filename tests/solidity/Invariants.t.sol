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
        invariant_12_a_signature_pays_once();
        invariant_13_orders_take_what_they_say();
        invariant_14_coins_add_up_to_the_supply();
        invariant_15_every_unit_is_whole_or_has_its_principal_piece();
        invariant_16_every_interest_piece_is_outstanding_or_paid();
        invariant_19_the_price_of_a_share_never_falls();
        invariant_20_savings_are_there();
        invariant_21_in_and_out_gains_nothing();
        invariant_22_a_report_is_complete_if_signed();
        invariant_23_months_without_a_report_are_late();
        invariant_24_the_law_never_changes();
        invariant_25_cash_accounts_follow_from_events();
        invariant_29_a_stranger_is_refused();
        invariant_30_savings_earn_no_faster_than_bills();
        invariant_31_who_is_excluded_has_no_more();
    }

    /// @notice 1. What is owed is backed; the reserve says of both what the ledger says.
    function invariant_1_the_coin_is_backed() private view {
        (uint256 liabilities, uint256 owed) = handler.liabilities();
        (uint256 backing, uint256 there) = handler.backing();
        require(liabilities == owed && backing == there, Broken(1));
        require(owed <= there, Broken(1));
    }

    /// @notice 2. No saver gains or loses, but by paying or being paid.
    function invariant_2_savers_neither_gain_nor_lose() private view {
        for (uint256 number = 0; number < handler.saverCount(); number++) {
            (uint256 has, uint256 due) = handler.whatSaverHas(number);
            require(has == due, Broken(2));
        }
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

    /// @notice 7. A redemption is paid or still owed in full; all that can be claimed is there, and covered in order.
    function invariant_7_what_is_covered_is_there_and_in_order() private view {
        (uint256 claimable, uint256 held) = handler.claimableAndCash();
        require(claimable <= held, Broken(7));
        require(handler.isOwedInFull(), Broken(7));
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

    /// @notice 12. A signature pays once, exactly what it says, in its time.
    function invariant_12_a_signature_pays_once() private view {
        require(!handler.isBroken(12), Broken(12));
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

    /// @notice 15. Every unit of a note is whole or has its principal piece.
    function invariant_15_every_unit_is_whole_or_has_its_principal_piece() private view {
        for (uint256 number = 0; number < handler.noteCount(); number++) {
            (uint256 units, uint256 awarded) = handler.wholesAndPieces(number);
            require(units == awarded, Broken(15));
        }
    }

    /// @notice 16. The interest pieces of a date are what was stripped, until they are paid.
    function invariant_16_every_interest_piece_is_outstanding_or_paid() private view {
        for (uint256 number = 0; number < handler.dateCount(); number++) {
            (uint256 pieces, uint256 stripped) = handler.interestPieces(number);
            require(pieces == stripped, Broken(16));
        }
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

    /// @notice 22. A report is complete if and only if it has the signatures that the law asked for.
    function invariant_22_a_report_is_complete_if_signed() private view {
        require(handler.areReportsComplete(), Broken(22));
        require(!handler.isBroken(22), Broken(22));
    }

    /// @notice 23. A month without a complete report is late from its day on.
    function invariant_23_months_without_a_report_are_late() private view {
        require(handler.areMonthsLate(), Broken(23));
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

    /// @notice 31. Who is excluded by its class takes up nothing but awards, and can part with all it has.
    function invariant_31_who_is_excluded_has_no_more() private view {
        require(!handler.isBroken(31), Broken(31));
    }
}
