"""Compares what contracts declare and emit with what the standards say, by the lists of `slither-check-erc`.

make slither
"""

import logging
import sys
from collections import defaultdict
from collections.abc import Iterable

COMPILED = ".cache/slither/out"  # by Slither itself, just before
COMPARED = {
    "ParDollar": ("ERC20", "ERC2612"),
    "SavingsDollar": ("ERC20", "ERC2612", "ERC4626"),
    "Strips": ("ERC165",),
    "TreasuryRegistry": ("ERC165",),
}
RIGHT, WRONG = "[✓] ", "[ ] "

IN_ASSEMBLY = "solady emits it in assembly, where Slither does not look; tests/conformance looks at receipts"
LEFT_TO_OWNERS = "ERC-20 wants owners to set an allowance to zero first, and contracts not to insist"
EXPLAINED = {
    "SavingsDollar: Must emit be view Transfer(address,address,uint256)": IN_ASSEMBLY,
    "SavingsDollar: Must emit be view Approval(address,address,uint256)": IN_ASSEMBLY,
    "ParDollar: ParDollar is not protected for the ERC20 approval race condition": LEFT_TO_OWNERS,
    "SavingsDollar: SavingsDollar is not protected for the ERC20 approval race condition": LEFT_TO_OWNERS,
}


class Listener(logging.Handler):
    """What is told of a contract is told to a log only, line by line."""

    def __init__(self):
        super().__init__()
        self.contract, self.lines = "", []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{self.contract}: {record.getMessage().strip()}")


def told() -> list[str]:
    """Slither is found in the environment that `make slither` installs, and nowhere else."""
    from slither import Slither
    from slither.tools.erc_conformance.erc.erc20 import approval_race_condition
    from slither.tools.erc_conformance.erc.ercs import generic_erc_checks
    from slither.utils.erc import ERCS

    listener = Listener()
    log = logging.getLogger("Slither-conformance")
    log.setLevel(logging.INFO)
    log.addHandler(listener)
    log.propagate = False
    project = Slither(".", ignore_compile=True, foundry_out_directory=COMPILED)
    for listener.contract, standards in COMPARED.items():
        (contract,) = project.get_contract_from_name(listener.contract)
        compared = []  # other standards include ERC-20
        for functions, events in map(ERCS.get, standards):
            functions = [each for each in functions if each not in compared]
            generic_erc_checks(contract, functions, events, defaultdict(list))
            compared += functions
        if "ERC20" in standards:
            approval_race_condition(contract, defaultdict(list))
    return listener.lines


def judge(lines: Iterable[str]) -> tuple[int, set[str], set[str]]:
    """How many are right, which are wrong and not explained, and which are explained and not wrong."""
    lines = list(lines)
    wrong = {line.replace(WRONG, "") for line in lines if WRONG in line}
    return sum(RIGHT in line for line in lines), wrong - EXPLAINED.keys(), EXPLAINED.keys() - wrong


def main() -> int:
    right, unexplained, stale = judge(told())
    for line in sorted(unexplained):
        print(f"Not as the standard has it, and not explained: {line}")
    for line in sorted(stale):
        print(f"Explained, but as the standard has it: {line}")
    print(
        f"Declared as standards have it: {right}, of {len(COMPARED)} contracts; explained: {len(EXPLAINED)}."
    )
    return 1 if unexplained or stale else 0


if __name__ == "__main__":
    sys.exit(main())
