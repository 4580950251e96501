"""What the scenarios share."""

import pytest

from scripts import node, records


@pytest.fixture
def deployments():
    """The folder of records, as it was found once the test is over."""
    path = records.FOLDER / f"{node.CHAIN_ID}.json"
    before = path.read_text() if path.exists() else None
    yield path
    if before is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(before)
