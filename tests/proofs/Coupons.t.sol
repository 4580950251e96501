// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {TreasuryRegistry} from "../../contracts/TreasuryRegistry.sol";
import {NotePricing} from "../../contracts/libraries/NotePricing.sol";
import {ICompliance} from "../../interfaces/ICompliance.sol";
import {IIndexBoard} from "../../interfaces/IIndexBoard.sol";
import {Cusip, FirstCoupon, Holding, Security, SecurityType} from "../../interfaces/ITreasuryRegistry.sol";
import {svm, vm} from "./Cheats.sol";

/// @title Coupons
/// @notice What the registry credits to a holding, by its own functions.
contract Coupons is TreasuryRegistry {
    Cusip private constant CUSIP = Cusip.wrap("91282CAE1");
    uint32 private constant DATED_DATE = 21_091; // 2027-09-30
    uint32 private constant FEBRUARY_2028 = 21_229; // 2028-02-15
    uint32 private constant TODAY = 21_600; // 2029-02-20, after the third coupon date
    uint32 private constant MATURITY = 21_960; // 2030-02-15
    uint16 private constant COUPONS = 5;

    constructor()
        TreasuryRegistry(
            IERC20(address(0xCA)),
            ICompliance(address(0xC0)),
            IIndexBoard(address(0x1B)),
            address(0x7A),
            address(0xAD)
        )
    {}

    function setUp() public {
        svm.enableSymbolicStorage(address(this));
        vm.warp(uint256(TODAY) * 1 days);
    }

    /* ONE PAYMENT */

    /// @notice For all rates of 24 bits and half-years of 16 bits [days].
    function check_a_coupon_is_half_the_interest_rate_and_what_has_accrued(uint24 interestRate, uint16 whole)
        public
        pure
    {
        vm.assume(whole != 0);

        uint256 coupon = _coupon(_note(interestRate));
        assert(2 * coupon * 100_000 == PAR * interestRate);
        assert(coupon == NotePricing._accrued(interestRate, NotePricing.Timing(0, whole, 0, 1, 1, false)));
    }

    /* MANY HOLDERS */

    /// @notice For all rates of 24 bits, units of 63 bits of each of two holders, which stand for any number, interest owed
    /// before of 64 bits, and coupons credited before, of a note of which three have been paid.
    function check_two_holders_are_credited_what_one_would_be(
        uint24 interestRate,
        uint64 units,
        uint64 more,
        uint16 credited,
        uint64 owed
    ) public view {
        vm.assume(units < 1 << 63 && more < 1 << 63 && credited <= 3);
        Security memory security = _note(interestRate);

        Holding memory one = _broughtUpToDate(security, units, credited, owed);
        Holding memory other = _broughtUpToDate(security, more, credited, 0);
        Holding memory both = _broughtUpToDate(security, units + more, credited, owed);
        assert(uint256(one.interestOwed) + other.interestOwed == both.interestOwed);
        assert(one.couponsCredited == both.couponsCredited && one.nextDueDate == both.nextDueDate);
    }

    /// @notice For all units of 64 bits, all rates that a note may have and up to 200 coupons, of a hundred years.
    function check_a_century_of_interest_fits_its_holding(uint64 units, uint24 interestRate, uint8 coupons)
        public
        view
    {
        vm.assume(interestRate <= MAXIMUM_INTEREST_RATE && coupons <= 200);

        uint256 interest = units * _interestBetween(CUSIP, _note(interestRate), 0, coupons);
        assert(interest <= type(uint104).max);
    }

    /* MANY PAYMENTS */

    /// @notice For all rates of 24 bits, numbers of coupons of 16 bits, and a note whose first period is a half-year or a
    /// part of one.
    function check_interest_credited_in_two_steps_is_that_of_one(
        bool isShort,
        uint24 interestRate,
        uint16 from,
        uint16 middle,
        uint16 to
    ) public view {
        vm.assume(from <= middle && middle <= to);
        Security memory security = _note(interestRate);
        if (isShort) security.firstCoupon = FirstCoupon.Short;

        _twoStepsAreOne(security, from, middle, to);
    }

    /// @notice For all numbers of coupons of 16 bits that have been fixed, and totals of 128 bits that do not fall.
    function check_fixed_interest_credited_in_two_steps_is_that_of_one(uint16 from, uint16 middle, uint16 to)
        public
        view
    {
        vm.assume(from <= middle && middle <= to);
        Security memory security = _note(0);
        security.securityType = SecurityType.Frn;
        security.couponsFixed = to;
        mapping(uint256 coupon => uint256) storage total = _interestFixed[CUSIP];
        vm.assume(total[from] <= total[middle] && total[middle] <= total[to] && total[to] < 1 << 128);

        _twoStepsAreOne(security, from, middle, to);
    }

    function _twoStepsAreOne(Security memory security, uint16 from, uint16 middle, uint16 to) private view {
        uint256 first = _interestBetween(CUSIP, security, from, middle);
        uint256 second = _interestBetween(CUSIP, security, middle, to);
        assert(first + second == _interestBetween(CUSIP, security, from, to));
    }

    /* SECURITIES AND HOLDINGS */

    function _note(uint24 interestRate) private pure returns (Security memory security) {
        security.securityType = SecurityType.Note;
        security.interestRate = interestRate;
        security.datedDate = DATED_DATE;
        security.maturityDate = MATURITY;
        security.couponCount = COUPONS;
    }

    function _broughtUpToDate(Security memory security, uint64 units, uint16 credited, uint64 owed)
        private
        view
        returns (Holding memory holding)
    {
        holding.units = units;
        holding.couponsCredited = credited;
        holding.interestOwed = owed;
        _bringUpToDate(CUSIP, security, holding);
    }
}
