"""Reads a question about words of 256 bits as one about integers, which products and quotients need.

A word becomes an integer that is equal to it modulo 2^bits, with the bounds between which that integer lies.
Only where it is compared or divided, and the bounds do not say that it is in range already, is it brought
into range. What cannot be read is left out: then an answer that there is no counterexample still holds, and a
counterexample is checked against the whole question.    python tests/proofs/integers.py question.smt2
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import z3

RELATIONS = {
    z3.Z3_OP_ULEQ: lambda x, y: x <= y,
    z3.Z3_OP_ULT: lambda x, y: x < y,
    z3.Z3_OP_UGEQ: lambda x, y: x >= y,
    z3.Z3_OP_UGT: lambda x, y: x > y,
}
CONNECTIVES = {
    z3.Z3_OP_AND: z3.And,
    z3.Z3_OP_OR: z3.Or,
    z3.Z3_OP_NOT: z3.Not,
    z3.Z3_OP_XOR: z3.Xor,
    z3.Z3_OP_IMPLIES: z3.Implies,
    z3.Z3_OP_ITE: z3.If,
}
DIVISIONS = (z3.Z3_OP_BUDIV, z3.Z3_OP_BUDIV_I)
OPEN = r"_([0-9]+) \(\(_ BitVec [0-9]+\) \(_ BitVec [0-9]+\)\) \(_ BitVec [0-9]+\)\)"
OPEN_PRODUCT = re.compile(r"\(declare-fun f_evm_bvmul" + OPEN)
OPEN_QUOTIENT = re.compile(r"\(declare-fun f_evm_(bvudiv|bvurem)" + OPEN)
REMAINDERS = (z3.Z3_OP_BUREM, z3.Z3_OP_BUREM_I)


class Unreadable(Exception):
    """Something that has no plain meaning in integers, such as storage or a hash."""


@dataclass(frozen=True)
class Number:
    value: z3.ArithRef
    least: int
    most: int

    def __add__(self, other: "Number") -> "Number":
        return Number(self.value + other.value, self.least + other.least, self.most + other.most)

    def __mul__(self, other: "Number") -> "Number":
        ends = [x * y for x in (self.least, self.most) for y in (other.least, other.most)]
        return Number(self.value * other.value, min(ends), max(ends))

    def in_range(self, bits: int) -> "Number":
        whole = 1 << bits
        if self.least >= 0 and self.most < whole:
            return self
        if self.least == self.most:
            return constant(self.least % whole)
        if self.least >= -whole and self.most < whole:
            return Number(z3.If(self.value < 0, self.value + whole, self.value), 0, whole - 1)
        return Number(self.value % whole, 0, whole - 1)

    def over(self, divisor: int) -> "Number":
        least, most = self.least // divisor, self.most // divisor
        return constant(least) if least == most else Number(self.value / divisor, least, most)


def constant(number: int) -> Number:
    return Number(z3.IntVal(number), number, number)


class Reader:
    def __init__(self, assertions: list):
        self.bits_of = dict(map(known_bits, filter(known_bits, assertions)))
        self.unknowns: dict[str, tuple] = {}
        self._numbers: dict[int, Number] = {}
        self._truths: dict[int, z3.BoolRef] = {}

    # Statements

    def truth(self, term) -> z3.BoolRef:
        if term.get_id() not in self._truths:
            self._truths[term.get_id()] = self._truth(term)
        return self._truths[term.get_id()]

    def _truth(self, term) -> z3.BoolRef:
        kind, parts = term.decl().kind(), term.children()
        if kind in (z3.Z3_OP_TRUE, z3.Z3_OP_FALSE):
            return term
        if kind in RELATIONS:
            return RELATIONS[kind](*(self.word(part).value for part in parts))
        if kind in (z3.Z3_OP_EQ, z3.Z3_OP_DISTINCT):
            return self._equal(parts) if kind == z3.Z3_OP_EQ else z3.Not(self._equal(parts))
        if kind in CONNECTIVES:
            return CONNECTIVES[kind](*map(self.truth, parts))
        raise Unreadable(term)

    def _equal(self, parts: list) -> z3.BoolRef:
        if len(parts) != 2:
            raise Unreadable(parts)
        left, right = parts
        if z3.is_bool(left):
            return self.truth(left) == self.truth(right)
        return self.word(left).value == self.word(right).value

    # Words

    def word(self, term) -> Number:
        return self.number(term).in_range(bits(term))

    def number(self, term) -> Number:
        if not z3.is_bv(term):
            raise Unreadable(term)
        if term.get_id() not in self._numbers:
            self._numbers[term.get_id()] = self._number(term)
        return self._numbers[term.get_id()]

    def _number(self, term) -> Number:  # noqa: C901 - one line a kind
        kind, parts = term.decl().kind(), term.children()
        if z3.is_bv_value(term):
            return constant(term.as_signed_long())
        if kind == z3.Z3_OP_UNINTERPRETED and not parts:
            return self._unknown(term)
        if kind == z3.Z3_OP_BADD:
            return sum(map(self.number, parts), constant(0))
        if kind == z3.Z3_OP_BSUB:
            return self.number(parts[0]) + constant(-1) * self.number(parts[1])
        if kind == z3.Z3_OP_BMUL:
            return self._product(parts)
        if kind in DIVISIONS:
            return self._quotient(term, *parts)
        if kind in REMAINDERS:
            return self._remainder(*parts)
        if kind == z3.Z3_OP_CONCAT:
            return self._joined(parts)
        if kind == z3.Z3_OP_ZERO_EXT:
            return self.word(parts[0])
        if kind == z3.Z3_OP_EXTRACT:
            return self._part(term, parts[0])
        if kind == z3.Z3_OP_ITE:
            return self._either(*parts)
        raise Unreadable(term)

    def _unknown(self, term) -> Number:
        name = term.decl().name()
        unknown = z3.Int(name)
        self.unknowns[name] = (term, unknown)
        return Number(unknown, 0, (1 << self.bits_of.get(name, bits(term))) - 1)

    def _product(self, parts: list) -> Number:
        product = constant(1)
        for part in parts:
            product = product * self.number(part)
        return product

    def _quotient(self, term, dividend, divisor) -> Number:
        below, above = self.word(divisor), self.word(dividend)
        factor = self._other_factor(dividend, divisor)
        quotient = factor or Number(above.value / below.value, 0, above.most)
        if below.least > 0:
            return quotient
        all_ones = (1 << bits(term)) - 1
        return Number(z3.If(below.value == 0, all_ones, quotient.value), 0, all_ones)

    def _other_factor(self, dividend, divisor) -> Number | None:
        """Of a product that did not overflow, by one of its factors."""
        factors = dividend.children()
        if dividend.decl().kind() != z3.Z3_OP_BMUL or len(factors) != 2:
            return None
        if min(self.number(factor).least for factor in factors) < 0:
            return None
        if self.number(dividend).most >= 1 << bits(dividend):
            return None
        for factor, other in (factors, factors[::-1]):
            if factor.eq(divisor):
                return self.word(other)
        return None

    def _remainder(self, dividend, divisor) -> Number:
        below, above = self.word(divisor), self.word(dividend)
        remainder = z3.If(below.value == 0, above.value, above.value % below.value)
        return Number(remainder, 0, above.most)

    def _joined(self, parts: list) -> Number:
        joined = constant(0)
        for part in parts:
            joined = joined * constant(1 << bits(part)) + self.word(part)
        return joined

    def _part(self, term, whole) -> Number:
        high, low = term.params()
        if low == 0:
            return self.number(whole)
        return self.word(whole).over(1 << low).in_range(high - low + 1)

    def _either(self, condition, this, that) -> Number:
        one, other = self.word(this), self.word(that)
        value = z3.If(self.truth(condition), one.value, other.value)
        return Number(value, min(one.least, other.least), max(one.most, other.most))


def bits(term) -> int:
    return term.size()


def known_bits(assertion) -> tuple[str, int] | None:
    """Of the form x = 0...0 ++ the lower bits of x, which says that a parameter fits its type."""
    if not z3.is_eq(assertion) or not z3.is_bv(assertion.arg(0)):
        return None
    unknown, joined = assertion.children()
    if not z3.is_const(unknown) or joined.decl().kind() != z3.Z3_OP_CONCAT or joined.num_args() != 2:
        return None
    zeros, lower = joined.children()
    is_extract = lower.decl().kind() == z3.Z3_OP_EXTRACT and lower.arg(0).eq(unknown)
    if not is_extract or lower.params()[1] != 0 or not z3.is_bv_value(zeros) or zeros.as_long() != 0:
        return None
    return unknown.decl().name(), lower.size()


def with_products(question: str) -> str:
    """The prover asks first with products and quotients left open; here they are what they are."""
    question = OPEN_PRODUCT.sub(
        r"(define-fun f_evm_bvmul_\1 ((x (_ BitVec \1)) (y (_ BitVec \1))) (_ BitVec \1) (bvmul x y))",
        question,
    )
    return OPEN_QUOTIENT.sub(
        r"(define-fun f_evm_\1_\2 ((x (_ BitVec \2)) (y (_ BitVec \2))) (_ BitVec \2)"
        r" (ite (= y (_ bv0 \2)) (_ bv0 \2) (\1 x y)))",
        question,
    )


def answer(question: str) -> str:
    assertions = list(z3.parse_smt2_string(with_products(Path(question).read_text())))
    reader = Reader(assertions)
    solver = z3.Solver()
    for assertion in assertions:
        try:
            solver.add(reader.truth(assertion))
        except Unreadable:
            continue
    for name, (term, unknown) in reader.unknowns.items():
        solver.add(unknown >= 0, unknown < 1 << reader.bits_of.get(name, bits(term)))

    found = solver.check()
    if found == z3.unsat:
        return "unsat"
    if found == z3.unknown:
        return "unknown"
    return counterexample(solver.model(), reader, assertions)


def counterexample(model, reader: Reader, assertions: list) -> str:
    """As a solver of words would say it, if it holds of the question itself."""
    found = [
        (term, z3.BitVecVal(model.eval(unknown, True).as_long(), bits(term)))
        for term, unknown in reader.unknowns.values()
    ]
    words = z3.Solver()
    words.add(*(z3.substitute(assertion, *found) for assertion in assertions))
    if words.check() != z3.sat:
        return "unknown"
    lines = [
        f"(define-fun {term.sexpr()} () (_ BitVec {bits(term)}) {value.sexpr()})" for term, value in found
    ]
    return "\n".join(["sat", "(", *lines, ")"])


if __name__ == "__main__":
    print(answer(sys.argv[1]))
