// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {Authorization, IParDollar, SignedAuthorization} from "../interfaces/IParDollar.sol";
import {HolderWord} from "./libraries/HolderWord.sol";

/// @title ParDollar
/// @notice The coin: one Par Dollar is a claim on one dollar of the Reserve.
contract ParDollar is IParDollar, EIP712 {
    using HolderWord for address;

    /* STORAGE */

    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    bytes32 private constant TRANSFER_TYPEHASH = keccak256(
        "TransferWithAuthorization(address from,address to,uint256 value,"
        "uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );

    bytes32 private constant RECEIVE_TYPEHASH = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,"
        "uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );

    bytes32 private constant CANCEL_TYPEHASH =
        keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");

    // The word of a holder, from below: its balance [micro-dollars], this bit while a lawful order stops the account,
    // and the number of its permits. So a transfer reads and writes two words and nothing else, and a permit none
    // but the holder's and the allowance.
    uint256 private constant FROZEN = 1 << 191;
    uint256 private constant ONE_PERMIT = 1 << 192;

    string public constant name = "Par Dollar";
    string public constant symbol = "parUSD";
    uint8 public constant decimals = 6;

    /// @inheritdoc IParDollar
    address public immutable reserve;

    /// @inheritdoc IParDollar
    address public immutable compliance;

    uint256 public totalSupply; // [micro-dollars]

    mapping(address owner => mapping(address spender => uint256)) public allowance; // [micro-dollars]

    /// @inheritdoc IParDollar
    mapping(address authorizer => mapping(bytes32 nonce => bool)) public authorizationState;

    /* CONSTRUCTION */

    constructor(address compliance_) EIP712(name, "1") {
        reserve = msg.sender;
        // slither-disable-next-line missing-zero-check (scripts/deploy.py checks the wiring)
        compliance = compliance_;
        address(0).store(FROZEN);
    }

    modifier onlyReserve() {
        require(msg.sender == reserve, NotReserve(msg.sender));
        _;
    }

    modifier onlyCompliance() {
        require(msg.sender == compliance, NotCompliance(msg.sender));
        _;
    }

    /// @dev Releases the account for this one step, which is then checked and counted like any other.
    modifier whileReleased(address account) {
        require(isFrozen(account), AccountNotFrozen(account));
        account.store(account.load() & ~FROZEN);
        _;
        account.store(account.load() | FROZEN);
    }

    /* HOLDING */

    function balanceOf(address account) external view returns (uint256) {
        return _balance(account.load());
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

    /// @dev Every payment passes here. One comparison stands for four: neither account is frozen, and `dollars` fits in
    /// the balance. For if `dollars` is below FROZEN but above the balance, the subtraction borrows from that bit.
    function _move(address from, address to, uint256 dollars) private {
        uint256 held = from.load();
        unchecked {
            uint256 left = held - dollars;
            from.store(left);
            uint256 word = to.load(); // after the store: a holder may pay itself
            uint256 wrong = ((held | left | word) & FROZEN) | (dollars / FROZEN);
            if (wrong != 0) _refuse(from, to, dollars, held);
            to.store(word + dollars); // at most the supply, which is below FROZEN
        }

        emit Transfer(from, to, dollars);
    }

    function _balance(uint256 word) private pure returns (uint256) {
        return word & (FROZEN - 1);
    }

    function _refuse(address from, address to, uint256 dollars, uint256 held) private pure {
        require(held & FROZEN == 0, AccountFrozen(from));
        require(_balance(held) >= dollars, InsufficientBalance(_balance(held), dollars));
        require(to != address(0), InvalidReceiver(to));
        revert AccountFrozen(to);
    }

    /* SUPPLY */

    /// @inheritdoc IParDollar
    function mint(address to, uint256 dollars) external onlyReserve {
        _mint(to, dollars);
    }

    /// @inheritdoc IParDollar
    function burn(address from, uint256 dollars) external onlyReserve {
        _burn(from, dollars);
    }

    function _mint(address to, uint256 dollars) private {
        uint256 supply = totalSupply;
        require(dollars < FROZEN - supply, SupplyTooLarge(supply, dollars));
        require(to != address(0), InvalidReceiver(to));
        uint256 held = to.load();
        require(held & FROZEN == 0, AccountFrozen(to));

        totalSupply = supply + dollars;
        unchecked {
            to.store(held + dollars); // at most the supply, which is below FROZEN
        }

        emit Transfer(address(0), to, dollars);
    }

    function _burn(address from, uint256 dollars) private {
        uint256 held = from.load();
        require(held & FROZEN == 0, AccountFrozen(from));
        require(_balance(held) >= dollars, InsufficientBalance(_balance(held), dollars));

        unchecked {
            from.store(held - dollars); // just compared
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
        _requireSigned(owner, _usePermit(owner, spender, dollars, deadline), v, r, s);

        _approve(owner, spender, dollars);
    }

    /// @inheritdoc IParDollar
    function permit(
        address owner,
        address spender,
        uint256 dollars,
        uint256 deadline,
        bytes calldata signature
    ) external {
        _requireSigned(owner, _usePermit(owner, spender, dollars, deadline), signature);

        _approve(owner, spender, dollars);
    }

    /// @inheritdoc IERC20Permit
    function nonces(address owner) public view returns (uint256) {
        return owner.load() / ONE_PERMIT;
    }

    /// @inheritdoc IERC20Permit
    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    /// @dev Returns what the owner must have signed.
    function _usePermit(address owner, address spender, uint256 dollars, uint256 deadline)
        private
        returns (bytes32 message)
    {
        require(block.timestamp <= deadline, PermitExpired(deadline));

        uint256 nonce = nonces(owner);
        unchecked {
            owner.store(owner.load() + ONE_PERMIT); // nobody signs 2^64 permits
        }

        return keccak256(abi.encode(PERMIT_TYPEHASH, owner, spender, dollars, nonce, deadline));
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

    /* AUTHORIZATIONS */

    /// @inheritdoc IParDollar
    function transferWithAuthorization(
        address from,
        address to,
        uint256 dollars,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        Authorization memory terms = Authorization(from, to, dollars, validAfter, validBefore, nonce);
        _requireSigned(from, _useAuthorization(TRANSFER_TYPEHASH, terms), v, r, s);

        _move(from, to, dollars);
    }

    /// @inheritdoc IParDollar
    function transferWithAuthorization(
        address from,
        address to,
        uint256 dollars,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external {
        _transfer(Authorization(from, to, dollars, validAfter, validBefore, nonce), signature);
    }

    /// @inheritdoc IParDollar
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 dollars,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        require(msg.sender == to, NotReceiver(msg.sender));
        Authorization memory terms = Authorization(from, to, dollars, validAfter, validBefore, nonce);
        _requireSigned(from, _useAuthorization(RECEIVE_TYPEHASH, terms), v, r, s);

        _move(from, to, dollars);
    }

    /// @inheritdoc IParDollar
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 dollars,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external {
        _receive(Authorization(from, to, dollars, validAfter, validBefore, nonce), signature);
    }

    /// @inheritdoc IParDollar
    function transferWithAuthorizations(SignedAuthorization[] calldata signed) external {
        for (uint256 i = 0; i < signed.length; i++) {
            _transfer(signed[i].terms, signed[i].signature);
        }
    }

    /// @inheritdoc IParDollar
    function receiveWithAuthorizations(SignedAuthorization[] calldata signed) external {
        for (uint256 i = 0; i < signed.length; i++) {
            _receive(signed[i].terms, signed[i].signature);
        }
    }

    /// @inheritdoc IParDollar
    function cancelAuthorization(address authorizer, bytes32 nonce, uint8 v, bytes32 r, bytes32 s) external {
        _requireSigned(authorizer, _useCancellation(authorizer, nonce), v, r, s);
    }

    /// @inheritdoc IParDollar
    function cancelAuthorization(address authorizer, bytes32 nonce, bytes calldata signature) external {
        _requireSigned(authorizer, _useCancellation(authorizer, nonce), signature);
    }

    function _transfer(Authorization memory terms, bytes calldata signature) private {
        _requireSigned(terms.from, _useAuthorization(TRANSFER_TYPEHASH, terms), signature);

        _move(terms.from, terms.to, terms.dollars);
    }

    function _receive(Authorization memory terms, bytes calldata signature) private {
        require(msg.sender == terms.to, NotReceiver(msg.sender));
        _requireSigned(terms.from, _useAuthorization(RECEIVE_TYPEHASH, terms), signature);

        _move(terms.from, terms.to, terms.dollars);
    }

    /// @dev Returns what the holder must have signed.
    function _useAuthorization(bytes32 typehash, Authorization memory terms)
        private
        returns (bytes32 message)
    {
        require(block.timestamp > terms.validAfter, AuthorizationNotYetValid(terms.validAfter));
        require(block.timestamp < terms.validBefore, AuthorizationExpired(terms.validBefore));
        _useNonce(terms.from, terms.nonce);

        emit AuthorizationUsed(terms.from, terms.nonce);

        return keccak256(abi.encode(typehash, terms));
    }

    /// @dev Returns what the holder must have signed.
    function _useCancellation(address authorizer, bytes32 nonce) private returns (bytes32 message) {
        _useNonce(authorizer, nonce);

        emit AuthorizationCanceled(authorizer, nonce);

        return keccak256(abi.encode(CANCEL_TYPEHASH, authorizer, nonce));
    }

    function _useNonce(address authorizer, bytes32 nonce) private {
        require(!authorizationState[authorizer][nonce], NonceUsed(authorizer, nonce));

        authorizationState[authorizer][nonce] = true;
    }

    /* SIGNATURES */

    function _requireSigned(address signer, bytes32 message, uint8 v, bytes32 r, bytes32 s) private view {
        bytes32 digest = _hashTypedDataV4(message);
        // slither-disable-next-line unused-return (an error recovers address zero)
        (address recovered,,) = ECDSA.tryRecover(digest, v, r, s);
        if (recovered != signer || signer == address(0)) {
            _requireWalletSigned(signer, digest, abi.encodePacked(r, s, v));
        }
    }

    /// @dev The key first, for an account that has one may have code as well (EIP-7702).
    function _requireSigned(address signer, bytes32 message, bytes calldata signature) private view {
        bytes32 digest = _hashTypedDataV4(message);
        // slither-disable-next-line unused-return (an error recovers address zero)
        (address recovered,,) = ECDSA.tryRecover(digest, signature);
        if (recovered != signer || signer == address(0)) _requireWalletSigned(signer, digest, signature);
    }

    function _requireWalletSigned(address signer, bytes32 digest, bytes memory signature) private view {
        require(
            SignatureChecker.isValidERC1271SignatureNow(signer, digest, signature), InvalidSignature(signer)
        );
    }

    /* LAWFUL ORDERS */

    /// @inheritdoc IParDollar
    function isFrozen(address account) public view returns (bool) {
        return account.load() & FROZEN != 0;
    }

    /// @inheritdoc IParDollar
    function setFrozen(address account, bool frozen) external onlyCompliance {
        require(account != reserve, ReserveNotFreezable());
        require(account != address(0), InvalidReceiver(account)); // or something could be sent there

        uint256 word = account.load();
        account.store(frozen ? word | FROZEN : word & ~FROZEN);

        emit FreezeChanged(account, frozen);
    }

    /// @inheritdoc IParDollar
    function seize(address from, address to, uint256 dollars) external onlyCompliance whileReleased(from) {
        _move(from, to, dollars);
    }

    /// @inheritdoc IParDollar
    function reissue(address from, address to, uint256 dollars) external onlyCompliance whileReleased(from) {
        _burn(from, dollars);
        _mint(to, dollars);
    }

    /// @inheritdoc IParDollar
    function burnFrozen(address from, uint256 dollars) external onlyCompliance whileReleased(from) {
        _burn(from, dollars);
    }
}
