// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @title ContractWallet
/// @notice A participant that is a contract: it does what it is told, refuses every call that it does not know, and can
/// change its mind about what it has signed.
contract ContractWallet is IERC1271 {
    using Address for address;

    enum Answer {
        Signed,
        NotSigned,
        None
    }

    Answer public answer; // to whoever asks whether it has signed

    error Unanswered();

    function setAnswer(Answer newAnswer) external {
        answer = newAnswer;
    }

    /// @notice Call a contract as this wallet; what that refuses is refused by the same error.
    function execute(address target, bytes calldata data) external {
        target.functionCall(data);
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        require(answer != Answer.None, Unanswered());
        return answer == Answer.Signed ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}
