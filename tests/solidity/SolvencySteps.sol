// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {vm} from "./IVm.sol";
import {Steps} from "./Steps.sol";

/// @title SolvencySteps
/// @notice The reserve becomes insolvent, and solvent again.
abstract contract SolvencySteps is Steps {
    /// @notice It is assessed, or rarely declared insolvent. What an insolvency is ended by comes with the next such step.
    function judgeSolvency(uint64 yield) external step {
        if (reserve.standing().isInsolvent) return _endInsolvency();
        if (_isRare(yield)) return reserve.declareInsolvency();
        if (reserve.shortfallSince() != 0) vm.warp(_now() + 2 days);
        _publishYields(int16(uint16(_within(yield, 1, 600))));
        reserve.assessSolvency();
    }

    /// @dev With the cash that misses for it.
    function _endInsolvency() private {
        _publishYields(400);
        _giveCash(address(reserve), _missing(cash.balanceOf(address(reserve)), reserve.owed()));
        _giveCash(address(reserve), _missing(reserve.marketValue(), reserve.liabilities()));
        reserve.endInsolvency();
    }

    function _missing(uint256 held, uint256 needed) private pure returns (uint256) {
        return held < needed ? needed - held : 0;
    }
}
