// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AnyCoin} from "./AnyCoin.sol";

/// @title CoinSignatures
/// @notice A signature is used once. For all accounts, amounts, times, nonces and signatures of a key; what a key has
/// signed is left open, so that any signature may be good.
contract CoinSignatures is AnyCoin {
    function check_a_transfer_uses_its_nonce(
        address from,
        address to,
        uint256 dollars,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) public {
        bool isUsed = coin.authorizationState(from, nonce);

        coin.transferWithAuthorization(from, to, dollars, 0, validBefore, nonce, v, r, s);

        assert(!isUsed);
        assert(coin.authorizationState(from, nonce));
    }

    function check_a_receipt_uses_its_nonce(
        address from,
        uint256 dollars,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) public {
        bool isUsed = coin.authorizationState(from, nonce);

        coin.receiveWithAuthorization(from, address(this), dollars, 0, validBefore, nonce, v, r, s);

        assert(!isUsed);
        assert(coin.authorizationState(from, nonce));
    }

    function check_a_cancellation_uses_its_nonce(address from, bytes32 nonce, uint8 v, bytes32 r, bytes32 s)
        public
    {
        bool isUsed = coin.authorizationState(from, nonce);

        coin.cancelAuthorization(from, nonce, v, r, s);

        assert(!isUsed);
        assert(coin.authorizationState(from, nonce));
    }

    function check_a_permit_is_counted_and_nothing_else(
        address owner,
        address spender,
        uint256 dollars,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) public {
        uint256 word = _word(owner);

        coin.permit(owner, spender, dollars, deadline, v, r, s);

        unchecked {
            assert(_word(owner) == word + (1 << 192));
        }
        assert(coin.allowance(owner, spender) == dollars);
    }
}
