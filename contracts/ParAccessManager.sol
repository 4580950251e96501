// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @title ParAccessManager
/// @notice Who may do what: the roles of the permissions table, each granted here and nowhere else.
contract ParAccessManager is AccessManager {
    constructor(address initialAdmin) AccessManager(initialAdmin) {}
}
