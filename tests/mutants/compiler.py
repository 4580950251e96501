"""The compiler, in memory: sources and settings to code. No file is written."""

import json
import subprocess
from pathlib import Path

from scripts import compiler
from scripts.setup.steps import NODE_MODULES, ROOT
from tests.mutants.targets import Target

PROGRAM = Path(__file__).with_name("compiler.cjs")
# The quickest that still compile; what a contract does is the same by any of them.
LEGACY = {"viaIR": False, "optimizer": {"enabled": False}}
BY_YUL = {"viaIR": True, "optimizer": {"enabled": False}}
WITHOUT_HASH = {"metadata": {"appendCBOR": False}}  # of the source, in which no two are equal


class DoesNotCompile(Exception):
    """Why, in the compiler's own words."""


class Compiler:
    """One that runs until it is closed, or nobody is there any more who asks."""

    def __init__(self):
        self.process = subprocess.Popen(
            ["node", PROGRAM, ROOT, NODE_MODULES],
            cwd=NODE_MODULES.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()

    def code(self, target: Target, sources: dict[str, str]) -> dict[str, str]:
        """The creation code of what is deployed, by name; `sources` take the place of files."""
        settings = LEGACY if target.is_legacy else BY_YUL
        units = {name: f"contracts/{name}.sol" for name in target.compiled}
        selection = {unit: {name: ["evm.bytecode.object"]} for name, unit in units.items()}
        answer = self.ask(texts(units.values()) | sources, settings, selection)
        return {
            name: answer["contracts"][unit][name]["evm"]["bytecode"]["object"] for name, unit in units.items()
        }

    def trees(self, sources: dict[str, str]) -> dict[str, dict]:
        """The syntax trees of the sources and of all that they import."""
        answer = self.ask(sources, {}, {"*": {"": ["ast"]}})
        return {unit: source["ast"] for unit, source in answer["sources"].items()}

    def ask(self, sources: dict[str, str], settings: dict, selection: dict) -> dict:
        request = {
            "language": "Solidity",
            "sources": {unit: {"content": text} for unit, text in sources.items()},
            "settings": compiler.settings() | settings | WITHOUT_HASH | {"outputSelection": selection},
        }
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        errors = [each["message"] for each in answer.get("errors", ()) if each["severity"] == "error"]
        if errors:
            raise DoesNotCompile(errors[0])
        return answer


def texts(units) -> dict[str, str]:
    return {unit: (ROOT / unit).read_text() for unit in units}
