// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {
    ERC6909TokenSupply
} from "@openzeppelin/contracts/token/ERC6909/extensions/draft-ERC6909TokenSupply.sol";

import {ICompliance} from "../interfaces/ICompliance.sol";
import {IStrips, Piece} from "../interfaces/IStrips.sol";
import {Cusip, ITreasuryRegistry, Security, SecurityType} from "../interfaces/ITreasuryRegistry.sol";
import {CouponSchedule} from "./libraries/CouponSchedule.sol";
import {CusipLib} from "./libraries/CusipLib.sol";

/// @title Strips
/// @notice Interest and principal of notes and bonds, traded separately.
contract Strips is IStrips, ERC6909TokenSupply {
    using CouponSchedule for Security;
    using CusipLib for Cusip;
    using SafeERC20 for IERC20;

    /* STORAGE */

    uint256 internal constant CUSIP_BITS = 72; // of an id, below those of the payment date
    uint256 internal constant ID_BITS = 104;

    IERC20 public immutable cash;
    ICompliance public immutable compliance;

    /// @inheritdoc IStrips
    ITreasuryRegistry public immutable registry;

    /// @inheritdoc IStrips
    address public immutable treasuryAccount;

    /* CONSTRUCTION */

    constructor(IERC20 cash_, ICompliance compliance_, ITreasuryRegistry registry_) {
        cash = cash_;
        compliance = compliance_;
        registry = registry_;
        treasuryAccount = registry_.treasuryAccount();
    }

    /* STRIPPING */

    /// @inheritdoc IStrips
    function strip(Cusip cusip, uint64 units) external {
        compliance.requireEligible(msg.sender);
        (uint256[] memory ids, uint256[] memory holdings) = piecesOf(cusip, units);

        registry.retire(cusip, msg.sender, units);
        for (uint256 i; i < ids.length; ++i) {
            _mint(msg.sender, ids[i], holdings[i]);
        }
        emit Stripped(cusip, msg.sender, units);
    }

    /// @inheritdoc IStrips
    function reconstitute(Cusip cusip, uint64 units) external {
        compliance.requireEligible(msg.sender);
        (uint256[] memory ids, uint256[] memory holdings) = piecesOf(cusip, units);

        for (uint256 i; i < ids.length; ++i) {
            _burn(msg.sender, ids[i], holdings[i]);
        }
        // slither-disable-next-line reentrancy-events (the registry only asks Compliance, by view)
        registry.issue(cusip, msg.sender, units, _today());
        emit Reconstituted(cusip, msg.sender, units);
    }

    /// @inheritdoc IStrips
    function piecesOf(Cusip cusip, uint64 units)
        public
        view
        returns (uint256[] memory ids, uint256[] memory holdings)
    {
        require(units != 0, ZeroUnits());
        Security memory security = _strippable(cusip);
        uint256 passed = security.couponsPassed(_today());
        uint256 left = security.couponCount - passed;

        ids = new uint256[](left + 1);
        holdings = new uint256[](left + 1);
        // only the first payment of a series can differ from the others
        uint256 nextInterest = units * registry.interestPayment(cusip, uint16(passed + 1));
        uint256 laterInterest = units * registry.interestPayment(cusip, security.couponCount);
        for (uint256 i; i < left; ++i) {
            ids[i] = interestId(security.couponDate(passed + 1 + i));
            holdings[i] = i == 0 ? nextInterest : laterInterest;
        }
        ids[left] = _principalId(cusip, security.maturityDate);
        holdings[left] = units;
    }

    function _strippable(Cusip cusip) internal view returns (Security memory security) {
        security = registry.securityOf(cusip);
        require(
            security.securityType == SecurityType.Note || security.securityType == SecurityType.Bond,
            NotStrippable(cusip)
        );
        require(_today() < security.maturityDate, Matured(cusip));
    }

    /* PIECES */

    /// @inheritdoc IStrips
    function interestId(uint32 paymentDate) public pure returns (uint256) {
        return uint256(paymentDate) << CUSIP_BITS;
    }

    /// @inheritdoc IStrips
    function principalId(Cusip cusip) external view returns (uint256) {
        return _principalId(cusip, registry.securityOf(cusip).maturityDate);
    }

    /// @inheritdoc IStrips
    function pieceOf(uint256 id) public pure returns (Piece memory) {
        // slither-disable-next-line incorrect-equality (no bit beyond the last may be set)
        require(id >> ID_BITS == 0, UnknownPiece(id));
        return Piece(uint32(id >> CUSIP_BITS), CusipLib.fromId(uint72(id)));
    }

    function _principalId(Cusip cusip, uint32 maturityDate) internal pure returns (uint256) {
        return interestId(maturityDate) | cusip.toId();
    }

    /// @dev Stripping, reconstitution and payment, which come from or go to nobody, have their own conditions.
    function _update(address from, address to, uint256 id, uint256 units) internal override {
        if (from != address(0) && to != address(0)) {
            compliance.requireTransferable(msg.sender, from, to);
            require(_today() < pieceOf(id).paymentDate, PieceDue(id));
        }
        super._update(from, to, id, units);
    }

    /* PAYMENT */

    /// @inheritdoc IStrips
    function redeem(uint256 id, address holder) external returns (uint256 paid) {
        require(msg.sender == holder || isOperator(holder, msg.sender), NotOperator(holder, msg.sender));
        compliance.requireNotFrozen(holder);
        if (msg.sender != holder) compliance.requireNotFrozen(msg.sender);

        uint256 held = balanceOf(holder, id);
        require(held != 0, NothingOwed(id, holder));
        Piece memory piece = pieceOf(id);
        uint32 due = registry.paymentDate(piece.paymentDate);
        require(_today() >= due, PaymentNotDue(due));

        // slither-disable-next-line incorrect-equality (interest has no CUSIP)
        bool isInterest = Cusip.unwrap(piece.cusip) == 0;
        uint256 owed = isInterest ? held : held * registry.principal(piece.cusip);
        if (!_canPay(owed)) {
            emit PaymentMissed(id, holder, owed);
            return 0;
        }

        _burn(holder, id, held);
        emit Redeemed(id, holder, owed);

        // The account approves this contract, to pay from it whom the pieces belong to.
        // slither-disable-next-line arbitrary-send-erc20
        cash.safeTransferFrom(treasuryAccount, holder, owed);
        return owed;
    }

    function _canPay(uint256 owed) internal view returns (bool) {
        return
            cash.balanceOf(treasuryAccount) >= owed && cash.allowance(treasuryAccount, address(this)) >= owed;
    }

    function _today() internal view returns (uint32) {
        return uint32(block.timestamp / 1 days);
    }
}
