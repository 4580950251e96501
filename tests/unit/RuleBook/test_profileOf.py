"""
profileOf, isSet
└── given no row of the name is set
    ├── rejects
    └── says so
"""

from tests.helpers import rejects
from tests.unit.RuleBook.conftest import HERE


def test_rejects_an_unknown_name(book):
    with rejects("UnknownProfile"):
        book.profileOf(HERE)
    assert not book.isSet(HERE)
