"""Write docs/storage.md and docs/selectors.md, or compare them.    make listings"""

import sys
from pathlib import Path

import click

from scripts.compiler import ROOT, compiled, deployed_sources
from scripts.listings import selectors, storage

DOCS = ROOT / "docs"


def pages() -> dict[Path, str]:
    sources = deployed_sources()
    contracts = compiled(sources, ["abi", "storageLayout"])["contracts"]
    deployed = {Path(path).stem: contracts[path][Path(path).stem] for path in sources}
    return {
        DOCS / "storage.md": storage.page({name: each["storageLayout"] for name, each in deployed.items()}),
        DOCS / "selectors.md": selectors.page({name: each["abi"] for name, each in deployed.items()}),
    }


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; end with an error if a page is out of date.")
def main(check: bool) -> None:
    for page, text in pages().items():
        name = page.relative_to(ROOT)
        if not check:
            page.write_text(text)
            click.echo(f"{name} is written.")
        elif not page.exists() or page.read_text() != text:
            sys.exit(f"{name} is out of date: `make listings` writes it.")


if __name__ == "__main__":
    main()
