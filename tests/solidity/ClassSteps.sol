// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {HolderClass} from "../../interfaces/ICompliance.sol";
import {BillSteps} from "./BillSteps.sol";

/// @title ClassSteps
/// @notice Holders change their class, into one that some bills exclude, and back.
abstract contract ClassSteps is BillSteps {
    function changeClass(uint64 who) external step {
        address holder = holders[who % NEVER_EXCLUDED];
        isExcluded[holder] = !isExcluded[holder];
        HolderClass class = isExcluded[holder] ? HolderClass.Fund : HolderClass.PrimaryDealer;
        compliance.setHolder(holder, class, "US", false);
        if (isExcluded[holder]) _partsWithAll(holder);
    }

    /// @dev With a unit of each bill, if neither the holder nor the buyer is frozen.
    function _partsWithAll(address holder) private {
        address buyer = holders[NEVER_EXCLUDED];
        if (compliance.isFrozen(holder) || compliance.isFrozen(buyer)) return;
        for (uint256 i = 0; i < bills.length; i++) {
            if (_isMatured(bills[i]) || _unitsOf(bills[i], holder) == 0) continue;
            _check(31, _isMoved(bills[i], holder, buyer, 1));
        }
    }
}
