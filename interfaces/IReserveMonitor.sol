// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AggregatorV3Interface} from "./AggregatorV3Interface.sol";
import {Cusip} from "./ITreasuryRegistry.sol";

/// @notice A bill of the reserve.
struct Bill {
    Cusip cusip;
    uint256 units; // [units of $100 par]
    uint256 par; // [micro-dollars]
    uint256 amortisedCost; // [micro-dollars]
    uint256 marketValue; // zero if its payment was missed, or rates are not fresh [micro-dollars]
    uint256 maturityDate; // [unix day]
    bool isEligible; // the reserve could take it today, by the law in force
}

/// @notice What there is.
struct Assets {
    uint256 cash; // [micro-dollars]
    uint256 inSettlement; // cash kept by the auction house [micro-dollars]
    uint256 backing; // with bills at amortised cost [micro-dollars]
    uint256 marketValue; // zero if it cannot be told [micro-dollars]
    bool isPriced; // rates are fresh enough to tell the market value
    uint256 pricedAt; // the oldest figure that the market value depends on [unix time]
}

/// @notice To whom it belongs.
struct Claims {
    uint256 supply; // coins in circulation [micro-dollars]
    uint256 owed; // to those who wait for a redemption [micro-dollars]
    uint256 liabilities; // both [micro-dollars]
    uint256 surplus; // backing beyond them [micro-dollars]
    uint256 capital; // of the surplus, what is kept as a loss buffer [micro-dollars]
}

/// @notice How soon bills are cash. Shares are of the backing, rounded down; cash in settlement is part of neither.
struct Liquidity {
    uint256 weightedAverageMaturity; // of the backing, by cost; cash counts as due today; rounded up [days]
    uint256 daily; // cash, and bills paid at the latest on the next business day, at cost [0.01 %]
    uint256 weekly; // the same, on the fifth business day after today [0.01 %]
}

/// @notice Whether it is enough.
struct Solvency {
    uint256 coverageAtCost; // backing by liabilities, rounded down [1e-8]
    uint256 coverageAtMarket; // market value by liabilities, rounded down; zero if it cannot be told [1e-8]
    bool isInsolvent;
    bool isMintingStopped;
    uint256 shortfallSince; // zero: the market value is not known to be too low [unix time]
    uint256 firstWaiting; // the first redemption that cash does not cover in full; zero if there is none
    uint256 firstDueDate; // the day by which the law wants that one paid [unix day]
}

/// @notice The reserve at one moment.
struct Statement {
    uint256 time; // [unix time]
    Assets assets;
    Claims claims;
    Liquidity liquidity;
    Solvency solvency;
    Bill[] bills;
}

/// @title IReserveMonitor
/// @notice The reserve in one call, for whoever is outside; and how far it covers the coin, as a feed of Chainlink's kind
/// for other contracts.
/// @dev It keeps nothing, has no owner and can change nothing. All figures are of the moment at which it is asked.
///
/// The feed. `answer` is the lower of the two coverages, at cost and at market: 10^8 says that each dollar of liabilities is
/// covered by a dollar. It exceeds 10^8 by the surplus. Where nothing is owed it is 10^8.
/// 1. Coverage is computed when it is asked for; a round is the second in which that is, and no earlier one is kept.
/// 2. `updatedAt` is never now. It is the time of the oldest published figure that the answer depends on: of the price of
/// cash and, while a bill has yet to mature, the beginning of the day of the last par yields. Whoever consumes the feed
/// chooses how old is too old: yields come once each business day, so that four days outlast a long weekend.
/// 3. Once yields are too old for a market price (`IRateBoard.MAXIMUM_AGE`) the feed reverts as the rate board does. It never
/// answers by cost alone.
interface IReserveMonitor is AggregatorV3Interface {
    /// @notice Only the latest round is known, which is the present second.
    error NoSuchRound(uint80 roundId);

    /// @notice Everything at once. It also answers while rates are old, and says so; it needs a law in force.
    function statement() external view returns (Statement memory);

    /// @notice Backing by liabilities, rounded down [1e-8].
    function coverageAtCost() external view returns (uint256);

    /// @notice Market value by liabilities, rounded down [1e-8]. Reverts if no yields were published lately.
    function coverageAtMarket() external view returns (uint256);

    /// @notice The first redemption, in the order in which they were asked for, that cash does not cover in full; zero if there
    /// is none, and in an insolvency, where there is no order. In time that grows with the logarithm of their number.
    function firstWaiting() external view returns (uint256 id);

    /// @notice The first redemption from a number on, among so many, of which something is not paid, covered or not; zero if
    /// there is none.
    function firstUnpaid(uint256 from, uint256 most) external view returns (uint256 id);
}
