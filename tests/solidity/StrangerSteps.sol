// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {ICashAccounts} from "../../interfaces/ICashAccounts.sol";
import {ICompliance, HolderClass, OrderAction} from "../../interfaces/ICompliance.sol";
import {IParDollar} from "../../interfaces/IParDollar.sol";
import {IRateBoard} from "../../interfaces/IRateBoard.sol";
import {IRedemptionQueue} from "../../interfaces/IRedemptionQueue.sol";
import {IReserve, Policy} from "../../interfaces/IReserve.sol";
import {IRuleBook, Profile} from "../../interfaces/IRuleBook.sol";
import {ISavingsDollar} from "../../interfaces/ISavingsDollar.sol";
import {Cusip, ITreasuryRegistry} from "../../interfaces/ITreasuryRegistry.sol";
import {vm} from "./IVm.sol";
import {Steps} from "./Steps.sol";

/// @title StrangerSteps
/// @notice What somebody without a role may try, and by what name it is to be refused.
abstract contract StrangerSteps is Steps {
    struct Attempt {
        address target;
        bytes call;
        bytes4 refusal;
    }

    address private constant STRANGER = address(0x57A6E);

    Attempt[] private attempts;

    constructor() {
        _tryAtTheReserve();
        _tryAtTheOffices();
        _tryAtTheTokens();
    }

    function tryAsStranger(uint64 number) external step {
        Attempt memory attempt = attempts[number % attempts.length];
        vm.prank(STRANGER);
        // solhint-disable-next-line avoid-low-level-calls
        (bool isDone, bytes memory answer) = attempt.target.call(attempt.call);
        _check(29, !isDone && bytes4(answer) == attempt.refusal);
    }

    function _tryAtTheReserve() private {
        address target = address(reserve);
        Policy memory policy = Policy(0, 0, 10_000);
        _needsRole(target, abi.encodeCall(IReserve.publishCashPrice, (1)));
        _needsRole(target, abi.encodeCall(IReserve.stopMinting, (true)));
        _needsRole(target, abi.encodeCall(IReserve.bidNoncompetitive, (1, 1)));
        _needsRole(target, abi.encodeCall(IReserve.commitBid, (1, bytes32("bid"))));
        _needsRole(target, abi.encodeCall(IReserve.withdrawCapital, (STRANGER, 1)));
        _needsRole(target, abi.encodeCall(IReserve.setPolicy, (policy)));
        _needsRole(target, abi.encodeCall(IReserve.setSavingsDollar, (STRANGER)));
        _needsRole(target, abi.encodeCall(IReserve.declareInsolvency, ()));
        _needsRole(target, abi.encodeCall(IReserve.endInsolvency, ()));
        _try(
            target,
            abi.encodeCall(IRedemptionQueue.reassignRedemption, (1, STRANGER)),
            IRedemptionQueue.NotCompliance.selector
        );
    }

    function _tryAtTheOffices() private {
        int16[6] memory yields;
        Profile memory profile;
        address target = address(compliance);
        _needsRole(
            target, abi.encodeCall(ICompliance.setHolder, (STRANGER, HolderClass.PrimaryDealer, "US", true))
        );
        _needsRole(target, abi.encodeCall(ICompliance.setJurisdiction, ("US", true)));
        _needsRole(
            target, abi.encodeCall(ICompliance.recordOrder, ("x", "x", OrderAction.Freeze, savers[0], 1))
        );
        _needsRole(target, abi.encodeCall(ICompliance.executeOrder, (1)));
        _needsRole(target, abi.encodeCall(ICompliance.revokeOrder, (1)));
        _needsRole(address(rateBoard), abi.encodeCall(IRateBoard.publish, (1, yields)));
        _needsRole(address(ruleBook), abi.encodeCall(IRuleBook.setProfile, ("x", profile)));
        _needsRole(address(ruleBook), abi.encodeCall(IRuleBook.adopt, ("US")));
        _needsRole(address(house), abi.encodeWithSignature("cancel(uint256)", 1));
    }

    function _tryAtTheTokens() private {
        Cusip cusip;
        (address dollar, address saved) = (address(coin), address(savings));
        _try(dollar, abi.encodeCall(IParDollar.mint, (STRANGER, 1)), IParDollar.NotReserve.selector);
        _try(dollar, abi.encodeCall(IParDollar.burn, (savers[0], 0)), IParDollar.NotReserve.selector);
        _try(
            dollar, abi.encodeCall(IParDollar.setFrozen, (savers[0], true)), IParDollar.NotCompliance.selector
        );
        _try(
            dollar,
            abi.encodeCall(IParDollar.seize, (savers[0], STRANGER, 0)),
            IParDollar.NotCompliance.selector
        );
        _try(dollar, abi.encodeCall(IParDollar.burnFrozen, (savers[0], 0)), IParDollar.NotCompliance.selector);
        _try(saved, abi.encodeCall(ISavingsDollar.addEarnings, (0, 0)), IParDollar.NotReserve.selector);
        _try(
            saved,
            abi.encodeCall(ISavingsDollar.seize, (holders[0], STRANGER, 0)),
            IParDollar.NotCompliance.selector
        );
        _try(
            address(registry),
            abi.encodeCall(ITreasuryRegistry.issue, (cusip, STRANGER, 1, 1)),
            ITreasuryRegistry.NotIssuer.selector
        );
        _try(
            address(house),
            abi.encodeCall(ICashAccounts.withdraw, (1)),
            ICashAccounts.InsufficientCash.selector
        );
    }

    function _needsRole(address target, bytes memory call) private {
        _try(target, call, IAccessManaged.AccessManagedUnauthorized.selector);
    }

    function _try(address target, bytes memory call, bytes4 refusal) private {
        attempts.push(Attempt(target, call, refusal));
    }
}
