// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AmortisedCost} from "../../contracts/libraries/AmortisedCost.sol";
import {vm} from "./Cheats.sol";

/// @title Accretion
/// @notice A bill comes from cost to par: its discount, from whole to nothing.
contract Accretion {
    /// @notice For all discounts of 64 bits, as positions keep them, moments of purchase of 32 bits, and 32 bits of
    /// time [seconds] before and after.
    function check_a_bill_is_worth_its_cost_at_least(
        uint64 discount,
        uint32 since,
        uint32 elapsed,
        uint32 left
    ) public pure {
        vm.assume(elapsed != 0 || left != 0);
        uint256 time = uint256(since) + elapsed;

        assert(AmortisedCost.remainingDiscount(discount, since, time + left, time) <= discount);
    }

    /// @notice For all discounts of 64 bits, as positions keep them, moments of purchase of 32 bits and lives of 32
    /// bits [seconds].
    function check_a_bill_begins_at_its_cost(uint64 discount, uint32 since, uint32 left) public pure {
        vm.assume(left != 0);

        assert(AmortisedCost.remainingDiscount(discount, since, uint256(since) + left, since) == discount);
    }

    /// @notice For all discounts of 64 bits, as positions keep them, moments of purchase, lives and times after
    /// maturity of 32 bits [seconds].
    function check_a_bill_is_par_from_maturity_on(
        uint64 discount,
        uint32 since,
        uint32 life,
        uint32 afterwards
    ) public pure {
        uint256 maturity = uint256(since) + life;

        assert(AmortisedCost.remainingDiscount(discount, since, maturity, maturity + afterwards) == 0);
    }

    /// @notice For all discounts of 64 bits, as positions keep them, moments of purchase of 32 bits, and 32 bits of
    /// time [seconds] before, between and after two moments.
    function check_a_bill_never_loses(uint64 discount, uint32 since, uint32 elapsed, uint32 step, uint32 left)
        public
        pure
    {
        vm.assume(elapsed != 0 || step != 0 || left != 0);
        uint256 time = uint256(since) + elapsed;
        uint256 maturity = time + step + left;

        uint256 before = AmortisedCost.remainingDiscount(discount, since, maturity, time);
        assert(AmortisedCost.remainingDiscount(discount, since, maturity, time + step) <= before);
    }

    /// @notice For all discounts of 64 bits, as positions keep them, moments of purchase of 32 bits, and 32 bits of
    /// time [seconds] before and after.
    function check_a_bill_is_never_worth_too_much(uint64 discount, uint32 since, uint32 elapsed, uint32 left)
        public
        pure
    {
        vm.assume(left != 0);
        uint256 time = uint256(since) + elapsed;
        uint256 life = uint256(elapsed) + left;

        uint256 remaining = AmortisedCost.remainingDiscount(discount, since, time + left, time);
        assert(remaining * life >= uint256(discount) * left);
        assert(remaining * life < uint256(discount) * left + life);
    }
}
