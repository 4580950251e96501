// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Holdings} from "../../interfaces/IReserve.sol";
import {vm} from "./IVm.sol";
import {Steps} from "./Steps.sol";

/// @title SurplusSteps
/// @notice Capital comes and goes, earnings are distributed.
abstract contract SurplusSteps is Steps {
    uint256 private constant WHOLE = 10_000; // [0.01 %]
    uint256 private constant SAVERS_SHARE = 9_000; // of earnings, as the reserve begins [0.01 %]
    uint256 private constant BUFFER = 200; // of liabilities, as the reserve begins [0.01 %]

    function contribute(uint64 dollars) external step {
        vm.prank(holders[2]);
        reserve.contributeCapital(_within(dollars, 1, 1e11));
    }

    function withdrawCapital(uint64 share) external step {
        _publishYields(400);
        uint256 dollars = _percentOf(_spareCapital(), share);
        require(dollars != 0, NothingToDo());
        reserve.withdrawCapital(holders[2], dollars);
        _surplusHasLeft();
    }

    function distribute() external step {
        _distribute();
    }

    function _distribute() internal {
        _waitUntil(reserve.distributedAt() + 7 days);
        _publishYields(400);
        (uint256 most, uint256 supply) = (_mostForSavings(), coin.totalSupply());
        uint256 counted = savings.totalAssets();
        uint256 held = coin.balanceOf(address(savings));
        reserve.distribute();

        uint256 added = coin.balanceOf(address(savings)) - held;
        created += added;
        _check(13, coin.totalSupply() - supply == added);
        _check(30, savings.totalAssets() + savings.unvested() - counted <= most);
        _surplusHasLeft();
    }

    /// @dev No more than capital beyond the buffer, than the surplus at cost and at market, than free cash.
    function _spareCapital() private view returns (uint256) {
        uint256 liabilities = reserve.liabilities();
        uint256 value = _lesser(reserve.backing(), reserve.marketValue());
        uint256 surplus = value < liabilities ? 0 : value - liabilities;
        uint256 kept = liabilities * BUFFER / WHOLE;
        uint256 spare = reserve.capital() < kept ? 0 : reserve.capital() - kept;
        return _lesser(_lesser(spare, surplus), reserve.freeCash());
    }

    /// @dev Their share of what was earned, and of what bills will earn in a week, as far as their dollars are in bills.
    function _mostForSavings() private view returns (uint256) {
        uint256 inBills = _billsAtCost();
        if (inBills == 0) return 0;
        uint256 earned = _lesser(reserve.earnings(), reserve.carry(7 days));
        return earned * _lesser(savings.totalAssets(), inBills) * SAVERS_SHARE / (inBills * WHOLE);
    }

    function _billsAtCost() private view returns (uint256 dollars) {
        Holdings[] memory all = reserve.positions();
        for (uint256 i = 0; i < all.length; i++) {
            dollars += all[i].amortisedCost;
        }
    }
}
