"""What the sources say beside a variable or the member of a struct, by the compiler's number of it."""

import re
from collections.abc import Callable, Iterator

Node = dict

COMMENT_BEHIND = re.compile(r"[^\n]*?//(?!/) *([^\n]*)")
COMMENT_ABOVE = re.compile(r"((?:^[ \t]*//(?!/)[^\n]*\n)+)[^\n]*\Z", re.MULTILINE)
UNIT = re.compile(r"\s*(\[[^\]]+\])\W*$")
DIRECTIVE = "slither-"


def comments(trees: dict[str, Node], text_of: Callable[[str], str]) -> dict[int, tuple[str, str]]:
    """The name of each, `Contract.variable` or `Struct.member`, and the comment, empty if there is none."""
    interfaces = {node["name"]: node for tree in trees.values() for node in contracts(tree)}
    return {
        variable["id"]: (f"{owner}.{variable['name']}", comment(variable, text_of(path), interfaces))
        for path, tree in trees.items()
        for owner, variable in variables(tree)
    }


def contracts(tree: Node) -> Iterator[Node]:
    return (node for node in tree["nodes"] if node["nodeType"] == "ContractDefinition")


def variables(node: Node, owner: str = "") -> Iterator[tuple[str, Node]]:
    """Those with a slot of their own: of contracts, and members of structs."""
    for child in node.get("nodes", ()):
        if child["nodeType"] == "VariableDeclaration":
            yield owner, child
        elif child["nodeType"] == "ContractDefinition":
            yield from variables(child, child["name"])
        elif child["nodeType"] == "StructDefinition":
            yield from ((child["canonicalName"], member) for member in child["members"])


def comment(variable: Node, text: str, interfaces: dict[str, Node]) -> str:
    """Behind it on its line, in its documentation or that of the function it implements, or above it."""
    start, length = map(int, variable["src"].split(":")[:2])
    source = text.encode()
    before, after = source[:start].decode(), source[start + length :].decode()
    if behind := COMMENT_BEHIND.match(after):
        return behind[1]
    if documentation := variable.get("documentation"):
        return documented(documentation["text"], variable["name"], interfaces)
    above = COMMENT_ABOVE.search(before)
    said = " ".join(line.strip(" /\t") for line in above[1].splitlines()) if above else ""
    return "" if said.startswith(DIRECTIVE) else sentence(said)


def documented(text: str, name: str, interfaces: dict[str, Node]) -> str:
    inherited = re.match(r"@inheritdoc (\w+)", text)
    if not inherited:
        return sentence(text)
    functions = (each for each in interfaces[inherited[1]]["nodes"] if each.get("name") == name)
    return sentence(next(functions)["documentation"]["text"])


def sentence(text: str) -> str:
    """The first one, without tag and full stop; a unit in brackets behind it stays."""
    first = re.split(r"\.\s", " ".join(text.split()))[0]
    said = re.sub(r"^@\w+ ", "", first).removesuffix(".")
    is_name = re.match(r"[A-Z]{2}", said)
    return said if is_name else said[:1].lower() + said[1:]


def parted(text: str) -> tuple[str, str]:
    """Words and unit."""
    unit = UNIT.search(text)
    return (text[: unit.start()].strip(), unit[1]) if unit else (text.strip(), "")
