// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CashToken} from "./CashToken.sol";

/// @title ChangedCash
/// @notice Cash that can begin to keep a fee of every payment, or to refuse accounts, as real tokens can.
contract ChangedCash is CashToken {
    uint256 public fee; // of every payment [micro-dollars]
    mapping(address account => bool) public isBlocked;

    error Blocked(address account);

    function setFee(uint256 newFee) external {
        fee = newFee;
    }

    function setBlocked(address account, bool blocked) external {
        isBlocked[account] = blocked;
    }

    function _beforeTokenTransfer(address from, address to, uint256) internal view override {
        require(!isBlocked[from], Blocked(from));
        require(!isBlocked[to], Blocked(to));
    }

    function _afterTokenTransfer(address from, address to, uint256 amount) internal override {
        if (fee != 0 && from != address(0) && to != address(0)) _burn(to, amount < fee ? amount : fee);
    }
}
