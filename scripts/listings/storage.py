"""The storage layout of every contract, slot by slot."""

INTRODUCTION = """# Storage

Where every contract keeps what, as the compiler lays it out: `make listings` writes this page, and
`make lint` refuses one that is out of date. Offsets and sizes are in bytes, slots are numbered from zero;
a struct's slots count from where it begins. What is constant or immutable lies in the code and has no slot;
what a library keeps at a slot of its own choice (solady's `ERC20` does) is not known to the compiler.
"""
HEADER = "| slot | offset | size | name | type |\n| --: | --: | --: | --- | --- |"


def page(layouts: dict[str, dict]) -> str:
    sections = [section(name, layout) for name, layout in sorted(layouts.items())]
    return "\n".join([INTRODUCTION, *sections])


def section(name: str, layout: dict) -> str:
    types = layout["types"] or {}
    if not layout["storage"]:
        return f"## {name}\n\nNo slots.\n"
    structs = sorted((kind for kind in types.values() if "members" in kind), key=lambda kind: kind["label"])
    tables = [table(struct["label"], struct["members"], types) for struct in structs]
    return "\n".join([f"## {name}\n", rows(layout["storage"], types), *tables])


def table(title: str, members: list[dict], types: dict) -> str:
    return f"`{title}`\n\n{rows(members, types)}"


def rows(places: list[dict], types: dict) -> str:
    return "\n".join([HEADER, *(row(place, types[place["type"]]) for place in places)]) + "\n"


def row(place: dict, kind: dict) -> str:
    size = kind["numberOfBytes"]
    return f"| {place['slot']} | {place['offset']} | {size} | `{place['label']}` | `{kind['label']}` |"
