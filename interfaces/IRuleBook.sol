// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice In which capacity somebody signs a report. Its number is its bit in a set of signatures: 1, 2, 4.
enum Capacity {
    ChiefExecutive,
    ChiefFinancialOfficer,
    Auditor
}

/// @notice What a law asks of an issuer, as numbers. One storage word. Zero: the law has no such rule, or no number for it.
struct Profile {
    uint16 longestMaturity; // of a bill that may be bought: days that remain [days]
    uint16 weightedAverageMaturity; // of the whole reserve, at most [days]
    uint16 dailyLiquidity; // of the reserve, due within one business day, at least [0.01 %]
    uint16 weeklyLiquidity; // of the reserve, due within five business days, at least [0.01 %]
    uint16 concentration; // of the reserve, at one institution, at most [0.01 %]
    uint16 deposits; // of the reserve, in accounts at credit institutions, at least [0.01 %]
    uint16 ownFunds; // of the coins outstanding, at least [0.01 %]
    uint40 capital; // at least [dollars]
    uint8 redemptionDays; // from a request to its payment, at most [business days]
    uint8 noticeDays; // before a changed fee or term takes effect, at least [days]
    uint8 reportDays; // from the end of a month to its complete report, at most [days]
    uint8 signatures; // that a report needs [set of Capacity, one bit each]
    bool feeForbidden; // nothing may be taken off a redemption
}

/// @title IRuleBook
/// @notice The law as data: each law is a row of numbers under a name, and one of them is adopted.
/// @dev Only the regulator sets a row or adopts one.
/// 1. A row is set once. A name means for ever what it meant; a law that changes is another row, adopted in place of the
/// old one.
/// 2. A row applies to what begins while it is in force. A redemption that waits keeps the time limit, and a published
/// report the signatures, of the row in force when it was asked for or published; the events say which that was.
/// Adopting a row so takes nothing from anybody who waits.
/// 3. A bill that the reserve holds already may exceed the limits of a row adopted later. It is held to maturity: no rule
/// forces a sale.
/// 4. When a month's report is due follows from the row in force, also for months that have passed.
/// 5. The numbers are a selection, made for a prototype. They are not legal advice.
interface IRuleBook {
    /* EVENTS */

    event ProfileSet(bytes32 indexed name, Profile profile);
    event ProfileAdopted(bytes32 indexed name);

    /* ERRORS */

    /// @notice A row needs a name.
    error NameMissing();
    /// @notice The row of this name is set, and never changed.
    error ProfileAlreadySet(bytes32 name);
    /// @notice No row of this name is set.
    error UnknownProfile(bytes32 name);
    /// @notice A share is more than the whole [0.01 %].
    error ShareAboveWhole(uint16 share);
    /// @notice What is due within one day is due within five: it cannot be asked to be more.
    error DailyAboveWeekly(uint16 dailyLiquidity, uint16 weeklyLiquidity);
    /// @notice A signature is asked for in a capacity that does not exist.
    error UnknownCapacity(uint8 signatures);
    /// @notice No row is adopted yet.
    error NothingAdopted();

    /* ROWS */

    /// @notice Sets the row of a law, once.
    /// @param name Letters of the Latin alphabet, zeros behind them.
    function setProfile(bytes32 name, Profile calldata profile) external;

    /// @notice The row of this name.
    function profileOf(bytes32 name) external view returns (Profile memory);

    /// @notice Whether there is a row of this name.
    function isSet(bytes32 name) external view returns (bool);

    /* THE LAW IN FORCE */

    /// @notice Puts a row in force, in place of the one before.
    function adopt(bytes32 name) external;

    /// @notice The name of the row in force; zero if none is.
    function adopted() external view returns (bytes32);

    /// @notice The row in force.
    function rules() external view returns (Profile memory);
}
