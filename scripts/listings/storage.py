"""The storage layout of every contract, slot by slot, and what each slot is for."""

from scripts.listings.comments import parted
from scripts.listings.purposes import PURPOSES

INTRODUCTION = """# Storage

Where every contract keeps what, as the compiler lays it out: `make listings` writes this page, and
`make lint` refuses one that is out of date. Offsets and sizes are in bytes, slots are numbered from zero;
a struct's slots count from where it begins. What is constant or immutable lies in the code and has no slot;
what a library keeps at a slot of its own choice (solady's `ERC20` does) is not known to the compiler.
What a slot is for is the comment beside it in the source, or is said in `scripts/listings/purposes.py`;
without either this page cannot be written.
"""
HEADER = "| slot | offset | size | name | type | for |\n| --: | --: | --: | --- | --- | --- |"

Comments = dict[int, tuple[str, str]]


class Unexplained(Exception):
    """Slots without words, or words without a slot, in one sentence."""


def page(layouts: dict[str, dict], comments: Comments) -> str:
    purposes = purposes_of(layouts, comments)
    sections = [section(name, layout, purposes) for name, layout in sorted(layouts.items())]
    return "\n".join([INTRODUCTION, *sections])


def purposes_of(layouts: dict[str, dict], comments: Comments) -> dict[int, str]:
    """What each slot is for, by the compiler's number of its variable. Raises Unexplained."""
    listed = {number: comments[number] for layout in layouts.values() for number in numbers(layout)}
    purposes = {number: purpose(*said) for number, said in listed.items()}
    names = {name for name, _ in listed.values()}
    if missing := sorted({listed[number][0] for number, words in purposes.items() if not words}):
        raise Unexplained(f"No comment and no row of scripts/listings/purposes.py: {', '.join(missing)}.")
    if idle := sorted(PURPOSES.keys() - names):
        raise Unexplained(f"scripts/listings/purposes.py explains what has no slot: {', '.join(idle)}.")
    return purposes


def purpose(name: str, comment: str) -> str:
    """Empty if there are no words for it; a unit alone does not count."""
    words, unit = parted(comment)
    said = PURPOSES.get(name, words)
    return f"{said} {unit}".strip() if said else ""


def numbers(layout: dict) -> list[int]:
    structs = [kind["members"] for kind in (layout["types"] or {}).values() if "members" in kind]
    return [place["astId"] for places in (layout["storage"], *structs) for place in places]


def section(name: str, layout: dict, purposes: dict[int, str]) -> str:
    types = layout["types"] or {}
    if not layout["storage"]:
        return f"## {name}\n\nNo slots.\n"
    structs = sorted((kind for kind in types.values() if "members" in kind), key=lambda kind: kind["label"])
    tables = [f"`{it['label']}`\n\n{rows(it['members'], types, purposes)}" for it in structs]
    return "\n".join([f"## {name}\n", rows(layout["storage"], types, purposes), *tables])


def rows(places: list[dict], types: dict, purposes: dict[int, str]) -> str:
    lines = [row(place, types[place["type"]], purposes[place["astId"]]) for place in places]
    return "\n".join([HEADER, *lines]) + "\n"


def row(place: dict, kind: dict, words: str) -> str:
    where = f"{place['slot']} | {place['offset']} | {kind['numberOfBytes']}"
    return f"| {where} | `{place['label']}` | `{kind['label']}` | {words} |"
