// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {vm} from "./IVm.sol";
import {Ledger} from "./Ledger.sol";

/// @title Steps
/// @notice What steps of all kinds need: somebody to take them, drawn so that most succeed, prices, and time.
abstract contract Steps is Ledger {
    uint256 private constant RARELY = 10; // one draw of so many is one that should be refused

    error NothingToDo();

    /* WHO */

    function _anybody(uint256 who) internal view returns (address) {
        return _of(everybody, who);
    }

    function _saver(uint256 who) internal view returns (address) {
        return _of(savers, who);
    }

    function _holder(uint256 who) internal view returns (address) {
        return _of(holders, who);
    }

    /// @dev The first from `who` on that is not frozen; rarely, whoever it is.
    function _of(address[] storage accounts, uint256 who) private view returns (address) {
        for (uint256 i = 0; i < accounts.length && !_isRare(who); i++) {
            address account = accounts[(who + i) % accounts.length];
            if (!compliance.isFrozen(account)) return account;
        }
        return accounts[who % accounts.length];
    }

    /// @dev The first from `who` on that has some of a token, and is frozen or is not, if there is such a one.
    function _owner(IERC20 token, uint256 who, bool isFrozen) internal view returns (address owner) {
        for (uint256 i = 0; i < everybody.length; i++) {
            address account = everybody[(who + i) % everybody.length];
            if (token.balanceOf(account) == 0) continue;
            owner = account;
            if (compliance.isFrozen(owner) == isFrozen) return owner;
        }
        require(owner != address(0), NothingToDo());
    }

    function _isRare(uint256 drawn) internal pure returns (bool) {
        return drawn % RARELY == 0;
    }

    /* HOW MUCH */

    function _percentOf(uint256 whole, uint256 percent) internal pure returns (uint256) {
        return whole * (percent % 101) / 100;
    }

    function _within(uint256 drawn, uint256 least, uint256 most) internal pure returns (uint256) {
        return least + drawn % (most - least + 1);
    }

    function _lesser(uint256 one, uint256 other) internal pure returns (uint256) {
        return one < other ? one : other;
    }

    /* COINS AND PRICES */

    function _mint(address holder, uint256 dollars) internal {
        if (_now() > reserve.standing().cashPricedAt + 4 days) reserve.publishCashPrice(1e6);
        vm.prank(holder);
        reserve.mint(holder, dollars);
        created += dollars;
    }

    /// @dev The same for all maturities, once a day [0.01 %].
    function _publishYields(int16 yield) internal {
        uint32 today = uint32(_now() / 1 days);
        (uint32 latest,) = rateBoard.latest();
        if (latest != today) rateBoard.publish(today, [yield, yield, yield, yield, yield, yield]);
    }

    /* TIME */

    function _waitUntil(uint256 time) internal {
        if (_now() < time) vm.warp(time);
    }
}
