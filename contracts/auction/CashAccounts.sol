// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {ICashAccounts} from "../../interfaces/ICashAccounts.sol";

/// @title CashAccounts
/// @notice Cash kept in the names of those a contract deals with.
abstract contract CashAccounts is ICashAccounts {
    using SafeERC20 for IERC20;

    IERC20 public immutable cash;

    /// @inheritdoc ICashAccounts
    mapping(address account => uint256) public cashOf;

    constructor(IERC20 cash_) {
        cash = cash_;
    }

    /// @inheritdoc ICashAccounts
    function deposit(address account, uint256 dollars) external {
        cashOf[account] += dollars;
        emit Deposited(account, dollars);

        _collect(msg.sender, dollars);
    }

    /// @inheritdoc ICashAccounts
    function withdraw(uint256 dollars) external {
        _requireMayWithdraw(msg.sender);
        uint256 held = cashOf[msg.sender];
        require(held >= dollars, InsufficientCash(held, dollars));

        cashOf[msg.sender] = held - dollars;
        emit Withdrawn(msg.sender, dollars);

        cash.safeTransfer(msg.sender, dollars);
    }

    function _requireMayWithdraw(address account) internal view virtual;

    /// @dev Take a payment out of an account, and what it is short of out of the allowance.
    function _take(address account, uint256 dollars) internal {
        uint256 held = cashOf[account];
        if (held >= dollars) {
            cashOf[account] = held - dollars;
            return;
        }

        if (held != 0) cashOf[account] = 0;
        _collect(account, dollars - held);
    }

    /// @dev Bring an account up to a payment out of its allowance, so that `_take` cannot fail; false, and nothing has
    /// moved, if the token refuses or keeps a part.
    function _fund(address account, uint256 dollars) internal returns (bool) {
        uint256 held = cashOf[account];
        if (held >= dollars) return true;

        // slither-disable-next-line reentrancy-no-eth,reentrancy-events (callers look again at what they asked before)
        try this.collect(account, dollars - held) {
            return cashOf[account] >= dollars; // the token may have let its holder act
        } catch {
            return false;
        }
    }

    /// @dev Only for this contract, of which a part that is refused is undone as a whole.
    function collect(address account, uint256 dollars) external {
        require(msg.sender == address(this), NotItself(msg.sender));

        _collect(account, dollars);
        cashOf[account] += dollars;
    }

    function _collect(address from, uint256 dollars) private {
        uint256 before = _cashHeld();
        cash.safeTransferFrom(from, address(this), dollars);
        _requireReceived(before, dollars);
    }

    /// @dev What the token kept of a payment would be missing to everybody.
    function _requireReceived(uint256 before, uint256 dollars) private view {
        uint256 received = Math.saturatingSub(_cashHeld(), before);
        require(received >= dollars, CashNotReceived(received, dollars));
    }

    function _cashHeld() private view returns (uint256) {
        return cash.balanceOf(address(this));
    }

    function _give(address account, uint256 dollars) internal {
        if (dollars != 0) cashOf[account] += dollars;
    }
}
