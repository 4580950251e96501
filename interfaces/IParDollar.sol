// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

/// @notice A payment that a holder signs and somebody else sends (ERC-3009).
struct Authorization {
    address from; // who signs
    address to;
    uint256 dollars; // [micro-dollars]
    uint256 validAfter; // the last second at which it is not valid yet [unix time]
    uint256 validBefore; // the first second at which it is valid no longer [unix time]
    bytes32 nonce; // any that `from` has not used; they need no order
}

/// @notice An authorization with its signature: 65 bytes (r, s, v) of a key, or whatever an ERC-1271 wallet accepts.
struct SignedAuthorization {
    Authorization terms;
    bytes signature;
}

/// @title IParDollar
/// @notice The coin: one Par Dollar is a claim on one dollar of the Reserve. Only the Reserve mints and burns it, but for
/// what a lawful order commands.
/// @dev Dollars are in micro-dollars. ERC-20 with ERC-2612 permits, ERC-3009 authorizations and ERC-5267; there is no
/// interest, no pause, no owner and no proxy. What it relies on:
/// 1. The Reserve, which creates the coin, mints only against backing.
/// 2. Compliance does only what a lawful order commands.
/// A frozen account moves nothing by any path: as holder, as receiver, as spender, in a mint or in a burn. It may still
/// approve, cancel and revoke, for these move nothing, and no approval can be spent while either side is frozen. Who
/// sends what a holder has signed takes no part in it, and is not asked.
/// Every signature is EIP-712, by a key or by an ERC-1271 wallet. Of the two signatures (r, s) and (r, -s) that a key can
/// turn into each other only the one with the lower s is accepted.
interface IParDollar is IERC20Metadata, IERC20Permit, IERC5267 {
    /* EVENTS */

    /// @notice The account was frozen, or released.
    event FreezeChanged(address indexed account, bool isFrozen);

    /// @notice An authorization has moved its dollars, and its nonce is used.
    event AuthorizationUsed(address indexed authorizer, bytes32 indexed nonce);

    /// @notice The holder has used up the nonce without moving anything.
    event AuthorizationCanceled(address indexed authorizer, bytes32 indexed nonce);

    /* ERRORS */

    /// @notice The holder has fewer dollars than the step needs.
    error InsufficientBalance(uint256 held, uint256 needed);

    /// @notice The holder allowed the spender fewer dollars than the step needs.
    error InsufficientAllowance(uint256 allowed, uint256 needed);

    /// @notice A lawful order stops this account.
    error AccountFrozen(address account);

    /// @notice An order can take dollars only from an account that is frozen.
    error AccountNotFrozen(address account);

    /// @notice Dollars cannot be sent to the zero address.
    error InvalidReceiver(address to);

    /// @notice The dollars minted would no longer fit below the freeze bit of an account.
    error SupplyTooLarge(uint256 supply, uint256 minted);

    /// @notice The permit came after its deadline.
    error PermitExpired(uint256 deadline);

    /// @notice The authorization came too early.
    error AuthorizationNotYetValid(uint256 validAfter);

    /// @notice The authorization came too late.
    error AuthorizationExpired(uint256 validBefore);

    /// @notice The nonce was used or cancelled before.
    error NonceUsed(address authorizer, bytes32 nonce);

    /// @notice Only the receiver sends this authorization.
    error NotReceiver(address caller);

    /// @notice The account did not sign this; or, of a permit, its nonce has been used.
    error InvalidSignature(address signer);

    /// @notice Only the Reserve mints and burns.
    error NotReserve(address caller);

    /// @notice Only Compliance carries out lawful orders.
    error NotCompliance(address caller);

    /// @notice The Reserve cannot be frozen: that would stop redemption for everybody.
    error ReserveNotFreezable();

    /* SUPPLY */

    /// @notice The only account that mints and burns without an order: the one that created the coin.
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

    /* AUTHORIZATIONS */

    /// @notice Moves dollars by the holder's signature, which anybody may send.
    /// @dev A contract that wants to act on the payment in the same step must use `receiveWithAuthorization`: a stranger
    /// could send this one beforehand.
    function transferWithAuthorization(
        address from,
        address to,
        uint256 dollars,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;

    /// @notice The same, with a signature that an ERC-1271 wallet may give in any form it accepts.
    function transferWithAuthorization(
        address from,
        address to,
        uint256 dollars,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external;

    /// @notice Moves dollars by the holder's signature, which only the receiver may send.
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 dollars,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;

    /// @notice The same, with a signature that an ERC-1271 wallet may give in any form it accepts.
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 dollars,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external;

    /// @notice Carries out many `transferWithAuthorization` in their order, all or none.
    /// @dev A stranger who sends one of them beforehand makes the whole fail; send the rest again without it.
    function transferWithAuthorizations(SignedAuthorization[] calldata signed) external;

    /// @notice Carries out many `receiveWithAuthorization` in their order, all or none; all are to the caller, so no
    /// stranger can send one beforehand.
    function receiveWithAuthorizations(SignedAuthorization[] calldata signed) external;

    /// @notice Uses up a nonce by the holder's signature, so that an authorization can no longer be sent.
    function cancelAuthorization(address authorizer, bytes32 nonce, uint8 v, bytes32 r, bytes32 s) external;

    /// @notice The same, with a signature that an ERC-1271 wallet may give in any form it accepts.
    function cancelAuthorization(address authorizer, bytes32 nonce, bytes calldata signature) external;

    /// @notice Whether the nonce was used or cancelled.
    function authorizationState(address authorizer, bytes32 nonce) external view returns (bool);

    /* LAWFUL ORDERS */

    /// @notice The only account that carries out lawful orders.
    function compliance() external view returns (address);

    /// @notice Whether a lawful order stops this account. The zero address is stopped from the start.
    function isFrozen(address account) external view returns (bool);

    /// @notice Freezes or releases an account; doing either twice changes nothing.
    function setFrozen(address account, bool frozen) external;

    /// @notice Moves dollars of a frozen account, which stays frozen, to one that is not.
    function seize(address from, address to, uint256 dollars) external;

    /// @notice Destroys dollars of a frozen account, which stays frozen, and creates as many for one that is not.
    function reissue(address from, address to, uint256 dollars) external;

    /// @notice Destroys dollars of a frozen account, which stays frozen. What backed them becomes surplus.
    function burnFrozen(address from, uint256 dollars) external;
}
