// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What every step in coins looks at. One storage word.
struct Standing {
    uint80 requested; // in redemptions, ever [micro-dollars]
    uint80 paid; // of these [micro-dollars]
    bool isInsolvent;
    bool isMintingStopped; // by the regulator
    bool hasShortfall; // the market value was below liabilities when it was last assessed
    uint40 cashPricedAt; // [unix time]
    uint24 cashPrice; // of one dollar of the cash token [micro-dollars]
    bool isEntered; // a step is under way: what is read now may be half done, and no other step begins
}

/// @notice A redemption that is paid as cash comes in. The claim is the owner's; its coins are destroyed.
struct Redemption {
    address owner;
    uint80 dollars; // asked for [micro-dollars]
    uint8 redemptionDays; // within which the law then in force wants it paid; zero: it says nothing [business days]
    uint80 start; // asked for before, by everybody [micro-dollars]
    uint80 paid; // [micro-dollars]
    uint40 requestedAt; // [unix time]
    uint32 insolvency; // in which it was last paid a share
    uint80 paidBefore; // that insolvency [micro-dollars]
}

/// @notice An insolvency: who has asked and who has not share alike in all cash. One storage word.
struct Insolvency {
    uint32 number; // counted from 1
    uint80 claims; // coins and unpaid redemptions when it was declared [micro-dollars]
    uint80 paidBefore; // in redemptions, ever, until then [micro-dollars]
    uint40 declaredAt; // [unix time]
}

/// @title IRedemptionQueue
/// @notice Redemptions that wait for cash. They are covered in the order in which they were asked for, each claimed by
/// itself, in part or in whole; none can stop another. In an insolvency the order ends and every claim, and every coin,
/// is paid the same share of the cash that there is and that comes in.
/// @dev Nothing is written when cash arrives. Let `requested` and `paid` be the dollars of all redemptions ever asked for
/// and ever paid. Then cash covers the first `paid + min(cash, requested - paid)` dollars asked for, in order; no other
/// step may take cash below `requested - paid`, so this never falls; and an entry, which knows how much was asked for
/// before it, sees how much of it is covered.
///
/// In an insolvency of C dollars of claims, of which R dollars have been recovered in cash since it was declared (what was
/// there, what has come in, what has been paid), an entry that had U dollars unpaid may have been paid floor(U x R / C).
/// This depends on nobody's order. Holders ask for redemption of their coins to have an entry.
interface IRedemptionQueue {
    /* EVENTS */

    event RedemptionRequested(uint256 indexed id, address indexed owner, uint256 dollars);
    event RedemptionPaid(uint256 indexed id, address indexed to, uint256 dollars);
    event RedemptionReassigned(uint256 indexed id, address indexed from, address indexed to);
    event InsolvencyDeclared(uint32 indexed number, uint256 claims);
    event InsolvencyEnded(uint32 indexed number);

    /* ERRORS */

    /// @notice Another step is under way, in the midst of a payment.
    error ReentrantCall();

    /// @notice There is less cash than the step needs, or others wait for it; bills mature or can be waited for.
    error InsufficientCash(uint256 free, uint256 needed);
    /// @notice A redemption is of something.
    error NothingToRedeem();
    /// @notice Who owes nothing is not insolvent.
    error NothingOwed();
    /// @notice Nothing of this redemption is covered yet, or all that is was paid.
    error NothingClaimable(uint256 id);
    /// @notice A redemption of this number was never asked for.
    error UnknownRedemption(uint256 id);
    /// @notice Only its owner can have a redemption paid to somebody else.
    error NotOwner(address caller);
    /// @notice Only the compliance contract may, on a lawful order.
    error NotCompliance(address caller);
    /// @notice The reserve is insolvent: coins are redeemed by `requestRedemption`, and paid by ratio.
    error IsInsolvent();
    /// @notice The reserve is not insolvent.
    error NotInsolvent();
    /// @notice There is less than must be covered for an insolvency to end.
    error NotCovered(uint256 available, uint256 needed);

    /* REDEMPTIONS */

    /// @notice Destroy coins of the caller for a claim on as many dollars. The caller must not be frozen.
    /// @return id The number of the redemption, counted from 1.
    function requestRedemption(uint256 dollars) external returns (uint256 id);

    /// @notice Pay what is covered of a redemption. Anyone may have it paid to its owner; only the owner to another.
    /// Neither may be frozen: the claim of a frozen owner waits, and its cash with it.
    /// @return dollars What was paid.
    function claimRedemption(uint256 id, address to) external returns (uint256 dollars);

    /// @notice Give a redemption to another owner, by lawful order. Only the compliance contract.
    function reassignRedemption(uint256 id, address to) external;

    function redemptionOf(uint256 id) external view returns (Redemption memory);

    /// @notice Redemptions ever asked for.
    function redemptionCount() external view returns (uint256);

    /// @notice What could be paid of a redemption now.
    function claimable(uint256 id) external view returns (uint256);

    /// @notice Asked for in redemptions and not paid.
    function owed() external view returns (uint256);

    /// @notice The day by which the law that was in force when it was asked for wants a redemption paid: so many business
    /// days after [unix day]; the largest number if it says nothing.
    function dueDate(uint256 id) external view returns (uint32);

    /// @notice Cash that is not owed to those who wait; none in an insolvency.
    function freeCash() external view returns (uint256);

    function standing() external view returns (Standing memory);

    /// @notice The insolvency that is or was last.
    function insolvency() external view returns (Insolvency memory);
}
