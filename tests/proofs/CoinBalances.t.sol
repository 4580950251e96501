// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AnyCoin} from "./AnyCoin.sol";
import {SignedAuthorization} from "../../interfaces/IParDollar.sol";
import {svm, vm} from "./Cheats.sol";

/// @title CoinBalances
/// @notice Payments move coins and make none.
contract CoinBalances is AnyCoin {
    /// @notice For all accounts, amounts of 256 bits and balances within the supply.
    function check_transfer_keeps_the_sum(address from, address to, uint256 dollars) public {
        vm.assume(from != to);
        _assumeHeld(from, to);
        (uint256 paying, uint256 paid) = (coin.balanceOf(from), coin.balanceOf(to));

        vm.prank(from);
        coin.transfer(to, dollars);

        assert(coin.balanceOf(from) == paying - dollars);
        assert(coin.balanceOf(to) == paid + dollars);
    }

    /// @notice For all accounts, amounts of 256 bits and balances within the supply.
    function check_transferFrom_keeps_the_sum(address spender, address from, address to, uint256 dollars)
        public
    {
        vm.assume(from != to);
        _assumeHeld(from, to);
        (uint256 paying, uint256 paid) = (coin.balanceOf(from), coin.balanceOf(to));
        uint256 allowed = coin.allowance(from, spender);

        vm.prank(spender);
        coin.transferFrom(from, to, dollars);

        assert(coin.balanceOf(from) == paying - dollars);
        assert(coin.balanceOf(to) == paid + dollars);
        assert(allowed >= dollars);
        uint256 left = allowed == type(uint256).max ? allowed : allowed - dollars;
        assert(coin.allowance(from, spender) == left);
    }

    /// @notice For all accounts, amounts of 256 bits, terms, times and signatures of a key, and balances within the
    /// supply, in all three forms of a transfer and of a receipt.
    function check_authorizations_keep_the_sum(uint8 payment, address from, address to, uint256 dollars)
        public
    {
        vm.assume(payment >= uint8(Payment.Authorized) && payment < uint8(Payment.Seize) && from != to);
        _assumeHeld(from, to);
        (uint256 paying, uint256 paid) = (coin.balanceOf(from), coin.balanceOf(to));

        _submit(Payment(payment), _terms(from, to, dollars));

        assert(coin.balanceOf(from) == paying - dollars);
        assert(coin.balanceOf(to) == paid + dollars);
    }

    /// @notice For all pairs of accounts, of which the first pays the second twice, amounts of 256 bits, terms, times and
    /// signatures of a key, and balances within the supply.
    function check_a_batch_of_two_keeps_the_sum(address from, address to, uint256 first, uint256 second)
        public
    {
        vm.assume(from != to);
        _assumeHeld(from, to);
        (uint256 paying, uint256 paid) = (coin.balanceOf(from), coin.balanceOf(to));
        SignedAuthorization[] memory batch = new SignedAuthorization[](2);
        batch[0] = SignedAuthorization(_terms(from, to, first), _signature());
        batch[1] = SignedAuthorization(_terms(from, to, second), _signature());

        coin.transferWithAuthorizations(batch);

        assert(coin.balanceOf(from) == paying - first - second);
        assert(coin.balanceOf(to) == paid + first + second);
        assert(coin.authorizationState(from, batch[0].terms.nonce));
        assert(coin.authorizationState(from, batch[1].terms.nonce));
    }

    /// @notice For all accounts, amounts of 256 bits and balances within the supply.
    function check_seize_keeps_the_sum(address from, address to, uint256 dollars) public {
        vm.assume(from != to);
        _assumeHeld(from, to);
        (uint256 paying, uint256 paid) = (coin.balanceOf(from), coin.balanceOf(to));

        _order(Payment.Seize, from, to, dollars);

        assert(coin.balanceOf(from) == paying - dollars);
        assert(coin.balanceOf(to) == paid + dollars);
    }

    /// @notice For all accounts, amounts of 256 bits and balances within the supply.
    function check_reissue_keeps_the_sum_and_the_supply(address from, address to, uint256 dollars) public {
        vm.assume(from != to);
        _assumeHeld(from, to);
        (uint256 paying, uint256 paid) = (coin.balanceOf(from), coin.balanceOf(to));
        uint256 supply = coin.totalSupply();

        _order(Payment.Reissue, from, to, dollars);

        assert(coin.balanceOf(from) == paying - dollars);
        assert(coin.balanceOf(to) == paid + dollars);
        assert(coin.totalSupply() == supply);
    }

    /// @notice For all accounts, amounts of 256 bits and balances within the supply.
    function check_burnFrozen_takes_from_balance_and_supply_alike(address from, uint256 dollars) public {
        _assumeHeld(from);
        (uint256 held, uint256 supply) = (coin.balanceOf(from), coin.totalSupply());

        _order(Payment.BurnFrozen, from, from, dollars);

        assert(coin.balanceOf(from) == held - dollars);
        assert(coin.totalSupply() == supply - dollars);
    }

    /// @notice For all accounts, amounts of 256 bits, terms, times and signatures of a key, and balances within the
    /// supply, by all payments from one account to another and by orders.
    function check_paying_oneself_changes_nothing(
        uint8 payment,
        address spender,
        address holder,
        uint256 dollars
    ) public {
        vm.assume(payment < uint8(Payment.BurnFrozen));
        vm.assume(payment != uint8(Payment.Mint) && payment != uint8(Payment.Burn));
        _assumeHeld(holder);
        (uint256 word, uint256 supply) = (_word(holder), coin.totalSupply());

        _pay(Payment(payment), spender, holder, holder, dollars);

        assert(_word(holder) == word);
        assert(coin.totalSupply() == supply);
    }

    /// @notice For all accounts, amounts of 256 bits and balances within the supply.
    function check_mint_adds_to_balance_and_supply_alike(address to, uint256 dollars) public {
        _assumeHeld(to);
        (uint256 held, uint256 supply) = (coin.balanceOf(to), coin.totalSupply());

        coin.mint(to, dollars);

        assert(coin.balanceOf(to) == held + dollars);
        assert(coin.totalSupply() == supply + dollars);
        assert(coin.totalSupply() < FROZEN);
    }

    /// @notice For all accounts, amounts of 256 bits and balances within the supply.
    function check_burn_takes_from_balance_and_supply_alike(address from, uint256 dollars) public {
        _assumeHeld(from);
        (uint256 held, uint256 supply) = (coin.balanceOf(from), coin.totalSupply());

        coin.burn(from, dollars);

        assert(coin.balanceOf(from) == held - dollars);
        assert(coin.totalSupply() == supply - dollars);
    }

    /// @notice For all accounts, amounts of 256 bits, terms, times and signatures of a key, and balances within the
    /// supply, by all payments and orders.
    function check_no_payment_touches_a_third(
        uint8 payment,
        address spender,
        address from,
        address to,
        address third,
        uint256 dollars
    ) public {
        vm.assume(payment <= uint8(type(Payment).max) && third != from && third != to);
        _assumeHeld(from);
        uint256 word = _word(third);

        _pay(Payment(payment), spender, from, to, dollars);

        assert(_word(third) == word);
    }

    function _signature() private returns (bytes memory) {
        return abi.encodePacked(svm.createBytes32("r"), svm.createBytes32("s"), uint8(svm.createUint256("v")));
    }
}
