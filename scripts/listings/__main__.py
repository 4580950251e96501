"""Write docs/storage.md and docs/selectors.md, or compare them.    make listings"""

import sys
from pathlib import Path

import click

from scripts.compiler import ROOT, compiled, deployed_sources
from scripts.listings import selectors, storage
from scripts.listings.comments import comments

DOCS = ROOT / "docs"


def pages() -> dict[Path, str]:
    sources = deployed_sources()
    answer = compiled(sources, ["abi", "storageLayout", "ast"])
    deployed = {Path(path).stem: answer["contracts"][path][Path(path).stem] for path in sources}
    said = comments({path: each["ast"] for path, each in answer["sources"].items()}, text_of)
    return {
        DOCS / "storage.md": storage.page(
            {name: each["storageLayout"] for name, each in deployed.items()}, said
        ),
        DOCS / "selectors.md": selectors.page({name: each["abi"] for name, each in deployed.items()}),
    }


def text_of(path: str) -> str:
    own = ROOT / path
    return (own if own.exists() else ROOT / "node_modules" / path).read_text()


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; end with an error if a page is out of date.")
def main(check: bool) -> None:
    try:
        written = pages()
    except storage.Unexplained as why:
        sys.exit(str(why))
    for page, text in written.items():
        name = page.relative_to(ROOT)
        if not check:
            page.write_text(text)
            click.echo(f"{name} is written.")
        elif not page.exists() or page.read_text() != text:
            sys.exit(f"{name} is out of date: `make listings` writes it.")


if __name__ == "__main__":
    main()
