"""The selectors of every function and error, and the topics of every event."""

from eth_utils import keccak

from evm.abi import Parameters

INTRODUCTION = """# Selectors

How every contract is called, refuses and tells, as the compiler says: `make listings` writes this page, and
`make lint` refuses one that is out of date. A selector is the first four bytes of the hash of a signature;
the topic of an event is all of it.
"""
KINDS = {"function": "functions", "error": "errors", "event": "events"}
SELECTOR = 4  # bytes


def page(interfaces: dict[str, list[dict]]) -> str:
    sections = [section(name, abi) for name, abi in sorted(interfaces.items())]
    return "\n".join([INTRODUCTION, *sections])


def section(name: str, abi: list[dict]) -> str:
    tables = [table(title, kind, abi) for kind, title in KINDS.items()]
    return "\n".join([f"## {name}\n", *filter(None, tables)])


def table(title: str, kind: str, abi: list[dict]) -> str:
    entries = {signature(entry) for entry in abi if entry["type"] == kind}
    if not entries:
        return ""
    header = f"| {title} | {'topic' if kind == 'event' else 'selector'} |\n| --- | --- |"
    rows = [f"| `{entry}` | `0x{identifier(entry, kind).hex()}` |" for entry in sorted(entries)]
    return "\n".join([header, *rows]) + "\n"


def signature(entry: dict) -> str:
    return entry["name"] + Parameters(entry["inputs"]).type


def identifier(text: str, kind: str) -> bytes:
    topic = keccak(text=text)
    return topic if kind == "event" else topic[:SELECTOR]
