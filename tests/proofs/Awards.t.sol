// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Allotment} from "../../contracts/libraries/Allotment.sol";
import {vm} from "./Cheats.sol";

/// @title Awards
/// @notice What bids at the high rate are awarded.
contract Awards {
    uint256 private constant WHOLE = 10_000;

    /// @notice For all bids of 64 bits and percentages of two decimals.
    function check_an_award_is_its_share_rounded_up(uint64 units, uint16 percentage) public pure {
        vm.assume(percentage <= WHOLE);

        uint256 award = Allotment.awardAtHigh(units, percentage);
        assert(award <= units);
        assert(award * WHOLE >= uint256(units) * percentage);
        assert(award * WHOLE < uint256(units) * percentage + WHOLE);
        assert(Allotment.rounding(units, percentage) < WHOLE);
    }

    /// @notice For all bids of 64 bits, larger by 64 bits, and percentages of 16 bits, which is up to 655.35 %.
    function check_a_larger_bid_is_not_awarded_less(uint64 units, uint64 more, uint16 percentage)
        public
        pure
    {
        uint256 larger = uint256(units) + more;
        assert(Allotment.awardAtHigh(units, percentage) <= Allotment.awardAtHigh(larger, percentage));
    }

    /// @notice For all bids of 64 bits and percentages of 16 bits, larger by 16 bits.
    function check_a_larger_share_is_not_less(uint64 units, uint16 percentage, uint16 more) public pure {
        uint256 larger = uint256(percentage) + more;
        assert(Allotment.awardAtHigh(units, percentage) <= Allotment.awardAtHigh(units, larger));
    }

    /// @notice For all amounts of 64 bits that remain and demands larger by 64 bits.
    function check_the_share_is_rounded_up_to_a_hundredth_of_a_percent(uint64 remaining, uint64 more)
        public
        pure
    {
        uint256 demand = uint256(remaining) + more;
        vm.assume(demand != 0);

        uint256 percentage = Allotment.allottedAtHigh(remaining, demand);
        assert(percentage <= WHOLE);
        assert(percentage * demand >= remaining * WHOLE);
        assert(percentage * demand < remaining * WHOLE + demand);
    }

    /// @notice Each bid adds less than a unit. For all amounts of 64 bits that remain and pairs of bids of 64 bits, which
    /// stand for any number.
    function check_all_that_remains_is_awarded_and_hardly_more(uint64 remaining, uint64 one, uint64 other)
        public
        pure
    {
        uint256 demand = uint256(one) + other;
        vm.assume(remaining < demand);

        uint256 percentage = Allotment.allottedAtHigh(remaining, demand);
        uint256 awarded = Allotment.awardAtHigh(one, percentage) + Allotment.awardAtHigh(other, percentage);
        assert(awarded >= remaining);
        assert(awarded * WHOLE < remaining * WHOLE + demand + 2 * WHOLE);
    }

    /// @notice For all offerings of 64 bits.
    function check_the_limit_is_35_percent_rounded_down(uint64 offering) public pure {
        uint256 limit = Allotment.awardLimit(offering);
        assert(limit * 100 <= uint256(offering) * 35);
        assert(limit * 100 + 100 > uint256(offering) * 35);
    }
}
