// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {vm} from "./IVm.sol";
import {Steps} from "./Steps.sol";

/// @title SurplusSteps
/// @notice Capital comes and goes, earnings are distributed.
abstract contract SurplusSteps is Steps {
    uint256 private constant WHOLE = 10_000; // [0.01 %]
    uint256 private constant SAVERS_SHARE = 9_000; // of earnings, as the reserve begins [0.01 %]
    uint256 private constant BUFFER = 200; // of liabilities, and of bills, as the reserve begins [0.01 %]

    function contribute(uint64 dollars) external step {
        uint256 contributed = _within(dollars, 1, 1e11);
        vm.prank(holders[2]);
        reserve.contributeCapital(contributed);
        capital += contributed;
    }

    function withdrawCapital(uint64 share) external step {
        _publishYields(400);
        uint256 dollars = _percentOf(_spareCapital(), share);
        require(dollars != 0, NothingToDo());
        reserve.withdrawCapital(holders[2], dollars);
        capital -= dollars;
        _surplusLeaves();
    }

    function distribute() external step {
        _distribute();
    }

    function _distribute() internal {
        _waitUntil(reserve.distributedAt() + 7 days);
        _publishYields(400);
        (uint256 most, uint256 toBuffer) = (_mostForSavings(), _lesser(_earned(), _missingBuffer()));
        uint256 supply = coin.totalSupply();
        uint256 counted = savings.totalAssets();
        uint256 held = coin.balanceOf(address(savings));
        reserve.distribute();

        uint256 added = coin.balanceOf(address(savings)) - held;
        created += added;
        capital += toBuffer;
        _check(13, coin.totalSupply() - supply == added);
        _check(30, savings.totalAssets() + savings.unvested() - counted <= most);
        _surplusLeaves();
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
        uint256 inBills = _billsAtCost(_now());
        if (inBills == 0) return 0;
        uint256 earned = _lesser(_earned(), _carry(7 days));
        return earned * _lesser(savings.totalAssets(), inBills) * SAVERS_SHARE / (inBills * WHOLE);
    }

    /// @dev Earnings first fill up capital, to its part of the bills.
    function _missingBuffer() private view returns (uint256) {
        uint256 target = _billsAtCost(_now()) * BUFFER / WHOLE;
        return target < capital ? 0 : target - capital;
    }
}
