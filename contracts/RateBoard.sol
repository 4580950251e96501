// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IRateBoard, NOT_PUBLISHED} from "../interfaces/IRateBoard.sol";
import {YieldCurve} from "./libraries/YieldCurve.sol";

/// @title RateBoard
/// @notice The Treasury's par yield curve, short end, day by day, and the market price of bills.
contract RateBoard is IRateBoard, AccessManaged {
    using YieldCurve for uint256;

    /* STORAGE */

    /// @inheritdoc IRateBoard
    uint256 public constant MAXIMUM_AGE = 7 days;

    int16 private constant LOWEST_YIELD = -500; // [0.01 %]
    int16 private constant HIGHEST_YIELD = 5_000; // [0.01 %]
    uint256 private constant LARGEST_CHANGE = 200; // a day [0.01 %]
    uint256 private constant LONGEST_TERM = 366 days; // of a bill

    /// @dev A copy of the last of `_curveOn`, so that a price takes one read.
    uint256 private _latest;

    mapping(uint32 date => uint256) private _curveOn;

    /* CONSTRUCTION */

    constructor(address initialAuthority) AccessManaged(initialAuthority) {}

    /* PUBLICATION */

    /// @inheritdoc IRateBoard
    function publish(uint32 date, int16[6] calldata yields) external restricted {
        uint256 before = _latest;
        require(date > before.dateOf(), NotAfterLatest(date, before.dateOf()));
        require(date <= block.timestamp / 1 days, DateInFuture(date));
        uint256 curve = YieldCurve.pack(date, yields);
        _requirePlausible(curve, before);

        _latest = curve;
        _curveOn[date] = curve;

        emit ParYieldsPublished(date, yields);
    }

    /// @inheritdoc IRateBoard
    function latest() external view returns (uint32 date, int16[6] memory yields) {
        uint256 curve = _latest;
        return (curve.dateOf(), curve.yieldsOf());
    }

    /// @inheritdoc IRateBoard
    function yieldsOn(uint32 date) external view returns (int16[6] memory yields) {
        return _curveOn[date].yieldsOf();
    }

    function _requirePlausible(uint256 curve, uint256 before) private pure {
        uint256 allowed = LARGEST_CHANGE * (curve.dateOf() - before.dateOf());
        uint256 tenors = 0;
        for (uint256 tenor = 0; tenor < YieldCurve.TENORS; tenor++) {
            int16 yield = curve.yieldOf(tenor);
            if (yield == NOT_PUBLISHED) continue;
            tenors++;
            require(
                yield >= LOWEST_YIELD && yield <= HIGHEST_YIELD,
                YieldOutOfBounds(YieldCurve.monthsOf(tenor), yield)
            );

            int16 latestYield = before.yieldOf(tenor);
            require(
                latestYield == NOT_PUBLISHED || _distance(yield, latestYield) <= allowed,
                YieldJumps(YieldCurve.monthsOf(tenor), latestYield, yield)
            );
        }
        require(tenors >= 2, TooFewTenors());
    }

    function _distance(int256 a, int256 b) private pure returns (uint256) {
        return uint256(a > b ? a - b : b - a);
    }

    /* MARKET PRICE */

    /// @inheritdoc IRateBoard
    function billPrice(uint32 maturityDate) external view returns (uint256) {
        uint256 curve = _latest;
        uint256 publishedFor = uint256(curve.dateOf()) * 1 days;
        require(publishedFor > 0, NothingPublished());
        require(block.timestamp <= publishedFor + MAXIMUM_AGE, StaleRates(uint40(publishedFor)));

        uint256 maturity = uint256(maturityDate) * 1 days;
        require(block.timestamp < maturity, AlreadyMature(maturityDate));
        require(maturity - block.timestamp <= LONGEST_TERM, TermAboveOneYear(maturityDate));

        return curve.price(maturity - block.timestamp);
    }
}
