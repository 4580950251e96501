// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Announcement} from "./IAuctionHouse.sol";
import {Terms} from "./ITreasuryRegistry.sol";

/// @notice What an indexed security on auction is priced by, fixed when it is announced. One storage word, zero for
/// others.
struct Index {
    uint64 level; // TIPS: index ratio of the issue date [0.00001]; floating rate note: index rate [1e-9 %]
    // of a floating rate note:
    uint32 lastWeek; // whose bill auction counts: the latest that takes effect before the lock-out of the issue date
    uint32 startLockOut; // of the last coupon date, or the dated date [unix day]
    uint32 endLockOut; // of the issue date [unix day]
}

/// @notice What a unit costs.
struct Price {
    uint64 price; // without accrued interest; of TIPS adjusted for inflation [micro-dollars]
    uint64 accruedInterest; // paid on top; of TIPS adjusted for inflation [micro-dollars]
}

/// @title IAuctionPricing
/// @notice What a security on auction costs at a rate: bills by discount rate, notes and bonds by yield, TIPS by real
/// yield, floating rate notes by discount margin. Nothing is stored here.
interface IAuctionPricing {
    /* ERRORS */

    /// @notice An announcement is of one of the kinds of securities.
    error NotASecurity();
    /// @notice The dates of the announcement are not in order: closes, then issue, then maturity; dated date up to issue;
    /// a bill matures within a year of its issue; the first interest payment of others is due on the first or second
    /// coupon date after the dated date, of floating rate notes on the first, a quarter later.
    error InvalidDates();
    /// @notice Competitive bids can be revealed for at least 15 minutes: nobody who is slow, or whose transactions somebody
    /// crowds out for some blocks, shall lose its bond for it.
    error RevealTimeTooShort(uint40 revealTime);
    /// @notice The rates bid on are not a band on the grid of this security.
    error InvalidRateBand(int24 minimumRate, int24 maximumRate);
    /// @notice An interest rate is announced with a reopened note, bond or TIPS, and only then.
    error InvalidInterestRate(uint24 interestRate);
    /// @notice A spread is announced with a reopened floating rate note, and only then.
    error InvalidSpread(int24 spread);
    /// @notice Too little is offered for a bid to be within 35 % of it.
    error NothingOffered();
    /// @notice A sealed bid that costs nothing to leave sealed binds nobody.
    error NoBond();

    /* ANNOUNCEMENT */

    /// @notice Reverts unless there can be such an auction and every rate in its band has a price.
    /// @return index What it will be priced by. Of TIPS the consumer prices for the issue date, of a floating rate note the
    /// 13-week bill auctions up to this week or the last one must be published.
    function examine(Announcement calldata announcement) external view returns (Index memory index);

    /// @notice The terms under which the security is established, with the interest rate, or the spread, that a new note
    /// gets if `rate` is the high rate.
    function termsAt(Announcement calldata announcement, int24 rate) external pure returns (Terms memory);

    /* PRICE */

    /// @notice Price and accrued interest of one unit if `rate` is the high rate.
    function priceAt(Announcement calldata announcement, Index calldata index, int24 rate)
        external
        view
        returns (Price memory);

    /// @notice The most that one unit bid at each of `rates` can cost, whatever the high rate turns out to be
    /// [micro-dollars].
    function highestCosts(Announcement calldata announcement, Index calldata index, int24[] calldata rates)
        external
        view
        returns (uint256[] memory);

    /// @notice Price and accrued interest of TIPS before adjustment for inflation; zero for other securities.
    function unadjustedPriceAt(Announcement calldata announcement, int24 rate)
        external
        pure
        returns (Price memory);

    /// @notice The investment rate of a bill at `price`; zero for other securities [0.001 %].
    function investmentRate(Announcement calldata announcement, uint256 price) external pure returns (uint24);
}
