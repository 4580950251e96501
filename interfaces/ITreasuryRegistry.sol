// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice The nine characters of a CUSIP, the last of them the check digit.
type Cusip is bytes9;

enum SecurityType {
    None,
    Bill,
    Note,
    Bond
}

/// @notice A series: what was issued under one CUSIP. One storage word.
struct Security {
    SecurityType securityType;
    uint24 interestRate; // annual, half of it paid every six months; zero for a bill [0.001 %]
    uint32 datedDate; // interest accrues from here; for a bill its first issue date [unix day]
    uint32 maturityDate; // par is repaid here [unix day]
    uint16 couponCount; // coupon dates from the dated date to maturity
    uint64 outstanding; // sum of all holdings [units of $100 par]
    uint32 missedPayments; // holders whose latest claim found the Treasury's account short
}

/// @notice What one account has of one series. One storage word.
struct Holding {
    uint64 units; // [units of $100 par]
    uint16 couponsCredited; // coupon dates whose interest is, or was until paid, part of `interestOwed`
    uint32 nextDueDate; // coupon date or maturity before which there is nothing to credit [unix day]
    uint104 interestOwed; // credited and not yet paid [micro-dollars]
    bool isPaymentMissed; // the latest claim found the Treasury's account short
}

/// @title ITreasuryRegistry
/// @notice The book of record: which Treasury securities exist, who holds how many units of each, and what the
/// Treasury owes on them. Holdings are ERC-6909 balances whose id is the CUSIP and whose unit is $100 of par.
/// @dev A date is a unix day, a day begins at 00:00 UTC. Interest belongs to whoever holds the units when a coupon date
/// begins and is credited lazily: no transaction is needed on the day. Payments come from `treasuryAccount`, which
/// approves this contract for cash, on the coupon date or the next business day, without extra interest
/// (31 CFR 356.30(a)).
///
/// Assumptions:
/// 1. The cash token moves exactly what it is told and has 6 decimals.
/// 2. The Treasury announces the Federal Reserve's holidays before they come.
interface ITreasuryRegistry {
    /* EVENTS */

    event Established(
        Cusip indexed cusip,
        SecurityType securityType,
        uint24 interestRate,
        uint32 datedDate,
        uint32 maturityDate
    );
    event InterestPaid(Cusip indexed cusip, address indexed holder, uint256 interest);
    event Redeemed(Cusip indexed cusip, address indexed holder, uint256 units, uint256 interest);
    event PaymentMissed(Cusip indexed cusip, address indexed holder, uint256 owed);
    event HolidayAnnounced(uint32 date);
    event AuctionHouseSet(address auctionHouse);

    /* ERRORS */

    /// @notice The ninth character is not the check digit of the first eight, or one of them is no CUSIP character.
    error InvalidCusip(Cusip cusip);
    /// @notice No series was established under this CUSIP.
    error UnknownSecurity(Cusip cusip);
    /// @notice The CUSIP exists with another type, interest rate or maturity, or is dated later.
    error TermsDiffer(Cusip cusip);
    /// @notice A bill pays no interest; a note or bond pays a multiple of 1/8 %, at least 1/8 % (31 CFR 356.20(b)).
    error InvalidInterestRate(uint24 interestRate);
    /// @notice Dated date and maturity are not in order, or interest would not begin on a coupon date of the series.
    error InvalidDates(uint32 datedDate, uint32 maturityDate);
    /// @notice The caller is not the auction house.
    error NotAuctionHouse(address caller);
    /// @notice The auction house is already set.
    error AlreadySet();
    /// @notice The zero address cannot be used here.
    error ZeroAddress();
    /// @notice The holder has fewer units than the step needs.
    error InsufficientUnits(uint256 held, uint256 needed);
    /// @notice The operator may move fewer units than the step needs.
    error InsufficientAllowance(uint256 allowed, uint256 needed);
    /// @notice The security has matured: its units can be redeemed and no longer transferred.
    error Matured(Cusip cusip);
    /// @notice The security has not matured yet.
    error NotMatured(Cusip cusip);
    /// @notice A coupon or maturity date has passed whose payment is made on this later business day; older interest
    /// waits with it.
    error PaymentNotDue(uint32 paymentDate);
    /// @notice The caller is neither the holder nor its operator.
    error NotOperator(address holder, address caller);
    /// @notice The Treasury owes this holder nothing on this security.
    error NothingOwed(Cusip cusip, address holder);
    /// @notice A holiday is announced before its day begins.
    error DateHasPassed(uint32 date);
    /// @notice With this holiday there would be no business day for more than five days.
    error ClosedTooLong(uint32 date);

    /* SERIES */

    /// @notice Record a series, or find the one it is a reopening of. A note or bond with the type, interest rate and
    /// maturity of an outstanding one becomes part of it, under its CUSIP (31 CFR 356.5).
    /// @dev Only the registrar role. A CUSIP already in use must be given with its own terms.
    /// @return The CUSIP under which units are issued.
    function establish(
        Cusip cusip,
        SecurityType securityType,
        uint24 interestRate,
        uint32 datedDate,
        uint32 maturityDate
    ) external returns (Cusip);

    /// @notice Add `units` to the holding of `to`: the delivery of an award. Interest on coupon dates between
    /// `issueDate` and now is owed to `to`, so a late delivery loses nothing.
    /// @dev Only the auction house. Nothing else creates units. A frozen account has to wait; one that may no longer hold
    /// securities still receives what it has paid for, and can then only hold it to maturity.
    function issue(Cusip cusip, address to, uint64 units, uint32 issueDate) external;

    /// @notice Name the one contract that may issue. Once.
    function setAuctionHouse(address auctionHouse) external;

    /// @notice The one contract that may issue.
    function auctionHouse() external view returns (address);

    /// @notice Whether a series exists under this CUSIP.
    function isEstablished(Cusip cusip) external view returns (bool);

    /// @notice The terms of a series and how much of it is outstanding.
    function securityOf(Cusip cusip) external view returns (Security memory);

    /* HOLDING */

    /// @notice The holding as stored: `couponsCredited` may lag behind; see `interestOwed`.
    function holdingOf(Cusip cusip, address holder) external view returns (Holding memory);

    /* INTEREST AND PRINCIPAL */

    /// @notice Pay a holder the interest owed on one security. The holder or its operator calls, the holder receives.
    /// @return paid Interest paid [micro-dollars]; zero if the Treasury's account is short: the claim is then recorded as missed,
    /// stays owed in full and can be made again.
    function claim(Cusip cusip, address holder) external returns (uint256 paid);

    /// @notice Pay a holder par and all interest owed on a matured security. The holder or its operator calls, the
    /// holder receives.
    /// @return paid Par and interest paid [micro-dollars]; zero if the Treasury's account is short, as with `claim`.
    function redeem(Cusip cusip, address holder) external returns (uint256 paid);

    /// @notice Interest a holder has earned at coupon dates up to now and not been paid [micro-dollars].
    function interestOwed(Cusip cusip, address holder) external view returns (uint256);

    /// @notice Interest accrued on one unit from the last coupon date to `date`, rounded half up [micro-dollars]
    /// (31 CFR 356 Appendix B, I.A).
    function accruedInterest(Cusip cusip, uint32 date) external view returns (uint256);

    /// @notice The account that pays interest and principal.
    function treasuryAccount() external view returns (address);

    /* CALENDAR */

    /// @notice Record days on which the Federal Reserve Banks are closed, weekends apart.
    function announceHolidays(uint32[] calldata dates) external;

    /// @notice `date` itself if it is a business day, else the next one: the day on which a payment is made.
    function paymentDate(uint32 date) external view returns (uint32);
}
