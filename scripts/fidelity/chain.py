"""The arithmetic on a chain, asked many questions at once."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from brownie.exceptions import VirtualMachineError

from scripts.fidelity.questions import Question

CONTRACTS = ("TreasuryPricing", "AuctionHarness")


@dataclass(frozen=True)
class Refusal:
    """An answer that the chain would not give."""

    why: str  # the name of its error, and what it says of it


class Chain:
    def __init__(self, project: Any, account: Any) -> None:
        self._contracts = {name: account.deploy(getattr(project, name)) for name in CONTRACTS}

    def answers(self, questions: list[Question]) -> list[Any]:
        """The answer to each, a tuple of integers, or its Refusal."""
        places = defaultdict(list)
        for place, question in enumerate(questions):
            places[question.function.split(".")[0]].append(place)
        answers = {}
        for name, some in places.items():
            given = self._answers(self._contracts[name], [questions[place] for place in some])
            answers.update(zip(some, given, strict=True))
        return [answers[place] for place in range(len(questions))]

    def _answers(self, contract: Any, questions: list[Question]) -> list[Any]:
        """A refusal fails the whole call: halves are asked again, until it is alone."""
        try:
            return answers_at_once(contract, questions)
        except (VirtualMachineError, OverflowError, ValueError) as why:
            if len(questions) == 1:
                return [Refusal(sentence(why))]
            middle = len(questions) // 2
            return self._answers(contract, questions[:middle]) + self._answers(contract, questions[middle:])


def answers_at_once(contract: Any, questions: list[Question]) -> list[Any]:
    methods = [getattr(contract, question.function.split(".")[1]) for question in questions]
    calls = [
        method.encode_input(*question.arguments) for method, question in zip(methods, questions, strict=True)
    ]
    answers = contract.multicall.call(calls)
    return [plain(method.decode_output(answer)) for method, answer in zip(methods, answers, strict=True)]


def plain(answer: Any) -> tuple[int, ...]:
    """Without Brownie's own numbers, of which 0 equals None."""
    return tuple(map(int, answer)) if isinstance(answer, tuple) else (int(answer),)


def sentence(why: Exception) -> str:
    if isinstance(why, VirtualMachineError):
        return (why.revert_msg or "no reason").removesuffix(": ")
    return "a number is out of the range of its type"
