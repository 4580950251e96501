"""What state machines share: many questions to the chain at once, and how many steps were taken."""

from collections import Counter

from brownie import web3


def answers(questions) -> list:
    """What the chain answers to many (method, arguments), asked in one request."""
    questions = list(questions)
    requests = [
        ("eth_call", [{"to": method._address, "data": method.encode_input(*arguments)}, "latest"])
        for method, arguments in questions
    ]
    responses = sorted(web3.provider.make_batch_request(requests), key=lambda response: response["id"])
    return [
        method.decode_output(response["result"])
        for (method, _), response in zip(questions, responses, strict=True)
    ]


class Tally:
    """How many steps were taken, and how many of them both sides accepted."""

    def __init__(self):
        self.attempted = Counter()
        self.accepted = Counter()

    def count(self, step: str, accepted: bool) -> None:
        self.attempted[step] += 1
        self.accepted[step] += accepted

    @property
    def share_accepted(self) -> float:
        return self.accepted.total() / self.attempted.total()

    def __str__(self) -> str:
        steps = ", ".join(f"{step} {self.accepted[step]}/{self.attempted[step]}" for step in self.attempted)
        return f"{self.share_accepted:.0%} of {self.attempted.total()} steps accepted: {steps}"
