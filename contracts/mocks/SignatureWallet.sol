// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @title SignatureWallet
/// @notice A wallet that accepts as its signature whatever its owner has noted beforehand, of any length.
contract SignatureWallet is IERC1271 {
    mapping(bytes32 signedHash => bytes32 signatureHash) private _noted;

    /// @notice From now on this signature stands for this hash.
    function note(bytes32 signedHash, bytes calldata signature) external {
        _noted[signedHash] = keccak256(signature);
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 signedHash, bytes calldata signature) external view returns (bytes4) {
        return _noted[signedHash] == keccak256(signature) ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}
