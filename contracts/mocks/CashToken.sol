// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "solady/src/tokens/ERC20.sol";

/// @title CashToken
/// @notice Stands for tokenised bank or central-bank money on a local chain: anyone may mint it.
contract CashToken is ERC20 {
    function name() public pure override returns (string memory) {
        return "Mock Dollar Deposit";
    }

    function symbol() public pure override returns (string memory) {
        return "mUSD";
    }

    function decimals() public pure override returns (uint8) {
        return 6;
    }

    /// @notice Create `dollars` for `to`. [micro-dollars]
    function mint(address to, uint256 dollars) external {
        _mint(to, dollars);
    }
}
