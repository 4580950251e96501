// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What of Forge's cheat codes the proofs use.
interface IVm {
    /// @notice The next call comes from this account.
    function prank(address account) external;

    /// @notice What the clock says from now on.
    function warp(uint256 time) external;

    /// @notice Of these inputs only.
    function assume(bool condition) external pure;

    /// @notice A slot of an account's storage.
    function load(address account, bytes32 slot) external view returns (bytes32);
}

/// @notice What of Halmos's own cheat codes the proofs use.
interface ISvm {
    /// @notice From now on this account's storage may hold anything.
    function enableSymbolicStorage(address account) external;

    /// @notice Any number.
    function createUint256(string memory name) external returns (uint256);

    /// @notice Any word.
    function createBytes32(string memory name) external returns (bytes32);
}

IVm constant vm = IVm(address(uint160(uint256(keccak256("hevm cheat code")))));
ISvm constant svm = ISvm(address(uint160(uint256(keccak256("svm cheat code")))));
