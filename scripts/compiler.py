"""The compiler itself, for what Brownie does not ask it for."""

import json
import subprocess
from pathlib import Path

import yaml

from scripts.setup.steps import ROOT, SOLC


class CompilerError(Exception):
    """What the compiler refuses, in its own words."""


def compiled(sources: dict[str, str], outputs: list[str], root: Path = ROOT) -> dict[str, dict]:
    """Those outputs of every source by its path, under the settings of brownie-config.yaml.

    `sources` are texts by their paths; what they import is found under `root` and in node_modules.
    """
    request = {
        "language": "Solidity",
        "sources": {path: {"content": text} for path, text in sources.items()},
        "settings": settings() | {"outputSelection": {"*": {"": outputs, "*": outputs}}},
    }
    command = [SOLC, "--standard-json", "--base-path", ".", "--include-path", str(ROOT / "node_modules")]
    done = subprocess.run(
        command, cwd=root, input=json.dumps(request), capture_output=True, text=True, check=True
    )
    answer = json.loads(done.stdout)
    errors = [each["formattedMessage"] for each in answer.get("errors", ()) if each["severity"] == "error"]
    if errors:
        raise CompilerError("\n".join(errors))
    return answer


def settings() -> dict:
    chosen = yaml.safe_load((ROOT / "brownie-config.yaml").read_text())["compiler"]
    return {
        "evmVersion": chosen["evm_version"],
        "optimizer": chosen["solc"]["optimizer"],
        "viaIR": chosen["solc"]["viaIR"],
    }


def deployed_sources() -> dict[str, str]:
    """Of the contracts that are deployed: those directly in contracts/."""
    files = sorted((ROOT / "contracts").glob("*.sol"))
    return {str(file.relative_to(ROOT)): file.read_text() for file in files}
