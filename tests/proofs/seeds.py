"""Bugs, each of which a proof must find: what is put in the place of what, and the proof."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Seed:
    bug: str
    file: str
    old: str
    new: str
    proof: str  # Contract.check_what_it_proves


COIN = "contracts/ParDollar.sol"
COST = "contracts/libraries/AmortisedCost.sol"
ALLOTMENT = "contracts/libraries/Allotment.sol"
NOTES = "contracts/libraries/NotePricing.sol"
TIPS = "contracts/libraries/TipsPricing.sol"
BILLS = "contracts/libraries/BillPricing.sol"
REGISTRY = "contracts/TreasuryRegistry.sol"

SEEDS = (
    Seed(
        "dollars beyond any balance are not looked at",
        COIN,
        "((held | left | word) & FROZEN) | (dollars / FROZEN)",
        "(held | left | word) & FROZEN",
        "CoinBalances.check_transfer_keeps_the_sum",
    ),
    Seed(
        "a payment to oneself is credited to the balance of before",
        COIN,
        "from.store(left);\n            uint256 word = to.load(); "
        "// after the store: a holder may pay itself",
        "uint256 word = to.load();\n            from.store(left);",
        "CoinBalances.check_paying_oneself_changes_nothing",
    ),
    Seed(
        "an allowance is not spent",
        COIN,
        "allowance[owner][spender] = allowed - dollars;",
        "allowance[owner][spender] = allowed;",
        "CoinBalances.check_transferFrom_keeps_the_sum",
    ),
    Seed(
        "an authorization in bytes pays who sends it",
        COIN,
        "_useAuthorization(TRANSFER_TYPEHASH, terms), signature);\n\n"
        "        _move(terms.from, terms.to, terms.dollars);",
        "_useAuthorization(TRANSFER_TYPEHASH, terms), signature);\n\n"
        "        _move(terms.from, msg.sender, terms.dollars);",
        "CoinBalances.check_authorizations_keep_the_sum",
    ),
    Seed(
        "the first of a batch is paid and no other",
        COIN,
        "i < signed.length; i++) {\n            _transfer(",
        "i < 1; i++) {\n            _transfer(",
        "CoinBalances.check_a_batch_of_two_keeps_the_sum",
    ),
    Seed(
        "what is seized is made instead of moved",
        COIN,
        "whileReleased(from) {\n        _move(from, to, dollars);",
        "whileReleased(from) {\n        _mint(to, dollars);",
        "CoinBalances.check_seize_keeps_the_sum",
    ),
    Seed(
        "what is reissued is not destroyed before",
        COIN,
        "whileReleased(from) {\n        _burn(from, dollars);\n        _mint(",
        "whileReleased(from) {\n        _mint(",
        "CoinBalances.check_reissue_keeps_the_sum_and_the_supply",
    ),
    Seed(
        "what an order destroys goes to the Reserve",
        COIN,
        "whileReleased(from) {\n        _burn(from, dollars);\n    }",
        "whileReleased(from) {\n        _move(from, reserve, dollars);\n    }",
        "CoinBalances.check_burnFrozen_takes_from_balance_and_supply_alike",
    ),
    Seed(
        "minting does not count what was minted before",
        COIN,
        "totalSupply = supply + dollars;",
        "totalSupply = dollars;",
        "CoinBalances.check_mint_adds_to_balance_and_supply_alike",
    ),
    Seed(
        "burning is not compared with the balance",
        COIN,
        "require(held & FROZEN == 0, AccountFrozen(from));\n"
        "        require(_balance(held) >= dollars, InsufficientBalance(_balance(held), dollars));\n\n"
        "        unchecked {",
        "require(held & FROZEN == 0, AccountFrozen(from));\n\n        unchecked {",
        "CoinBalances.check_burn_takes_from_balance_and_supply_alike",
    ),
    Seed(
        "a holder's slot loses the lowest bit of the address",
        "contracts/libraries/HolderWord.sol",
        "sstore(not(shl(96, holder)), word)",
        "sstore(not(shl(97, shr(1, holder))), word)",
        "CoinBalances.check_no_payment_touches_a_third",
    ),
    Seed(
        "freezing takes the lowest bit of the number of permits",
        COIN,
        "frozen ? word | FROZEN : word & ~FROZEN",
        "frozen ? word | FROZEN : word & ~(FROZEN | ONE_PERMIT)",
        "CoinFreezes.check_freezing_changes_the_freeze_bit_only",
    ),
    Seed(
        "a payment is not compared with the bit that it would borrow from",
        COIN,
        "((held | left | word) & FROZEN)",
        "((held | word) & FROZEN)",
        "CoinFreezes.check_no_payment_changes_what_is_above_a_balance",
    ),
    Seed(
        "an order that takes coins releases the account",
        COIN,
        "account.store(account.load() | FROZEN);",
        "account.store(account.load());",
        "CoinFreezes.check_no_order_changes_what_is_above_a_balance",
    ),
    Seed(
        "a payment does not look at its receiver",
        COIN,
        "((held | left | word) & FROZEN)",
        "((held | left) & FROZEN)",
        "CoinFreezes.check_a_frozen_account_neither_sends_nor_receives",
    ),
    Seed(
        "a frozen spender is not asked for",
        COIN,
        "require(msg.sender == from || !isFrozen(msg.sender), AccountFrozen(msg.sender));\n        ",
        "",
        "CoinFreezes.check_a_frozen_spender_moves_nothing",
    ),
    Seed(
        "an order takes from a free account",
        COIN,
        "require(isFrozen(account), AccountNotFrozen(account));\n        ",
        "",
        "CoinFreezes.check_orders_take_from_frozen_accounts_only",
    ),
    Seed(
        "a used nonce is accepted again by a transfer",
        COIN,
        "require(!authorizationState[authorizer][nonce], NonceUsed(authorizer, nonce));\n\n        ",
        "",
        "CoinSignatures.check_a_transfer_uses_its_nonce",
    ),
    Seed(
        "a receipt does not use its nonce",
        COIN,
        "authorizationState[authorizer][nonce] = true;",
        "authorizationState[authorizer][nonce] = msg.sender == authorizer;",
        "CoinSignatures.check_a_receipt_uses_its_nonce",
    ),
    Seed(
        "a cancellation does not use its nonce",
        COIN,
        "returns (bytes32 message) {\n        _useNonce(authorizer, nonce);\n",
        "returns (bytes32 message) {",
        "CoinSignatures.check_a_cancellation_uses_its_nonce",
    ),
    Seed(
        "a permit is counted into the freeze bit",
        COIN,
        "ONE_PERMIT = 1 << 192",
        "ONE_PERMIT = 1 << 191",
        "CoinSignatures.check_a_permit_is_counted_and_nothing_else",
    ),
    Seed(
        "an authorization is good in its last second as well",
        COIN,
        "block.timestamp < terms.validBefore",
        "block.timestamp <= terms.validBefore",
        "CoinSignatures.check_an_authorization_is_good_between_its_times_only",
    ),
    Seed(
        "anybody may send a receipt",
        COIN,
        "require(msg.sender == to, NotReceiver(msg.sender));\n        ",
        "",
        "CoinSignatures.check_a_receipt_is_its_receivers_to_send",
    ),
    Seed(
        "an authorization does not say whom it pays",
        COIN,
        "abi.encode(typehash, terms)",
        "abi.encode(typehash, terms.from, terms.dollars, terms.validAfter, terms.validBefore, terms.nonce)",
        "CoinSignatures.check_who_transfers_has_signed_all_terms",
    ),
    Seed(
        "a receipt is signed like a transfer",
        COIN,
        "_useAuthorization(RECEIVE_TYPEHASH, terms), v, r, s)",
        "_useAuthorization(TRANSFER_TYPEHASH, terms), v, r, s)",
        "CoinSignatures.check_who_lets_receive_has_signed_all_terms",
    ),
    Seed(
        "a cancellation does not say which nonce",
        COIN,
        "abi.encode(CANCEL_TYPEHASH, authorizer, nonce)",
        "abi.encode(CANCEL_TYPEHASH, authorizer)",
        "CoinSignatures.check_who_cancels_has_signed_the_nonce",
    ),
    Seed(
        "a permit does not say until when",
        COIN,
        "spender, dollars, nonce, deadline));",
        "spender, dollars, nonce));",
        "CoinSignatures.check_who_permits_has_signed_all_terms",
    ),
    Seed(
        "an authorization does not say how much it pays",
        COIN,
        "abi.encode(typehash, terms)",
        "abi.encode(typehash, terms.from, terms.to, terms.validAfter, terms.validBefore, terms.nonce)",
        "CoinWallets.check_what_is_signed_is_one_thing",
    ),
    Seed(
        "an authorization does not say its nonce",
        COIN,
        "abi.encode(typehash, terms)",
        "abi.encode(typehash, terms.from, terms.to, terms.dollars, terms.validAfter, terms.validBefore)",
        "CoinWallets.check_what_is_signed_once_is_good_once",
    ),
    Seed(
        "a discount counts the life from its end",
        COST,
        "uint256 whole = maturity - since;",
        "uint256 whole = maturity - time;",
        "Accretion.check_a_bill_is_never_worth_too_much",
    ),
    Seed(
        "a discount is rounded down",
        COST,
        "(discount * (maturity - time) + whole - 1) / whole",
        "discount * (maturity - time) / whole",
        "Accretion.check_a_bill_is_never_worth_too_much",
    ),
    Seed(
        "a discount is rounded up by a whole too many",
        COST,
        "+ whole - 1) / whole",
        "+ whole) / whole",
        "Accretion.check_a_bill_begins_at_its_cost",
    ),
    Seed(
        "rounding up adds to a discount that is whole",
        COST,
        "+ whole - 1) / whole",
        "+ 2 * whole - 1) / whole",
        "Accretion.check_a_bill_is_worth_its_cost_at_least",
    ),
    Seed(
        "a discount grows with the time that has passed",
        COST,
        "discount * (maturity - time)",
        "discount * (time - since)",
        "Accretion.check_a_bill_never_loses",
    ),
    Seed(
        "a bill is not par at maturity but after it",
        COST,
        "if (time >= maturity) return 0;",
        "if (time > maturity) return 0;\n        if (time == maturity) return discount;",
        "Accretion.check_a_bill_is_par_from_maturity_on",
    ),
    Seed(
        "an award is rounded down",
        ALLOTMENT,
        "(units * percentage + WHOLE - 1) / WHOLE",
        "units * percentage / WHOLE",
        "Awards.check_an_award_is_its_share_rounded_up",
    ),
    Seed(
        "a large bid loses a unit",
        ALLOTMENT,
        "(units * percentage + WHOLE - 1) / WHOLE;",
        "(units * percentage + WHOLE - 1) / WHOLE - units / 1e9;",
        "Awards.check_a_larger_bid_is_not_awarded_less",
    ),
    Seed(
        "a whole share is taken for none",
        ALLOTMENT,
        "(units * percentage + WHOLE - 1) / WHOLE;",
        "(units * (percentage % WHOLE) + WHOLE - 1) / WHOLE;",
        "Awards.check_a_larger_share_is_not_less",
    ),
    Seed(
        "the share is rounded down",
        ALLOTMENT,
        "(remaining * WHOLE + demandAtHigh - 1) / demandAtHigh",
        "remaining * WHOLE / demandAtHigh",
        "Awards.check_the_share_is_rounded_up_to_a_hundredth_of_a_percent",
    ),
    Seed(
        "the share is rounded to a whole percent",
        ALLOTMENT,
        "return (remaining * WHOLE + demandAtHigh - 1) / demandAtHigh;",
        "return (remaining * 100 + demandAtHigh - 1) / demandAtHigh * 100;",
        "Awards.check_all_that_remains_is_awarded_and_hardly_more",
    ),
    Seed(
        "the limit is rounded up",
        ALLOTMENT,
        "offering * 35 / 100",
        "(offering * 35 + 99) / 100",
        "Awards.check_the_limit_is_35_percent_rounded_down",
    ),
    Seed(
        "interest is that of the days that remain",
        NOTES,
        "timing.earned * timing.daysInHalfYear - timing.daysToCoupon * timing.ofEarned",
        "timing.daysToCoupon * timing.ofEarned",
        "Interest.check_interest_never_falls_and_is_the_coupon_at_most",
    ),
    Seed(
        "interest counts a day too many",
        NOTES,
        "timing.earned * timing.daysInHalfYear - timing.daysToCoupon * timing.ofEarned",
        "timing.earned * timing.daysInHalfYear - timing.daysToCoupon * timing.ofEarned + timing.ofEarned",
        "Interest.check_interest_begins_at_nothing_and_ends_at_the_coupon",
    ),
    Seed(
        "interest is rounded down",
        NOTES,
        "(2 * numerator + denominator) / (2 * denominator)",
        "numerator / denominator",
        "Interest.check_interest_is_the_share_of_the_days_rounded_half_up",
    ),
    Seed(
        "the days that remain count as those of a part of a half-year",
        NOTES,
        "timing.earned * timing.daysInHalfYear - timing.daysToCoupon * timing.ofEarned",
        "timing.earned * timing.daysInHalfYear - timing.daysToCoupon * timing.earned",
        "Interest.check_interest_of_a_short_first_period_is_the_share_of_its_days",
    ),
    Seed(
        "a long first period forgets its whole half-year",
        NOTES,
        "timing.earned * timing.daysInHalfYear - timing.daysToCoupon * timing.ofEarned",
        "timing.earned % timing.ofEarned * timing.daysInHalfYear - timing.daysToCoupon * timing.ofEarned",
        "Interest.check_interest_of_a_long_first_period_is_the_share_of_its_parts",
    ),
    Seed(
        "a part of one half-year is divided by the days of another",
        NOTES,
        "timing.ofEarned * timing.daysInHalfYear\n",
        "timing.daysInHalfYear * timing.daysInHalfYear\n",
        "Interest.check_interest_of_a_long_first_period_goes_on_after_its_fraction",
    ),
    Seed(
        "every half-year has 182 days",
        NOTES,
        "timing.daysInHalfYear = next - previous;",
        "timing.daysInHalfYear = 182;",
        "Interest.check_interest_on_a_date_is_that_of_its_days",
    ),
    Seed(
        "a long first period pays its part only",
        NOTES,
        "timing.earned + (timing.isDeferred ? timing.ofEarned : 0)",
        "timing.earned",
        "Interest.check_a_first_payment_is_what_has_accrued_by_then",
    ),
    Seed(
        "a coupon is that of a quarter",
        REGISTRY,
        "HALF_YEAR_COUPON = 500",
        "HALF_YEAR_COUPON = 250",
        "Coupons.check_a_coupon_is_half_the_interest_rate_and_what_has_accrued",
    ),
    Seed(
        "what is credited is rounded to a cent",
        REGISTRY,
        "_credit(holding, holding.units * interest);",
        "_credit(holding, holding.units * interest / 10_000 * 10_000);",
        "Coupons.check_two_holders_are_credited_what_one_would_be",
    ),
    Seed(
        "an interest rate has no maximum",
        REGISTRY,
        "MAXIMUM_INTEREST_RATE = 100_000",
        "MAXIMUM_INTEREST_RATE = type(uint24).max",
        "Coupons.check_a_century_of_interest_fits_its_holding",
    ),
    Seed(
        "every payment is taken for the first",
        REGISTRY,
        "if (from == 0 && security.firstCoupon != FirstCoupon.Normal)",
        "if (security.firstCoupon != FirstCoupon.Normal)",
        "Coupons.check_interest_credited_in_two_steps_is_that_of_one",
    ),
    Seed(
        "fixed interest is credited from the first payment on",
        REGISTRY,
        "interest = _interestFixed[cusip][coupon] - _interestFixed[cusip][from];",
        "interest = _interestFixed[cusip][coupon];",
        "Coupons.check_fixed_interest_credited_in_two_steps_is_that_of_one",
    ),
    Seed(
        "indexed principal has no floor",
        TIPS,
        "principal < NotePricing.PAR ? NotePricing.PAR : principal",
        "principal",
        "Prices.check_indexed_principal_is_par_at_least",
    ),
    Seed(
        "an index is a quotient",
        TIPS,
        "_roundedRatio(unadjusted * indexRatio, ONE)",
        "_roundedRatio(unadjusted * ONE, indexRatio)",
        "Prices.check_indexed_interest_does_not_fall_as_prices_rise",
    ),
    Seed(
        "a bill costs its discount",
        BILLS,
        "return PAR - discount;",
        "return discount;",
        "Prices.check_a_bill_costs_par_at_most_and_less_at_a_higher_rate",
    ),
    Seed(
        "the discount rate counts a year of 365 days",
        BILLS,
        "DAYS_IN_DISCOUNT_YEAR = 360",
        "DAYS_IN_DISCOUNT_YEAR = 365",
        "Prices.check_a_price_says_its_discount_rate",
    ),
)
