// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {AggregatorV3Interface} from "../interfaces/AggregatorV3Interface.sol";
import {IRateBoard} from "../interfaces/IRateBoard.sol";
import {Redemption, Standing} from "../interfaces/IRedemptionQueue.sol";
import {Holdings} from "../interfaces/IReserve.sol";
import {
    Assets,
    Bill,
    Claims,
    IReserveMonitor,
    Liquidity,
    Solvency,
    Statement
} from "../interfaces/IReserveMonitor.sol";
import {ITreasuryRegistry} from "../interfaces/ITreasuryRegistry.sol";
import {Reserve} from "./Reserve.sol";

/// @title ReserveMonitor
/// @notice The reserve as an outsider sees it.
contract ReserveMonitor is IReserveMonitor {
    using SafeCast for uint256;

    uint256 private constant PAR = 100_000_000; // of one unit [micro-dollars]
    uint256 private constant WHOLE = 10_000; // [0.01 %]
    uint256 private constant ONE = 1e8; // a dollar for a dollar

    uint8 public constant decimals = 8;
    uint256 public constant version = 1;
    string public constant description = "Par Dollar: coverage by its reserve, the lower of cost and market";

    Reserve public immutable reserve;
    ITreasuryRegistry public immutable registry;
    IRateBoard public immutable rateBoard;

    constructor(Reserve reserve_) {
        reserve = reserve_;
        registry = reserve_.registry();
        rateBoard = reserve_.rateBoard();
    }

    /* STATEMENT */

    /// @inheritdoc IReserveMonitor
    function statement() external view returns (Statement memory) {
        Holdings[] memory held = reserve.positions();
        return Statement({
            time: block.timestamp,
            assets: _assets(held),
            claims: _claims(),
            liquidity: _liquidity(held),
            solvency: _solvency(),
            bills: _bills(held)
        });
    }

    function _assets(Holdings[] memory held) private view returns (Assets memory assets) {
        assets.cash = _cash();
        assets.inSettlement = reserve.inSettlement();
        assets.backing = reserve.backing();
        (assets.isPriced, assets.marketValue) = _marketValue();
        assets.pricedAt = _pricedAt(held);
    }

    function _claims() private view returns (Claims memory) {
        return Claims({
            supply: reserve.supply(),
            owed: reserve.owed(),
            liabilities: reserve.liabilities(),
            surplus: reserve.surplus(),
            capital: reserve.capital()
        });
    }

    function _solvency() private view returns (Solvency memory solvency) {
        Standing memory standing = reserve.standing();
        (, uint256 marketValue) = _marketValue();
        solvency.coverageAtCost = coverageAtCost();
        solvency.coverageAtMarket = _coverage(marketValue);
        solvency.isInsolvent = standing.isInsolvent;
        solvency.isMintingStopped = standing.isMintingStopped;
        solvency.shortfallSince = reserve.shortfallSince();
        solvency.firstWaiting = firstWaiting();
        if (solvency.firstWaiting != 0) solvency.firstDueDate = reserve.dueDate(solvency.firstWaiting);
    }

    function _bills(Holdings[] memory held) private view returns (Bill[] memory bills) {
        uint256 longest = reserve.ruleBook().rules().longestMaturity;
        bills = new Bill[](held.length);
        for (uint256 i = 0; i < held.length; i++) {
            uint256 remaining = _daysTo(held[i].maturityDate);
            bills[i] = Bill({
                cusip: held[i].cusip,
                units: held[i].units,
                par: held[i].units * PAR,
                amortisedCost: held[i].amortisedCost,
                marketValue: held[i].units * _priceOf(held[i].maturityDate),
                maturityDate: held[i].maturityDate,
                isEligible: remaining != 0 && (longest == 0 || remaining <= longest)
            });
        }
    }

    /// @dev Of one unit, as the reserve counts it; zero also if rates are not fresh.
    function _priceOf(uint32 maturityDate) private view returns (uint256) {
        // slither-disable-next-line incorrect-equality (zero from the day on, not only on it)
        if (_daysTo(maturityDate) == 0) return _isMissed(maturityDate) ? 0 : PAR;

        try rateBoard.billPrice(maturityDate) returns (uint256 price) {
            return price;
        } catch {
            return 0;
        }
    }

    function _marketValue() private view returns (bool isPriced, uint256 dollars) {
        try reserve.marketValue() returns (uint256 marketValue) {
            return (true, marketValue);
        } catch {
            return (false, 0);
        }
    }

    /// @dev The oldest figure that the market value depends on.
    function _pricedAt(Holdings[] memory held) private view returns (uint256 time) {
        time = reserve.standing().cashPricedAt;
        // slither-disable-next-line unused-return (only its date is asked)
        (uint32 ratesDate,) = rateBoard.latest();
        for (uint256 i = 0; i < held.length; i++) {
            if (_daysTo(held[i].maturityDate) != 0) return Math.min(time, uint256(ratesDate) * 1 days);
        }
    }

    /* LIQUIDITY */

    function _liquidity(Holdings[] memory held) private view returns (Liquidity memory liquidity) {
        uint256 backing = reserve.backing();
        if (backing == 0) return liquidity;

        uint256 dollarDays = 0;
        for (uint256 i = 0; i < held.length; i++) {
            dollarDays += held[i].amortisedCost * _daysTo(held[i].maturityDate);
        }
        liquidity.weightedAverageMaturity = Math.ceilDiv(dollarDays, backing);
        liquidity.daily = _dueWithin(held, 1) * WHOLE / backing;
        liquidity.weekly = _dueWithin(held, 5) * WHOLE / backing;
    }

    /// @dev Cash, and what bills that are paid within so many business days after today cost.
    function _dueWithin(Holdings[] memory held, uint256 businessDays) private view returns (uint256 dollars) {
        uint32 last = uint32(_today());
        for (uint256 i = 0; i < businessDays; i++) {
            last = registry.paymentDate(last + 1);
        }
        dollars = _cash();
        for (uint256 i = 0; i < held.length; i++) {
            uint32 paymentDate = registry.paymentDate(held[i].maturityDate);
            if (_today() <= paymentDate && paymentDate <= last) dollars += held[i].amortisedCost;
        }
    }

    function _isMissed(uint32 maturityDate) private view returns (bool) {
        return _today() > registry.paymentDate(maturityDate);
    }

    function _daysTo(uint32 date) private view returns (uint256) {
        return Math.saturatingSub(date, _today());
    }

    function _today() private view returns (uint256) {
        return block.timestamp / 1 days;
    }

    function _cash() private view returns (uint256) {
        return reserve.cash().balanceOf(address(reserve));
    }

    /* COVERAGE */

    /// @inheritdoc IReserveMonitor
    function coverageAtCost() public view returns (uint256) {
        return _coverage(reserve.backing());
    }

    /// @inheritdoc IReserveMonitor
    function coverageAtMarket() public view returns (uint256) {
        return _coverage(reserve.marketValue());
    }

    /// @inheritdoc AggregatorV3Interface
    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        return _round();
    }

    /// @inheritdoc AggregatorV3Interface
    function getRoundData(uint80 roundId) external view returns (uint80, int256, uint256, uint256, uint80) {
        // slither-disable-next-line incorrect-equality (the only round has the time as its number)
        require(roundId == block.timestamp, NoSuchRound(roundId));

        return _round();
    }

    function _round()
        private
        view
        returns (uint80 roundId, int256 answer, uint256, uint256 updatedAt, uint80)
    {
        roundId = uint80(block.timestamp);
        answer = Math.min(coverageAtCost(), coverageAtMarket()).toInt256();
        updatedAt = _pricedAt(reserve.positions());
        return (roundId, answer, updatedAt, updatedAt, roundId);
    }

    function _coverage(uint256 dollars) private view returns (uint256) {
        uint256 liabilities = reserve.liabilities();
        return liabilities == 0 ? ONE : dollars * ONE / liabilities;
    }

    /* QUEUE */

    /// @inheritdoc IReserveMonitor
    function firstWaiting() public view returns (uint256 id) {
        Standing memory standing = reserve.standing();
        uint256 covered = standing.paid + _cash();
        if (standing.isInsolvent || covered >= standing.requested) return 0;

        id = 1;
        for (uint256 last = reserve.redemptionCount(); id < last;) {
            uint256 middle = (id + last) / 2;
            if (_reach(middle) > covered) last = middle;
            else id = middle + 1;
        }
    }

    /// @inheritdoc IReserveMonitor
    function firstUnpaid(uint256 from, uint256 most) external view returns (uint256) {
        uint256 first = Math.max(from, 1);
        uint256 end = Math.min(reserve.redemptionCount() + 1, Math.saturatingAdd(first, most));
        for (uint256 id = first; id < end; id++) {
            Redemption memory redemption = reserve.redemptionOf(id);
            if (redemption.paid < redemption.dollars) return id;
        }
        return 0;
    }

    /// @dev How much must be covered for this redemption to be.
    function _reach(uint256 id) private view returns (uint256) {
        Redemption memory redemption = reserve.redemptionOf(id);
        return uint256(redemption.start) + redemption.dollars;
    }
}
