// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAuctionPricing, Index} from "./IAuctionPricing.sol";
import {ICashAccounts} from "./ICashAccounts.sol";
import {Cusip, SecurityType} from "./ITreasuryRegistry.sol";

/// @notice What the Treasury fixes before bidding (31 CFR 356.10). Three storage words, of which the first is enough to
/// reveal a bid for a bill, and to settle any.
struct Announcement {
    Cusip cusip;
    SecurityType securityType;
    uint32 issueDate; // awards are delivered against payment from here [unix day]
    uint32 maturityDate; // [unix day]
    int24 minimumRate; // a bid below it is refused; never negative for bills and nominal notes [0.001 %]
    int24 maximumRate; // a bid above it is refused; bounds what a new issue can cost [0.001 %]
    uint64 offering; // [units of $100 par]
    bool isReopening;
    uint24 interestRate; // of what is reopened; zero for a bill, a floating rate note and a new issue [0.001 %]
    int24 spread; // of a reopened floating rate note, else zero [0.001 %]
    uint32 datedDate; // of the series; for a bill its issue date [unix day]
    uint32 firstInterestPaymentDate; // of the series; zero for a bill [unix day]
    uint40 noncompetitiveClose; // noncompetitive bids are taken until here [unix time]
    uint40 competitiveClose; // competitive bids are committed until here [unix time]
    uint40 revealClose; // and revealed until here [unix time]
    uint64 bond; // never zero; paid with a commitment, part of the payment once revealed, else forfeited [micro-dollars]
    uint64 maximumNoncompetitiveAward; // for one ordinary noncompetitive bidder [units of $100 par]
}

enum AuctionStatus {
    None,
    Announced, // bids are taken and revealed
    Clearing, // the walk up the demand has begun
    Cleared, // the price is known
    Cancelled // by the Treasury, or no competitive bid was revealed: all money goes back
}

enum BidStatus {
    None,
    Noncompetitive,
    Committed,
    Revealed,
    Settled, // award delivered, or money returned
    Forfeited // never revealed
}

/// @notice One competitive bid of a ladder: this many units at this rate.
struct Rung {
    int24 rate; // [0.001 %]
    uint64 units; // [units of $100 par]
}

/// @notice All competitive bids of one bidder, as committed and revealed.
struct Ladder {
    Rung[] rungs; // rates ascending
    uint64 netLongPosition; // reportable, reduces the award limit (31 CFR 356.22(b)) [units of $100 par]
    bytes32 salt; // keeps the commitment from being guessed
}

/// @notice A noncompetitive bid that the bidder has signed.
struct SignedNoncompetitiveBid {
    address bidder;
    uint64 units; // [units of $100 par]
    bytes signature; // of EIP-712 NoncompetitiveBid(uint256 auctionId,address bidder,uint64 units)
}

/// @notice A commitment that the bidder has signed.
struct SignedCommitment {
    address bidder;
    bytes32 commitment;
    bytes signature; // of EIP-712 CompetitiveBid(uint256 auctionId,address bidder,bytes32 commitment)
}

/// @notice The ladder behind the commitment of one bidder; empty for a noncompetitive bidder.
struct Opening {
    address bidder;
    Ladder ladder;
}

/// @notice Competitive amounts by class of bidder [units of $100 par]. One storage word.
struct Demand {
    uint64 primaryDealer;
    uint64 direct;
    uint64 indirect;
}

/// @notice Noncompetitive amounts [units of $100 par]. One storage word.
struct Noncompetitive {
    uint64 ordinary;
    uint64 fima; // foreign officials' bids, inside the offering
    uint64 soma; // the Federal Reserve's own account, on top of the offering
}

/// @notice How far an auction is, and what came of it. One storage word.
struct Outcome {
    AuctionStatus status;
    uint32 highTick; // distance of the high rate from the lowest one; while clearing, where to look next [0.001 %]
    uint16 allottedAtHigh; // [0.01 %]
    uint24 interestRate; // [0.001 %]
    uint64 price; // [micro-dollars per unit]
    uint64 accruedInterest; // [micro-dollars per unit]
}

/// @notice What is recorded of an auction besides the demand at each rate.
struct Tally {
    Outcome outcome;
    Noncompetitive noncompetitive; // all that was bid
    Demand belowHigh; // accepted in full so far, or in the end
    Demand rounding; // what the $100 rounding of settled awards added [1/10,000 unit]
}

/// @title IAuctionHouse
/// @notice Single-price auctions of Treasury securities under the Uniform Offering Circular (31 CFR 356): announced,
/// bid on in sealed ladders, cleared, and settled delivery versus payment.
/// @dev Demand is kept as a histogram over rates, so clearing costs by the number of distinct rates bid and never by
/// the number of bids. Awards are pulled: each is computed from the result and the bidder's own ladder.
///
/// A competitive bidder commits a hash and a bond, reveals its ladder after the competitive close and pays for it at
/// its own rates; the single price can only be lower, and the difference comes back with the award. A noncompetitive
/// bidder pays at once, at the lowest rate that may be bid.
///
/// Payments come out of the bidder's cash account here, and out of its allowance where that is short; awards' proceeds
/// and all money that goes back are written to accounts, to be withdrawn.
///
/// A bidder can have its bid submitted by somebody else, who pays the gas: a dealer for its customers, say. It signs the
/// bid; whoever submits it learns no more than the commitment. A bid so submitted can be revealed and settled by
/// anyone who knows the ladder, for the bidder; any other bid by the bidder alone.
///
/// Assumptions:
/// 1. The cash token has 6 decimals. That a payment into the house arrives in full is checked.
/// 2. One account is one bidder; the Compliance contract admits each bidder once (31 CFR 356 Appendix A).
interface IAuctionHouse is ICashAccounts {
    /* EVENTS */

    event Announced(uint256 indexed auctionId, Cusip indexed cusip, Announcement announcement, Index index);
    /// @dev The escrow was paid out of the bidder's cash account, and out of its allowance where that was short.
    event NoncompetitiveBidPlaced(
        uint256 indexed auctionId, address indexed bidder, uint64 units, uint256 escrow
    );
    /// @dev The announced bond was paid in the same way.
    event BidCommitted(uint256 indexed auctionId, address indexed bidder, bytes32 commitment);
    /// @dev What the escrow exceeds the bond by was paid in the same way.
    event BidRevealed(uint256 indexed auctionId, address indexed bidder, Ladder ladder, uint256 escrow);
    event Cleared(
        uint256 indexed auctionId,
        Cusip indexed cusip,
        int24 highRate,
        uint16 allottedAtHigh,
        uint24 interestRate,
        uint64 price,
        uint64 accruedInterest
    );
    event Cancelled(uint256 indexed auctionId);
    event Awarded(
        uint256 indexed auctionId, address indexed bidder, uint64 units, uint256 cost, uint256 refund
    );
    event BondForfeited(uint256 indexed auctionId, address indexed bidder, uint256 bond);
    event Refunded(uint256 indexed auctionId, address indexed bidder, uint256 refund);
    /// @dev Of a bid that was sent together with others, which went on; nothing has changed for it. Anybody can have this
    /// recorded of anybody, by sending what will be skipped.
    /// @param obstacle Selector of the error that the step meets now.
    event BidSkipped(uint256 indexed auctionId, address indexed bidder, bytes4 obstacle);

    /* ERRORS */

    /// @notice No auction has this number.
    error UnknownAuction(uint256 auctionId);
    /// @notice A new security needs a CUSIP of its own, and keeps it until its auction ends.
    error CusipInUse(Cusip cusip);
    /// @notice The time for this step has passed.
    error BiddingClosed(uint40 close);
    /// @notice The time for this step has not come.
    error TooEarly(uint40 opensAt);
    /// @notice This step is not possible in the state the auction is in. Once it has cleared, a bid is refused as too late.
    error WrongStatus(AuctionStatus status);
    /// @notice The bidder has already bid in this auction, one way or the other (31 CFR 356.12(b), (c)).
    error AlreadyBid(address bidder);
    /// @notice The bidder has not signed this bid. Only told of one that is skipped.
    error InvalidSignature(address bidder);
    /// @notice The bid was not submitted by a signature, so that only the bidder itself can take it on.
    error NotBidder(address bidder, address caller);
    /// @notice The bidder has no bid in the state that this step needs.
    error NoSuchBid(address bidder);
    /// @notice A bid is for at least one unit.
    error NoUnits();
    /// @notice A noncompetitive bid above the announced limit.
    error AboveNoncompetitiveLimit(uint64 units, uint64 limit);
    /// @notice The revealed ladder is not the one that was committed.
    error CommitmentDiffers();
    /// @notice A rate outside the announced band or off the grid: 0.005 % for bills, 0.001 % otherwise.
    error InvalidRate(int24 rate);
    /// @notice The rates of a ladder are not ascending.
    error RatesNotAscending();

    /* ANNOUNCEMENT */

    /// @notice Open an auction. Only the Treasury. What an indexed security is priced by is fixed here, so that bidders
    /// know what they pay. What is reopened must be outstanding: the registry knows it under this CUSIP or another.
    function announce(Announcement calldata announcement) external returns (uint256 auctionId);

    /// @notice Call off an auction that has not cleared (31 CFR 356.33). Only the Treasury.
    function cancel(uint256 auctionId) external;

    /// @notice What an indexed security on auction is priced by.
    function indexOf(uint256 auctionId) external view returns (Index memory);

    /// @notice As announced, but with the CUSIP under which the units are issued.
    function announcementOf(uint256 auctionId) external view returns (Announcement memory);

    /// @notice One bit for each class of holders that may not bid in an auction: those that the security excluded when it was
    /// announced (`ITreasuryRegistry.excludedClasses`). What is changed later does not touch bids: they are binding.
    function excludedClassesOf(uint256 auctionId) external view returns (uint16);

    /// @notice How far an auction is; `None` if there is none of this number.
    function statusOf(uint256 auctionId) external view returns (AuctionStatus);

    /// @notice How many auctions have been announced; they are numbered from 1.
    function auctionCount() external view returns (uint256);

    /// @notice What securities on auction cost.
    function pricing() external view returns (IAuctionPricing);

    /* BIDDING */

    /// @notice Bid for `units` at whatever the single price will be, and pay for them at the highest price possible.
    /// @dev A foreign official's bid counts inside the offering (FIMA), the Federal Reserve's on top (SOMA). Neither has
    /// the ordinary limit, nor has TreasuryDirect, which bids for its customers together.
    function bidNoncompetitive(uint256 auctionId, uint64 units) external;

    /// @notice Bid competitively, sealed: `commitmentOf` the ladder, with the announced bond.
    function commitBid(uint256 auctionId, bytes32 commitment) external;

    /// @notice Show the committed ladder and pay for it at its own rates, the bond included.
    /// @dev A ladder is cut, from the highest rate down, to 35 % of the offering less the net long position (31 CFR
    /// 356.12(c)(2), 356.22(b)). Only what is left is paid for, counts as tendered and can be awarded.
    function revealBid(uint256 auctionId, Ladder calldata ladder) external;

    /// @notice Submit noncompetitive bids that others have signed. Of many bids, one is
    /// - passed over if this very bid was submitted before: nobody stops many by submitting one of them first;
    /// - skipped, and told so, if its signature is not the bidder's (`InvalidSignature`), or, asked in this order, the
    ///   bidder has bid otherwise (`AlreadyBid`), may not bid (`NotEligible`), is frozen (`AccountFrozen`), is of a
    ///   class that the security excludes (`ClassExcluded`), may not bid so much (`AboveNoncompetitiveLimit`) or cannot pay
    ///   (`InsufficientCash`: its account is short, and the token refuses the rest or keeps a part of it).
    ///
    /// Nothing changes for a bid that is skipped: it can be submitted again, or placed by the bidder itself. What can be
    /// seen in the bids themselves, such as no units, stops all of them, unless it is passed over or skipped before.
    /// @dev A bidder that is a contract is asked for its signature and can use up the gas of all: submit the bids of
    /// contracts that are not trusted by themselves.
    /// @return obstacles For each bid the selector of the error that it was skipped for, or zero.
    function submitNoncompetitiveBids(uint256 auctionId, SignedNoncompetitiveBid[] calldata bids)
        external
        returns (bytes4[] memory obstacles);

    /// @notice Submit commitments that others have signed. One of them is skipped as `submitNoncompetitiveBids` does.
    /// @return obstacles For each bid the selector of the error that it was skipped for, or zero.
    function submitCommitments(uint256 auctionId, SignedCommitment[] calldata commitments)
        external
        returns (bytes4[] memory obstacles);

    /// @notice Reveal bids that were submitted by a signature, or the caller's own. Of many bids, one is
    /// - passed over if it was revealed before;
    /// - skipped, and told so, if there is none to reveal (`NoSuchBid`), or the bidder is frozen (`AccountFrozen`) or
    ///   cannot pay (`InsufficientCash`).
    ///
    /// One that is skipped stays committed, with its bond, and can be revealed until the reveal closes. A ladder that cannot
    /// be bid stops all of them, unless it is passed over; so does another than was committed, or that of somebody who has
    /// not signed it, unless it is passed over or skipped before.
    /// @return obstacles For each bid the selector of the error that it was skipped for, or zero.
    function revealBids(uint256 auctionId, Opening[] calldata openings)
        external
        returns (bytes4[] memory obstacles);

    /// @notice What a bidder commits to by this ladder.
    function commitmentOf(uint256 auctionId, address bidder, Ladder calldata ladder)
        external
        pure
        returns (bytes32);

    /// @notice Where a bid stands and how much cash is held for it [micro-dollars].
    function bidOf(uint256 auctionId, address bidder) external view returns (BidStatus status, uint256 escrow);

    /* CLEARING */

    /// @notice Walk up the demand by at most `maximumTicks` distinct rates; anyone may call, again until done. If no
    /// competitive bid was revealed, or none counts within the award limit, there is no price, and the auction is
    /// cancelled.
    /// @return isCleared Whether the price is now known.
    function clear(uint256 auctionId, uint256 maximumTicks) external returns (bool isCleared);

    /// @notice What is recorded of an auction besides the demand at each rate.
    function tallyOf(uint256 auctionId) external view returns (Tally memory);

    /// @notice The first tick from `tick` on at which something is bid, and by whom, within the award limits; the largest
    /// number if there is none. A tick is the distance of a rate from the lowest that may be bid [0.001 %].
    function demandFrom(uint256 auctionId, uint256 tick)
        external
        view
        returns (uint256 used, Demand memory demand);

    /* SETTLEMENT */

    /// @notice On or after the issue date, deliver the caller's award against its payment, and write the rest to its account.
    /// A frozen bidder has to wait for units; one that may no longer hold securities takes delivery of what it has
    /// bought.
    /// @param ladder As revealed; empty for a noncompetitive bid.
    /// @return units Units delivered.
    /// @return cost Paid to the Treasury, accrued interest included [micro-dollars].
    function settle(uint256 auctionId, Ladder calldata ladder) external returns (uint64 units, uint256 cost);

    /// @notice Settle bids that were submitted by a signature, or the caller's own. Of many bids, one is
    /// - passed over if it was settled before;
    /// - skipped, and told so, if it was never revealed (`NoSuchBid`), or the bidder is frozen (`AccountFrozen`).
    ///
    /// The award of one that is skipped waits; there is no last day for it. A frozen bidder without an award can have the
    /// rest written to its account by `settle`. Another ladder than was revealed, or the bid of somebody who has not signed
    /// it, stops all of them, unless it is passed over or skipped before.
    /// @return obstacles For each bid the selector of the error that it was skipped for, or zero.
    function settleBids(uint256 auctionId, Opening[] calldata openings)
        external
        returns (bytes4[] memory obstacles);

    /// @notice Write all money held for a bid in a cancelled auction to the bidder's account. Anyone may call.
    function refund(uint256 auctionId, address bidder) external;

    /// @notice Write the bond of a bid that was not revealed to the Treasury's account, once the auction has cleared. Anyone
    /// may call. The bond of a bidder that was frozen at any time since the competitive close goes back to its own
    /// account: it may have been unable to reveal.
    function forfeitBond(uint256 auctionId, address bidder) external;
}
