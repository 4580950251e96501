"""The steps of the set-up, in order: Python packages, Node packages, compiler, contracts."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from scripts.setup.step import ROOT, Failure, Step, contents, digest, run, say

NODE_MAJOR = 20
SOLC_VERSION = "0.8.37"
SOLC_RELEASES = "https://binaries.soliditylang.org/"
DOWNLOAD_SECONDS = 90

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
COMPILERS = ROOT / ".solcx"
SOLC = COMPILERS / f"solc-v{SOLC_VERSION}"
SHIM = ROOT / "scripts" / "setup" / "solc.cjs"
BUILD = ROOT / "build"
LOCK = ROOT / "requirements.lock"

# Brownie keeps settings and packages of its own under HOME, which would leak into what is compiled.
BROWNIE = {"HOME": str(ROOT / ".home"), "SOLCX_BINARY_PATH": str(COMPILERS)}


def set_up() -> None:
    """Take every step whose inputs have changed; end with one sentence on stderr if one fails."""
    started = time.monotonic()
    try:
        require_node()
        python_packages().take()
        node_packages().take()
        compiler().take()
        compiled_contracts().take()
    except Failure as why:
        say("", final=False)
        sys.exit(f"Set-up stopped. {why}")
    except KeyboardInterrupt:
        say("", final=False)
        print("Set-up was interrupted; run it again to go on.", file=sys.stderr)
        sys.exit(130)
    print(f"Par is set up ({time.monotonic() - started:.1f} s).")


def require_node() -> None:
    for program in ("node", "npm"):
        if not shutil.which(program):
            raise Failure(
                f"Par needs Node.js {NODE_MAJOR} or newer, and there is no `{program}` on the PATH."
            )
    found = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip()
    major = re.match(r"v(\d+)", found)
    if not major or int(major[1]) < NODE_MAJOR:
        raise Failure(
            f"Par needs Node.js {NODE_MAJOR} or newer, and `node --version` says {found or 'nothing'}."
        )


# Python packages


def python_packages() -> Step:
    return Step(
        title="Python packages",
        folder=VENV,
        inputs=(contents(LOCK), sys.version, str(ROOT)),  # a virtual environment cannot be moved
        work=install_python_packages,
    )


def install_python_packages() -> None:
    run("Virtual environment", [sys.executable, "-m", "venv", "--clear", VENV], "the package `python3-venv`")
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--retries=1", "--timeout=15"]
    run("Package installer", [*pip, "--require-hashes", "-r", write_installer_lock()], "PyPI")
    run(
        "Python packages",
        [VENV / "bin" / "uv", "pip", "sync", "--python", PYTHON, "--require-hashes"]
        + ["--no-binary", "eth-brownie", "--compile-bytecode", LOCK],
        "PyPI",
        BROWNIE_NOCOMPILE="1",  # the compiled Brownie of PyPI crashes on ordinary settings
        UV_HTTP_RETRIES="1",
        UV_HTTP_TIMEOUT="60",
        **mirror(),
    )


def write_installer_lock() -> Path:
    """The lines of the lock that name uv, which installs the rest, in a file of their own."""
    entry = re.search(r"^uv==(?:.*\\\n)*.*\n", LOCK.read_text(), re.MULTILINE)
    file = ROOT / ".cache" / "setup" / "uv.lock"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(entry[0])
    return file


def mirror() -> dict[str, str]:
    """The index that pip was told to use, for uv, which does not read pip's settings."""
    index = os.environ.get("PIP_INDEX_URL")
    return {"UV_DEFAULT_INDEX": index} if index and "UV_DEFAULT_INDEX" not in os.environ else {}


# Node packages


def node_packages() -> Step:
    return Step(
        title="Node packages",
        folder=NODE_MODULES,
        inputs=(contents(ROOT / "package-lock.json"),),
        work=install_node_packages,
    )


def install_node_packages() -> None:
    patience = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000"]
    run(
        "Node packages",
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", *patience],
        "the npm registry",
    )


# The compiler


def compiler() -> Step:
    return Step(
        title="Solidity compiler",
        folder=COMPILERS,
        inputs=(SOLC_VERSION, contents(SHIM, ROOT / "package-lock.json"), str(ROOT)),
        work=install_compiler,
    )


def install_compiler() -> None:
    """The native compiler where it can be downloaded; that of npm, of the same version, elsewhere."""
    shutil.rmtree(COMPILERS, ignore_errors=True)
    COMPILERS.mkdir()
    if not (releases_reachable() and download_native()):
        SOLC.unlink(missing_ok=True)
        SOLC.symlink_to(os.path.relpath(SHIM, COMPILERS))
        say(f"  Solidity compiler: {SOLC_VERSION} of npm, as the native one cannot be had", final=True)


def releases_reachable() -> bool:
    try:
        urllib.request.urlopen(urllib.request.Request(SOLC_RELEASES, method="HEAD"), timeout=3)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def download_native() -> bool:
    say("  Solidity compiler: downloading", final=False)
    script = f"import solcx; solcx.install_solc({SOLC_VERSION!r}, show_progress=False)"
    try:
        done = subprocess.run(
            [PYTHON, "-c", script],
            env={**os.environ, **BROWNIE},
            capture_output=True,
            timeout=DOWNLOAD_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0 and SOLC.exists()


# Contracts


def compiled_contracts() -> Step:
    return Step(
        title="Contracts",
        folder=BUILD,
        inputs=(contents(ROOT / "contracts"), *unnoticed_by_brownie()),
        work=compile_contracts,
    )


def unnoticed_by_brownie() -> tuple[str, ...]:
    """What contracts depend on, and yet Brownie does not compile them again when it changes."""
    return (
        contents(ROOT / "interfaces", ROOT / "brownie-config.yaml"),
        contents(LOCK, ROOT / "package-lock.json"),
        SOLC_VERSION,
    )


def compile_contracts() -> None:
    mark = BUILD / ".unnoticed"
    current = digest(unnoticed_by_brownie())
    everything = [] if mark.exists() and mark.read_text() == current else ["--all"]

    mark.unlink(missing_ok=True)
    Path(BROWNIE["HOME"]).mkdir(exist_ok=True)
    compile_them = [VENV / "bin" / "brownie", "compile"]
    run("Contracts", [*compile_them, *everything], "the Solidity compiler", **BROWNIE)
    # Brownie writes contracts that nothing uses, and removes them when it is next loaded: two programs that
    # load it at once would both try to.
    run("Contracts", compile_them, "the Solidity compiler", **BROWNIE)
    mark.write_text(current)
