// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice An event as Forge has recorded it.
struct Log {
    bytes32[] topics;
    bytes data;
    address emitter;
}

/// @notice What of Forge's cheat codes the tests use.
interface IVm {
    /// @notice The next call comes from this account.
    function prank(address account) external;

    /// @notice Set the time of the block [unix time].
    function warp(uint256 time) external;

    /// @notice The time of the block [unix time]. The compiler takes `block.timestamp` to stay the same within a call.
    function getBlockTimestamp() external view returns (uint256);

    /// @notice The account of a private key.
    function addr(uint256 key) external pure returns (address);

    /// @notice A signature by a private key.
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);

    /// @notice Record events from here on, and forget those before.
    function recordLogs() external;

    /// @notice The events recorded, once.
    function getRecordedLogs() external returns (Log[] memory);
}

IVm constant vm = IVm(address(uint160(uint256(keccak256("hevm cheat code")))));
