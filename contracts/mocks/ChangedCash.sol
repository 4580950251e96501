// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CashToken} from "./CashToken.sol";

/// @title ChangedCash
/// @notice Cash that can begin to keep a fee of every payment, to refuse accounts, to answer that it has not paid, or to let
/// somebody act in the midst of a payment, as real tokens can.
contract ChangedCash is CashToken {
    /// @dev A call that is made once, in the next payment that nobody has intruded upon.
    struct Intrusion {
        address target;
        bytes data;
        bool isBefore; // the cash has moved
    }

    uint256 public fee; // of every payment [micro-dollars]
    mapping(address account => bool) public isBlocked;
    bool public isRefusing; // every payment: it answers `false` and moves nothing
    uint256 public intrusions; // that have succeeded

    Intrusion[] private _planned; // the last one comes first

    error Blocked(address account);

    function setFee(uint256 newFee) external {
        fee = newFee;
    }

    function setBlocked(address account, bool blocked) external {
        isBlocked[account] = blocked;
    }

    function setRefusing(bool refusing) external {
        isRefusing = refusing;
    }

    /// @notice Ahead of what is planned already.
    function plan(address target, bytes calldata data, bool isBefore) external {
        _planned.push(Intrusion(target, data, isBefore));
    }

    function forgetPlans() external {
        delete _planned;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return !isRefusing && super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        return !isRefusing && super.transferFrom(from, to, amount);
    }

    function _beforeTokenTransfer(address from, address to, uint256) internal override {
        require(!isBlocked[from], Blocked(from));
        require(!isBlocked[to], Blocked(to));
        if (from != address(0) && to != address(0)) _intrude(true);
    }

    function _afterTokenTransfer(address from, address to, uint256 amount) internal override {
        if (from == address(0) || to == address(0)) return;
        if (fee != 0) _burn(to, amount < fee ? amount : fee);
        _intrude(false);
    }

    /// @dev Who intrudes in vain stops nobody.
    function _intrude(bool isBefore) private {
        uint256 planned = _planned.length;
        if (planned == 0 || _planned[planned - 1].isBefore != isBefore) return;

        Intrusion memory next = _planned[planned - 1];
        _planned.pop();
        // solhint-disable-next-line avoid-low-level-calls
        (bool succeeded,) = next.target.call(next.data);
        if (succeeded) intrusions++;
    }
}
