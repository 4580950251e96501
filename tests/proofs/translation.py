"""Holds the translation into integers equal to the words it translates, for every value of small words.

A translation that lost a counterexample would prove what is false.    python tests/proofs/translation.py
"""

import itertools
import random
import sys
from collections.abc import Callable

import z3
from integers import Reader

BITS = 4
QUESTIONS = 150
DEPTH = 4
SEED = 1
UNKNOWNS = z3.BitVecs("x y", BITS)
OPERATIONS = (
    *(lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b),
    *(z3.UDiv, z3.URem, lambda a, _: z3.UDiv(a, a), lambda a, b: z3.UDiv(a * b, b)),
    lambda a, b: z3.Extract(BITS - 1, 0, z3.ZeroExt(BITS, a) * z3.ZeroExt(BITS, b)),
    lambda a, b: z3.Extract(BITS + 1, 2, z3.Concat(a, b)),
)
RELATIONS = (z3.ULT, z3.ULE, z3.UGT, z3.UGE, lambda a, b: a == b, lambda a, b: a != b)


def word(draw: random.Random, depth: int) -> z3.BitVecRef:
    if depth == 0 or draw.random() < 0.1:
        return draw.choice([*UNKNOWNS, z3.BitVecVal(draw.randrange(1 << BITS), BITS)])
    one, other = (word(draw, depth - 1) for _ in range(2))
    if draw.random() < 0.2:
        return z3.If(statement(draw, depth - 1), one, other)
    return draw.choice(OPERATIONS)(one, other)


def statement(draw: random.Random, depth: int) -> z3.BoolRef:
    if depth > 1 and draw.random() < 0.3:
        connective: Callable = draw.choice([z3.And, z3.Or, z3.Xor, z3.Implies])
        return connective(statement(draw, depth - 1), z3.Not(statement(draw, depth - 1)))
    return draw.choice(RELATIONS)(word(draw, depth), word(draw, depth))


def differs(question: z3.BoolRef) -> tuple[int, ...] | None:
    """Where the question and its translation are not both true or both false."""
    reader = Reader([])
    translated = reader.truth(question)
    for values in itertools.product(range(1 << BITS), repeat=len(UNKNOWNS)):
        words = [(term, z3.BitVecVal(value, BITS)) for term, value in zip(UNKNOWNS, values, strict=True)]
        numbers = [
            (unknown, z3.IntVal(values[UNKNOWNS.index(term)])) for term, unknown in reader.unknowns.values()
        ]
        if is_true(z3.substitute(question, *words)) != is_true(z3.substitute(translated, *numbers)):
            return values
    return None


def is_true(statement: z3.BoolRef) -> bool:
    return z3.is_true(z3.simplify(statement))


def main() -> None:
    draw = random.Random(SEED)
    for _ in range(QUESTIONS):
        question = statement(draw, DEPTH)
        values = differs(question)
        if values:
            sys.exit(f"The translation of {question} differs where x and y are {values}.")
    print(f"The translation of {QUESTIONS} questions about words of {BITS} bits is right for every value.")


if __name__ == "__main__":
    main()
