// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Note that the program has come here.
function hit(uint256 site) pure {
    _asPure(_touch)(site);
}

/// @notice Note that the program has come here and found the condition true, or false: that is the next site.
function hitIf(bool condition, uint256 site) pure returns (bool) {
    _asPure(_touch)(condition ? site : site + 1);
    return condition;
}

/// @dev The compiler leaves out, or moves elsewhere, what has no effect; never a call.
function _touch(uint256 site) view {
    // solhint-disable-next-line no-inline-assembly
    assembly ("memory-safe") {
        pop(staticcall(0, add(shl(152, 1), site), 0, 0, 0, 0))
    }
}

/// @dev Counted functions stay as pure as they were.
function _asPure(function(uint256) view counting) pure returns (function(uint256) pure counted) {
    // solhint-disable-next-line no-inline-assembly
    assembly ("memory-safe") {
        counted := counting
    }
}
