// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title BidSignatures
/// @notice Bids that a bidder has signed for somebody else to submit (EIP-712; ERC-1271 for contracts).
/// @dev No nonce is needed: a bidder bids once in an auction, and an auction that is cancelled is announced again under
/// another number. So whoever holds a signature, or another one of the same words, can submit the bid once at most.
abstract contract BidSignatures is EIP712 {
    bytes32 private constant NONCOMPETITIVE_TYPEHASH =
        keccak256("NoncompetitiveBid(uint256 auctionId,address bidder,uint64 units)");

    bytes32 private constant COMPETITIVE_TYPEHASH =
        keccak256("CompetitiveBid(uint256 auctionId,address bidder,bytes32 commitment)");

    constructor() EIP712("Par Auction House", "1") {}

    function _isNoncompetitiveSigned(
        uint256 auctionId,
        address bidder,
        uint64 units,
        bytes calldata signature
    ) internal view returns (bool) {
        return _isSigned(
            bidder, keccak256(abi.encode(NONCOMPETITIVE_TYPEHASH, auctionId, bidder, units)), signature
        );
    }

    function _isCompetitiveSigned(
        uint256 auctionId,
        address bidder,
        bytes32 commitment,
        bytes calldata signature
    ) internal view returns (bool) {
        return _isSigned(
            bidder, keccak256(abi.encode(COMPETITIVE_TYPEHASH, auctionId, bidder, commitment)), signature
        );
    }

    /// @dev The key first, for an account that has one may have code as well (EIP-7702).
    function _isSigned(address bidder, bytes32 contents, bytes calldata signature)
        private
        view
        returns (bool)
    {
        bytes32 digest = _hashTypedDataV4(contents);
        // slither-disable-next-line unused-return (an error recovers address zero)
        (address recovered,,) = ECDSA.tryRecover(digest, signature);
        if (recovered == bidder && bidder != address(0)) return true;

        return SignatureChecker.isValidERC1271SignatureNow(bidder, digest, signature);
    }
}
