// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ladder} from "./IAuctionHouse.sol";
import {IParDollar} from "./IParDollar.sol";
import {IRedemptionQueue} from "./IRedemptionQueue.sol";
import {Cusip} from "./ITreasuryRegistry.sol";

/// @notice What the reserve holds of one bill. One storage word.
struct Position {
    uint64 units; // [units of $100 par]
    uint64 discount; // par less amortised cost, when last changed [micro-dollars]
    uint40 changedAt; // [unix time]
    uint32 maturityDate; // [unix day]
}

/// @notice A position as the public sees it.
struct Holdings {
    Cusip cusip;
    uint64 units; // [units of $100 par]
    uint256 amortisedCost; // now [micro-dollars]
    uint32 maturityDate; // [unix day]
}

/// @notice What the issuer decides, after notice. One storage word.
struct Policy {
    uint16 haircut; // off the price at which bills are taken in kind [0.01 %]
    uint16 bufferTarget; // capital: kept, of liabilities; filled out of earnings, of bills at cost [0.01 %]
    uint16 saversShare; // of what their dollars earned [0.01 %]
}

/// @title IReserve
/// @notice What stands behind the Par Dollar: cash and Treasury bills. It creates coins for cash or bills and pays them
/// back, one dollar each, and keeps the cash in bills bought at auction.
/// @dev Dollars are micro-dollars everywhere. Bills are carried at amortised cost, which grows in a straight line from
/// what was paid to par at maturity. Backing, rounded down, never falls below what is owed, to holders of coins and to
/// those who wait for a redemption: minting adds the same to both, redeeming takes the same from both, a purchase
/// exchanges cash for its cost, time only adds; and a bond, which might be forfeited, is counted only once the bid it was
/// paid for is revealed.
///
/// Assumptions:
/// 1. The cash token has 6 decimals. That a payment into the reserve arrives in full is checked.
/// 2. The Treasury pays. A payment it misses stays owed; backing counts it in full, the market value not at all.
interface IReserve is IRedemptionQueue {
    /* EVENTS */

    event MintedInKind(
        address indexed payer, address indexed to, Cusip indexed cusip, uint64 units, uint256 dollars
    );
    event RedeemedInKind(
        address indexed holder, address indexed to, Cusip indexed cusip, uint64 units, uint256 dollars
    );
    event BillBought(Cusip indexed cusip, uint64 units, uint256 cost);
    event Collected(Cusip indexed cusip, uint64 units, uint256 paid);
    event CapitalContributed(address indexed contributor, uint256 dollars);
    event CapitalWithdrawn(address indexed to, uint256 dollars);
    /// @notice Surplus went to the loss buffer, to savers and to the Treasury.
    event Distributed(uint256 toCapital, uint256 toSavers, uint256 toTreasury);
    event PolicyChanged(Policy policy);
    event SavingsDollarSet(address savingsDollar);
    event CashPriced(uint24 price);
    event MintingStopped(bool isStopped);
    /// @notice The market value is below liabilities, since now; or no longer.
    event ShortfallBegan(uint256 marketValue, uint256 liabilities);
    event ShortfallEnded(uint256 marketValue, uint256 liabilities);

    /* ERRORS */

    /// @notice There is less surplus than the step needs.
    error InsufficientSurplus(uint256 surplus, uint256 needed);
    /// @notice Less capital was contributed than is to be withdrawn.
    error InsufficientCapital(uint256 contributed, uint256 needed);
    /// @notice The reserve takes only bills, with at most so many days to maturity as the law in force allows.
    error NotEligible(Cusip cusip);
    /// @notice The reserve has as many bills and open bids as it can hold.
    error TooMany();
    /// @notice The reserve has no bid in this auction, or has settled it.
    error NoOpenBid(uint256 auctionId);
    /// @notice What is brought or taken in kind is of something.
    error NoUnits();
    /// @notice The reserve holds nothing, or not so much, of this security.
    error NoPosition(Cusip cusip);
    /// @notice The regulator has stopped the creation of coins.
    error MintingIsStopped();
    /// @notice The market value was below liabilities when it was last assessed: who paid a dollar in would get less.
    error InShortfall();
    /// @notice A dollar of cash is worth too little to create coins for it.
    error CashBelowFloor(uint24 price);
    /// @notice Nobody has said lately what a dollar of cash is worth.
    error CashPriceStale(uint40 pricedAt);
    /// @notice Less cash arrived than was sent.
    error CashNotReceived(uint256 received, uint256 sent);
    /// @notice The price has moved past the limit that the caller gave.
    error PriceMoved(uint256 dollars, uint256 limit);
    /// @notice The caller gave the step no more time.
    error DeadlinePassed(uint40 deadline);
    /// @notice So much capital is kept as the loss buffer.
    error BufferNeeded(uint256 capital);
    /// @notice The savings product belongs to another reserve.
    error OfAnotherReserve(address savingsDollar);
    /// @notice A figure of the policy is beyond what it may be.
    error PolicyOutOfBounds(uint16 figure, uint16 limit);
    /// @notice There is nothing to distribute: at the lower of cost and market no more than is owed and capital.
    error NothingEarned();
    /// @notice Surplus was distributed less than a week ago.
    error DistributedLately(uint40 distributedAt);
    /// @notice This is set once.
    error AlreadySet();

    /* COIN */

    /// @notice Take cash from the caller and create as many coins for `to`. Neither may be frozen. Refused while the
    /// reserve is insolvent, the regulator has stopped it, or the market value was below liabilities when last assessed, and
    /// unless a dollar of cash was worth at least 0.999 dollars when last priced, at most four days ago (a long weekend):
    /// who pays in less than a dollar would take the difference from every holder, who pays one in while there is too
    /// little would give it to them. Redeeming is never refused for the price of cash. The `Transfer` events of cash and
    /// coin, from and to the zero address, say all there is to say of it.
    function mint(address to, uint256 dollars) external;

    /// @notice Destroy coins of the caller and pay `to` as much cash. Neither may be frozen. Those who wait for a
    /// redemption come first: only cash beyond what they are owed is paid.
    function redeem(address to, uint256 dollars) external;

    /// @notice Take units of an eligible bill from the caller, which has approved it in the registry, and create coins
    /// for `to`: the lower of market value, at most par, and, if the reserve holds the bill, of its amortised cost, less
    /// the haircut, rounded down. Refused as `mint` is, but for the price of cash.
    /// @param leastDollars The caller's limit.
    /// @param deadline The last second at which the caller wants it.
    /// @return dollars The coins created.
    function mintInKind(Cusip cusip, uint64 units, address to, uint256 leastDollars, uint40 deadline)
        external
        returns (uint256 dollars);

    /// @notice Destroy coins of the caller and deliver units of a bill to `to`, which must be eligible to hold them: at
    /// the higher of market value and amortised cost, rounded up. If no rates were published lately a bill counts as
    /// par, or its cost if that is more, so that one can always leave.
    /// @param mostDollars The caller's limit.
    /// @param deadline The last second at which the caller wants it.
    /// @return dollars The coins destroyed.
    function redeemInKind(Cusip cusip, uint64 units, address to, uint256 mostDollars, uint40 deadline)
        external
        returns (uint256 dollars);

    function parDollar() external view returns (IParDollar);

    /// @notice Say what a dollar of the cash token is worth [micro-dollars]. Only the rate publisher.
    function publishCashPrice(uint24 price) external;

    /// @notice Stop the creation of coins, or allow it again, as a supervisor may order (Regulation (EU) 2023/1114,
    /// Art. 58(3)). Redeeming goes on. Only the regulator.
    function stopMinting(bool isStopped) external;

    /* BACKING */

    /// @notice Cash, bills at amortised cost, and cash held for bids, rounded down.
    function backing() external view returns (uint256);

    /// @notice The same at market: bills by the published par yields, cash at what it is worth, at most a dollar; a bill
    /// that the Treasury has not paid on its day at nothing. Reverts if no yields were published lately.
    function marketValue() external view returns (uint256);

    /// @notice Coins in circulation.
    function supply() external view returns (uint256);

    /// @notice Coins in circulation, and what is owed to those who wait for a redemption.
    function liabilities() external view returns (uint256);

    /// @notice Backing beyond liabilities, the contributed capital included; zero if there is none.
    function surplus() external view returns (uint256);

    /// @notice What can be distributed: by which the lower of backing and market value exceeds liabilities and capital.
    function earnings() external view returns (uint256);

    /// @notice What the bills held earn in so many seconds from now, those that mature earlier until then: the
    /// difference of the discounts not earned then and now, each rounded up.
    function carry(uint256 time) external view returns (uint256);

    /// @notice Every bill held, with its amortised cost now.
    function positions() external view returns (Holdings[] memory);

    /// @notice Cash kept by the auction house: in the reserve's account, and for bids that are revealed or noncompetitive.
    function inSettlement() external view returns (uint256);

    /* PORTFOLIO */

    /// @notice Bid noncompetitively for an eligible bill. Only the portfolio manager, as for every bid; and cash that is
    /// owed to those who wait for a redemption cannot be used.
    function bidNoncompetitive(uint256 auctionId, uint64 units) external;

    /// @notice Commit a sealed bid for an eligible bill. Only the portfolio manager. The surplus must cover the bond:
    /// should it be forfeited, because the bid is not revealed or there is not the cash for it, capital bears the loss
    /// until earnings have replaced it.
    function commitBid(uint256 auctionId, bytes32 commitment) external;

    /// @notice Reveal a committed bid. Only the portfolio manager.
    function revealBid(uint256 auctionId, Ladder calldata ladder) external;

    /// @notice Take delivery of an award and the rest of the money. Anyone may call.
    function settleBid(uint256 auctionId, Ladder calldata ladder) external;

    /// @notice Close the bid in an auction that was cancelled or whose bond was forfeited. Anyone may call.
    function closeBid(uint256 auctionId) external;

    /// @notice Collect the par of a matured bill, or of a security that somebody gave to the reserve. Anyone may call.
    /// @return paid Cash received; zero if the Treasury missed the payment, which then stays owed.
    function collect(Cusip cusip) external returns (uint256 paid);

    /* SURPLUS */

    /// @notice Add to the loss buffer of the reserve. Anyone may.
    function contributeCapital(uint256 dollars) external;

    /// @notice Take capital back beyond its target, as far as the lower of backing and market value exceeds liabilities.
    /// Only the issuer, after notice.
    function withdrawCapital(address to, uint256 dollars) external;

    /// @notice Distribute what was earned, at most once a week: first to capital until it has reached its target, here a
    /// part of the bills at cost; then to savers their share of what their dollars earned in bills, in coins, and not more
    /// than of what the bills held will earn in a week, the difference staying for another week; nothing while the creation
    /// of coins is stopped; the rest to the Treasury in cash, as far as there is. Anyone may call. Cash that is brought for a
    /// moment changes no part; coins that are saved for a moment take along what would vest on them.
    function distribute() external;

    /// @notice Capital contributed or kept, and not withdrawn: the loss buffer.
    function capital() external view returns (uint256);

    /// @notice When surplus was last distributed [unix time].
    function distributedAt() external view returns (uint40);

    function policy() external view returns (Policy memory);

    /// @notice Change the policy. Only the issuer, after notice of seven days (GENIUS Act, Pub. L. 119-27, sec. 4(a)(1)(B)).
    function setPolicy(Policy calldata newPolicy) external;

    /// @notice The savings product that receives the savers' share. Set once, by the administrator.
    function savingsDollar() external view returns (address);

    function setSavingsDollar(address newSavingsDollar) external;

    /* SOLVENCY */

    /// @notice See whether the market value covers liabilities, and remember since when it does not: until it does again no
    /// coins are created. If it does not after two days either, and before four have passed, the reserve is insolvent;
    /// later it begins anew. Anyone may call; who sees a recovery calls to have it noted. Matured bills are to be
    /// collected before. Reverts, like the end of an insolvency, if no yields were published lately and bills are held:
    /// then the regulator alone can declare one.
    function assessSolvency() external;

    /// @notice Since when the market value is known to be below liabilities; zero if it is not [unix time].
    function shortfallSince() external view returns (uint40);

    /// @notice Declare the reserve insolvent. Only the regulator.
    function declareInsolvency() external;

    /// @notice End the insolvency. Only the regulator, and only if cash covers all that is owed to those who have asked,
    /// and both backing and market value cover all liabilities.
    function endInsolvency() external;
}
