// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {NotePricing} from "../../contracts/libraries/NotePricing.sol";
import {FirstPeriod} from "../../interfaces/ITreasuryPricing.sol";
import {vm} from "./Cheats.sol";

/// @title Interest
/// @notice Interest on the way to a coupon. The days of a half-year are unknown, as if any calendar had counted them;
/// that the calendar's own days come to the same is proved of two half-years.
contract Interest {
    uint32 private constant AUGUST_2027 = 21_045; // 2027-08-15
    uint32 private constant DATED_DATE = 21_091; // 2027-09-30
    uint32 private constant FEBRUARY_2028 = 21_229; // 2028-02-15
    uint32 private constant AUGUST_2028 = 21_411; // 2028-08-15
    uint32 private constant MATURITY = 21_960; // 2030-02-15

    /* A REGULAR HALF-YEAR */

    /// @notice For all rates of 24 bits, which is up to 16,777 %, and half-years, of which some days have gone, more go
    /// and the rest is left, each a number of 8 bits.
    function check_interest_never_falls_and_is_the_coupon_at_most(
        uint24 interestRate,
        uint8 gone,
        uint8 more,
        uint8 left
    ) public pure {
        uint256 whole = uint256(gone) + more + left;
        vm.assume(whole != 0);

        uint256 accrued = _regular(interestRate, gone, whole);
        uint256 later = _regular(interestRate, uint256(gone) + more, whole);
        assert(accrued <= later);
        assert(later <= NotePricing.interestPayment(interestRate));
    }

    /// @notice For all rates of 24 bits and half-years of 16 bits [days].
    function check_interest_begins_at_nothing_and_ends_at_the_coupon(uint24 interestRate, uint16 whole)
        public
        pure
    {
        vm.assume(whole != 0);

        assert(_regular(interestRate, 0, whole) == 0);
        assert(_regular(interestRate, whole, whole) == NotePricing.interestPayment(interestRate));
    }

    /// @notice For all rates of 24 bits and half-years, of which some days have gone and the rest is left, each a number
    /// of 16 bits.
    function check_interest_is_the_share_of_the_days_rounded_half_up(
        uint24 interestRate,
        uint16 gone,
        uint16 left
    ) public pure {
        uint256 whole = uint256(gone) + left;
        vm.assume(whole != 0);

        uint256 accrued = _regular(interestRate, gone, whole);
        uint256 share = NotePricing.interestPayment(interestRate) * gone; // times the whole
        assert(2 * accrued * whole <= 2 * share + whole);
        assert(2 * accrued * whole + whole > 2 * share);
    }

    /* AN IRREGULAR FIRST PERIOD */

    /// @notice For all rates of 24 bits and half-years, of which some days lie before the dated date, some have gone since
    /// and the rest is left, each a number of 8 bits.
    function check_interest_of_a_short_first_period_is_the_share_of_its_days(
        uint24 interestRate,
        uint8 before,
        uint8 gone,
        uint8 left
    ) public pure {
        uint256 whole = uint256(before) + gone + left;
        vm.assume(whole != 0);

        uint256 accrued = _accrued(interestRate, uint256(gone) + left, whole, left, whole);
        uint256 both = whole * whole; // as of a long one: of the part and of the half-year it lies in
        uint256 share = NotePricing.interestPayment(interestRate) * (gone * whole);
        assert(2 * accrued * both <= 2 * share + both);
        assert(2 * accrued * both + both > 2 * share);
    }

    /// @notice For all rates of 24 bits, fractions of a half-year, of which some days lie before the dated date and some
    /// after, and half-years after it, of which some days have gone and the rest is left, each a number of 8 bits.
    function check_interest_of_a_long_first_period_is_the_share_of_its_parts(
        uint24 interestRate,
        uint8 before,
        uint8 earning,
        uint8 gone,
        uint8 left
    ) public pure {
        uint256 fraction = uint256(before) + earning;
        uint256 whole = uint256(gone) + left;
        vm.assume(fraction != 0 && whole != 0);

        uint256 accrued = _accrued(interestRate, earning + fraction, fraction, left, whole);
        uint256 both = fraction * whole;
        uint256 share = NotePricing.interestPayment(interestRate) * (earning * whole + gone * fraction);
        assert(2 * accrued * both <= 2 * share + both);
        assert(2 * accrued * both + both > 2 * share);
    }

    /// @notice For all rates of 24 bits, fractions of a half-year, of which some days lie before the dated date and some
    /// after, and half-years after it, each a number of 8 bits.
    function check_interest_of_a_long_first_period_goes_on_after_its_fraction(
        uint24 interestRate,
        uint8 before,
        uint8 earning,
        uint8 whole
    ) public pure {
        uint256 fraction = uint256(before) + earning;
        vm.assume(fraction != 0 && whole != 0);

        uint256 atItsEnd = _accrued(interestRate, earning, fraction, 0, fraction);
        assert(_accrued(interestRate, earning + fraction, fraction, whole, whole) == atItsEnd);
    }

    /* THE CALENDAR */

    /// @notice For all rates of 24 bits, on seven days, two months apart, of the half-years to 15 February and to 15 August
    /// 2028, a leap year.
    function check_interest_on_a_date_is_that_of_its_days(uint24 interestRate) public pure {
        for (uint32 date = AUGUST_2027; date < FEBRUARY_2028; date += 61) {
            assert(
                NotePricing.accruedInterest(interestRate, date, MATURITY)
                    == _regular(interestRate, date - AUGUST_2027, 184)
            );
        }
        for (uint32 date = FEBRUARY_2028; date < AUGUST_2028; date += 61) {
            assert(
                NotePricing.accruedInterest(interestRate, date, MATURITY)
                    == _regular(interestRate, date - FEBRUARY_2028, 182)
            );
        }
    }

    /// @notice For all rates of 24 bits, of a note dated 30 September 2027 whose first interest is paid on 15 February or
    /// on 15 August 2028.
    function check_a_first_payment_is_what_has_accrued_by_then(uint24 interestRate) public pure {
        uint256 earning = FEBRUARY_2028 - DATED_DATE;
        uint256 short = _accrued(interestRate, earning, 184, 0, 184);
        uint256 long = _accrued(interestRate, earning + 184, 184, 0, 182);
        assert(_firstPayment(interestRate, FEBRUARY_2028) == short);
        assert(_firstPayment(interestRate, AUGUST_2028) == long);
    }

    function _firstPayment(uint24 interestRate, uint32 paymentDate) private pure returns (uint256) {
        return NotePricing.firstInterestPayment(interestRate, FirstPeriod(DATED_DATE, paymentDate), MATURITY);
    }

    /* TIMING */

    function _regular(uint256 interestRate, uint256 gone, uint256 whole) private pure returns (uint256) {
        return _accrued(interestRate, 1, 1, whole - gone, whole);
    }

    /// @dev The terms of NotePricing's formula, of which the number of coupons plays no part in interest.
    function _accrued(uint256 interestRate, uint256 earned, uint256 ofEarned, uint256 left, uint256 whole)
        private
        pure
        returns (uint256)
    {
        return NotePricing._accrued(interestRate, NotePricing.Timing(left, whole, 0, earned, ofEarned, false));
    }
}
