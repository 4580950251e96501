// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {IParDollar} from "../interfaces/IParDollar.sol";

/// @title ParDollar
/// @notice The coin: one Par Dollar is a claim on one dollar of the Reserve.
contract ParDollar is IParDollar, EIP712 {
    /* STORAGE */

    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    uint256 private constant FROZEN = 1 << 255;

    string public constant name = "Par Dollar";
    string public constant symbol = "parUSD";
    uint8 public constant decimals = 6;

    /// @inheritdoc IParDollar
    address public immutable reserve;

    /// @inheritdoc IParDollar
    address public immutable compliance;

    uint256 public totalSupply; // [micro-dollars]

    // One word, so that a transfer reads and writes two words and nothing else.
    struct Account {
        uint256 word; // balance [micro-dollars], plus FROZEN while a lawful order stops the account
    }

    mapping(address holder => Account) private _accountOf;

    mapping(address owner => mapping(address spender => uint256)) public allowance; // [micro-dollars]

    mapping(address owner => uint256) public nonces;

    /* CONSTRUCTION */

    constructor(address compliance_) EIP712(name, "1") {
        reserve = msg.sender;
        compliance = compliance_;
    }

    modifier onlyReserve() {
        require(msg.sender == reserve, NotReserve(msg.sender));
        _;
    }

    /* HOLDING */

    function balanceOf(address account) external view returns (uint256) {
        return _accountOf[account].word & ~FROZEN;
    }

    function transfer(address to, uint256 dollars) external returns (bool) {
        _move(msg.sender, to, dollars);

        return true;
    }

    function transferFrom(address from, address to, uint256 dollars) external returns (bool) {
        require(msg.sender == from || !isFrozen(msg.sender), AccountFrozen(msg.sender));
        _spendAllowance(from, msg.sender, dollars);

        _move(from, to, dollars);

        return true;
    }

    function _move(address from, address to, uint256 dollars) private {
        _debit(from, dollars);
        _credit(to, dollars);

        emit Transfer(from, to, dollars);
    }

    function _debit(address from, uint256 dollars) private {
        Account storage account = _accountOf[from];
        uint256 held = account.word;
        require(held < FROZEN, AccountFrozen(from));
        require(held >= dollars, InsufficientBalance(held, dollars));

        unchecked {
            account.word = held - dollars; // just compared
        }
    }

    function _credit(address to, uint256 dollars) private {
        require(to != address(0), InvalidReceiver(to));
        Account storage account = _accountOf[to];
        uint256 held = account.word;
        require(held < FROZEN, AccountFrozen(to));

        unchecked {
            account.word = held + dollars; // at most the supply, which is below FROZEN
        }
    }

    /* SUPPLY */

    /// @inheritdoc IParDollar
    function mint(address to, uint256 dollars) external onlyReserve {
        uint256 supply = totalSupply;
        require(dollars < FROZEN - supply, SupplyTooLarge(supply, dollars));

        totalSupply = supply + dollars;
        _credit(to, dollars);

        emit Transfer(address(0), to, dollars);
    }

    /// @inheritdoc IParDollar
    function burn(address from, uint256 dollars) external onlyReserve {
        _debit(from, dollars);
        unchecked {
            totalSupply -= dollars; // no holder has more than the supply
        }

        emit Transfer(from, address(0), dollars);
    }

    /* ALLOWANCES AND PERMITS */

    function approve(address spender, uint256 dollars) external returns (bool) {
        _approve(msg.sender, spender, dollars);

        return true;
    }

    /// @inheritdoc IERC20Permit
    function permit(
        address owner,
        address spender,
        uint256 dollars,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        _permit(owner, spender, dollars, deadline, abi.encodePacked(r, s, v));
    }

    /// @inheritdoc IParDollar
    function permit(
        address owner,
        address spender,
        uint256 dollars,
        uint256 deadline,
        bytes calldata signature
    ) external {
        _permit(owner, spender, dollars, deadline, signature);
    }

    /// @inheritdoc IERC20Permit
    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    function _permit(
        address owner,
        address spender,
        uint256 dollars,
        uint256 deadline,
        bytes memory signature
    ) private {
        require(block.timestamp <= deadline, PermitExpired(deadline));
        bytes32 message =
            keccak256(abi.encode(PERMIT_TYPEHASH, owner, spender, dollars, nonces[owner]++, deadline));
        require(
            SignatureChecker.isValidSignatureNow(owner, _hashTypedDataV4(message), signature),
            InvalidSignature(owner)
        );

        _approve(owner, spender, dollars);
    }

    function _approve(address owner, address spender, uint256 dollars) private {
        allowance[owner][spender] = dollars;

        emit Approval(owner, spender, dollars);
    }

    function _spendAllowance(address owner, address spender, uint256 dollars) private {
        uint256 allowed = allowance[owner][spender];
        if (allowed == type(uint256).max) return;
        require(allowed >= dollars, InsufficientAllowance(allowed, dollars));

        unchecked {
            allowance[owner][spender] = allowed - dollars; // just compared
        }
    }

    /* FREEZING */

    /// @inheritdoc IParDollar
    function isFrozen(address account) public view returns (bool) {
        return _accountOf[account].word >= FROZEN;
    }

    /// @inheritdoc IParDollar
    function setFrozen(address account, bool frozen) external {
        require(msg.sender == compliance, NotCompliance(msg.sender));
        require(account != reserve, ReserveNotFreezable());

        if (frozen) _accountOf[account].word |= FROZEN;
        else _accountOf[account].word &= ~FROZEN;

        emit FreezeChanged(account, frozen);
    }
}
