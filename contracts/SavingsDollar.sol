// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ERC4626} from "solady/src/tokens/ERC4626.sol";

import {IParDollar} from "../interfaces/IParDollar.sol";
import {ISavingsDollar} from "../interfaces/ISavingsDollar.sol";

/// @title SavingsDollar
/// @notice Shares in coins that the Reserve adds its earnings to.
contract SavingsDollar is ISavingsDollar, ERC4626 {
    /// @dev One word: a deposit writes it, a share, the supply of shares, and what the coin writes.
    struct Savings {
        uint72 dollars; // all that is here for savers, vested or not [micro-dollars]
        uint72 earnings; // the latest [micro-dollars]
        uint72 basis; // the dollars that these are earned on [micro-dollars]
        uint40 vestedAt; // the latest [unix time]
    }

    /* STORAGE */

    string private constant NAME = "Savings Par Dollar";

    uint256 private constant MOST_DOLLARS = type(uint72).max; // [micro-dollars]

    /// @inheritdoc ISavingsDollar
    uint256 public constant EARNINGS_PERIOD = 7 days;

    /// @inheritdoc ISavingsDollar
    IParDollar public immutable parDollar;

    /// @inheritdoc ISavingsDollar
    address public immutable reserve;

    /// @inheritdoc ISavingsDollar
    address public immutable compliance;

    Savings private _savings;

    /* CONSTRUCTION */

    constructor(IParDollar parDollar_) {
        parDollar = parDollar_;
        reserve = parDollar_.reserve();
        compliance = parDollar_.compliance();
    }

    function name() public pure override returns (string memory) {
        return NAME;
    }

    function symbol() public pure override returns (string memory) {
        return "sparUSD";
    }

    function asset() public view override returns (address) {
        return address(parDollar);
    }

    function _underlyingDecimals() internal pure override returns (uint8) {
        return 6;
    }

    /// @dev So many digits make it hopeless to inflate the price of a share before the first deposit.
    function _decimalsOffset() internal pure override returns (uint8) {
        return 12;
    }

    function _constantNameHash() internal pure override returns (bytes32) {
        return keccak256(bytes(NAME));
    }

    /// @dev Nobody spends shares without being allowed to by their holder.
    function _givePermit2InfiniteAllowance() internal pure override returns (bool) {
        return false;
    }

    /* SAVING */

    function deposit(uint256 dollars, address to) public override returns (uint256 shares) {
        shares = previewDeposit(dollars);
        _deposit(msg.sender, to, dollars, shares);
    }

    function mint(uint256 shares, address to) public override returns (uint256 dollars) {
        dollars = previewMint(shares);
        _deposit(msg.sender, to, dollars, shares);
    }

    /// @inheritdoc ISavingsDollar
    function depositWithAuthorization(
        address saver,
        uint256 dollars,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external returns (uint256 shares) {
        shares = previewDeposit(dollars);
        _credit(saver, saver, dollars, shares);

        parDollar.receiveWithAuthorization(
            saver, address(this), dollars, validAfter, validBefore, nonce, signature
        );
    }

    /// @inheritdoc ISavingsDollar
    function depositWithPermit(uint256 dollars, address to, uint256 deadline, bytes calldata signature)
        external
        returns (uint256 shares)
    {
        // solhint-disable-next-line no-empty-blocks
        try parDollar.permit(msg.sender, address(this), dollars, deadline, signature) {} catch {}

        // slither-disable-next-line reentrancy-events (the coin calls a wallet to look, not to act)
        return deposit(dollars, to);
    }

    function withdraw(uint256 dollars, address to, address owner) public override returns (uint256 shares) {
        shares = previewWithdraw(dollars);
        _withdraw(msg.sender, to, owner, dollars, shares);
    }

    function redeem(uint256 shares, address to, address owner) public override returns (uint256 dollars) {
        dollars = previewRedeem(shares);
        _withdraw(msg.sender, to, owner, dollars, shares);
    }

    /// @dev The coin asks `by`, who pays.
    function _deposit(address by, address to, uint256 dollars, uint256 shares) internal override {
        if (to != by) _requireNotFrozen(to);
        _credit(by, to, dollars, shares);

        // slither-disable-next-line unchecked-transfer (the coin refuses or answers true)
        parDollar.transferFrom(by, address(this), dollars);
    }

    function _credit(address by, address to, uint256 dollars, uint256 shares) private {
        _count(dollars);
        _mint(to, shares);

        emit Deposit(by, to, dollars, shares);
    }

    /// @dev The coin asks `to`, who is paid.
    function _withdraw(address by, address to, address owner, uint256 dollars, uint256 shares)
        internal
        override
    {
        if (owner != to) _requireNotFrozen(owner);
        if (by != owner) {
            if (by != to) _requireNotFrozen(by);
            _spendAllowance(owner, by, shares);
        }

        _burn(owner, shares);
        _uncount(dollars);
        emit Withdraw(by, to, owner, dollars, shares);

        // slither-disable-next-line unchecked-transfer (the coin refuses or answers true)
        parDollar.transfer(to, dollars);
    }

    function _count(uint256 dollars) private {
        uint256 held = _savings.dollars;
        unchecked {
            require(dollars <= MOST_DOLLARS - held, SavingsTooLarge(held, dollars));

            _savings.dollars = uint72(held + dollars);
        }
    }

    /// @dev Where fewer dollars are left than earned what still vests, the part of those that left counts for nobody: it does
    /// not make those who stay earn more than the bills do. Who comes and goes again takes nothing along.
    function _uncount(uint256 dollars) private {
        Savings memory savings = _savings;
        uint256 toVest = _unvested(savings.earnings, savings.vestedAt);
        uint256 left = savings.dollars - toVest - dollars; // the shares burned are worth no more than what has vested
        if (toVest != 0 && left < savings.basis) {
            savings.earnings = uint72(savings.earnings * left / savings.basis); // less than it was
            savings.basis = uint72(left); // less than it was
            toVest = _unvested(savings.earnings, savings.vestedAt);
        }
        savings.dollars = uint72(left + toVest); // less than it was
        _savings = savings;
    }

    /* LIMITS */

    function maxDeposit(address to) public view override returns (uint256 dollars) {
        return parDollar.isFrozen(to) ? 0 : MOST_DOLLARS - _savings.dollars;
    }

    function maxMint(address to) public view override returns (uint256 shares) {
        return convertToShares(maxDeposit(to));
    }

    function maxWithdraw(address owner) public view override returns (uint256 dollars) {
        return convertToAssets(maxRedeem(owner));
    }

    function maxRedeem(address owner) public view override returns (uint256 shares) {
        return parDollar.isFrozen(owner) ? 0 : balanceOf(owner);
    }

    /* EARNINGS */

    /// @inheritdoc ISavingsDollar
    function addEarnings(uint256 dollars, uint256 saved) external {
        require(msg.sender == reserve, IParDollar.NotReserve(msg.sender));
        require(totalSupply() != 0, NoSavers());
        require(block.timestamp >= _savings.vestedAt, StillVesting(_savings.vestedAt));

        _count(dollars);
        _savings.earnings = uint72(dollars); // counted
        _savings.basis = uint72(Math.min(saved, MOST_DOLLARS));
        _savings.vestedAt = uint40(block.timestamp + EARNINGS_PERIOD);
        _requireReceived();

        emit EarningsAdded(dollars, saved, _savings.vestedAt);
    }

    function totalAssets() public view override returns (uint256 dollars) {
        return _savings.dollars - _unvested(_savings.earnings, _savings.vestedAt);
    }

    /// @inheritdoc ISavingsDollar
    function unvested() external view returns (uint256 dollars) {
        return _unvested(_savings.earnings, _savings.vestedAt);
    }

    function _unvested(uint256 earnings, uint256 end) private view returns (uint256) {
        if (block.timestamp >= end) return 0;

        unchecked {
            return (earnings * (end - block.timestamp) + EARNINGS_PERIOD - 1) / EARNINGS_PERIOD; // 2^72 x 2^20 fits
        }
    }

    /// @inheritdoc ISavingsDollar
    function uncounted() external view returns (uint256 dollars) {
        return parDollar.balanceOf(address(this)) - _savings.dollars;
    }

    /// @inheritdoc ISavingsDollar
    function vestedAt() external view returns (uint40) {
        return _savings.vestedAt;
    }

    /// @dev The Reserve is trusted to have created the coins, and yet savers are never promised any that are not there.
    function _requireReceived() private view {
        (uint256 held, uint256 needed) = (parDollar.balanceOf(address(this)), _savings.dollars);
        require(held >= needed, NotReceived(held, needed));
    }

    /* HOLDING */

    function transfer(address to, uint256 shares) public override returns (bool) {
        _requireNotFrozen(msg.sender);
        _requireNotFrozen(to);

        return super.transfer(to, shares);
    }

    function transferFrom(address from, address to, uint256 shares) public override returns (bool) {
        if (msg.sender != from) _requireNotFrozen(msg.sender);
        _requireNotFrozen(from);
        _requireNotFrozen(to);

        return super.transferFrom(from, to, shares);
    }

    function _requireNotFrozen(address account) private view {
        require(!parDollar.isFrozen(account), IParDollar.AccountFrozen(account));
    }

    /* LAWFUL ORDERS */

    /// @inheritdoc ISavingsDollar
    function seize(address from, address to, uint256 shares) external {
        require(msg.sender == compliance, IParDollar.NotCompliance(msg.sender));
        require(parDollar.isFrozen(from), IParDollar.AccountNotFrozen(from));
        _requireNotFrozen(to);

        _transfer(from, to, shares);
    }
}
