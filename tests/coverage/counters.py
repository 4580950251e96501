"""A copy of the sources is given counters and compiled. Nothing of the project is touched."""

import hashlib
import json
import shutil
from pathlib import Path

from scripts.compiler import compiled, settings
from scripts.setup.steps import BUILD, ROOT
from tests.coverage.sites import Site, Source, nodes, numbered, span

HITS = "coverage/Hits.sol"
NAMES = f'import {{hit as _hit_, hitIf as _hitIf_}} from "{HITS}";'
HERE = Path(__file__).parent
MADE_BY = ("Hits.sol", "counters.py", "sites.py")
FOLDER = ROOT / ".cache" / "coverage"
NOT_DEPLOYED = "contracts/mocks/"


def project_sources() -> dict[str, str]:
    files = sorted(file for folder in ("contracts", "interfaces") for file in (ROOT / folder).rglob("*.sol"))
    return {str(file.relative_to(ROOT)): file.read_text() for file in files}


def parsed(sources: dict[str, str]) -> dict[str, Source]:
    """All but mocks, which nobody deploys."""
    trees = compiled(sources, ["ast"])["sources"]
    counted = (path for path in sources if not path.startswith(NOT_DEPLOYED))
    return {path: Source(path, sources[path], trees[path]["ast"]) for path in counted}


def sites_of(parsed_sources: dict[str, Source]) -> list[Site]:
    return numbered(site for source in parsed_sources.values() for site in source.sites())


def with_counters(source: Source, sites: list[Site]) -> str:
    """Its text, in which each of its sites is counted."""
    after_pragma = span(next(nodes(source.tree, "PragmaDirective")))[1]
    pieces = [(after_pragma, 1, 0, f"\n{NAMES}\n")]
    for order, site in enumerate(sites, start=1):
        before, end, after = counter(site, source)
        pieces.append((site.start, 1, order, before))
        pieces.append((end, 0, -order, after))  # what begins last ends first
    text, position = b"", 0
    for place, _, _, piece in sorted(pieces):
        text += source.bytes[position:place] + piece.encode()
        position = place
    return (text + source.bytes[position:]).decode()


def counter(site: Site, source: Source) -> tuple[str, int, str]:
    """What is put before it, and where it ends what is put there."""
    match site.kind:
        case "condition":
            return "_hitIf_(", site.end, f", {site.number})"
        case "bare":
            is_closed = source.bytes[site.end - 1] in b";}"
            end = site.end if is_closed else source.bytes.index(b";", site.end) + 1
            return f"{{ _hit_({site.number}); ", end, " }"
        case "statement":
            return f"_hit_({site.number}); ", site.start, ""
    return f"{{ _hit_({site.number}); ", site.end, " }"  # a block around the clause's own


def compiled_with_counters(parsed_sources: dict[str, Source], sources: dict[str, str]) -> dict[str, dict]:
    """Compiled contracts by their names."""
    sites = sites_of(parsed_sources)
    copies = sources | {HITS: (HERE / "Hits.sol").read_text()}
    for path, source in parsed_sources.items():
        copies[path] = with_counters(source, [site for site in sites if site.file == path])
    answer = compiled(copies, ["abi", "evm.bytecode.object"])["contracts"]
    return {
        name: {"abi": each["abi"], "bytecode": each["evm"]["bytecode"]["object"]}
        for path in sources
        for name, each in answer.get(path, {}).items()
    }


def counting_contracts(parsed_sources: dict[str, Source], sources: dict[str, str]) -> Path:
    """The folder of compiled contracts; compiled again only if a source or this program has changed."""
    texts = [*sources.values(), *((HERE / name).read_text() for name in MADE_BY), str(settings())]
    folder = FOLDER / hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
    if not folder.exists():
        shutil.rmtree(FOLDER, ignore_errors=True)
        unfinished = FOLDER / "unfinished"
        shutil.copytree(BUILD / "contracts", unfinished, copy_function=shutil.copyfile)
        for name, each in compiled_with_counters(parsed_sources, sources).items():
            (unfinished / f"{name}.json").write_text(json.dumps(each))
        unfinished.rename(folder)
    return folder
