// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Multicallable} from "solady/src/utils/Multicallable.sol";
import {Cusip} from "../../interfaces/ITreasuryRegistry.sol";
import {AmortisedCost} from "../libraries/AmortisedCost.sol";
import {CusipLib} from "../libraries/CusipLib.sol";
import {YieldCurve} from "../libraries/YieldCurve.sol";

/// @title LibraryHarness
/// @notice The functions of small libraries that no contract shows, for tests to call one by one or many at once.
contract LibraryHarness is Multicallable {
    /* CUSIP */

    function isValidCusip(Cusip cusip) external pure returns (bool) {
        return CusipLib.isValid(cusip);
    }

    function toId(Cusip cusip) external pure returns (uint256) {
        return CusipLib.toId(cusip);
    }

    function fromId(uint256 id) external pure returns (Cusip) {
        return CusipLib.fromId(id);
    }

    /* AMORTISED COST */

    function remainingDiscount(uint256 discount, uint256 since, uint256 maturity, uint256 time)
        external
        pure
        returns (uint256)
    {
        return AmortisedCost.remainingDiscount(discount, since, maturity, time);
    }

    /* YIELD CURVE */

    function priceOnCurve(int16[6] memory yields, uint256 term) external pure returns (uint256) {
        return YieldCurve.price(YieldCurve.pack(1, yields), term);
    }
}
