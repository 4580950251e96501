// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title ExactWallet
/// @notice A wallet that knows one question at a time, byte by byte, and answers it with the bytes it was told, right or
/// wrong, long or short. It refuses every other one.
contract ExactWallet {
    bytes32 private _questionHash;
    bytes private _answer;

    error Unanswered();

    fallback(bytes calldata question) external returns (bytes memory) {
        return _answerTo(question);
    }

    function setAnswer(bytes calldata question, bytes calldata answer) external {
        (_questionHash, _answer) = (keccak256(question), answer);
    }

    function _answerTo(bytes calldata question) private view returns (bytes memory) {
        require(keccak256(question) == _questionHash, Unanswered());
        return _answer;
    }
}
