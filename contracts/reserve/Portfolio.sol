// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IRateBoard} from "../../interfaces/IRateBoard.sol";
import {Holdings, IReserve, Position} from "../../interfaces/IReserve.sol";
import {Cusip, ITreasuryRegistry} from "../../interfaces/ITreasuryRegistry.sol";
import {AmortisedCost} from "../libraries/AmortisedCost.sol";

/// @title Portfolio
/// @notice The bills of the reserve: one position a CUSIP, however many lots it was bought in.
abstract contract Portfolio is IReserve {
    using SafeCast for uint256;

    uint256 internal constant PAR = 100_000_000; // of one unit [micro-dollars]

    ITreasuryRegistry public immutable registry;
    IRateBoard public immutable rateBoard;

    Cusip[] internal _held;
    mapping(Cusip cusip => Position) internal _positionOf;

    constructor(ITreasuryRegistry registry_, IRateBoard rateBoard_) {
        registry = registry_;
        rateBoard = rateBoard_;
    }

    /// @inheritdoc IReserve
    function positions() external view returns (Holdings[] memory all) {
        all = new Holdings[](_held.length);
        for (uint256 i = 0; i < all.length; i++) {
            Position memory position = _positionOf[_held[i]];
            all[i] = Holdings(_held[i], position.units, _amortisedCost(position), position.maturityDate);
        }
    }

    /// @inheritdoc IReserve
    function carry(uint256 time) public view returns (uint256 dollars) {
        for (uint256 i = 0; i < _held.length; i++) {
            Position memory position = _positionOf[_held[i]];
            dollars += _discountAt(position, block.timestamp) - _discountAt(position, block.timestamp + time);
        }
    }

    function _billsAtCost() internal view returns (uint256 dollars) {
        for (uint256 i = 0; i < _held.length; i++) {
            dollars += _amortisedCost(_positionOf[_held[i]]);
        }
    }

    function _billsAtMarket() internal view returns (uint256 dollars) {
        for (uint256 i = 0; i < _held.length; i++) {
            Position memory position = _positionOf[_held[i]];
            dollars += position.units * _priceOf(position.maturityDate);
        }
    }

    /// @dev Of one unit. A bill is par from its maturity until the day of its payment, and nothing once that was missed.
    function _priceOf(uint32 maturityDate) internal view returns (uint256) {
        uint256 today = block.timestamp / 1 days;
        if (today < maturityDate) return rateBoard.billPrice(maturityDate);
        return today <= registry.paymentDate(maturityDate) ? PAR : 0;
    }

    function _amortisedCost(Position memory position) internal view returns (uint256) {
        return position.units * PAR - _discountAt(position, block.timestamp);
    }

    function _discountAt(Position memory position, uint256 time) internal pure returns (uint256) {
        uint256 maturity = uint256(position.maturityDate) * 1 days;
        return AmortisedCost.remainingDiscount(position.discount, position.changedAt, maturity, time);
    }

    /// @dev Of units at this cost, which join those of the same bill.
    function _addToPosition(Cusip cusip, uint32 maturityDate, uint64 units, uint256 cost) internal {
        Position memory position = _positionOf[cusip];
        // slither-disable-next-line incorrect-equality (listed exactly while there are units)
        if (position.units == 0) _held.push(cusip);

        uint256 discount = _discountAt(position, block.timestamp) + units * PAR - cost;
        _positionOf[cusip] =
            Position(position.units + units, discount.toUint64(), uint40(block.timestamp), maturityDate);
    }

    /// @dev Units with their part of the cost; what remains does not cost more than its own part, rounded up.
    function _takeFromPosition(Cusip cusip, Position memory position, uint64 units) internal {
        if (position.units == units) return _removePosition(cusip);

        uint64 left = position.units - units;
        uint256 discount = _discountAt(position, block.timestamp) * left / position.units;
        _positionOf[cusip] =
            Position(left, discount.toUint64(), uint40(block.timestamp), position.maturityDate);
    }

    function _removePosition(Cusip cusip) internal {
        delete _positionOf[cusip];
        uint256 i = 0;
        while (Cusip.unwrap(_held[i]) != Cusip.unwrap(cusip)) i++;
        _held[i] = _held[_held.length - 1];
        _held.pop();
    }
}
