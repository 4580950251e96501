// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/draft-IERC6909.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {HolderClass, ICompliance} from "../interfaces/ICompliance.sol";
import {Accrual, IIndexBoard} from "../interfaces/IIndexBoard.sol";
import {FirstPeriod} from "../interfaces/ITreasuryPricing.sol";
import {
    Cusip,
    FirstCoupon,
    Holding,
    ITreasuryRegistry,
    Security,
    SecurityType,
    Terms
} from "../interfaces/ITreasuryRegistry.sol";
import {BusinessDays} from "./libraries/BusinessDays.sol";
import {Calendar} from "./libraries/Calendar.sol";
import {CouponSchedule} from "./libraries/CouponSchedule.sol";
import {CusipLib} from "./libraries/CusipLib.sol";
import {FrnPricing} from "./libraries/FrnPricing.sol";
import {NotePricing} from "./libraries/NotePricing.sol";
import {TipsPricing} from "./libraries/TipsPricing.sol";

/// @title TreasuryRegistry
/// @notice The book of record of tokenised Treasury securities.
contract TreasuryRegistry is ITreasuryRegistry, IERC6909, AccessManaged {
    using BusinessDays for BusinessDays.Holidays;
    using CouponSchedule for Security;
    using CusipLib for Cusip;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /* STORAGE */

    uint256 internal constant PAR = 100_000_000; // of one unit [micro-dollars]
    uint256 internal constant HALF_YEAR_COUPON = 500; // of one unit, for each 0.001 % of interest rate [micro-dollars]
    uint256 internal constant EIGHTH = 125; // interest rates are its multiples (31 CFR 356.20(b)) [0.001 %]

    uint256 internal constant LONGEST_CLOSURE = 5; // a payment is never put off by more [days]

    uint256 internal constant LOCK_OUT = 2; // before a coupon or issue date of a floating rate note [business days]

    // So bounded, the interest of a hundred years on 2^64 units fits `Holding.interestOwed`, unless an index multiplies it
    // by more than a hundred.
    uint256 internal constant MAXIMUM_INTEREST_RATE = 100_000; // [0.001 %]
    int24 internal constant WIDEST_SPREAD = 10_000; // [0.001 %]

    IERC20 public immutable cash;
    ICompliance public immutable compliance;
    IIndexBoard public immutable indexBoard;

    /// @inheritdoc ITreasuryRegistry
    address public immutable treasuryAccount;

    /// @inheritdoc ITreasuryRegistry
    address public auctionHouse;

    /// @inheritdoc ITreasuryRegistry
    address public strips;

    mapping(Cusip cusip => Security) internal _securities;
    mapping(Cusip cusip => mapping(address holder => Holding)) internal _holdings;

    /// @dev Of TIPS and floating rate notes: all interest of one unit up to and with a payment [micro-dollars].
    mapping(Cusip cusip => mapping(uint256 coupon => uint256)) internal _interestFixed;

    mapping(bytes32 terms => Cusip) internal _cusipOf; // notes and bonds by type, interest rate and maturity
    BusinessDays.Holidays internal _holidays;

    /// @inheritdoc IERC6909
    mapping(address owner => mapping(address operator => bool)) public isOperator;

    /// @inheritdoc IERC6909
    mapping(address owner => mapping(address spender => mapping(uint256 id => uint256))) public allowance;

    /* CONSTRUCTION */

    constructor(
        IERC20 cash_,
        ICompliance compliance_,
        IIndexBoard indexBoard_,
        address treasuryAccount_,
        address authority_
    ) AccessManaged(authority_) {
        require(treasuryAccount_ != address(0), ZeroAddress());

        cash = cash_;
        compliance = compliance_;
        indexBoard = indexBoard_;
        treasuryAccount = treasuryAccount_;
    }

    /* SERIES */

    /// @inheritdoc ITreasuryRegistry
    function establish(Cusip cusip, Terms calldata terms) external restricted returns (Cusip) {
        require(cusip.isValid(), InvalidCusip(cusip));
        require(terms.securityType != SecurityType.None, UnknownSecurity(cusip));
        _requireConsistentRates(terms);
        (bool isPossible, FirstCoupon firstCoupon, uint256 coupons) = CouponSchedule.scheduleOf(terms);
        require(isPossible, InvalidDates(terms.datedDate, terms.firstInterestPaymentDate, terms.maturityDate));

        if (_securities[cusip].securityType != SecurityType.None) {
            require(_isReopenedBy(_securities[cusip], terms), TermsDiffer(cusip));
            return cusip;
        }
        if (terms.securityType == SecurityType.Note || terms.securityType == SecurityType.Bond) {
            bytes32 alike = keccak256(abi.encode(terms.securityType, terms.interestRate, terms.maturityDate));
            Cusip outstanding = _cusipOf[alike];
            if (Cusip.unwrap(outstanding) != 0 && _isReopenedBy(_securities[outstanding], terms)) {
                return outstanding;
            }
            _cusipOf[alike] = cusip;
        }
        _record(cusip, terms, firstCoupon, uint16(coupons));
        return cusip;
    }

    /// @inheritdoc ITreasuryRegistry
    function excludeClasses(Cusip cusip, HolderClass[] calldata classes) external restricted {
        require(cusip.isValid(), InvalidCusip(cusip));
        Security storage security = _securities[cusip];
        bool isEstablished_ = security.securityType != SecurityType.None;
        require(!isEstablished_ || security.excludedClasses != 0, OpenToEveryClass(cusip));

        uint16 excluded = _bitOf(HolderClass.None);
        for (uint256 i = 0; i < classes.length; i++) {
            excluded |= _bitOf(classes[i]);
        }
        security.excludedClasses = excluded;
        emit ClassesExcluded(cusip, classes);
    }

    /// @inheritdoc ITreasuryRegistry
    function excludedClasses(Cusip cusip) external view returns (uint16) {
        return _securities[cusip].excludedClasses;
    }

    /// @inheritdoc ITreasuryRegistry
    function issue(Cusip cusip, address to, uint64 units, uint32 issueDate) external {
        require(msg.sender == auctionHouse || msg.sender == strips, NotIssuer(msg.sender));
        compliance.requireNotFrozen(to);

        Security memory security = _known(cusip);
        _fixInterest(cusip, security);
        Holding memory holding = _holdings[cusip][to];
        _bringUpToDate(cusip, security, holding);
        uint256 passed = security.couponsPassed(issueDate);
        if (passed != holding.couponsCredited) {
            _credit(holding, units * _interestBetween(cusip, security, passed, holding.couponsCredited));
        }
        if (security.excludedClasses != 0) {
            holding.isRestricted = true;
            // an award is the bidder's, whatever its class: a bid is binding (31 CFR 356.11)
            if (msg.sender != auctionHouse) compliance.requireAdmitted(to, security.excludedClasses);
        }
        holding.units += units;

        _holdings[cusip][to] = holding;
        _securities[cusip].outstanding = security.outstanding + units;
        emit Transfer(msg.sender, address(0), to, cusip.toId(), units);
    }

    /// @inheritdoc ITreasuryRegistry
    function retire(Cusip cusip, address from, uint64 units) external {
        require(msg.sender == strips, NotStrips(msg.sender));
        compliance.requireNotFrozen(from);

        Holding memory holding = _holdings[cusip][from];
        _makeTradable(cusip, holding);
        require(holding.units >= units, InsufficientUnits(holding.units, units));
        holding.units -= units;

        _store(cusip, from, holding);
        _securities[cusip].outstanding -= units;
        emit Transfer(msg.sender, from, address(0), cusip.toId(), units);
    }

    /// @inheritdoc ITreasuryRegistry
    function setAuctionHouse(address auctionHouse_) external restricted {
        require(auctionHouse == address(0), AlreadySet());
        require(auctionHouse_ != address(0), ZeroAddress());

        auctionHouse = auctionHouse_;
        emit AuctionHouseSet(auctionHouse_);
    }

    /// @inheritdoc ITreasuryRegistry
    function setStrips(address strips_) external restricted {
        require(strips == address(0), AlreadySet());
        require(strips_ != address(0), ZeroAddress());

        strips = strips_;
        emit StripsSet(strips_);
    }

    /// @inheritdoc ITreasuryRegistry
    function isEstablished(Cusip cusip) external view returns (bool) {
        return _securities[cusip].securityType != SecurityType.None;
    }

    /// @inheritdoc ITreasuryRegistry
    function securityOf(Cusip cusip) external view returns (Security memory) {
        return _known(cusip);
    }

    function _requireConsistentRates(Terms calldata terms) internal pure {
        SecurityType kind = terms.securityType;
        bool hasInterestRate = kind != SecurityType.Bill && kind != SecurityType.Frn;
        require(
            hasInterestRate
                ? terms.interestRate != 0 && terms.interestRate % EIGHTH == 0
                    && terms.interestRate <= MAXIMUM_INTEREST_RATE
                : terms.interestRate == 0,
            InvalidInterestRate(terms.interestRate)
        );
        bool isWithin = terms.spread >= -WIDEST_SPREAD && terms.spread <= WIDEST_SPREAD;
        require(kind == SecurityType.Frn ? isWithin : terms.spread == 0, InvalidSpread(terms.spread));
    }

    /// @dev Whether units of these terms are the same security: all that is paid from here on is the same.
    function _isReopenedBy(Security memory security, Terms calldata terms) internal pure returns (bool) {
        if (
            security.securityType != terms.securityType || security.interestRate != terms.interestRate
                || security.spread != terms.spread || security.maturityDate != terms.maturityDate
        ) return false;
        if (terms.securityType == SecurityType.Bill) return security.datedDate <= terms.datedDate;

        uint256 passed = security.couponsPassed(terms.datedDate);
        if (security.couponDate(passed + 1) != terms.firstInterestPaymentDate) return false;

        // once interest has been paid, it does not matter any more from where the first accrued, except to an index
        return terms.datedDate == security.datedDate
            || (!_isIndexed(security) && passed != 0 && terms.datedDate == security.couponDate(passed));
    }

    function _record(Cusip cusip, Terms calldata terms, FirstCoupon firstCoupon, uint16 coupons) internal {
        _securities[cusip] = Security({
            securityType: terms.securityType,
            firstCoupon: firstCoupon,
            interestRate: terms.interestRate,
            spread: int16(terms.spread), // no wider than `WIDEST_SPREAD`
            datedDate: terms.datedDate,
            maturityDate: terms.maturityDate,
            couponCount: coupons,
            couponsFixed: 0,
            outstanding: 0,
            missedPayments: 0,
            excludedClasses: _securities[cusip].excludedClasses // said before
        });
        emit Established(cusip, terms);
    }

    function _known(Cusip cusip) internal view returns (Security memory security) {
        security = _securities[cusip];
        require(security.securityType != SecurityType.None, UnknownSecurity(cusip));
    }

    function _bitOf(HolderClass class) internal pure returns (uint16) {
        return uint16(1 << uint8(class));
    }

    /* HOLDING */

    /// @inheritdoc IERC6909
    function transfer(address to, uint256 id, uint256 units) external returns (bool) {
        _transfer(msg.sender, to, id, units);
        return true;
    }

    /// @inheritdoc IERC6909
    function transferFrom(address from, address to, uint256 id, uint256 units) external returns (bool) {
        if (msg.sender != from && !isOperator[from][msg.sender]) _spendAllowance(from, id, units);
        _transfer(from, to, id, units);
        return true;
    }

    /// @inheritdoc IERC6909
    function approve(address spender, uint256 id, uint256 units) external returns (bool) {
        allowance[msg.sender][spender][id] = units;
        emit Approval(msg.sender, spender, id, units);
        return true;
    }

    /// @inheritdoc IERC6909
    function setOperator(address operator, bool approved) external returns (bool) {
        isOperator[msg.sender][operator] = approved;
        emit OperatorSet(msg.sender, operator, approved);
        return true;
    }

    /// @inheritdoc IERC6909
    function balanceOf(address owner, uint256 id) external view returns (uint256) {
        return _holdings[CusipLib.fromId(id)][owner].units;
    }

    /// @inheritdoc ITreasuryRegistry
    function holdingOf(Cusip cusip, address holder) external view returns (Holding memory) {
        return _holdings[cusip][holder];
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IERC6909).interfaceId || interfaceId == type(IERC165).interfaceId;
    }

    function _transfer(address from, address to, uint256 id, uint256 units) internal {
        require(to != address(0), ZeroAddress());
        compliance.requireTransferable(msg.sender, from, to);
        Cusip cusip = CusipLib.fromId(id);

        Holding memory seller = _holdings[cusip][from];
        _makeTradable(cusip, seller);
        require(seller.units >= units, InsufficientUnits(seller.units, units));
        if (seller.isRestricted && units != 0) {
            compliance.requireAdmitted(to, _securities[cusip].excludedClasses);
        }
        seller.units -= uint64(units);
        _store(cusip, from, seller);

        Holding memory buyer = _holdings[cusip][to]; // read after the sale: the holder may pay itself
        if (buyer.units == 0) {
            // nothing can be due on no units, so the buyer stands where the seller stands
            (buyer.couponsCredited, buyer.nextDueDate) = (seller.couponsCredited, seller.nextDueDate);
            buyer.isRestricted = seller.isRestricted;
        } else {
            _makeTradable(cusip, buyer);
        }
        buyer.units += uint64(units);
        _store(cusip, to, buyer);

        emit Transfer(msg.sender, from, to, id, units);
    }

    /// @dev Between two coupon dates the series itself need not be read.
    function _makeTradable(Cusip cusip, Holding memory holding) internal {
        if (_today() < holding.nextDueDate) return;

        Security memory security = _known(cusip);
        require(_today() < security.maturityDate, Matured(cusip));
        _fixInterest(cusip, security);
        _bringUpToDate(cusip, security, holding);
    }

    function _store(Cusip cusip, address holder, Holding memory holding) internal {
        if (holding.units == 0 && holding.interestOwed == 0) delete _holdings[cusip][holder];
        else _holdings[cusip][holder] = holding;
    }

    function _spendAllowance(address from, uint256 id, uint256 units) internal {
        uint256 allowed = allowance[from][msg.sender][id];
        if (allowed == type(uint256).max) return;

        require(allowed >= units, InsufficientAllowance(allowed, units));
        allowance[from][msg.sender][id] = allowed - units;
    }

    /* PAYMENT */

    /// @inheritdoc ITreasuryRegistry
    function claim(Cusip cusip, address holder) external returns (uint256 paid) {
        (Security memory security, Holding memory holding) = _payable(cusip, holder);
        require(holding.interestOwed != 0, NothingOwed(cusip, holder));

        uint256 interest = holding.interestOwed;
        if (!_canPay(interest)) return _miss(cusip, security, holder, holding, interest);

        holding.interestOwed = 0;
        bool isPrincipalOwed = holding.units != 0 && _today() >= security.maturityDate;
        if (!isPrincipalOwed) _settleMissed(security, holding);
        _securities[cusip] = security;
        _store(cusip, holder, holding);
        emit InterestPaid(cusip, holder, interest);

        // The account approves this contract, to pay from it whom the book of record names.
        // slither-disable-next-line arbitrary-send-erc20
        cash.safeTransferFrom(treasuryAccount, holder, interest);
        return interest;
    }

    /// @inheritdoc ITreasuryRegistry
    function redeem(Cusip cusip, address holder) external returns (uint256 paid) {
        require(_today() >= _known(cusip).maturityDate, NotMatured(cusip));
        (Security memory security, Holding memory holding) = _payable(cusip, holder);
        (uint64 units, uint256 interest) = (holding.units, holding.interestOwed);
        paid = units * _principal(security) + interest;
        require(paid != 0, NothingOwed(cusip, holder));

        if (!_canPay(paid)) return _miss(cusip, security, holder, holding, paid);

        _settleMissed(security, holding);
        security.outstanding -= units;
        _securities[cusip] = security;
        delete _holdings[cusip][holder];
        emit Transfer(msg.sender, holder, address(0), cusip.toId(), units);
        emit Redeemed(cusip, holder, units, interest);

        // The account approves this contract, to pay from it whom the book of record names.
        // slither-disable-next-line arbitrary-send-erc20
        cash.safeTransferFrom(treasuryAccount, holder, paid);
    }

    /// @inheritdoc ITreasuryRegistry
    function interestOwed(Cusip cusip, address holder) external view returns (uint256) {
        Holding memory holding = _holdings[cusip][holder];
        _bringUpToDate(cusip, _known(cusip), holding);
        return holding.interestOwed;
    }

    /// @dev The holding brought up to date, if the payment of the latest coupon or maturity date is due by now.
    function _payable(Cusip cusip, address holder)
        internal
        returns (Security memory security, Holding memory holding)
    {
        security = _known(cusip);
        require(msg.sender == holder || isOperator[holder][msg.sender], NotOperator(holder, msg.sender));
        compliance.requireNotFrozen(holder);
        if (msg.sender != holder) compliance.requireNotFrozen(msg.sender);

        uint32 due = security.latestDueDate(security.couponsPassed(_today()), _today());
        due = _holidays.paymentDate(due);
        require(_today() >= due, PaymentNotDue(due));

        _fixInterest(cusip, security);
        holding = _holdings[cusip][holder];
        _bringUpToDate(cusip, security, holding);
    }

    /// @dev Credits every coupon up to now to the holding. It is not written: callers change it further first.
    function _bringUpToDate(Cusip cusip, Security memory security, Holding memory holding) internal view {
        if (_today() < holding.nextDueDate) return;

        uint256 passed = security.couponsPassed(_today());
        if (holding.units != 0) {
            uint256 interest = _interestBetween(cusip, security, holding.couponsCredited, passed);
            _credit(holding, holding.units * interest);
        }
        holding.couponsCredited = uint16(passed);
        holding.nextDueDate = security.nextDueDate(passed);
    }

    function _credit(Holding memory holding, uint256 interest) internal pure {
        holding.interestOwed += interest.toUint104();
    }

    function _canPay(uint256 owed) internal view returns (bool) {
        return
            cash.balanceOf(treasuryAccount) >= owed && cash.allowance(treasuryAccount, address(this)) >= owed;
    }

    function _miss(
        Cusip cusip,
        Security memory security,
        address holder,
        Holding memory holding,
        uint256 owed
    ) internal returns (uint256 paid) {
        if (!holding.isPaymentMissed) {
            holding.isPaymentMissed = true;
            security.missedPayments += 1;
            _securities[cusip] = security;
        }
        _holdings[cusip][holder] = holding;
        emit PaymentMissed(cusip, holder, owed);
        return 0;
    }

    function _settleMissed(Security memory security, Holding memory holding) internal pure {
        if (!holding.isPaymentMissed) return;

        holding.isPaymentMissed = false;
        security.missedPayments -= 1;
    }

    /* INTEREST AND PRINCIPAL */

    /// @inheritdoc ITreasuryRegistry
    function fixInterest(Cusip cusip) external {
        _fixInterest(cusip, _known(cusip));
    }

    /// @inheritdoc ITreasuryRegistry
    function interestPayment(Cusip cusip, uint16 coupon) external view returns (uint256) {
        Security memory security = _known(cusip);
        require(coupon != 0 && coupon <= security.couponCount, NoSuchCoupon(cusip, coupon));
        return _interestBetween(cusip, security, coupon - 1, coupon);
    }

    /// @inheritdoc ITreasuryRegistry
    function principal(Cusip cusip) external view returns (uint256) {
        return _principal(_known(cusip));
    }

    /// @inheritdoc ITreasuryRegistry
    function accruedInterest(Cusip cusip, uint32 date) external view returns (uint256) {
        Security memory security = _known(cusip);
        if (security.couponCount == 0) return 0;
        if (security.securityType == SecurityType.Frn) return _floatingAccrued(security, date);

        uint256 accrued = NotePricing.accruedInterest(
            security.interestRate, _firstPeriod(security), date, security.maturityDate
        );
        if (security.securityType != SecurityType.Tips) return accrued;
        return TipsPricing.adjusted(accrued, indexBoard.indexRatio(date, security.datedDate));
    }

    /// @inheritdoc ITreasuryRegistry
    function floatingInterest(uint32 startDate, uint32 endDate, int24 spread, uint32 lastWeek)
        public
        view
        returns (uint256)
    {
        Accrual memory accrual = Accrual({
            startLockOut: lockOut(startDate),
            startDate: startDate,
            endLockOut: lockOut(endDate),
            endDate: endDate
        });
        return indexBoard.floatingInterest(accrual, spread, lastWeek);
    }

    /// @inheritdoc ITreasuryRegistry
    function lockOut(uint32 date) public view returns (uint32) {
        return _holidays.businessDaysBefore(date, LOCK_OUT);
    }

    /// @dev Write down what the coupon dates up to now pay, in storage and in `security`. Each is computed once, so that
    /// crediting a holder costs the same however long it waited.
    function _fixInterest(Cusip cusip, Security memory security) internal {
        if (!_isIndexed(security)) return;

        uint256 passed = security.couponsPassed(_today());
        uint256 coupon = security.couponsFixed;
        // slither-disable-next-line incorrect-equality (dates that have passed are counted, and never fewer)
        if (coupon == passed) return;

        uint256 total = _interestFixed[cusip][coupon];
        while (coupon < passed) {
            uint256 interest = _indexedPayment(security, ++coupon);
            total += interest;
            _interestFixed[cusip][coupon] = total;
            emit InterestFixed(cusip, uint16(coupon), interest);
        }
        security.couponsFixed = uint16(passed);
        _securities[cusip].couponsFixed = uint16(passed);
    }

    /// @dev What one unit is paid after the first `from` payments, up to the first `to` [micro-dollars].
    function _interestBetween(Cusip cusip, Security memory security, uint256 from, uint256 to)
        internal
        view
        returns (uint256 interest)
    {
        // slither-disable-next-line incorrect-equality (payments are counted)
        if (from == to) return 0;
        if (_isIndexed(security)) return _indexedInterest(cusip, security, from, to);

        interest = (to - from) * _coupon(security);
        if (from == 0 && security.firstCoupon != FirstCoupon.Normal) {
            interest = interest - _coupon(security) + _firstPayment(security);
        }
    }

    /// @dev Of the payments not fixed yet, what they will be fixed at.
    function _indexedInterest(Cusip cusip, Security memory security, uint256 from, uint256 to)
        internal
        view
        returns (uint256 interest)
    {
        uint256 coupon = from;
        if (coupon < security.couponsFixed) {
            coupon = to < security.couponsFixed ? to : security.couponsFixed;
            interest = _interestFixed[cusip][coupon] - _interestFixed[cusip][from];
        }
        while (coupon < to) interest += _indexedPayment(security, ++coupon);
    }

    function _indexedPayment(Security memory security, uint256 coupon) internal view returns (uint256) {
        uint32 date = security.couponDate(coupon);
        if (security.securityType == SecurityType.Frn) {
            uint32 previous = security.couponDate(coupon - 1); // for the first one, the dated date
            return FrnPricing.inMicroDollars(_floatingInterest(security, previous, date));
        }

        bool isIrregular = coupon == 1 && security.firstCoupon != FirstCoupon.Normal;
        return TipsPricing.adjusted(
            isIrregular ? _firstPayment(security) : _coupon(security),
            indexBoard.indexRatio(date, security.datedDate)
        );
    }

    function _floatingAccrued(Security memory security, uint32 date) internal view returns (uint256) {
        require(date >= security.datedDate, NotePricing.IssuedBeforeDated(date, security.datedDate));
        // slither-disable-next-line unused-return (only its beginning is asked)
        (uint32 previous,,) = Calendar.quarterOf(date, security.maturityDate);
        return FrnPricing.inMicroDollars(_floatingInterest(security, previous, date));
    }

    function _floatingInterest(Security memory security, uint32 startDate, uint32 endDate)
        internal
        view
        returns (uint256)
    {
        return floatingInterest(startDate, endDate, security.spread, type(uint32).max);
    }

    /// @dev Half the annual interest on one unit, whatever the days of the half-year: exact, because interest rates
    /// are multiples of 1/8 % [micro-dollars].
    function _coupon(Security memory security) internal pure returns (uint256) {
        return security.interestRate * HALF_YEAR_COUPON;
    }

    /// @dev Of a short or long first interest period [micro-dollars].
    function _firstPayment(Security memory security) internal pure returns (uint256) {
        return NotePricing.firstInterestPayment(
            security.interestRate, _firstPeriod(security), security.maturityDate
        );
    }

    function _firstPeriod(Security memory security) internal pure returns (FirstPeriod memory) {
        return FirstPeriod(security.datedDate, security.couponDate(1));
    }

    function _principal(Security memory security) internal view returns (uint256) {
        if (security.securityType != SecurityType.Tips) return PAR;
        return
            TipsPricing.principalAtMaturity(indexBoard.indexRatio(security.maturityDate, security.datedDate));
    }

    function _isIndexed(Security memory security) internal pure returns (bool) {
        return security.securityType == SecurityType.Tips || security.securityType == SecurityType.Frn;
    }

    /* CALENDAR */

    /// @inheritdoc ITreasuryRegistry
    function announceHolidays(uint32[] calldata dates) external restricted {
        for (uint256 i = 0; i < dates.length; i++) {
            require(dates[i] > _today(), DateHasPassed(dates[i]));
            _holidays.add(dates[i]);
            require(_holidays.closureAround(dates[i]) <= LONGEST_CLOSURE, ClosedTooLong(dates[i]));
            emit HolidayAnnounced(dates[i]);
        }
    }

    /// @inheritdoc ITreasuryRegistry
    function paymentDate(uint32 date) external view returns (uint32) {
        return _holidays.paymentDate(date);
    }

    function _today() internal view returns (uint32) {
        return uint32(block.timestamp / 1 days);
    }
}
