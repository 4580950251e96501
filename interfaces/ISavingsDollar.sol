// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IParDollar} from "./IParDollar.sol";

/// @title ISavingsDollar
/// @notice Shares in coins that the Reserve adds its earnings to. The coin itself never pays interest; who wants to save
/// deposits it here.
/// @dev Dollars are in micro-dollars, shares have 18 decimals. ERC-4626 over `ParDollar`, ERC-20 with ERC-2612 permits by
/// key; what these standards define has no prose here. Deposits and redemptions are at once and without a fee, and every
/// rounding is in favour of those who stay:
/// 1. `totalAssets` is what was deposited and what has vested, as written down here, never a balance: coins that somebody
/// gives to the contract change no price, and nobody takes them: they are the next earnings of all.
/// 2. Earnings vest in a straight line over `EARNINGS_PERIOD`, second by second, what has not vested rounded up. The price
/// of a share is continuous in time and never falls, so who comes for a distribution and leaves after it gains nothing.
/// 3. 10^12 shares and one micro-dollar are thought to be there from the start, so that a share begins at 10^-12
/// micro-dollars and nobody is ever the only one: whoever could drive up the price before others come would pay for it.
/// 4. Once fewer dollars are saved than the earnings were added on, what has not vested on those that left has been earned
/// by nobody, neither by those who stay: their dollars never earn more than the bills do. It counts no more (`uncounted`),
/// and the Reserve creates that much less at the next distribution. Who comes and goes in between changes nothing.
///
/// It is stopped for whom the coin is stopped. Every account that takes part in a move of shares or coins is asked once,
/// here or by the coin: who pays, who receives, whose shares they are, and who spends an allowance. Who sends what a
/// saver has signed is not asked. A frozen account may still approve and permit. The contract itself cannot be frozen.
///
/// Assumptions:
/// 1. The coin moves exactly what it is told, and only the coin's Reserve creates it.
/// 2. Compliance does only what a lawful order commands.
interface ISavingsDollar {
    /* EVENTS */

    /// @notice The Reserve added earnings on so many dollars saved, which vest until then.
    event EarningsAdded(uint256 dollars, uint256 saved, uint40 vestedAt);

    /* ERRORS */

    /// @notice Earlier earnings still vest, and are not spread anew.
    error StillVesting(uint40 vestedAt);

    /// @notice There is nobody to earn anything.
    error NoSavers();

    /// @notice The contract has fewer coins than it would count.
    error NotReceived(uint256 held, uint256 needed);

    /// @notice More dollars than the contract can count.
    error SavingsTooLarge(uint256 held, uint256 added);

    /* SAVING */

    /// @notice Deposits coins by the saver's ERC-3009 authorization to this contract, which anybody may send.
    /// @dev Nothing but the saver is signed, so that the shares are the saver's. The signature is in any form that the coin
    /// accepts: 65 bytes (r, s, v) of a key, or what an ERC-1271 wallet takes.
    /// @return shares Rounded down.
    function depositWithAuthorization(
        address saver,
        uint256 dollars,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external returns (uint256 shares);

    /// @notice Deposits coins of the caller, who has signed a permit for just these instead of allowing them before.
    /// @dev A permit that somebody has sent beforehand has done what it should, and does not stop the deposit.
    /// @return shares Rounded down.
    function depositWithPermit(uint256 dollars, address to, uint256 deadline, bytes calldata signature)
        external
        returns (uint256 shares);

    /// @notice The coin that is saved, the `asset` of ERC-4626.
    function parDollar() external view returns (IParDollar);

    /* EARNINGS */

    /// @notice Begins to share out coins that lie here and belong to no share. Only the Reserve, which creates what misses.
    /// @dev Refused while earlier earnings vest, or anybody who can make the Reserve distribute could stretch them.
    /// @param saved The dollars that have earned them: what remains if fewer are left than these is in proportion.
    function addEarnings(uint256 dollars, uint256 saved) external;

    /// @notice How long earnings vest [seconds].
    function EARNINGS_PERIOD() external view returns (uint256);

    /// @notice Earnings that have not vested yet, rounded up.
    function unvested() external view returns (uint256);

    /// @notice Coins that lie here and belong to no share: earnings that had not vested when somebody left, and gifts. They
    /// are the first that the Reserve gives to savers.
    function uncounted() external view returns (uint256);

    /// @notice When the latest earnings have vested, or had [unix time].
    function vestedAt() external view returns (uint40);

    /// @notice The only account that adds earnings: the Reserve of the coin.
    function reserve() external view returns (address);

    /* LAWFUL ORDERS */

    /// @notice Moves shares of a frozen account, which stays frozen, to one that is not. Only Compliance.
    function seize(address from, address to, uint256 shares) external;

    /// @notice The only account that carries out lawful orders: the one of the coin.
    function compliance() external view returns (address);
}
