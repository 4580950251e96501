// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/draft-IERC6909.sol";

import {ICompliance} from "../interfaces/ICompliance.sol";
import {Cusip, Holding, ITreasuryRegistry, Security, SecurityType} from "../interfaces/ITreasuryRegistry.sol";
import {BusinessDays} from "./libraries/BusinessDays.sol";
import {Calendar} from "./libraries/Calendar.sol";
import {CusipLib} from "./libraries/CusipLib.sol";
import {NotePricing} from "./libraries/NotePricing.sol";

/// @title TreasuryRegistry
/// @notice The book of record of tokenised Treasury securities.
contract TreasuryRegistry is ITreasuryRegistry, IERC6909, AccessManaged {
    using BusinessDays for BusinessDays.Holidays;
    using CusipLib for Cusip;
    using SafeERC20 for IERC20;

    /* STORAGE */

    uint256 internal constant PAR = 100_000_000; // of one unit [micro-dollars]
    uint256 internal constant HALF_YEAR_COUPON = 500; // of one unit, for each 0.001 % of interest rate [micro-dollars]
    uint256 internal constant EIGHTH = 125; // interest rates are its multiples (31 CFR 356.20(b)) [0.001 %]

    uint256 internal constant LONGEST_CLOSURE = 5; // a payment is never put off by more [days]

    // So bounded, the interest of a hundred years on 2^64 units fits `Holding.interestOwed`.
    uint256 internal constant MAXIMUM_INTEREST_RATE = 100_000; // [0.001 %]

    IERC20 public immutable cash;
    ICompliance public immutable compliance;

    /// @inheritdoc ITreasuryRegistry
    address public immutable treasuryAccount;

    /// @inheritdoc ITreasuryRegistry
    address public auctionHouse;

    mapping(Cusip cusip => Security) internal _securities;
    mapping(Cusip cusip => mapping(address holder => Holding)) internal _holdings;
    mapping(bytes32 terms => Cusip) internal _cusipOf; // notes and bonds by type, interest rate and maturity
    BusinessDays.Holidays internal _holidays;

    /// @inheritdoc IERC6909
    mapping(address owner => mapping(address operator => bool)) public isOperator;

    /// @inheritdoc IERC6909
    mapping(address owner => mapping(address spender => mapping(uint256 id => uint256))) public allowance;

    /* CONSTRUCTION */

    constructor(IERC20 cash_, ICompliance compliance_, address treasuryAccount_, address authority_)
        AccessManaged(authority_)
    {
        require(treasuryAccount_ != address(0), ZeroAddress());

        cash = cash_;
        compliance = compliance_;
        treasuryAccount = treasuryAccount_;
    }

    /* SERIES */

    /// @inheritdoc ITreasuryRegistry
    function establish(
        Cusip cusip,
        SecurityType securityType,
        uint24 interestRate,
        uint32 datedDate,
        uint32 maturityDate
    ) external restricted returns (Cusip) {
        require(cusip.isValid(), InvalidCusip(cusip));
        require(securityType != SecurityType.None, UnknownSecurity(cusip));
        require(datedDate < maturityDate, InvalidDates(datedDate, maturityDate));

        if (_securities[cusip].securityType != SecurityType.None) {
            return _withTerms(cusip, securityType, interestRate, datedDate, maturityDate);
        }
        return securityType == SecurityType.Bill
            ? _establishBill(cusip, interestRate, datedDate, maturityDate)
            : _establishNote(cusip, securityType, interestRate, datedDate, maturityDate);
    }

    /// @inheritdoc ITreasuryRegistry
    function issue(Cusip cusip, address to, uint64 units, uint32 issueDate) external {
        require(msg.sender == auctionHouse, NotAuctionHouse(msg.sender));
        compliance.requireNotFrozen(to);

        Security memory security = _known(cusip);
        Holding memory holding = _upToDate(security, _holdings[cusip][to]);
        uint256 couponsMissed = holding.couponsCredited - _couponsPassed(security, issueDate);
        holding.units += units;
        holding.interestOwed += uint104(couponsMissed * units * _coupon(security));
        security.outstanding += units;

        _holdings[cusip][to] = holding;
        _securities[cusip] = security;
        emit Transfer(msg.sender, address(0), to, cusip.toId(), units);
    }

    /// @inheritdoc ITreasuryRegistry
    function setAuctionHouse(address auctionHouse_) external restricted {
        require(auctionHouse == address(0), AlreadySet());
        require(auctionHouse_ != address(0), ZeroAddress());

        auctionHouse = auctionHouse_;
        emit AuctionHouseSet(auctionHouse_);
    }

    /// @inheritdoc ITreasuryRegistry
    function isEstablished(Cusip cusip) external view returns (bool) {
        return _securities[cusip].securityType != SecurityType.None;
    }

    /// @inheritdoc ITreasuryRegistry
    function securityOf(Cusip cusip) external view returns (Security memory) {
        return _known(cusip);
    }

    function _establishBill(Cusip cusip, uint24 interestRate, uint32 datedDate, uint32 maturityDate)
        internal
        returns (Cusip)
    {
        require(interestRate == 0, InvalidInterestRate(interestRate));
        return _record(cusip, SecurityType.Bill, 0, datedDate, maturityDate, 0);
    }

    function _establishNote(
        Cusip cusip,
        SecurityType securityType,
        uint24 interestRate,
        uint32 datedDate,
        uint32 maturityDate
    ) internal returns (Cusip) {
        require(
            interestRate != 0 && interestRate % EIGHTH == 0 && interestRate <= MAXIMUM_INTEREST_RATE,
            InvalidInterestRate(interestRate)
        );
        require(Calendar.isSchedule(datedDate, maturityDate), InvalidDates(datedDate, maturityDate));

        bytes32 terms = keccak256(abi.encode(securityType, interestRate, maturityDate));
        Cusip outstanding = _cusipOf[terms];
        // a series dated later does not know the coupon dates before
        if (Cusip.unwrap(outstanding) != 0 && _securities[outstanding].datedDate <= datedDate) {
            return outstanding;
        }

        _cusipOf[terms] = cusip;
        uint256 couponCount = Calendar.couponDatesAfter(datedDate, maturityDate);
        return _record(cusip, securityType, interestRate, datedDate, maturityDate, uint16(couponCount));
    }

    function _record(
        Cusip cusip,
        SecurityType securityType,
        uint24 interestRate,
        uint32 datedDate,
        uint32 maturityDate,
        uint16 couponCount
    ) internal returns (Cusip) {
        _securities[cusip] = Security(securityType, interestRate, datedDate, maturityDate, couponCount, 0, 0);
        emit Established(cusip, securityType, interestRate, datedDate, maturityDate);
        return cusip;
    }

    function _withTerms(
        Cusip cusip,
        SecurityType securityType,
        uint24 interestRate,
        uint32 datedDate,
        uint32 maturityDate
    ) internal view returns (Cusip) {
        Security memory security = _securities[cusip];
        require(
            security.securityType == securityType && security.interestRate == interestRate
                && security.datedDate <= datedDate && security.maturityDate == maturityDate,
            TermsDiffer(cusip)
        );
        return cusip;
    }

    function _known(Cusip cusip) internal view returns (Security memory security) {
        security = _securities[cusip];
        require(security.securityType != SecurityType.None, UnknownSecurity(cusip));
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

        Holding memory seller = _tradable(cusip, _holdings[cusip][from]);
        require(seller.units >= units, InsufficientUnits(seller.units, units));
        seller.units -= uint64(units);
        _store(cusip, from, seller);

        Holding memory buyer = _holdings[cusip][to]; // read after the sale: the holder may pay itself
        if (buyer.units == 0) {
            // nothing can be due on no units, so the buyer stands where the seller stands
            (buyer.couponsCredited, buyer.nextDueDate) = (seller.couponsCredited, seller.nextDueDate);
        } else {
            buyer = _tradable(cusip, buyer);
        }
        buyer.units += uint64(units);
        _store(cusip, to, buyer);

        emit Transfer(msg.sender, from, to, id, units);
    }

    /// @dev Between two coupon dates the series itself need not be read.
    function _tradable(Cusip cusip, Holding memory holding) internal view returns (Holding memory) {
        if (_today() < holding.nextDueDate) return holding;

        Security memory security = _known(cusip);
        require(_today() < security.maturityDate, Matured(cusip));
        return _upToDate(security, holding);
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

    /* INTEREST AND PRINCIPAL */

    /// @inheritdoc ITreasuryRegistry
    function claim(Cusip cusip, address holder) external returns (uint256 paid) {
        Security memory security = _known(cusip);
        Holding memory holding = _payable(cusip, security, holder);
        require(holding.interestOwed != 0, NothingOwed(cusip, holder));

        uint256 interest = holding.interestOwed;
        if (!_canPay(interest)) return _miss(cusip, security, holder, holding, interest);

        holding.interestOwed = 0;
        bool isPrincipalOwed = holding.units != 0 && _today() >= security.maturityDate;
        if (!isPrincipalOwed) _settleMissed(security, holding);
        _securities[cusip] = security;
        _store(cusip, holder, holding);
        emit InterestPaid(cusip, holder, interest);

        cash.safeTransferFrom(treasuryAccount, holder, interest);
        return interest;
    }

    /// @inheritdoc ITreasuryRegistry
    function redeem(Cusip cusip, address holder) external returns (uint256 paid) {
        Security memory security = _known(cusip);
        require(_today() >= security.maturityDate, NotMatured(cusip));
        Holding memory holding = _payable(cusip, security, holder);
        (uint64 units, uint256 interest) = (holding.units, holding.interestOwed);
        paid = units * PAR + interest;
        require(paid != 0, NothingOwed(cusip, holder));

        if (!_canPay(paid)) return _miss(cusip, security, holder, holding, paid);

        _settleMissed(security, holding);
        security.outstanding -= units;
        _securities[cusip] = security;
        delete _holdings[cusip][holder];
        emit Transfer(msg.sender, holder, address(0), cusip.toId(), units);
        emit Redeemed(cusip, holder, units, interest);

        cash.safeTransferFrom(treasuryAccount, holder, paid);
    }

    /// @inheritdoc ITreasuryRegistry
    function interestOwed(Cusip cusip, address holder) external view returns (uint256) {
        return _upToDate(_known(cusip), _holdings[cusip][holder]).interestOwed;
    }

    /// @inheritdoc ITreasuryRegistry
    function accruedInterest(Cusip cusip, uint32 date) external view returns (uint256) {
        Security memory security = _known(cusip);
        if (security.couponCount == 0) return 0;
        return NotePricing.accruedInterest(security.interestRate, date, security.maturityDate);
    }

    /// @dev The holding brought up to date, if the payment of the latest coupon or maturity date is due by now.
    function _payable(Cusip cusip, Security memory security, address holder)
        internal
        view
        returns (Holding memory)
    {
        require(msg.sender == holder || isOperator[holder][msg.sender], NotOperator(holder, msg.sender));
        compliance.requireNotFrozen(holder);
        if (msg.sender != holder) compliance.requireNotFrozen(msg.sender);
        uint32 due = _holidays.paymentDate(_latestDueDate(security));
        require(_today() >= due, PaymentNotDue(due));
        return _upToDate(security, _holdings[cusip][holder]);
    }

    function _latestDueDate(Security memory security) internal view returns (uint32) {
        if (_today() >= security.maturityDate) return security.maturityDate;
        if (security.couponCount == 0) return 0;
        return Calendar.previousCouponDate(_today(), security.maturityDate);
    }

    /// @dev The holding with every coupon up to now credited. It is not written: callers change it further first.
    function _upToDate(Security memory security, Holding memory holding)
        internal
        view
        returns (Holding memory)
    {
        uint32 today = _today();
        if (today < holding.nextDueDate) return holding;

        uint256 passed = _couponsPassed(security, today);
        holding.interestOwed += uint104(
            (passed - holding.couponsCredited) * holding.units * _coupon(security)
        );
        holding.couponsCredited = uint16(passed);
        holding.nextDueDate = security.couponCount == 0 || today >= security.maturityDate
            ? security.maturityDate
            : Calendar.nextCouponDate(today, security.maturityDate);
        return holding;
    }

    function _couponsPassed(Security memory security, uint32 date) internal pure returns (uint256) {
        if (date >= security.maturityDate) return security.couponCount;
        if (security.couponCount == 0 || date < security.datedDate) return 0;
        return security.couponCount - Calendar.couponDatesAfter(date, security.maturityDate);
    }

    /// @dev Half the annual interest on one unit, whatever the days of the half-year: exact, because interest rates
    /// are multiples of 1/8 % [micro-dollars].
    function _coupon(Security memory security) internal pure returns (uint256) {
        return security.interestRate * HALF_YEAR_COUPON;
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
