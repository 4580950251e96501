// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {HolderClass} from "./ICompliance.sol";
import {IIndexBoard} from "./IIndexBoard.sol";

/// @notice The nine characters of a CUSIP, the last of them the check digit.
type Cusip is bytes9;

enum SecurityType {
    None,
    Bill,
    Note,
    Bond,
    Tips, // Treasury inflation-protected security
    Frn // floating rate note
}

/// @notice How long the first interest period is, next to the half-year or quarter it ends.
enum FirstCoupon {
    Normal, // the dated date is itself a coupon date
    Short, // the first coupon date after the dated date pays the part of a half-year since then
    Long // that date pays nothing, the next one both the part and a whole half-year
}

/// @notice What makes a series: fixed when it is established.
struct Terms {
    SecurityType securityType;
    uint24 interestRate; // annual, half of it paid every six months; zero for a bill and a floating rate note [0.001 %]
    int24 spread; // of a floating rate note over the index rate; else zero [0.001 %]
    uint32 datedDate; // interest accrues from here; for a bill its first issue date [unix day]
    uint32 firstInterestPaymentDate; // zero for a bill [unix day]
    uint32 maturityDate; // par is repaid here [unix day]
}

/// @notice A series: what was issued under one CUSIP. One storage word.
struct Security {
    SecurityType securityType;
    FirstCoupon firstCoupon;
    uint24 interestRate; // as in `Terms` [0.001 %]
    int16 spread; // as in `Terms` [0.001 %]
    uint32 datedDate; // [unix day]
    uint32 maturityDate; // [unix day]
    uint16 couponCount; // interest payments from the dated date to maturity
    uint16 couponsFixed; // of TIPS and floating rate notes: payments whose amount is recorded
    uint64 outstanding; // sum of all holdings [units of $100 par]
    uint24 missedPayments; // holders whose latest claim found the Treasury's account short
    // one bit for each class of holders that may not take it up, `None` among them; zero: open to every class, for good
    uint16 excludedClasses;
}

/// @notice What one account has of one series. One storage word.
struct Holding {
    uint64 units; // [units of $100 par]
    uint16 couponsCredited; // coupon dates whose interest is, or was until paid, part of `interestOwed`
    uint32 nextDueDate; // coupon date or maturity before which there is nothing to credit [unix day]
    uint104 interestOwed; // credited and not yet paid [micro-dollars]
    bool isPaymentMissed; // the latest claim found the Treasury's account short
    bool isRestricted; // what units there are can be taken up by some classes only: the series says by which
}

/// @title ITreasuryRegistry
/// @notice The book of record: which Treasury securities exist, who holds how many units of each, and what the
/// Treasury owes on them. Holdings are ERC-6909 balances whose id is the CUSIP and whose unit is $100 of par.
/// @dev A date is a unix day, a day begins at 00:00 UTC. Interest belongs to whoever holds the units when a coupon date
/// begins and is credited lazily: no transaction is needed on the day. Payments come from `treasuryAccount`, which
/// approves this contract for cash, on the coupon date or the next business day, without extra interest
/// (31 CFR 356.30(a)).
///
/// Who is registered may hold every security, unless the security excludes its class. The regulator says so before the
/// security is established, and may change it then as it likes. A security that excludes nobody by that time never
/// does: nobody loses the buyers of what it holds but by terms that it could read before. That is also what makes it
/// cheap: whether a security is restricted is kept in each holding, which a transfer reads anyway. An excluded class is
/// asked for when units are taken up: by a bid, a transfer, a payment in kind or a reconstitution. Who has units of
/// what its class was excluded from keeps them: it can sell them, strip them, is paid for them, and takes delivery of
/// what it has bid for. Pieces are securities of their own, which anyone who is registered may hold.
///
/// Assumptions:
/// 1. The cash token moves exactly what it is told and has 6 decimals.
/// 2. The Treasury announces the Federal Reserve's holidays before they come.
interface ITreasuryRegistry {
    /* EVENTS */

    event Established(Cusip indexed cusip, Terms terms);
    event InterestFixed(Cusip indexed cusip, uint16 coupon, uint256 interest);
    event InterestPaid(Cusip indexed cusip, address indexed holder, uint256 interest);
    event Redeemed(Cusip indexed cusip, address indexed holder, uint256 units, uint256 interest);
    event PaymentMissed(Cusip indexed cusip, address indexed holder, uint256 owed);
    event HolidayAnnounced(uint32 date);
    event AuctionHouseSet(address auctionHouse);
    event StripsSet(address strips);
    event ClassesExcluded(Cusip indexed cusip, HolderClass[] classes);

    /* ERRORS */

    /// @notice The ninth character is not the check digit of the first eight, or one of them is no CUSIP character.
    error InvalidCusip(Cusip cusip);
    /// @notice No series was established under this CUSIP.
    error UnknownSecurity(Cusip cusip);
    /// @notice The CUSIP exists with other terms, or accrues interest otherwise.
    error TermsDiffer(Cusip cusip);
    /// @notice A bill and a floating rate note have no interest rate; any other security pays a multiple of 1/8 %, at
    /// least 1/8 % (31 CFR 356.20(b)).
    error InvalidInterestRate(uint24 interestRate);
    /// @notice Only a floating rate note has a spread, within 10 %.
    error InvalidSpread(int24 spread);
    /// @notice Dated date and maturity are not in order, or the first interest payment is not due on the first coupon date
    /// after the dated date or the second; of a floating rate note, which is dated on a coupon date, on the first.
    error InvalidDates(uint32 datedDate, uint32 firstInterestPaymentDate, uint32 maturityDate);
    /// @notice The security excluded nobody when it was established, and cannot from then on.
    error OpenToEveryClass(Cusip cusip);
    /// @notice The caller is neither the auction house nor the STRIPS contract.
    error NotIssuer(address caller);
    /// @notice The caller is not the STRIPS contract.
    error NotStrips(address caller);
    /// @notice The contract is already set.
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
    /// @notice Interest payments are numbered from 1 to the last, at maturity.
    error NoSuchCoupon(Cusip cusip, uint16 coupon);
    /// @notice A holiday is announced before its day begins.
    error DateHasPassed(uint32 date);
    /// @notice With this holiday there would be no business day for more than five days.
    error ClosedTooLong(uint32 date);

    /* SERIES */

    /// @notice Record a series, or find the one it is a reopening of. A nominal note or bond with the type, interest rate
    /// and maturity of an outstanding one becomes part of it, under its CUSIP (31 CFR 356.5), if from here on both accrue
    /// interest alike. TIPS and floating rate notes never do: their index begins at their own dated date.
    /// @dev Only the registrar role. A CUSIP already in use must be given with its own terms.
    /// @return The CUSIP under which units are issued.
    function establish(Cusip cusip, Terms calldata terms) external returns (Cusip);

    /// @notice Say which classes of holders may not take a security up, in the place of those said before. Only the
    /// regulator: it is a rule for all, and whoever applies rules to accounts, the compliance officer, makes none.
    /// @dev To exclude classes from a security, or to be able to do so later, it must be called before the security is
    /// established, with no classes if it is only for later; before the announcement, if it is to bind the auction, which
    /// takes over what it finds. A new note that joins an outstanding one (`establish`) is then restricted as that is.
    function excludeClasses(Cusip cusip, HolderClass[] calldata classes) external;

    /// @notice One bit for each class that may not take a security up, established or not: 2 to the power of its number.
    /// Zero if it is open to every class; else `None` is among them.
    function excludedClasses(Cusip cusip) external view returns (uint16);

    /// @notice Add `units` to the holding of `to`: the delivery of an award, or of what was put together from its pieces.
    /// Interest on coupon dates between `issueDate` and now is owed to `to`, so a late delivery loses nothing.
    /// @dev Only the auction house and the STRIPS contract. Nothing else creates units. A frozen account has to wait; one
    /// that may no longer hold securities still receives what it has paid for, and can then only hold it to maturity. To
    /// put together is to take up, so that it is refused to a class that is excluded.
    function issue(Cusip cusip, address to, uint64 units, uint32 issueDate) external;

    /// @notice Take `units` from the holding of `from`: they live on as pieces. Interest up to now stays owed to `from`.
    /// @dev Only the STRIPS contract, before maturity.
    function retire(Cusip cusip, address from, uint64 units) external;

    /// @notice Name the contract that delivers awards. Once.
    function setAuctionHouse(address auctionHouse_) external;

    /// @notice Name the contract that strips and reconstitutes. Once.
    function setStrips(address strips_) external;

    /// @notice The contract that delivers awards.
    function auctionHouse() external view returns (address);

    /// @notice The contract that strips and reconstitutes.
    function strips() external view returns (address);

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

    /// @notice Record what TIPS or a floating rate note pays on the coupon dates up to now, from the published indices.
    /// Anyone may call; whatever needs the amounts does it by itself.
    function fixInterest(Cusip cusip) external;

    /// @notice What one unit pays on its `coupon`-th interest payment, from 1 [micro-dollars]. Of TIPS and floating rate
    /// notes it follows published figures: refused while one is missing, certain once the date has come.
    function interestPayment(Cusip cusip, uint16 coupon) external view returns (uint256);

    /// @notice What one unit is repaid at maturity [micro-dollars]: par; of TIPS, once the date has come, adjusted by the
    /// index ratio and never less than par (31 CFR 356 Appendix B, I.B).
    function principal(Cusip cusip) external view returns (uint256);

    /// @notice Interest accrued on one unit from the last coupon date, or before the first payment from the dated date, to
    /// `date`, rounded half up [micro-dollars] (31 CFR 356 Appendix B, I).
    function accruedInterest(Cusip cusip, uint32 date) external view returns (uint256);

    /// @notice Interest of a floating rate note on the days from `startDate` to the day before `endDate`, each of them its
    /// dated date, a coupon date or an issue date, by the bill auctions up to the week `lastWeek`, as the index board counts
    /// them [1e-9 dollars per unit] (31 CFR 356 Appendix B, I.C and IV).
    function floatingInterest(uint32 startDate, uint32 endDate, int24 spread, uint32 lastWeek)
        external
        view
        returns (uint256);

    /// @notice Two business days before `date`, a coupon or issue date of a floating rate note: from here up to `date` no new
    /// index rate takes effect (31 CFR 356 Appendix B, IV.C). It is final once no holiday can be announced in between.
    function lockOut(uint32 date) external view returns (uint32);

    /// @notice Where the figures are published that TIPS and floating rate notes follow.
    function indexBoard() external view returns (IIndexBoard);

    /// @notice The account that pays interest and principal.
    function treasuryAccount() external view returns (address);

    /* CALENDAR */

    /// @notice Record days on which the Federal Reserve Banks are closed, weekends apart.
    function announceHolidays(uint32[] calldata dates) external;

    /// @notice `date` itself if it is a business day, else the next one: the day on which a payment is made.
    function paymentDate(uint32 date) external view returns (uint32);
}
