"""Proves tests/proofs for all inputs, or that each proof fails on a seeded bug, into docs/proofs.md.
make proofs
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from tests import pages
from tests.proofs.seeds import SEEDS, Seed

ROOT = Path(__file__).resolve().parents[2]
HERE = Path("tests") / "proofs"
PAGE = ROOT / "docs" / "proofs.md"
LOCK = ROOT / HERE / "requirements.lock"
VENV = ROOT / ".cache" / "proofs" / "venv"
COMPILER = ROOT / ".solcx" / "solc-v0.8.37"
COPIED = ("contracts", "interfaces", "foundry.toml")
RESULT = re.compile(r"\[(\w+)\].*? (check_\w+)\(.*time: ([\d.]+)s.*bounds: \[(.*?)\]")
DESCRIPTION = re.compile(r"((?: *///.*\n)*) *function (check_\w+)\(")
BOUNDS = re.compile(r"For all (.*)\.$")
PANICS = "0x01,0x11,0x12"  # a failed assertion, an overflow, a division by zero

PROOFS = "make proofs"
PROOFS_HEADER = """| what is proved | for all | seconds |
| --- | --- | --: |"""
SEEDED = 'make proofs ARGS="--seeded"'
SEEDED_HEADER = """| seeded bug | proof | |
| --- | --- | --- |"""


class Result(NamedTuple):
    verdict: str
    proof: str
    seconds: float

    @property
    def words(self) -> str:
        return self.proof.removeprefix("check_").replace("_", " ")


# The prover


def install() -> None:
    """The prover, once, and again when its versions have changed."""
    mark = VENV / "installed"
    if mark.exists() and mark.read_text() == LOCK.read_text():
        return
    click.echo("Installing the prover")
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
    subprocess.run([VENV / "bin" / "pip", "install", "--quiet", "-r", LOCK], check=True)
    mark.write_text(LOCK.read_text())


def examine_translation() -> None:
    """A proof is worth as much as what reads the question."""
    done = subprocess.run([VENV / "bin" / "python", ROOT / HERE / "translation.py"])
    if done.returncode:
        sys.exit(done.returncode)


def environment() -> dict[str, str]:
    path = os.pathsep.join([f"{VENV}/bin", f"{ROOT}/node_modules/.bin", os.environ["PATH"]])
    forge = {"FOUNDRY_PROFILE": "proofs", "FOUNDRY_OFFLINE": "true", "FOUNDRY_SOLC": str(COMPILER)}
    return os.environ | forge | {"PATH": path}


def prove(project: Path, contract: str, proof: str, seconds: int, *options: str) -> Iterator[Result]:
    """The proofs of a contract whose names are like this. Holders lie at no hash: storage is generic."""
    compile_contracts(project)
    solver = f"{VENV}/bin/python {ROOT / HERE}/solver.py"
    arguments = {
        "--contract": contract,
        "--match-test": proof,
        "--forge-build-out": ".cache/proofs/out",
        "--storage-layout": "generic",
        "--panic-error-codes": PANICS,
        "--loop": "200",
        "--solver-command": solver,
        "--solver-timeout-assertion": f"{seconds}s",
        "--solver-threads": "1",
    }
    command = [VENV / "bin" / "halmos", "--no-status", *options]
    for name, value in arguments.items():
        command += [name, value]
    with subprocess.Popen(
        command,
        cwd=project,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as halmos:
        for verdict, name, took, incomplete in (
            found for line in halmos.stdout for found in RESULT.findall(line)
        ):
            yield Result("INCOMPLETE" if incomplete else verdict, name, float(took))


def compile_contracts(project: Path) -> None:
    done = subprocess.run(
        ["forge", "build", "--ast", "--quiet"], cwd=project, env=environment(), capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


# Proofs


def all_proofs(only: str, seconds: int) -> Iterator[tuple[Result, str]]:
    for file in every_contract():
        contract, bounds = file.name.removesuffix(".t.sol"), bounds_of(file)
        wanted = [proof for proof in bounds if only in f"{contract}.{proof}"]
        if not wanted:
            continue
        for result in prove(ROOT, contract, rf"^({'|'.join(wanted)})\(", seconds):
            click.echo(f"{result.verdict:10} {result.seconds:6.1f} s  {result.words}")
            yield result, bounds[result.proof]


def bounds_of(file: Path) -> dict[str, str]:
    """What the description of each proof says after "For all"."""
    bounds = {}
    for description, proof in DESCRIPTION.findall(file.read_text()):
        found = BOUNDS.search(" ".join(description.replace("///", "").split()))
        if not found:
            sys.exit(f"{file.name} does not say for all of what it proves {proof}.")
        bounds[proof] = found[1]
    return bounds


def every_contract() -> list[Path]:
    return sorted((ROOT / HERE).glob("*.t.sol"))


def every_proof() -> list[str]:
    """As seeds name them."""
    return [
        f"{file.name.removesuffix('.t.sol')}.{proof}"
        for file in every_contract()
        for proof in bounds_of(file)
    ]


def prove_all(only: str, seconds: int) -> bool:
    rows = list(all_proofs(only, seconds))
    wanted = [proof for proof in every_proof() if only in proof]
    is_proved = len(rows) == len(wanted) and all(result.verdict == "PASS" for result, _ in rows)
    if is_proved and not only:
        table = [f"| {result.words} | {bounds} | {result.seconds:.0f} |" for result, bounds in rows]
        pages.write(PAGE, PROOFS, "\n".join([PROOFS_HEADER, *table]))
        together = sum(result.seconds for result, _ in rows)
        pages.write(pages.ASSURANCE, PROOFS, f"Proved: {len(rows)} statements, in {together:,.0f} seconds.")
    return is_proved


# Seeded bugs


def require_seeds() -> None:
    """A proof that no bug fails may say nothing."""
    unseeded = set(every_proof()) - {seed.proof for seed in SEEDS}
    if unseeded:
        sys.exit(f"No bug is seeded for {', '.join(sorted(unseeded))}.")


def find_all(seeds: list[Seed], seconds: int) -> bool:
    rows = []
    for seed in seeds:
        verdict = find(seed, seconds)
        words = Result(verdict, seed.proof.split(".")[1], 0).words
        rows.append(f"| {seed.bug} | {words} | {verdict} |")
        click.echo(rows[-1])
    is_found = all(row.endswith("| found |") for row in rows)
    if is_found and len(seeds) == len(SEEDS):
        pages.write(PAGE, SEEDED, "\n".join([SEEDED_HEADER, *rows]))
        pages.write(pages.ASSURANCE, SEEDED, f"Found: {len(rows)} of {len(SEEDS)} seeded bugs.")
    return is_found


def find(seed: Seed, seconds: int) -> str:
    contract, proof = seed.proof.split(".")
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        copy(project, contract)
        put_in(seed, project)
        results = list(prove(project, contract, rf"^{proof}\(", seconds, "--early-exit"))
    return "found" if [result.verdict for result in results] == ["FAIL"] else f"missed: {results}"


def copy(project: Path, contract: str) -> None:
    """The project with this one contract of proofs."""
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, project / name)
    (project / "node_modules").symlink_to((ROOT / "node_modules").resolve())
    (project / HERE).mkdir(parents=True)
    for file in (ROOT / HERE).glob("*.sol"):
        if not file.name.endswith(".t.sol") or file.name == f"{contract}.t.sol":
            shutil.copy(file, project / HERE)


def put_in(seed: Seed, project: Path) -> None:
    file = project / seed.file
    code = file.read_text()
    if code.count(seed.old) != 1:
        sys.exit(f"{seed.file} does not have this once: {seed.old}")
    file.write_text(code.replace(seed.old, seed.new))


@click.command()
@click.option("--seeded", is_flag=True, help="Put in one bug after the other and have each found.")
@click.option("--only", default="", help="Only what has this in its contract's or proof's name.")
@click.option("--seconds", default=300, show_default=True, help="For one question to the solvers.")
def main(seeded: bool, only: str, seconds: int) -> None:
    install()
    examine_translation()
    if seeded:
        require_seeds()
        held = find_all([seed for seed in SEEDS if only in seed.proof], seconds)
    else:
        held = prove_all(only, seconds)
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
