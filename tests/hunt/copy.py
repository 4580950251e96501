"""A copy of the compiled contracts with one bug in them. Nothing of the project itself is touched."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import yaml

from scripts.setup.steps import BROWNIE, BUILD, SOLC
from tests.hunt.bugs import ROOT, Bug, BugError


def copy_with(bug: Bug, folder: Path) -> Path:
    """The folder of compiled contracts, in `folder`."""
    contracts = Path(
        shutil.copytree(BUILD / "contracts", folder / "contracts", copy_function=shutil.copyfile)
    )
    name, compiled = Path(bug.deployed).name, compile_with(bug)
    bytecode = compiled["evm"]["bytecode"]["object"]
    (contracts / f"{name}.json").write_text(json.dumps({"abi": compiled["abi"], "bytecode": bytecode}))
    return contracts


def compile_with(bug: Bug) -> dict:
    """The one contract that has the bug inside."""
    unit, name = f"contracts/{bug.deployed}.sol", Path(bug.deployed).name
    units = {unit: (ROOT / unit).read_text()} | {str(bug.path.relative_to(ROOT)): bug.applied()}
    question = {
        "language": "Solidity",
        "sources": {path: {"content": source} for path, source in units.items()},
        "settings": settings() | {"outputSelection": {unit: {name: ["abi", "evm.bytecode.object"]}}},
    }
    answer = json.loads(ask_compiler(json.dumps(question)))
    errors = [each["message"] for each in answer.get("errors", ()) if each["severity"] == "error"]
    if errors:
        raise BugError(f"With the bug `{bug.name}` {name} does not compile: {errors[0]}")
    return answer["contracts"][unit][name]


def settings() -> dict:
    """Those by which the contracts are compiled."""
    compiler = yaml.safe_load((ROOT / "brownie-config.yaml").read_text())["compiler"]
    solc = compiler["solc"]
    return {
        "evmVersion": compiler["evm_version"],
        "optimizer": solc["optimizer"],
        "viaIR": solc["viaIR"],
        "remappings": solc["remappings"],
    }


def ask_compiler(question: str) -> str:
    command = [str(SOLC), "--standard-json", "--base-path", str(ROOT)]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **BROWNIE},
        input=question,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
