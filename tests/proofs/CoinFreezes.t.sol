// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AnyCoin} from "./AnyCoin.sol";
import {vm} from "./Cheats.sol";

/// @title CoinFreezes
/// @notice What shares one word stays apart, and what is frozen stays.
contract CoinFreezes is AnyCoin {
    /// @notice For all accounts.
    function check_freezing_changes_the_freeze_bit_only(address account, bool frozen) public {
        uint256 word = _word(account);

        vm.prank(COMPLIANCE);
        coin.setFrozen(account, frozen);

        assert(coin.isFrozen(account) == frozen);
        assert(_word(account) | FROZEN == word | FROZEN);
    }

    /// @notice For all accounts, amounts of 256 bits, terms, times and signatures of a key, and balances within the
    /// supply, by all payments that are no orders.
    function check_no_payment_changes_what_is_above_a_balance(
        uint8 payment,
        address spender,
        address from,
        address to,
        uint256 dollars
    ) public {
        vm.assume(payment < uint8(Payment.Seize) && from != to);
        _keepsWhatIsAbove(Payment(payment), spender, from, to, dollars);
    }

    /// @notice For all accounts, amounts of 256 bits and balances within the supply.
    function check_no_order_changes_what_is_above_a_balance(
        uint8 payment,
        address from,
        address to,
        uint256 dollars
    ) public {
        vm.assume(payment >= uint8(Payment.Seize) && payment <= uint8(Payment.BurnFrozen) && from != to);
        _keepsWhatIsAbove(Payment(payment), from, from, to, dollars);
    }

    function _keepsWhatIsAbove(Payment payment, address spender, address from, address to, uint256 dollars)
        private
    {
        _assumeHeld(from, to);
        (uint256 paying, uint256 paid) = (_above(_word(from)), _above(_word(to)));

        _pay(payment, spender, from, to, dollars);

        assert(_above(_word(from)) == paying);
        assert(_above(_word(to)) == paid);
    }

    /// @notice For all accounts, amounts of 256 bits, terms, times and signatures of a key, and balances within the
    /// supply, by all payments that are no orders.
    function check_a_frozen_account_neither_sends_nor_receives(
        uint8 payment,
        address spender,
        address from,
        address to,
        uint256 dollars
    ) public {
        vm.assume(payment < uint8(Payment.Seize));
        _assumeHeld(from);
        (bool isPayingFrozen, bool isPaidFrozen) = (coin.isFrozen(from), coin.isFrozen(to));

        _pay(Payment(payment), spender, from, to, dollars);

        if (Payment(payment) != Payment.Mint) assert(!isPayingFrozen);
        if (Payment(payment) != Payment.Burn) assert(!isPaidFrozen);
    }

    /// @notice For all accounts and amounts of 256 bits.
    function check_a_frozen_spender_moves_nothing(address spender, address from, address to, uint256 dollars)
        public
    {
        vm.assume(spender != from);
        bool isFrozen = coin.isFrozen(spender);

        vm.prank(spender);
        coin.transferFrom(from, to, dollars);

        assert(!isFrozen);
    }

    /// @notice For all accounts, amounts of 256 bits and balances within the supply.
    function check_orders_take_from_frozen_accounts_only(
        uint8 payment,
        address from,
        address to,
        uint256 dollars
    ) public {
        vm.assume(payment >= uint8(Payment.Seize) && payment <= uint8(Payment.BurnFrozen));
        _assumeHeld(from);
        bool isFrozen = coin.isFrozen(from);

        _pay(Payment(payment), from, from, to, dollars);

        assert(isFrozen);
    }
}
