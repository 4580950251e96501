// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DateTimeLib} from "solady/src/utils/DateTimeLib.sol";

import {Disclosure} from "../../contracts/Disclosure.sol";
import {IDisclosure} from "../../interfaces/IDisclosure.sol";
import {vm} from "./IVm.sol";
import {LawSteps} from "./LawSteps.sol";

/// @title ReportSteps
/// @notice Monthly reports are published, corrected and signed.
abstract contract ReportSteps is LawSteps {
    /// @notice The latest version of one month's report.
    struct Version {
        bytes32 reportHash; // zero: none is published
        uint8 needed; // by the law in force when it was published [one bit for each capacity]
        uint8 signed; // [one bit for each capacity]
        address[3] signers; // in each capacity
    }

    IDisclosure private disclosure;
    address[3] private officers = [address(0x0FF1CE1), address(0x0FF1CE2), address(0x0FF1CE3)];
    bytes4[3] private capacities = [
        IDisclosure.certifyAsChiefExecutive.selector,
        IDisclosure.certifyAsChiefFinancialOfficer.selector,
        IDisclosure.examine.selector
    ];
    mapping(uint256 number => Version) private versionOf; // of a month, by its number from the first

    constructor() {
        disclosure = new Disclosure(ruleBook, address(manager));
        _let(address(disclosure), IDisclosure.publish.selector);
        for (uint256 i = 0; i < officers.length; i++) {
            manager.grantRole(ROLE, officers[i], 0);
            _let(address(disclosure), capacities[i]);
        }
    }

    function publishReport(uint64 number, uint64 content) external step {
        uint256 count = _monthsEnded();
        require(count != 0, NothingToDo());
        uint256 month = _isRare(number) ? count : number % count; // the present one is refused
        bytes32 reportHash = bytes32(uint256(content));
        vm.prank(officers[1]);
        disclosure.publish(_monthOf(month), reportHash);
        delete versionOf[month];
        (versionOf[month].reportHash, versionOf[month].needed) = (reportHash, inForce.signatures);
    }

    /// @notice Officers sign a report, most of them all in their own capacities; and nobody can sign another.
    function signReport(uint64 number, uint64 which) external step {
        uint256 month = _published(number);
        uint256 shift = _isRare(which) ? which / 10 : 0;
        _check(22, !_isSigned(month, 0, officers[0], ~versionOf[month].reportHash));
        for (uint256 i = 0; i < capacities.length; i++) {
            if (which % 4 != i) _sign(month, i, officers[(i + shift) % officers.length]);
        }
    }

    /// @notice Whether those reports are complete that have the signatures they need.
    function areReportsComplete() external view returns (bool) {
        for (uint256 month = 0; month < _monthsEnded(); month++) {
            if (disclosure.isComplete(_monthOf(month)) != _isComplete(month)) return false;
        }
        return true;
    }

    /// @notice Whether those months are late whose time has passed and whose reports are not complete.
    function areMonthsLate() external view returns (bool) {
        uint256 late = 0;
        for (uint256 month = 0; month < _monthsEnded(); month++) {
            bool isLate = _isTimeOver(month) && !_isComplete(month);
            if (disclosure.isLate(_monthOf(month)) != isLate) return false;
            if (isLate) late++;
        }
        return disclosure.lateMonths().length == late;
    }

    /* REPORTS */

    /// @dev Once in each capacity, and everybody in one.
    function _sign(uint256 month, uint256 capacity, address officer) private {
        Version storage version = versionOf[month];
        bool mayNot = version.signers[capacity] != address(0);
        for (uint256 i = 0; i < capacities.length; i++) {
            mayNot = mayNot || version.signers[i] == officer;
        }
        _check(22, _isSigned(month, capacity, officer, version.reportHash) != mayNot);
        if (mayNot) return;
        version.signers[capacity] = officer;
        version.signed += uint8(1 << capacity);
    }

    function _isSigned(uint256 month, uint256 capacity, address officer, bytes32 reportHash)
        private
        returns (bool isDone)
    {
        bytes memory call = abi.encodeWithSelector(capacities[capacity], _monthOf(month), reportHash);
        vm.prank(officer);
        // solhint-disable-next-line avoid-low-level-calls
        (isDone,) = address(disclosure).call(call);
    }

    function _isComplete(uint256 month) private view returns (bool) {
        Version storage version = versionOf[month];
        return version.reportHash != 0 && version.needed & ~version.signed == 0;
    }

    /// @dev The first from `number` on that is published.
    function _published(uint256 number) private view returns (uint256 month) {
        uint256 count = _monthsEnded();
        for (uint256 i = 0; i < count; i++) {
            month = (number + i) % count;
            if (versionOf[month].reportHash != 0) return month;
        }
        revert NothingToDo();
    }

    /* MONTHS */

    /// @dev By the law in force.
    function _isTimeOver(uint256 month) private view returns (bool) {
        uint256 time = uint256(inForce.reportDays) * 1 days;
        return time != 0 && _now() >= _startOf(month + 1) + time;
    }

    function _monthsEnded() private view returns (uint256) {
        return DateTimeLib.diffMonths(START, _now());
    }

    function _startOf(uint256 month) private pure returns (uint256) {
        return DateTimeLib.addMonths(START, month);
    }

    /// @dev As in 202611.
    function _monthOf(uint256 month) private pure returns (uint32) {
        (uint256 year, uint256 monthOfYear,) = DateTimeLib.timestampToDate(_startOf(month));
        return uint32(year * 100 + monthOfYear);
    }
}
