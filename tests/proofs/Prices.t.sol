// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BillPricing} from "../../contracts/libraries/BillPricing.sol";
import {TipsPricing} from "../../contracts/libraries/TipsPricing.sol";

/// @title Prices
/// @notice The price of a bill, and what an index makes of principal and interest.
contract Prices {
    uint256 private constant PAR = 100e6;

    /// @notice For all index ratios of 32 bits, which is up to 42,949.
    function check_indexed_principal_is_par_at_least(uint32 indexRatio) public pure {
        uint256 principal = TipsPricing.principalAtMaturity(indexRatio);
        assert(principal >= PAR);
        assert(indexRatio > 100_000 || principal == PAR);
    }

    /// @notice For all rates of 24 bits, which is up to 16,777 %, index ratios of 32 bits and rises of 32 bits.
    function check_indexed_interest_does_not_fall_as_prices_rise(
        uint24 interestRate,
        uint32 indexRatio,
        uint32 rise
    ) public pure {
        uint256 paid = TipsPricing.interestPayment(interestRate, indexRatio);
        assert(paid <= TipsPricing.interestPayment(interestRate, uint256(indexRatio) + rise));
    }

    /// @notice For all discount rates of 24 bits and higher by 24 bits, and days to maturity of 16 bits.
    function check_a_bill_costs_par_at_most_and_less_at_a_higher_rate(
        uint24 rate,
        uint24 more,
        uint16 daysToMaturity
    ) public pure {
        uint256 price = BillPricing.price(rate, daysToMaturity);
        assert(price <= PAR);
        assert(BillPricing.price(uint256(rate) + more, daysToMaturity) <= price);
    }

    /// @notice For all discount rates of 24 bits and days to maturity of 16 bits.
    function check_a_price_says_its_discount_rate(uint24 rate, uint16 daysToMaturity) public pure {
        uint256 price = BillPricing.price(rate, daysToMaturity);
        assert(BillPricing.discountRate(price, daysToMaturity) == rate);
    }
}
