// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Cusip} from "../../interfaces/ITreasuryRegistry.sol";

/// @title CusipLib
/// @notice The nine characters that name a security: six of the issuer, two of the issue and a check digit.
/// @dev The check digit is "modulus 10 double add double": of the first eight characters, digits count as
/// themselves, letters from A = 10 to Z = 35, and * @ # as 36 to 38; every second one is doubled; the decimal digits
/// of the results are added up, and the check digit completes the sum to a multiple of ten.
library CusipLib {
    uint256 private constant NOT_A_CHARACTER = type(uint256).max;

    /// @notice Whether the first eight are characters of a CUSIP and the ninth is their check digit.
    function isValid(Cusip cusip) internal pure returns (bool) {
        bytes9 characters = Cusip.unwrap(cusip);
        uint256 sum = 0;
        for (uint256 i; i < 8; ++i) {
            uint256 value = _valueOf(uint8(characters[i]));
            if (value == NOT_A_CHARACTER) return false;
            if (i % 2 == 1) value *= 2;
            sum += value / 10 + value % 10;
        }
        return uint8(characters[8]) == 0x30 + (10 - sum % 10) % 10;
    }

    /// @notice The ERC-6909 id of a series: the CUSIP read as a number.
    function toId(Cusip cusip) internal pure returns (uint256) {
        return uint72(Cusip.unwrap(cusip));
    }

    /// @notice The CUSIP of an ERC-6909 id. An id too large for nine characters names no security: it yields nine zero
    /// bytes, so that no two ids name the same one.
    function fromId(uint256 id) internal pure returns (Cusip) {
        return Cusip.wrap(id > type(uint72).max ? bytes9(0) : bytes9(uint72(id)));
    }

    function _valueOf(uint8 character) private pure returns (uint256) {
        if (character >= 0x30 && character <= 0x39) return character - 0x30; // 0 to 9
        if (character >= 0x41 && character <= 0x5a) return character - 0x41 + 10; // A to Z
        if (character == 0x2a) return 36; // *
        if (character == 0x40) return 37; // @
        if (character == 0x23) return 38; // #
        return NOT_A_CHARACTER;
    }
}
