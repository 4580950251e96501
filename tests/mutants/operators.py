"""The changes: each a slip that a programmer makes.

A change is a place in the source, from and to, and what stands there instead.
"""

from collections.abc import Iterator

from tests.mutants.syntax import Place

Change = tuple[int, int, str]

COMPARISONS = {
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "==": ("!=",),
    "!=": ("==",),
}
ARITHMETIC = {
    "+": "-",
    "-": "+",
    "*": "/",
    "/": "*",
    "%": "*",
    "**": "*",
    "<<": ">>",
    ">>": "<<",
    "&": "|",
    "|": "&",
    "^": "&",
}
LOGIC = {"&&": "||", "||": "&&"}
ASSIGNMENTS = {"+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "|=": "&=", "&=": "|="}
STEPS = {"++": "--", "--": "++"}
OPPOSITES = {"min": "max", "max": "min"}
IN_ASSEMBLY = {"shl": "shr", "shr": "shl", "add": "sub", "sub": "add", "mul": "div", "div": "mul"}

DELETED = (
    "ExpressionStatement",
    "EmitStatement",
    "RevertStatement",
    "Return",
    "Break",
    "Continue",
    "YulAssignment",
    "YulExpressionStatement",
)
BLOCKS = ("Block", "UncheckedBlock", "YulBlock")


def changes(place: Place, enumerations: dict[str, list[str]]) -> Iterator[Change]:
    yield from of_kind.get(place.kind, lambda _: ())(place)
    if is_deleted(place):
        yield from deletion(place)
    if is_condition(place):
        yield place.start, place.end, f"!({place.text})"
    if place.kind == "MemberAccess":
        yield from other_member(place, enumerations)


def of_binary(place: Place) -> Iterator[Change]:
    left, right, operator = place.of("leftExpression"), place.of("rightExpression"), place.node["operator"]
    start = left.end + place.source.text(left.end, right.start).index(operator)
    others = COMPARISONS.get(operator) or (ARITHMETIC.get(operator) or LOGIC[operator],)
    for other in others:
        yield start, start + len(operator), other
    if operator in LOGIC:
        is_part = place.parent.kind in ("BinaryOperation", "UnaryOperation")
        for kept in (left, right):
            yield place.start, place.end, f"({kept.text})" if is_part else kept.text


def of_unary(place: Place) -> Iterator[Change]:
    operator, inner = place.node["operator"], place.of("subExpression")
    if operator in ("!", "~", "-"):
        yield place.start, place.end, place.source.text(place.start + len(operator), place.end)
    if operator in STEPS:
        start = place.start if place.node["prefix"] else inner.end
        yield start, start + len(operator), STEPS[operator]


def of_assignment(place: Place) -> Iterator[Change]:
    left, operator = place.of("leftHandSide"), place.node["operator"]
    if operator in ASSIGNMENTS:
        start = left.end + place.source.text(left.end, place.end).index(operator)
        yield start, start + len(operator), ASSIGNMENTS[operator]


def of_literal(place: Place) -> Iterator[Change]:
    kind, value = place.node["kind"], place.node.get("value")
    if kind == "bool":
        yield place.start, place.end, "false" if value == "true" else "true"
    if kind == "number" and value.replace("_", "").isdecimal():
        number = int(value.replace("_", ""))
        end = place.start + len(value)  # before the unit, such as days
        for other in {number + 1, abs(number - 1)}:
            yield place.start, end, str(other)


def of_definition(place: Place) -> Iterator[Change]:
    """Modifiers; not the arguments of inherited constructors."""
    for modifier in place.node["modifiers"]:
        if modifier["kind"] == "modifierInvocation":
            start, length = map(int, modifier["src"].split(":")[:2])
            yield start, start + length, ""


def of_call(place: Place) -> Iterator[Change]:
    called = place.of("expression")
    if called.kind == "MemberAccess" and called.of("expression").text == "Math":
        name = called.node["memberName"]
        if name in OPPOSITES:
            yield called.end - len(name), called.end, OPPOSITES[name]


def of_call_in_assembly(place: Place) -> Iterator[Change]:
    called = place.of("functionName")
    if called.text in IN_ASSEMBLY:
        yield called.start, called.end, IN_ASSEMBLY[called.text]
    if called.text == "not":
        yield place.start, place.end, Place(place.node["arguments"][0], place, place.source).text


def other_member(place: Place, enumerations: dict[str, list[str]]) -> Iterator[Change]:
    """Of an enumeration: the next one."""
    members = enumerations.get(place.of("expression").node.get("typeDescriptions", {}).get("typeString"))
    if members and len(members) > 1:
        name = place.node["memberName"]
        following = members[(members.index(name) + 1) % len(members)]
        yield place.end - len(name), place.end, following


def deletion(place: Place) -> Iterator[Change]:
    """With its semicolon. A loop or a condition with an alternative needs an empty block in its place."""
    after = place.source.text(place.end, place.end + 1)
    end = place.end + (after == ";")
    yield place.start, end, "" if place.parent.kind in BLOCKS else "{}"


def is_deleted(place: Place) -> bool:
    """Statements; a condition with all that depends on it rather than the one statement that does."""
    if place.kind == "IfStatement":
        return not place.node.get("falseBody")
    return place.kind in DELETED and not is_all_of_a_condition(place) and not place.is_child("loopExpression")


def is_all_of_a_condition(place: Place) -> bool:
    outer = place.parent
    if outer.kind == "Block" and len(outer.node["statements"]) == 1:
        outer = outer.parent
    return outer.kind == "IfStatement" and not outer.node.get("falseBody")


def is_condition(place: Place) -> bool:
    """Except a comparison or a negation, which are turned round by themselves."""
    if place.kind == "UnaryOperation" or place.node.get("operator") in COMPARISONS or not place.parent:
        return False
    return place.is_child("condition") or is_required(place)


def is_required(place: Place) -> bool:
    call = place.parent.node
    is_require = place.parent.kind == "FunctionCall" and call["expression"].get("name") == "require"
    return is_require and call["arguments"][0] is place.node


of_kind = {
    "BinaryOperation": of_binary,
    "UnaryOperation": of_unary,
    "Assignment": of_assignment,
    "Literal": of_literal,
    "YulLiteral": of_literal,
    "FunctionDefinition": of_definition,
    "FunctionCall": of_call,
    "YulFunctionCall": of_call_in_assembly,
}
