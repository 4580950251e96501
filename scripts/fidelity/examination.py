"""Every auction asked about, and what came of it."""

from collections.abc import Callable, Generator, Sequence
from typing import Any

from market.auctions import Auction, load
from market.index_bills import IndexBills
from scripts.fidelity.chain import Chain, Refusal
from scripts.fidelity.questions import Question, Undetermined, about
from scripts.fidelity.rules import Rule
from scripts.story.figures import Figure

AUCTIONS_AT_ONCE = 100
NOT_PUBLISHED = "it is not published"
NO_INPUT = "what it follows from is missing"
NO_ANSWER = (None,)

Talk = Generator[Question, Any, None]


class Examination:
    """One auction: the figures compared, and those that cannot be."""

    def __init__(self, auction: Auction) -> None:
        self.auction = auction
        self.figures: list[Figure] = []
        self.undetermined: list[Undetermined] = []

    @property
    def unequal(self) -> list[Figure]:
        return [figure for figure in self.figures if not figure.is_equal]

    def talk(self, bills: IndexBills) -> Talk:
        """Yields each question that can be asked, and takes its answer."""
        questions = about(self.auction, bills)
        asked = next(questions, None)
        while asked is not None:
            answer = NO_ANSWER
            if isinstance(asked, Undetermined):
                self.undetermined.append(asked)
            elif lacks_something(asked.arguments):
                self.undetermined += [Undetermined(rule, NO_INPUT) for rule, _ in asked.published]
            else:
                answer = self._compared(asked, (yield asked))
            asked = following(questions, answer)

    def _compared(self, asked: Question, answer: tuple | Refusal) -> tuple:
        """What later questions can build on."""
        if isinstance(answer, Refusal):
            self.figures.append(Figure(asked.function, "an answer", f"refused: {answer.why}"))
            return NO_ANSWER
        for (rule, published), on_chain in zip(asked.published, answer, strict=False):
            self._compare(rule, published, on_chain)
        return answer

    def _compare(self, rule: Rule, published: int | None, on_chain: int) -> None:
        if published is not None:
            self.figures.append(rule.figure(published, on_chain))
        elif not rule.is_zero_if_empty:
            self.undetermined.append(Undetermined(rule, NOT_PUBLISHED))
        elif on_chain != 0:
            self.figures.append(rule.figure("none", on_chain))


def examine(
    auctions: Sequence[Auction], chain: Chain, progress: Callable[[int], None] = lambda done: None
) -> list[Examination]:
    """All auctions; `progress` is told how many more are done."""
    bills = IndexBills((*load(), *auctions))
    examinations = [Examination(auction) for auction in auctions]
    for first in range(0, len(examinations), AUCTIONS_AT_ONCE):
        some = examinations[first : first + AUCTIONS_AT_ONCE]
        hold([each.talk(bills) for each in some], chain)
        progress(len(some))
    return examinations


def hold(talks: list[Talk], chain: Chain) -> None:
    """Put the next question of every talk at once, until all have ended."""
    answers = [None for _ in talks]
    while talks:
        asked = [(talk, following(talk, answer)) for talk, answer in zip(talks, answers, strict=True)]
        asked = [(talk, question) for talk, question in asked if question is not None]
        talks = [talk for talk, _ in asked]
        answers = chain.answers([question for _, question in asked])


def following(talk: Generator, answer: Any) -> Any:
    """What it yields next, given the answer; None at its end."""
    try:
        return talk.send(answer)
    except StopIteration:
        return None


def lacks_something(argument: Any) -> bool:
    """Whether there is a gap in it, at any depth."""
    if isinstance(argument, tuple | list):
        return any(map(lacks_something, argument))
    return argument is None
