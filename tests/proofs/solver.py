"""Asks three solvers at once, two that think in bits and one in integers: the first answer counts.
python tests/proofs/solver.py question.smt2
"""

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
TICK = 0.01  # [seconds]


def answer(question: str) -> str:
    commands = (
        [BIN / "yices-smt2", "--smt2-model-format", question],
        [BIN / "z3", question],
        [sys.executable, HERE / "integers.py", question],
    )
    solvers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for command in commands
    ]
    try:
        return first_that_knows(solvers)
    finally:
        for solver in solvers:
            solver.kill()


def first_that_knows(solvers: list) -> str:
    while solvers:
        for solver in [one for one in solvers if one.poll() is not None]:
            said = solver.stdout.read()
            if said.startswith(("sat", "unsat")):
                return said
            solvers.remove(solver)
        time.sleep(TICK)
    return "unknown"


if __name__ == "__main__":
    print(answer(sys.argv[1]))
