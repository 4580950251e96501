// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AnyCoin} from "./AnyCoin.sol";
import {vm} from "./Cheats.sol";

/// @title CoinBalances
/// @notice Payments move coins and make none. For all accounts, amounts of 256 bits and balances within the supply.
contract CoinBalances is AnyCoin {
    function check_transfer_keeps_the_sum(address from, address to, uint256 dollars) public {
        vm.assume(from != to);
        _assumeHeld(from, to);
        (uint256 paying, uint256 paid) = (coin.balanceOf(from), coin.balanceOf(to));

        vm.prank(from);
        coin.transfer(to, dollars);

        assert(coin.balanceOf(from) == paying - dollars);
        assert(coin.balanceOf(to) == paid + dollars);
    }

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

    function check_paying_oneself_changes_nothing(address holder, uint256 dollars) public {
        _assumeHeld(holder);
        uint256 word = _word(holder);

        vm.prank(holder);
        coin.transfer(holder, dollars);

        assert(_word(holder) == word);
    }

    function check_mint_adds_to_balance_and_supply_alike(address to, uint256 dollars) public {
        _assumeHeld(to);
        (uint256 held, uint256 supply) = (coin.balanceOf(to), coin.totalSupply());

        coin.mint(to, dollars);

        assert(coin.balanceOf(to) == held + dollars);
        assert(coin.totalSupply() == supply + dollars);
        assert(coin.totalSupply() < FROZEN);
    }

    function check_burn_takes_from_balance_and_supply_alike(address from, uint256 dollars) public {
        _assumeHeld(from);
        (uint256 held, uint256 supply) = (coin.balanceOf(from), coin.totalSupply());

        coin.burn(from, dollars);

        assert(coin.balanceOf(from) == held - dollars);
        assert(coin.totalSupply() == supply - dollars);
    }

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
}
