// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title HolderWord
/// @notice Keeps one word for each holder, at a slot made of the address itself instead of a hash of it.
/// @dev This is the only assembly of the coin; it saves a transfer two hashes. The slot of `holder` is the complement
/// of `holder << 96`: the complement of the address in the upper 20 bytes, and ones in the lower 12.
/// 1. Two holders never share a slot: shift and complement lose no bit of an address.
/// 2. No variable of a contract is there: those are numbered from 0, and these slots begin at 2^96 - 1.
/// 3. No mapping entry or array element of a contract is there, as far as Solidity's own are apart from each other. They
/// lie at hashes. Somebody who chooses both the entry and the holder must make a hash of 256 bits meet a slot that his
/// key or contract determines: a collision, 2^128 steps. To hit one of N accounts that exist takes 2^256 / N. After
/// 2^96 steps a hash will end in twelve bytes of ones, but the account it then belongs to is nobody's.
library HolderWord {
    /// @notice The word of a holder, zero at first.
    function load(address holder) internal view returns (uint256 word) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            word := sload(not(shl(96, holder)))
        }
    }

    /// @notice Replaces the word of a holder.
    function store(address holder, uint256 word) internal {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            sstore(not(shl(96, holder)), word)
        }
    }
}
