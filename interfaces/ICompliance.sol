// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IParDollar} from "./IParDollar.sol";
import {ISavingsDollar} from "./ISavingsDollar.sol";

/// @notice What kind of investor an account is; `None` may hold no securities.
enum HolderClass {
    None,
    ForeignOfficial,
    FederalReserve,
    PrimaryDealer,
    Bank,
    Pension,
    Fund,
    StablecoinIssuer,
    Retail,
    TreasuryDirect // the Treasury's own system, which bids for its customers together
}

/// @notice How the Treasury counts a bidder when it publishes the results of an auction.
enum BidderClass {
    PrimaryDealer,
    Direct,
    Indirect
}

/// @notice What a lawful order commands.
enum OrderAction {
    Freeze, // securities and coin
    Unfreeze,
    Seize, // coins of a frozen account go to the receiver
    Reissue, // coins of a frozen account are destroyed, as many created for the receiver
    Burn, // coins of a frozen account are destroyed
    SeizeSavings, // shares in savings of a frozen account go to the receiver
    ReassignRedemption // a redemption that a frozen account waits for goes to the receiver
}

/// @notice How far a lawful order has come.
enum OrderStatus {
    None,
    Recorded,
    Executed,
    Revoked
}

/// @notice What is known about an account, in one word.
struct Holder {
    HolderClass holderClass;
    bytes2 jurisdiction; // ISO 3166 country code; asked of who is registered, not of each transfer
    bool bidsDirectly; // in auctions for its own account, not through a dealer
    uint32 freezesInForce; // Freeze orders that stop the account; none: it is free
    uint32 releases; // Unfreeze orders executed so far
    uint40 releasedAt; // when the account last became free again; zero if it never did [unix time]
}

/// @notice A lawful order, as recorded.
struct Order {
    bytes32 authority; // hash of the name of the court or agency
    bytes32 documentHash; // hash of the order's document
    address account; // whom it stops, releases or takes coins from
    uint40 expiry; // the last second at which it can be executed [unix time]
    OrderAction action;
    OrderStatus status;
    uint32 releasesBefore; // Unfreeze orders the account had had when this Freeze or Unfreeze order was executed
    address receiver; // of the coins, the shares or the redemption that it takes
    // how much it takes [micro-dollars; of savings: shares]; the largest number: all the account holds. To reassign a
    // redemption: the number of it
    uint96 dollars;
}

/// @title ICompliance
/// @notice Who may hold securities, and which accounts a lawful order has stopped.
/// @dev Everything that changes something is restricted to a role: the regulator records and revokes orders, the
/// compliance officer executes them and registers holders. Freezing stops securities and coin together:
/// 1. An account is frozen while at least one executed Freeze order on it is in force.
/// 2. A Freeze order is in force from its execution until it is revoked or an Unfreeze order on the account is executed.
/// 3. An Unfreeze order ends all Freeze orders executed before it on that account, and none executed after it.
/// 4. Expiry ends the time to execute an order, not the freeze it has brought about.
/// 5. An order to seize, reissue, burn or reassign takes coins, shares in savings or a redemption that waits, not
/// securities, and only while the account is frozen. Executed, it cannot be revoked.
/// 6. The Reserve and the savings contract cannot be frozen, and so nothing can be taken from them: that would stop
/// everybody.
interface ICompliance {
    /* EVENTS */

    event HolderSet(address indexed account, HolderClass holderClass, bytes2 jurisdiction, bool bidsDirectly);

    event JurisdictionSet(bytes2 indexed jurisdiction, bool isExcluded);

    event OrderRecorded(
        uint256 indexed id,
        address indexed account,
        OrderAction action,
        address receiver,
        uint96 dollars,
        bytes32 authority,
        bytes32 documentHash,
        uint40 expiry
    );

    /// @notice `dollars` is what was taken, also where the order took everything; of a redemption its number.
    event OrderExecuted(
        uint256 indexed id, address indexed account, OrderAction action, address receiver, uint256 dollars
    );

    event OrderRevoked(uint256 indexed id, address indexed account);

    event ParDollarSet(IParDollar parDollar);

    event SavingsDollarSet(ISavingsDollar savingsDollar);

    /* ERRORS */

    /// @notice The account is not registered as a holder of securities.
    error NotEligible(address account);

    /// @notice A lawful order stops this account.
    error AccountFrozen(address account);

    /// @notice The security is not for holders of this account's class.
    error ClassExcluded(address account, HolderClass holderClass);

    /// @notice No holder and no order can name this account.
    error InvalidAccount(address account);

    /// @notice The Reserve cannot be struck off the register: that would stop every redemption in kind.
    error ReserveNotRemovable();

    /// @notice No account of this jurisdiction can be registered.
    error JurisdictionExcluded(bytes2 jurisdiction);

    /// @notice Accounts of this jurisdiction are struck off by the compliance officer alone.
    error JurisdictionNotExcluded(bytes2 jurisdiction);

    /// @notice An order must name the authority that gave it.
    error AuthorityMissing();

    /// @notice An order must name its document.
    error DocumentMissing();

    /// @notice An order of this action is recorded by another function.
    error WrongAction(OrderAction action);

    /// @notice An order that takes coins or shares must take some.
    error NothingToTake();

    /// @notice An order can take from an account only the redemptions that are its own.
    error NotOwnerOfRedemption(address account, uint256 redemption);

    /// @notice The order's last second has passed.
    error OrderExpired(uint40 expiry);

    /// @notice Only an order that is recorded, and neither executed nor revoked, can be executed.
    error OrderNotPending(uint256 id, OrderStatus status);

    /// @notice Only a pending order or an executed Freeze order can be revoked.
    error OrderNotRevocable(uint256 id, OrderStatus status);

    /// @notice The contract was set before, and is set once.
    error AlreadySet();

    /// @notice The savings contract cannot be frozen: that would stop every saver.
    error SavingsNotFreezable();

    /// @notice No order can be executed before the coin is known, or it would stop securities alone.
    error ParDollarNotSet();

    /// @notice No shares can be seized before it is known where they are.
    error SavingsDollarNotSet();

    /* HOLDERS */

    /// @notice Registers an account, changes what is known about it, or strikes it off with `None`.
    /// @dev Lawful orders on the account stay in force. The Reserve cannot be struck off. Of an excluded jurisdiction an
    /// account can only be struck off.
    function setHolder(address account, HolderClass holderClass, bytes2 jurisdiction, bool bidsDirectly)
        external;

    /// @notice Excludes a jurisdiction, or admits it again. Only the regulator.
    /// @dev From then on nobody of it can be registered. Who was registered before stays so until it is struck off, which
    /// then anyone can do (`strikeOff`). To ask of both sides whether their jurisdiction is excluded would cost every
    /// transfer two cold readings, 4,200 gas, and every bid one; to strike off costs each account of it one transaction,
    /// once. Who is admitted again must be registered again.
    /// @param jurisdiction ISO 3166 country code, as accounts are registered with.
    function setJurisdiction(bytes2 jurisdiction, bool isExcluded) external;

    /// @notice Strikes accounts of excluded jurisdictions off the register. Anyone can call: whom it concerns, the rule has
    /// decided.
    /// @dev An account that is not registered is passed over, so that nobody stops many by striking off one of them first.
    /// Of an account of any other jurisdiction, or the Reserve, it refuses all of them.
    function strikeOff(address[] calldata accounts) external;

    /// @notice Whether no account of a jurisdiction can be registered.
    function isJurisdictionExcluded(bytes2 jurisdiction) external view returns (bool);

    /// @notice What is known about an account.
    function holderOf(address account) external view returns (Holder memory);

    /// @notice Rejects an account that may not hold securities, or is frozen.
    function requireEligible(address account) external view;

    /// @notice Rejects an account that a lawful order has stopped.
    function requireNotFrozen(address account) external view;

    /// @notice Rejects a transfer of securities unless both sides are eligible and `operator`, who sends it, is free.
    function requireTransferable(address operator, address from, address to) external view;

    /// @notice Rejects an account of a class that may not take up a security.
    /// @param excludedClasses One bit for each class that may not: 2 to the power of its number.
    function requireAdmitted(address account, uint16 excludedClasses) external view;

    /// @notice As what an account bids, and how its bids are counted in the results of an auction; rejects one that may
    /// not hold securities, is frozen, or is of an excluded class.
    /// @param excludedClasses As for `requireAdmitted`.
    function requireBidder(address account, uint16 excludedClasses)
        external
        view
        returns (HolderClass holderClass, BidderClass bidderClass);

    /* LAWFUL ORDERS */

    /// @notice Records an order of a court or agency to freeze or release an account, so that it can be executed until
    /// `expiry`.
    /// @return id Counted from 1.
    function recordOrder(
        bytes32 authority,
        bytes32 documentHash,
        OrderAction action,
        address account,
        uint40 expiry
    ) external returns (uint256 id);

    /// @notice Records an order to seize, reissue or burn coins of an account, or to seize its shares in savings.
    /// @param receiver Who gets them; the zero address if they are burned.
    /// @param dollars How much in micro-dollars, of savings in shares; the largest number stands for all that the account
    /// will hold. It is as much as 79 billion shares: to take more than that, but not all, takes several orders.
    /// @return id Counted from 1, together with the orders to freeze and release.
    function recordCoinOrder(
        bytes32 authority,
        bytes32 documentHash,
        OrderAction action,
        address account,
        address receiver,
        uint96 dollars,
        uint40 expiry
    ) external returns (uint256 id);

    /// @notice Records an order to give a redemption that an account waits for to another owner, with its place among
    /// those who wait and whatever is covered of it. Paid it cannot be taken any more: it is then cash.
    /// @param receiver The new owner, which must not be frozen when the order is executed.
    /// @param redemption Its number in the Reserve.
    /// @return id Counted from 1, together with all other orders.
    function recordRedemptionOrder(
        bytes32 authority,
        bytes32 documentHash,
        address account,
        address receiver,
        uint96 redemption,
        uint40 expiry
    ) external returns (uint256 id);

    /// @notice Carries out a pending order: a freeze or a release on securities and coin, anything else on the coin, the
    /// savings or the Reserve's redemptions.
    function executeOrder(uint256 id) external;

    /// @notice Takes back a pending order, or a Freeze order that was executed; the account is then released unless
    /// another Freeze order stops it.
    function revokeOrder(uint256 id) external;

    /// @notice An order as recorded, and how far it has come.
    function orderOf(uint256 id) external view returns (Order memory);

    /// @notice How many orders have been recorded.
    function orderCount() external view returns (uint256);

    /// @notice Whether a lawful order stops this account.
    function isFrozen(address account) external view returns (bool);

    /// @notice Whether a lawful order stops this account, or has stopped it at `time` or at any moment since [unix time].
    function wasFrozenSince(address account, uint40 time) external view returns (bool);

    /* COIN AND SAVINGS */

    /// @notice The coin that is frozen together with the securities.
    function parDollar() external view returns (IParDollar);

    /// @notice Names the coin, once.
    function setParDollar(IParDollar newParDollar) external;

    /// @notice The savings in that coin, whose shares an order can seize.
    function savingsDollar() external view returns (ISavingsDollar);

    /// @notice Names the savings contract, once.
    function setSavingsDollar(ISavingsDollar newSavingsDollar) external;
}
