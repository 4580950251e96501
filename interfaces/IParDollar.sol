// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

/// @title IParDollar
/// @notice The coin: one Par Dollar is a claim on one dollar of the Reserve. Only the Reserve mints and burns it.
/// @dev Dollars are in micro-dollars. ERC-20 with ERC-2612 permits and ERC-5267; there is no interest, no pause, no
/// owner and no proxy. What it relies on:
/// 1. The Reserve, which creates the coin, mints only against backing.
/// 2. Compliance freezes an account only by a lawful order.
/// A frozen account moves nothing by any path: as holder, as receiver, as spender, in a mint or in a burn. It may still
/// approve and revoke, for an approval moves nothing, and none can be spent while either side is frozen.
interface IParDollar is IERC20Metadata, IERC20Permit, IERC5267 {
    /* EVENTS */

    /// @notice The account was frozen, or released.
    event FreezeChanged(address indexed account, bool isFrozen);

    /* ERRORS */

    /// @notice The holder has fewer dollars than the step needs.
    error InsufficientBalance(uint256 held, uint256 needed);

    /// @notice The holder allowed the spender fewer dollars than the step needs.
    error InsufficientAllowance(uint256 allowed, uint256 needed);

    /// @notice A lawful order stops this account.
    error AccountFrozen(address account);

    /// @notice Dollars cannot be sent to the zero address.
    error InvalidReceiver(address to);

    /// @notice The dollars minted would no longer fit beside the freeze bit of an account.
    error SupplyTooLarge(uint256 supply, uint256 minted);

    /// @notice The permit came after its deadline.
    error PermitExpired(uint256 deadline);

    /// @notice The owner did not sign this permit, or its nonce has been used.
    error InvalidSignature(address owner);

    /// @notice Only the Reserve mints and burns.
    error NotReserve(address caller);

    /// @notice Only Compliance freezes and releases.
    error NotCompliance(address caller);

    /// @notice The Reserve cannot be frozen: that would stop redemption for everybody.
    error ReserveNotFreezable();

    /* SUPPLY */

    /// @notice The only account that mints and burns: the one that created the coin.
    function reserve() external view returns (address);

    /// @notice Creates dollars for `to`.
    function mint(address to, uint256 dollars) external;

    /// @notice Destroys dollars of `from`, who needs to allow nothing: the Reserve burns only what its holder hands in.
    function burn(address from, uint256 dollars) external;

    /* PERMITS */

    /// @notice Sets an allowance by the owner's signature, which an ERC-1271 wallet may give in any form it accepts.
    /// @dev Anybody may submit a permit, so one sent together with another step can be used up beforehand by a
    /// stranger. The allowance is then set all the same: ignore the failure and go on with the other step.
    function permit(
        address owner,
        address spender,
        uint256 dollars,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /* FREEZING */

    /// @notice The only account that freezes and releases.
    function compliance() external view returns (address);

    /// @notice Whether a lawful order stops this account.
    function isFrozen(address account) external view returns (bool);

    /// @notice Freezes or releases an account; doing either twice changes nothing.
    function setFrozen(address account, bool frozen) external;
}
