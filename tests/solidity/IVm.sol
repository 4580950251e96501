// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What of Forge's cheat codes the tests use.
interface IVm {
    /// @notice The next call comes from this account.
    function prank(address account) external;

    /// @notice Set the time of the block [unix time].
    function warp(uint256 time) external;

    /// @notice Give up this run unless the condition holds.
    function assume(bool condition) external pure;
}

IVm constant vm = IVm(address(uint160(uint256(keccak256("hevm cheat code")))));
