// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title ICashAccounts
/// @notice Cash that a contract keeps in the names of those it deals with [micro-dollars].
/// @dev What somebody is owed is written to its account and fetched by `withdraw`. So nothing that is due to one can fail
/// because the cash token refuses another, and what moves often moves without the token.
interface ICashAccounts {
    event Deposited(address indexed account, uint256 dollars);
    event Withdrawn(address indexed account, uint256 dollars);

    /// @notice There is less cash in the account.
    error InsufficientCash(uint256 held, uint256 needed);

    /// @notice Less cash arrived than was sent: the token keeps a part, or has let somebody withdraw in the midst.
    error CashNotReceived(uint256 received, uint256 sent);
    /// @notice Only the contract itself may.
    error NotItself(address caller);

    /// @notice Put cash of the caller into an account, out of the allowance it has given this contract.
    /// @dev Not needed before a payment: what the account is short of then comes out of its own allowance. Refused if less
    /// cash arrives (`CashNotReceived`): what the token kept would be missing to everybody.
    function deposit(address account, uint256 dollars) external;

    /// @notice Take cash out of the caller's account. A frozen account has to wait.
    function withdraw(uint256 dollars) external;

    /// @notice Cash in an account [micro-dollars].
    function cashOf(address account) external view returns (uint256);

    /// @notice The token that is kept, with 6 decimals.
    function cash() external view returns (IERC20);
}
