"""A step of the set-up: skipped while its inputs are unchanged, shown as it runs, explained if it fails."""

import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOGS = ROOT / ".cache" / "setup"
SECONDS_A_LINE = 10  # where no line can be written over

UNREACHABLE = (
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ECONNRESET",
    "ENETUNREACH",
    "ENOTFOUND",
    "ETIMEDOUT",
    "Connection refused",
    "Could not connect",
    "Failed to establish a new connection",
    "Network is unreachable",
    "Temporary failure in name resolution",
    "Read timed out",
    "connection error",
    "dns error",
    "error sending request",
)
UNTRUSTED = (
    "CERTIFICATE_VERIFY_FAILED",
    "SELF_SIGNED_CERT",
    "UNABLE_TO_GET_ISSUER_CERT",
    "invalid peer certificate",
)

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
ERROR = re.compile(r"(?i)^(?!CompilerError: solc returned)(\w*error|npm error \S+):? \S")


class Failure(Exception):
    """Why the set-up stopped, in one sentence for the person who ran it."""


@dataclass(frozen=True)
class Step:
    """Work whose result lies in `folder` and depends on nothing but `inputs`."""

    title: str
    folder: Path
    inputs: tuple[str, ...]
    work: Callable[[], None]

    def take(self) -> None:
        """Do the work, unless the folder says that it was finished with these very inputs."""
        stamp = self.folder / ".stamp"
        wanted = digest(self.inputs)
        if stamp.exists() and stamp.read_text() == wanted:
            return

        stamp.unlink(missing_ok=True)
        self.work()
        self.folder.mkdir(parents=True, exist_ok=True)
        stamp.write_text(wanted)


def digest(inputs: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(inputs).encode()).hexdigest()


def contents(*paths: Path) -> str:
    """A digest of files, and of everything under folders."""
    files = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    return digest(
        f"{file.relative_to(ROOT)} {hashlib.sha256(file.read_bytes()).hexdigest()}"
        for file in files
        if file.is_file()
    )


def run(title: str, command: list[str | Path], source: str, **environment: str) -> None:
    """Run a command with its output in a log and the elapsed time on screen.

    `source` names what must be reachable, for the sentence about a failure.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{title.lower().replace(' ', '-')}.log"
    started = time.monotonic()
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            code = wait(process, title, started)
        except BaseException:
            process.kill()
            process.wait()
            raise
    if code:
        raise Failure(explain(title, log.read_text(errors="replace"), log, source))
    say(f"  {title}: done in {time.monotonic() - started:.1f} s", final=True)


def wait(process: subprocess.Popen, title: str, started: float) -> int:
    is_terminal = sys.stdout.isatty()
    if not is_terminal:
        say(f"  {title} ...", final=True)
    while True:
        try:
            return process.wait(timeout=1 if is_terminal else SECONDS_A_LINE)
        except subprocess.TimeoutExpired:
            say(f"  {title}: {time.monotonic() - started:.0f} s", final=not is_terminal)


def say(text: str, final: bool) -> None:
    line = f"\r\033[K{text}" if sys.stdout.isatty() else text
    print(line, end="\n" if final else "", flush=True)


def explain(title: str, output: str, log: Path, source: str) -> str:
    if any(sign in output for sign in UNTRUSTED):
        return (
            f"{title}: {source} shows a certificate that this machine does not know; name the file of its "
            "authority in SSL_CERT_FILE and NODE_EXTRA_CA_CERTS and run it again."
        )
    if any(sign in output for sign in UNREACHABLE):
        return f"{title}: {source} cannot be reached; check the connection and run it again."
    return f"{title} failed: {telling_line(output)} (all of it in {log.relative_to(ROOT)})"


def telling_line(output: str) -> str:
    """The first error in the output of a program, with the place that a compiler puts under it."""
    lines = [line.strip() for line in COLOUR.sub("", output).splitlines() if line.strip()]
    if not lines:
        return "it said nothing"
    errors = [position for position, line in enumerate(lines) if ERROR.search(line)]
    first = errors[0] if errors else len(lines) - 1
    place = lines[first + 1] if first + 1 < len(lines) else ""
    return f"{place[4:]} {lines[first]}" if place.startswith("--> ") else lines[first]
