"""The compiler's syntax tree, as far as one needs it to change a source."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

DEFINITIONS = ("ContractDefinition", "FunctionDefinition", "ModifierDefinition", "VariableDeclaration")


@dataclass(frozen=True)
class Place:
    """A node, and where it stands."""

    node: dict
    parent: "Place | None"
    source: "Source"

    @property
    def kind(self) -> str:
        return self.node["nodeType"]

    @property
    def start(self) -> int:
        return int(self.node["src"].split(":")[0])

    @property
    def end(self) -> int:
        return self.start + int(self.node["src"].split(":")[1])

    @property
    def text(self) -> str:
        return self.source.text(self.start, self.end)

    @cached_property
    def function(self) -> str:
        """The names of the definitions that it is inside, as far as one can speak of them."""
        outer = self.parent.function if self.parent else ""
        is_named = self.kind in DEFINITIONS and (self.kind != DEFINITIONS[-1] or self.node["stateVariable"])
        if not is_named:
            return outer
        name = self.node["name"] or self.node["kind"]
        return f"{outer}.{name}" if outer else name

    def of(self, *keys: str) -> "Place":
        node = self.node
        for key in keys:
            node = node[key]
        return Place(node, self, self.source)

    def is_child(self, *names: str) -> bool:
        """Whether it is what its parent keeps under one of these names."""
        return any(self.parent.node.get(name) is self.node for name in names)


class Source:
    """A file. Places in a tree are counted in bytes."""

    def __init__(self, unit: str, content: str, tree: dict):
        self.unit, self.content, self.tree = unit, content.encode(), tree

    def text(self, start: int, end: int) -> str:
        return self.content[start:end].decode()

    def with_change(self, start: int, end: int, text: str) -> str:
        return (self.content[:start] + text.encode() + self.content[end:]).decode()

    def places(self) -> Iterator[Place]:
        yield from inside(Place(self.tree, None, self))


def inside(place: Place) -> Iterator[Place]:
    """Itself and all below it, in the order of the source."""
    yield place
    children = [each for value in place.node.values() for each in nodes_in(value)]
    for child in sorted(children, key=lambda node: int(node["src"].split(":")[0])):
        yield from inside(Place(child, place, place.source))


def nodes_in(value) -> Iterator[dict]:
    if isinstance(value, dict) and "nodeType" in value and "src" in value:
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from nodes_in(each)


def enumerations(trees: dict[str, dict]) -> dict[str, list[str]]:
    """The members of every enumeration, by its type."""
    places = (place for unit, tree in trees.items() for place in Source(unit, "", tree).places())
    return {
        f"type(enum {place.node['canonicalName']})": [each["name"] for each in place.node["members"]]
        for place in places
        if place.kind == "EnumDefinition"
    }
