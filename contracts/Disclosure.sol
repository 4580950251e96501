// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {DateTimeLib} from "solady/src/utils/DateTimeLib.sol";

import {IDisclosure, Report, Signature} from "../interfaces/IDisclosure.sol";
import {Capacity, IRuleBook} from "../interfaces/IRuleBook.sol";

/// @title Disclosure
/// @notice The monthly reports of what stands behind the coin: a hash of each, and who has signed it.
contract Disclosure is IDisclosure, AccessManaged {
    /* STORAGE */

    uint32 private constant LAST_MONTH = 9999_12;

    /// @inheritdoc IDisclosure
    IRuleBook public immutable ruleBook;

    /// @inheritdoc IDisclosure
    uint32 public immutable firstMonth;

    mapping(uint32 month => Report) private _reportOf;

    mapping(uint32 month => mapping(Capacity => Signature)) private _signatureOf;

    /* CONSTRUCTION */

    constructor(IRuleBook ruleBook_, address initialAuthority) AccessManaged(initialAuthority) {
        ruleBook = ruleBook_;
        firstMonth = _thisMonth();
    }

    /* PUBLISHING */

    /// @inheritdoc IDisclosure
    function publish(uint32 month, bytes32 reportHash) external restricted {
        _requireMonth(month);
        require(month < _thisMonth(), MonthNotEnded(month));
        require(reportHash != 0, HashMissing());
        Report storage report = _reportOf[month];
        require(report.reportHash != reportHash, AlreadyPublished(month, reportHash));

        uint32 version = report.version + 1;
        uint8 needed = ruleBook.rules().signatures;
        _reportOf[month] = Report(reportHash, uint40(block.timestamp), 0, version, needed, 0);

        emit ReportPublished(month, version, reportHash, needed);
        _noteCompletion(month, report);
    }

    /* SIGNING */

    /// @inheritdoc IDisclosure
    function certifyAsChiefExecutive(uint32 month, bytes32 reportHash) external restricted {
        _sign(month, reportHash, Capacity.ChiefExecutive);
    }

    /// @inheritdoc IDisclosure
    function certifyAsChiefFinancialOfficer(uint32 month, bytes32 reportHash) external restricted {
        _sign(month, reportHash, Capacity.ChiefFinancialOfficer);
    }

    /// @inheritdoc IDisclosure
    function examine(uint32 month, bytes32 reportHash) external restricted {
        _sign(month, reportHash, Capacity.Auditor);
    }

    function _sign(uint32 month, bytes32 reportHash, Capacity capacity) private {
        Report storage report = _reportOf[month];
        uint32 version = report.version;
        require(version > 0 && report.reportHash == reportHash, NotTheLatest(month, reportHash));
        require(report.signatures & _bitOf(capacity) == 0, AlreadySigned(month, capacity));
        _requireNoOtherSignature(month, version);

        report.signatures |= _bitOf(capacity);
        _signatureOf[month][capacity] = Signature(msg.sender, uint40(block.timestamp), version);

        emit ReportSigned(month, version, reportHash, capacity, msg.sender);
        _noteCompletion(month, report);
    }

    function _requireNoOtherSignature(uint32 month, uint32 version) private view {
        for (uint8 i = 0; i <= uint8(type(Capacity).max); i++) {
            Signature memory other = _signatureOf[month][Capacity(i)];
            require(
                other.version != version || other.signer != msg.sender,
                SignedInAnotherCapacity(msg.sender, Capacity(i))
            );
        }
    }

    /// @dev A signature that is not needed can still follow; it does not complete the report a second time.
    function _noteCompletion(uint32 month, Report storage report) private {
        if (report.completedAt > 0 || report.signatures & report.needed != report.needed) return;

        report.completedAt = uint40(block.timestamp);

        emit ReportCompleted(month, report.version, report.reportHash);
    }

    /* READING */

    /// @inheritdoc IDisclosure
    function reportOf(uint32 month) external view returns (Report memory) {
        return _reportOf[month];
    }

    /// @inheritdoc IDisclosure
    function signatureOf(uint32 month, Capacity capacity) external view returns (Signature memory signature) {
        if (_reportOf[month].signatures & _bitOf(capacity) > 0) return _signatureOf[month][capacity];
    }

    /// @inheritdoc IDisclosure
    function isComplete(uint32 month) public view returns (bool) {
        return _reportOf[month].completedAt > 0;
    }

    /// @inheritdoc IDisclosure
    function lateFrom(uint32 month) public view returns (uint40) {
        _requireMonth(month);
        uint256 reportDays = ruleBook.rules().reportDays;
        if (reportDays == 0) return type(uint40).max;

        uint32 next = _monthAfter(month);
        // slither-disable-next-line weak-prng (months are counted, nothing is drawn)
        return uint40(DateTimeLib.dateToTimestamp(next / 100, next % 100, 1) + reportDays * 1 days);
    }

    /// @inheritdoc IDisclosure
    function isLate(uint32 month) public view returns (bool) {
        return block.timestamp >= lateFrom(month) && !isComplete(month);
    }

    /// @inheritdoc IDisclosure
    function lateMonths() external view returns (uint32[] memory months) {
        uint256 late = 0;
        for (uint32 month = firstMonth; month < _thisMonth(); month = _monthAfter(month)) {
            if (isLate(month)) late++;
        }
        months = new uint32[](late);
        uint256 found = 0;
        for (uint32 month = firstMonth; found < late; month = _monthAfter(month)) {
            if (isLate(month)) months[found++] = month;
        }
    }

    /* MONTHS */

    function _requireMonth(uint32 month) private view {
        // slither-disable-next-line weak-prng (months are counted, nothing is drawn)
        require(month % 100 >= 1 && month % 100 <= 12 && month <= LAST_MONTH, NotAMonth(month));
        require(month >= firstMonth, BeforeFirstMonth(month));
    }

    function _thisMonth() private view returns (uint32) {
        // slither-disable-next-line unused-return (only year and month are asked)
        (uint256 year, uint256 month,) = DateTimeLib.timestampToDate(block.timestamp);
        return uint32(year * 100 + month);
    }

    /// @dev A December is followed by a January, 89 further on.
    function _monthAfter(uint32 month) private pure returns (uint32) {
        // slither-disable-next-line weak-prng,incorrect-equality (months are counted, nothing is drawn)
        return month % 100 == 12 ? month + 89 : month + 1;
    }

    function _bitOf(Capacity capacity) private pure returns (uint8) {
        return uint8(1 << uint8(capacity));
    }
}
