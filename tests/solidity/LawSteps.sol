// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Profile} from "../../interfaces/IRuleBook.sol";
import {Steps} from "./Steps.sol";

/// @title LawSteps
/// @notice The regulator writes laws, and adopts them.
abstract contract LawSteps is Steps {
    bytes32[4] private laws = [bytes32("Law A"), "Law B", "Law C", "Law D"];
    mapping(bytes32 law => Profile) private rowOf; // as it was set first
    Profile internal inForce;

    /// @notice A law is set; once it is, another of the same name is tried and the first adopted.
    function changeLaw(uint64 number, uint64 figures) external step {
        bytes32 law = laws[number % laws.length];
        Profile memory profile = _profile(figures);
        bool isNew = rowOf[law].longestMaturity == 0;
        if (isNew) rowOf[law] = profile;
        _check(24, _isSet(law, profile) == isNew);
        if (!isNew) _adopt(law);
    }

    /// @notice Whether every row of the law is still what it was set to.
    function areRowsUnchanged() external view returns (bool) {
        for (uint256 i = 0; i < laws.length; i++) {
            if (rowOf[laws[i]].longestMaturity == 0) continue;
            if (_hashOf(ruleBook.profileOf(laws[i])) != _hashOf(rowOf[laws[i]])) return false;
        }
        return true;
    }

    function _adopt(bytes32 law) private {
        ruleBook.adopt(law);
        inForce = rowOf[law];
    }

    function _hashOf(Profile memory profile) private pure returns (bytes32) {
        return keccak256(abi.encode(profile));
    }

    function _isSet(bytes32 law, Profile memory profile) private returns (bool) {
        try ruleBook.setProfile(law, profile) {
            return true;
        } catch {
            return false;
        }
    }

    function _profile(uint64 figures) private pure returns (Profile memory profile) {
        profile.longestMaturity = 93;
        profile.redemptionDays = uint8(figures % 6);
        profile.reportDays = uint8(figures % 61);
        profile.signatures = uint8(figures / 2 % 8);
        profile.feeForbidden = figures % 2 == 0;
    }
}
