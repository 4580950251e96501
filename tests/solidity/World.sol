// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {AuctionHouse} from "../../contracts/AuctionHouse.sol";
import {AuctionPricing} from "../../contracts/AuctionPricing.sol";
import {Compliance} from "../../contracts/Compliance.sol";
import {IndexBoard} from "../../contracts/IndexBoard.sol";
import {ParAccessManager} from "../../contracts/ParAccessManager.sol";
import {RateBoard} from "../../contracts/RateBoard.sol";
import {Reserve} from "../../contracts/Reserve.sol";
import {RuleBook} from "../../contracts/RuleBook.sol";
import {SavingsDollar} from "../../contracts/SavingsDollar.sol";
import {Strips} from "../../contracts/Strips.sol";
import {TreasuryRegistry} from "../../contracts/TreasuryRegistry.sol";
import {CashToken} from "../../contracts/mocks/CashToken.sol";
import {HolderClass} from "../../interfaces/ICompliance.sol";
import {IParDollar} from "../../interfaces/IParDollar.sol";
import {Profile} from "../../interfaces/IRuleBook.sol";
import {vm} from "./IVm.sol";

/// @title World
/// @notice The whole system, deployed and wired once more, by a program that shares nothing with the Python one. It holds
/// every role itself.
abstract contract World {
    uint256 internal constant START = 1_767_225_600; // 2026-01-01 00:00 UTC
    uint256 internal constant MONEY = 1e15; // with which everybody starts [micro-dollars]
    uint256 internal constant PAR = 100e6; // of one unit of a bill [micro-dollars]
    uint64 internal constant ROLE = 1;

    address internal constant TREASURY = address(0x7EA5);

    ParAccessManager internal manager;
    Compliance internal compliance;
    IERC20 internal cash;
    RateBoard internal rateBoard;
    TreasuryRegistry internal registry;
    Strips internal strips;
    AuctionHouse internal house;
    RuleBook internal ruleBook;
    Reserve internal reserve;
    IParDollar internal coin;
    SavingsDollar internal savings;

    address[] internal savers; // use the coin and may hold no securities
    address[] internal holders; // may hold securities, and use the coin as well
    address[] internal everybody; // of both
    mapping(address saver => uint256) internal keyOf; // with which it signs

    constructor() {
        vm.warp(START);
        _deploy();
        _grant();
        _wire();
        _admit();
    }

    function _deploy() private {
        manager = new ParAccessManager(address(this));
        compliance = new Compliance(address(manager));
        cash = IERC20(address(new CashToken()));
        rateBoard = new RateBoard(address(manager));
        IndexBoard indexBoard = new IndexBoard(address(manager));
        registry = new TreasuryRegistry(cash, compliance, indexBoard, TREASURY, address(manager));
        house = new AuctionHouse(cash, compliance, registry, new AuctionPricing(registry), address(manager));
        ruleBook = new RuleBook(address(manager));
        reserve =
            new Reserve(cash, house, registry, rateBoard, ruleBook, address(compliance), address(manager));
        coin = reserve.parDollar();
        savings = new SavingsDollar(coin);
        strips = new Strips(cash, compliance, registry);
    }

    /// @dev One role for all that is restricted; who may do what is the business of other tests.
    function _grant() private {
        manager.grantRole(ROLE, address(this), 0);
        manager.grantRole(ROLE, address(house), 0);
        _let(address(compliance), Compliance.setHolder.selector);
        _let(address(compliance), Compliance.recordOrder.selector);
        _let(address(compliance), Compliance.recordCoinOrder.selector);
        _let(address(compliance), Compliance.recordRedemptionOrder.selector);
        _let(address(compliance), Compliance.executeOrder.selector);
        _let(address(rateBoard), RateBoard.publish.selector);
        _let(address(registry), TreasuryRegistry.establish.selector);
        _let(address(registry), TreasuryRegistry.excludeClasses.selector);
        _let(address(house), AuctionHouse.announce.selector);
        _let(address(ruleBook), RuleBook.setProfile.selector);
        _let(address(ruleBook), RuleBook.adopt.selector);
        _let(address(reserve), Reserve.bidNoncompetitive.selector);
        _let(address(reserve), Reserve.commitBid.selector);
        _let(address(reserve), Reserve.revealBid.selector);
        _let(address(reserve), Reserve.withdrawCapital.selector);
        _let(address(reserve), Reserve.publishCashPrice.selector);
        _let(address(reserve), Reserve.declareInsolvency.selector);
        _let(address(reserve), Reserve.endInsolvency.selector);
    }

    function _let(address contract_, bytes4 selector) internal {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        manager.setTargetFunctionRole(contract_, selectors, ROLE);
    }

    function _wire() private {
        registry.setAuctionHouse(address(house));
        registry.setStrips(address(strips));
        compliance.setParDollar(coin);
        compliance.setSavingsDollar(savings);
        reserve.setSavingsDollar(address(savings));
        Profile memory profile;
        (profile.longestMaturity, profile.redemptionDays) = (93, 2);
        ruleBook.setProfile("US", profile);
        ruleBook.adopt("US");
        _allowAll(TREASURY, address(registry));
        _allowAll(TREASURY, address(strips));
    }

    function _admit() private {
        compliance.setHolder(address(reserve), HolderClass.StablecoinIssuer, "US", false);
        for (uint160 i = 1; i <= 3; i++) {
            savers.push(_person(vm.addr(0xA11CE000 + i)));
            keyOf[savers[i - 1]] = 0xA11CE000 + i;
            holders.push(_person(address(0xBA2C0000 + i)));
            compliance.setHolder(holders[i - 1], HolderClass.PrimaryDealer, "US", false);
            everybody.push(savers[i - 1]);
            everybody.push(holders[i - 1]);
        }
        _person(TREASURY);
    }

    function _person(address account) private returns (address) {
        _giveCash(account, MONEY);
        _allowAll(account, address(reserve));
        _allowAll(account, address(house));
        vm.prank(account);
        coin.approve(address(savings), type(uint256).max);
        vm.prank(account);
        registry.setOperator(address(reserve), true);
        return account;
    }

    function _giveCash(address account, uint256 dollars) internal {
        CashToken(address(cash)).mint(account, dollars);
    }

    function _allowAll(address account, address spender) private {
        vm.prank(account);
        cash.approve(spender, type(uint256).max);
    }

    function _now() internal view returns (uint256) {
        return vm.getBlockTimestamp();
    }
}
