"""Where a program can come to, by its syntax tree: each statement, each outcome of each condition."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

BLOCKS = ("Block", "UncheckedBlock")
LOOPS = ("ForStatement", "WhileStatement", "DoWhileStatement")
COMPOUND = ("IfStatement", "TryStatement", *LOOPS)
DEMANDS = ("require", "assert")


@dataclass(frozen=True)
class Site:
    """A statement, a condition, or a clause of `try`. `start` and `end` count bytes of the source."""

    file: str
    function: str  # with its contract
    kind: str  # "statement", "bare" (the body of an `if` without braces), "condition", "success" or "failure"
    text: str
    line: int
    start: int
    end: int
    number: int = 0

    @property
    def numbers(self) -> tuple[int, ...]:
        """Of a condition, those of true and of false."""
        return (self.number, self.number + 1) if self.kind == "condition" else (self.number,)

    @property
    def is_branch(self) -> bool:
        return self.kind in ("condition", "success", "failure")


class Source:
    """One file, with its syntax tree."""

    def __init__(self, path: str, text: str, tree: dict):
        self.path, self.tree, self.bytes = path, tree, text.encode()

    def sites(self) -> Iterator[Site]:
        """From outside to inside. What stands outside of functions is no step of a program."""
        for contract in nodes(self.tree, "ContractDefinition"):
            for function in contract["nodes"]:
                if function["nodeType"] in ("FunctionDefinition", "ModifierDefinition"):
                    name = function["name"] or function["kind"]
                    for site in self.within(function):
                        yield replace(site, function=f"{contract['name']}.{name}")

    def within(self, node: dict) -> Iterator[Site]:
        yield from self.statements(node)
        yield from self.clauses(node)
        for condition in conditions(node):
            yield self.site("condition", condition)
        for child in children(node):
            yield from self.within(child)

    def statements(self, node: dict) -> Iterator[Site]:
        if node["nodeType"] in BLOCKS:
            yield from (self.site("statement", each) for each in node["statements"] if is_step(each))
        for body in bodies(node):
            if body["nodeType"] not in BLOCKS:
                yield self.site("bare", body)

    def clauses(self, node: dict) -> Iterator[Site]:
        if node["nodeType"] == "TryStatement":
            for number, clause in enumerate(node["clauses"]):
                found = self.site("failure" if number else "success", clause["block"])
                yield replace(found, text=self.header(node))

    def site(self, kind: str, node: dict) -> Site:
        start, end = span(node)
        text = self.header(node) if node["nodeType"] in COMPOUND else self.text(start, end)
        return Site(self.path, "", kind, text, self.line_of(start), start, end)

    def header(self, node: dict) -> str:
        """A compound statement without its bodies."""
        inner = bodies(node) or [node["clauses"][0]["block"]]
        start, _ = span(node)
        return self.text(start, span(inner[0])[0])

    def text(self, start: int, end: int) -> str:
        """On one line."""
        return " ".join(self.bytes[start:end].decode().split()).removesuffix(";")

    def line_of(self, position: int) -> int:
        return self.bytes[:position].count(b"\n") + 1

    def lines(self) -> list[str]:
        return self.bytes.decode().splitlines()


def numbered(sites: Iterator[Site]) -> list[Site]:
    given, following = [], 1
    for site in sites:
        given.append(replace(site, number=following))
        following += len(given[-1].numbers)
    return given


def is_step(statement: dict) -> bool:
    """A block is what is in it, and the place of the function in a modifier is the function."""
    return statement["nodeType"] not in (*BLOCKS, "PlaceholderStatement")


def bodies(node: dict) -> list[dict]:
    if node["nodeType"] == "IfStatement":
        return [node["trueBody"], *filter(None, [node.get("falseBody")])]
    return [node["body"]] if node["nodeType"] in LOOPS else []


def conditions(node: dict) -> Iterator[dict]:
    """The smallest parts of what is decided here: of `a && !b`, that is `a` and `b`."""
    kind = node["nodeType"]
    if kind in ("IfStatement", "Conditional", *LOOPS) and node.get("condition"):
        yield from undecided(node["condition"])
    elif kind == "FunctionCall" and node["expression"].get("name") in DEMANDS:
        yield from undecided(node["arguments"][0])
    elif is_logical(node):
        yield from undecided(node["leftExpression"])
        yield from undecided(node["rightExpression"])


def undecided(expression: dict) -> Iterator[dict]:
    """Logical operations inside are met by themselves."""
    bare = without_parentheses(expression)
    if not is_logical(bare) and bare["nodeType"] != "Literal":
        yield bare


def without_parentheses(expression: dict) -> dict:
    if expression["nodeType"] == "UnaryOperation" and expression["operator"] == "!":
        return without_parentheses(expression["subExpression"])
    if expression["nodeType"] == "TupleExpression" and len(expression["components"]) == 1:
        return without_parentheses(expression["components"][0])
    return expression


def is_logical(node: dict) -> bool:
    return node["nodeType"] == "BinaryOperation" and node["operator"] in ("&&", "||")


def span(node: dict) -> tuple[int, int]:
    start, length, _ = map(int, node["src"].split(":"))
    return start, start + length


def nodes(tree: dict, kind: str) -> Iterator[dict]:
    return (each for each in tree["nodes"] if each["nodeType"] == kind)


def children(node: dict) -> Iterator[dict]:
    for value in node.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict) and "nodeType" in each and each["nodeType"] != "InlineAssembly":
                yield each
