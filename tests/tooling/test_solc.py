"""The compiler of npm and the native one make the same bytecode, whichever of them the set-up could get."""

import hashlib
import json
import subprocess

import pytest

from scripts.setup.steps import SHIM, SOLC, SOLC_VERSION

RECORDED = "5c8392411fc5cfa3a3078adf035b867f579da4c17d8ed7227e79463c116b32a8"

SUM = """
pragma solidity 0.8.37;

contract Sum {
    error TooLarge(uint256 limit);

    mapping(address account => uint256) public sumOf;

    function add(uint256 number) external {
        require(number < 1 ether, TooLarge(1 ether));
        sumOf[msg.sender] += number;
    }
}
"""

ASK = """
pragma solidity 0.8.37;

import {Oracle} from "./Oracle.sol";

contract Ask is Oracle {}
"""

ORACLE = "pragma solidity 0.8.37; contract Oracle { uint256 public constant answer = %d; }"

every = pytest.mark.parametrize("compiler", sorted({SOLC.resolve(), SHIM}), ids=lambda path: path.name)


@every
def test_makes_the_recorded_bytecode(compiler):
    made = compile_(compiler, "Sum", SUM)["evm"]["bytecode"]["object"]

    assert hashlib.sha256(made.encode()).hexdigest() == RECORDED


@every
def test_says_which_version_it_is(compiler):
    said = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=True).stdout

    assert f"Version: {SOLC_VERSION}+commit." in said


@every
def test_compiles_again_when_an_imported_file_changes(compiler, tmp_path):
    (tmp_path / "Oracle.sol").write_text(ORACLE % 41)
    before = compile_(compiler, "Ask", ASK, tmp_path)

    (tmp_path / "Oracle.sol").write_text(ORACLE % 42)
    after = compile_(compiler, "Ask", ASK, tmp_path)

    assert before != after == compile_(compiler, "Ask", ASK, tmp_path)


@every
def test_names_an_imported_file_that_is_missing(compiler, tmp_path):
    with pytest.raises(AssertionError, match="Oracle.sol"):
        compile_(compiler, "Ask", ASK, tmp_path)


def compile_(compiler, contract, source, folder="."):
    request = {
        "language": "Solidity",
        "sources": {f"{contract}.sol": {"content": source}},
        "settings": {
            "evmVersion": "shanghai",
            "optimizer": {"enabled": True, "runs": 200},
            "outputSelection": {"*": {"*": ["evm.bytecode.object"]}},
        },
    }
    made = subprocess.run(
        [compiler, "--standard-json", "--base-path", folder, "--allow-paths", folder],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        check=True,
    )
    output = json.loads(made.stdout)
    assert "errors" not in output or all(e["severity"] != "error" for e in output["errors"]), output["errors"]
    return output["contracts"][f"{contract}.sol"][contract]
