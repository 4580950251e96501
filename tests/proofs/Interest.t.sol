// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BillPricing} from "../../contracts/libraries/BillPricing.sol";
import {NotePricing} from "../../contracts/libraries/NotePricing.sol";
import {TipsPricing} from "../../contracts/libraries/TipsPricing.sol";

/// @title Interest
/// @notice Interest on the way to a coupon, and the price of a bill. For all rates of 24 bits, which is up to 16,777 %,
/// and for interest on five days of the half-year to 15 August 2030, the last one included.
contract Interest {
    uint256 private constant PAR = 100e6;
    uint32 private constant COUPON_DATE = 21_960; // 2030-02-15
    uint32 private constant DAYS = 181;
    uint32 private constant MATURITY = COUPON_DATE + DAYS; // 2030-08-15

    function check_interest_grows_from_nothing_to_the_coupon(uint24 interestRate) public pure {
        uint256 earned = NotePricing.accruedInterest(interestRate, COUPON_DATE, MATURITY);
        assert(earned == 0);
        for (uint32 day = 36; day <= 180; day += 36) {
            uint256 accrued = NotePricing.accruedInterest(interestRate, COUPON_DATE + day, MATURITY);
            assert(earned <= accrued);
            earned = accrued;
        }
        assert(earned <= NotePricing.interestPayment(interestRate));
    }

    function check_two_halves_of_a_year_pay_the_interest_rate(uint24 interestRate) public pure {
        assert(2 * NotePricing.interestPayment(interestRate) * 100_000 == PAR * interestRate);
    }

    function check_indexed_principal_is_par_at_least(uint32 indexRatio) public pure {
        uint256 principal = TipsPricing.principalAtMaturity(indexRatio);
        assert(principal >= PAR);
        assert(indexRatio > 100_000 || principal == PAR);
    }

    function check_indexed_interest_does_not_fall_as_prices_rise(
        uint24 interestRate,
        uint32 indexRatio,
        uint32 rise
    ) public pure {
        uint256 paid = TipsPricing.interestPayment(interestRate, indexRatio);
        assert(paid <= TipsPricing.interestPayment(interestRate, uint256(indexRatio) + rise));
    }

    function check_a_bill_costs_par_at_most_and_less_at_a_higher_rate(
        uint24 rate,
        uint24 more,
        uint16 daysToMaturity
    ) public pure {
        uint256 price = BillPricing.price(rate, daysToMaturity);
        assert(price <= PAR);
        assert(BillPricing.price(uint256(rate) + more, daysToMaturity) <= price);
    }

    function check_a_price_says_its_discount_rate(uint24 rate, uint16 daysToMaturity) public pure {
        uint256 price = BillPricing.price(rate, daysToMaturity);
        assert(BillPricing.discountRate(price, daysToMaturity) == rate);
    }
}
