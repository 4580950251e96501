"""Files and folders that a person names, and that perhaps cannot be written."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NotWritable(Exception):
    """What cannot be written and why, in one sentence."""


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns whatever the system says against it into a sentence."""
    try:
        yield
    except OSError as why:
        raise NotWritable(f"{path} cannot be written: {(why.strerror or str(why)).lower()}.") from why


def write_text(path: Path, text: str) -> None:
    with writing(path):
        path.write_text(text)


def require_folder(folder: Path) -> None:
    """Make it, if it is not there, and see whether files can be put into it: before long work, not after."""
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
