// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Cusip, ITreasuryRegistry} from "./ITreasuryRegistry.sol";

/// @notice One payment of the Treasury, separated from its security. Its ERC-6909 id is
/// `paymentDate << 72 | uint72(cusip)`, so an interest piece is named by its date alone.
struct Piece {
    uint32 paymentDate; // coupon date or maturity, business day or not [unix day]
    Cusip cusip; // of the security whose principal it is; zero for an interest piece
}

/// @title IStrips
/// @notice STRIPS, separate trading of registered interest and principal of securities (31 CFR 356.31): a holder turns
/// whole units of a note or bond into one piece for each payment still to come, and all those pieces back into whole
/// units. The pieces of a security pay what the security would have paid, to the micro-dollar.
/// @dev Pieces are ERC-6909 balances with a total supply. The unit of an interest piece is one micro-dollar of payment:
/// interest pieces are maintained at their payment value, and those of one date are fungible whatever security they come
/// from (356.31(b)(3)). The unit of a principal piece is $100 of par, and each security has its own (356.31(b)(2)).
/// Nothing is rounded: a piece is a whole number of units times a payment of one unit.
///
/// A date is a unix day, a day begins at 00:00 UTC. Payments come from `treasuryAccount`, which approves this contract for
/// cash, on the payment date or the next business day, without extra interest (356.30(a)).
///
/// TIPS can be stripped at the Treasury, but not here. Their interest pieces are kept at an adjusted value rounded to the
/// cent at stripping, and each pays that value times the index, rounded to the cent again (356.31(c); Appendix B, V): the
/// pieces of one holding would not add up to what the whole pays. Nor do bills, which have no interest, nor floating rate
/// notes, which 356.31(a) excludes.
///
/// Assumptions:
/// 1. The cash token moves exactly what it is told and has 6 decimals.
/// 2. The registry lets this contract, and no other, retire units and issue them again.
interface IStrips {
    /* EVENTS */

    /// @notice Each piece created is a `Transfer` from nobody, in the order of `piecesOf`.
    event Stripped(Cusip indexed cusip, address indexed holder, uint256 units);
    /// @notice Each piece destroyed is a `Transfer` to nobody, in the order of `piecesOf`.
    event Reconstituted(Cusip indexed cusip, address indexed holder, uint256 units);
    event Redeemed(uint256 indexed id, address indexed holder, uint256 paid);
    event PaymentMissed(uint256 indexed id, address indexed holder, uint256 owed);

    /* ERRORS */

    /// @notice The security is neither a note nor a bond of fixed interest and principal.
    error NotStrippable(Cusip cusip);
    /// @notice At least one unit is stripped or reconstituted (356.31(b)(1): $100 and its multiples).
    error ZeroUnits();
    /// @notice The security has matured: its principal pieces can be redeemed and no longer made or put together.
    error Matured(Cusip cusip);
    /// @notice No piece has this id.
    error UnknownPiece(uint256 id);
    /// @notice The payment date has come: the piece can be redeemed and no longer transferred.
    error PieceDue(uint256 id);
    /// @notice The payment is made on this business day.
    error PaymentNotDue(uint32 paymentDate);
    /// @notice The caller is neither the holder nor its operator.
    error NotOperator(address holder, address caller);
    /// @notice The holder has nothing of this piece.
    error NothingOwed(uint256 id, address holder);

    /* STRIPPING */

    /// @notice Turn whole units of the caller into their pieces. Interest of coupon dates up to today stays owed to the caller
    /// in the registry.
    /// @dev Before maturity, by an account that may hold securities. The work grows with the payments still to come.
    function strip(Cusip cusip, uint64 units) external;

    /// @notice Turn the pieces of all payments still to come back into whole units of the caller. Coupon dates up to today
    /// have their own pieces, wherever these are, so the units bear interest from today's coupon on only.
    /// @dev As `strip`. Interest pieces of other securities with the same payment dates do as well.
    function reconstitute(Cusip cusip, uint64 units) external;

    /// @notice What `strip` would give today, and `reconstitute` take, for so many units: ids of the interest pieces by date,
    /// then that of the principal piece, and how much of each.
    function piecesOf(Cusip cusip, uint64 units)
        external
        view
        returns (uint256[] memory ids, uint256[] memory holdings);

    /* PIECES */

    /// @notice The id of all interest paid on `paymentDate`.
    function interestId(uint32 paymentDate) external pure returns (uint256);

    /// @notice The id of the principal of a security.
    function principalId(Cusip cusip) external view returns (uint256);

    /// @notice Which payment an id stands for.
    function pieceOf(uint256 id) external pure returns (Piece memory);

    /* PAYMENT */

    /// @notice Pay a holder all it has of a piece that is due. The holder or its operator calls, the holder receives.
    /// @dev Also to an account that may no longer hold securities; a frozen one has to wait.
    /// @return paid Interest or par paid [micro-dollars]; zero if the Treasury's account is short: then the piece stays as it
    /// is and can be redeemed later. What is owed on a due piece is always its total supply, so nothing else is recorded.
    function redeem(uint256 id, address holder) external returns (uint256 paid);

    /// @notice Where whole units are held.
    function registry() external view returns (ITreasuryRegistry);

    /// @notice The account that pays interest and principal.
    function treasuryAccount() external view returns (address);
}
