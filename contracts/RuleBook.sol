// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {Capacity, IRuleBook, Profile} from "../interfaces/IRuleBook.sol";

/// @title RuleBook
/// @notice The law as data: each law is a row of numbers under a name, and one of them is adopted.
contract RuleBook is IRuleBook, AccessManaged {
    /* STORAGE */

    uint16 private constant WHOLE = 10_000; // [0.01 %]
    uint8 private constant EVERY_CAPACITY = uint8(2 << uint8(type(Capacity).max)) - 1;

    /// @inheritdoc IRuleBook
    bytes32 public adopted;

    /// @inheritdoc IRuleBook
    mapping(bytes32 name => bool) public isSet;

    mapping(bytes32 name => Profile) private _profileOf;

    /* CONSTRUCTION */

    constructor(address initialAuthority) AccessManaged(initialAuthority) {}

    /* ROWS */

    /// @inheritdoc IRuleBook
    function setProfile(bytes32 name, Profile calldata profile) external restricted {
        require(name != 0, NameMissing());
        require(!isSet[name], ProfileAlreadySet(name));
        _requireConsistent(profile);

        isSet[name] = true;
        _profileOf[name] = profile;

        emit ProfileSet(name, profile);
    }

    /// @inheritdoc IRuleBook
    function profileOf(bytes32 name) public view returns (Profile memory) {
        require(isSet[name], UnknownProfile(name));
        return _profileOf[name];
    }

    function _requireConsistent(Profile calldata profile) private pure {
        _requireShare(profile.dailyLiquidity);
        _requireShare(profile.weeklyLiquidity);
        _requireShare(profile.concentration);
        _requireShare(profile.deposits);
        _requireShare(profile.ownFunds);
        require(
            profile.weeklyLiquidity == 0 || profile.dailyLiquidity <= profile.weeklyLiquidity,
            DailyAboveWeekly(profile.dailyLiquidity, profile.weeklyLiquidity)
        );
        require(profile.signatures <= EVERY_CAPACITY, UnknownCapacity(profile.signatures));
    }

    function _requireShare(uint16 share) private pure {
        require(share <= WHOLE, ShareAboveWhole(share));
    }

    /* THE LAW IN FORCE */

    /// @inheritdoc IRuleBook
    function adopt(bytes32 name) external restricted {
        require(isSet[name], UnknownProfile(name));

        adopted = name;

        emit ProfileAdopted(name);
    }

    /// @inheritdoc IRuleBook
    function rules() external view returns (Profile memory) {
        require(adopted != 0, NothingAdopted());
        return _profileOf[adopted];
    }
}
