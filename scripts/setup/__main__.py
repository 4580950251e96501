"""Set the project up, or say in one sentence why that is not possible.    python3 -m scripts.setup"""

import sys

NEEDED = (3, 11)

if sys.version_info < NEEDED:  # before anything that an older Python could not read
    sys.exit(
        "Par needs Python 3.11 or newer, and this is Python {}.{}: install a newer one and run "
        "`make setup PYTHON=python3.11`.".format(*sys.version_info)
    )

from scripts.setup.steps import set_up  # noqa: E402

set_up()
