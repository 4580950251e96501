// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Capacity, IRuleBook} from "./IRuleBook.sol";

/// @notice The latest version of one month's report. Two words a month, however often it is corrected.
struct Report {
    bytes32 reportHash; // keccak-256 of the report's bytes
    uint40 publishedAt; // this version [unix time]
    uint40 completedAt; // when it had every signature that it needs; zero: it has not [unix time]
    uint32 version; // counted from 1; zero: nothing is published
    uint8 needed; // signatures that the law in force asked for when this version was published [set of Capacity]
    uint8 signatures; // that this version has [set of Capacity]
}

/// @notice One signature, in one word. A later one in the same capacity, under a correction, replaces it.
struct Signature {
    address signer;
    uint40 signedAt; // [unix time]
    uint32 version; // of the report that was signed
}

/// @title IDisclosure
/// @notice The monthly reports of what stands behind the coin: a hash of each, and who has signed it.
/// @dev The report itself is published elsewhere; whoever has it can hash it and compare. Reports and their signatures
/// follow the GENIUS Act, section 4(a)(1)(C) and 4(a)(3): the composition of the reserve is published every month,
/// certified by the chief executive and the chief financial officer, and examined by a registered public accounting firm.
/// 1. A month is written as in 202611: the year times a hundred and the month.
/// 2. Signing names the hash, so that nobody signs what was replaced in the meantime.
/// 3. A correction is a new version. It needs all signatures anew; the events keep every version before it.
/// 4. Three people sign: an account that has signed a version in one capacity cannot sign it in another.
/// 5. A month without a complete report is late by itself once its time has passed: nobody has to say so.
interface IDisclosure {
    /* EVENTS */

    event ReportPublished(uint32 indexed month, uint32 version, bytes32 reportHash, uint8 needed);
    event ReportSigned(
        uint32 indexed month, uint32 version, bytes32 reportHash, Capacity capacity, address indexed signer
    );
    event ReportCompleted(uint32 indexed month, uint32 version, bytes32 reportHash);

    /* ERRORS */

    /// @notice The number is no month, such as 202613, or comes after 999912.
    error NotAMonth(uint32 month);
    /// @notice Reports begin with the month in which this contract was created.
    error BeforeFirstMonth(uint32 month);
    /// @notice The month has not ended: it has no report yet.
    error MonthNotEnded(uint32 month);
    /// @notice A report is known by its hash, which is not zero.
    error HashMissing();
    /// @notice The latest version has this hash: there is nothing to correct.
    error AlreadyPublished(uint32 month, bytes32 reportHash);
    /// @notice The latest version has another hash than what is to be signed, or none is published.
    error NotTheLatest(uint32 month, bytes32 reportHash);
    /// @notice The latest version is signed in this capacity.
    error AlreadySigned(uint32 month, Capacity capacity);
    /// @notice The account has signed this version in another capacity.
    error SignedInAnotherCapacity(address signer, Capacity capacity);

    /* CONSTRUCTION */

    /// @notice The law in force: which signatures a report needs, and when it is due.
    function ruleBook() external view returns (IRuleBook);

    /// @notice The month in which this contract was created, the first that has a report.
    function firstMonth() external view returns (uint32);

    /* PUBLISHING */

    /// @notice Publishes the report of a month that has ended, or a correction of it.
    /// @dev Only the chief financial officer. It is no signature.
    function publish(uint32 month, bytes32 reportHash) external;

    /* SIGNING */

    /// @notice Certifies the latest version. Only the chief executive.
    function certifyAsChiefExecutive(uint32 month, bytes32 reportHash) external;

    /// @notice Certifies the latest version. Only the chief financial officer.
    function certifyAsChiefFinancialOfficer(uint32 month, bytes32 reportHash) external;

    /// @notice Confirms an examination of the latest version. Only the auditor.
    function examine(uint32 month, bytes32 reportHash) external;

    /* READING */

    /// @notice The latest version of a month's report; zeros if none is published.
    function reportOf(uint32 month) external view returns (Report memory);

    /// @notice The signature of a month's report in one capacity; zeros if the latest version has none.
    function signatureOf(uint32 month, Capacity capacity) external view returns (Signature memory);

    /// @notice Whether the latest version has every signature that it needs.
    function isComplete(uint32 month) external view returns (bool);

    /// @notice The first second at which a month's report is late; the largest number if the law in force sets no time.
    /// @dev The time to report begins when the month has ended, at 00:00 UTC.
    function lateFrom(uint32 month) external view returns (uint40);

    /// @notice Whether the time to report has passed and the latest version is not complete, or none is published.
    function isLate(uint32 month) external view returns (bool);

    /// @notice Every month that is late, the earliest first.
    /// @dev Asks for each month since the first one.
    function lateMonths() external view returns (uint32[] memory);
}
