"""
the list of storage
├── takes what a slot is for from the comment
│   ├── behind it
│   ├── above it
│   ├── in its documentation
│   └── of the function of an interface that it implements
├── adds the unit of the comment to words of the table
└── cannot be written
    ├── with a slot without words
    ├── with a slot that has a unit alone
    └── with words without a slot
"""

import pytest

from scripts.compiler import compiled
from scripts.listings import storage
from scripts.listings.comments import comments

SOURCE = """
pragma solidity 0.8.37;

interface IShop {
    /// @notice What is in the till [dollars]. Nobody else has it.
    function till() external view returns (uint256);
}

struct Order {
    uint64 units; // ordered [units of $100 par]
    // by whom, which is
    // known. Nobody else.
    address owner;
}

contract Shop is IShop {
    Order public order; // the latest
    /// @inheritdoc IShop
    uint256 public till;

    /// @dev The name over the door.
    string internal _name;
%s}
"""


@pytest.fixture
def page(monkeypatch):
    def page(more="", table=None):
        monkeypatch.setattr(storage, "PURPOSES", table or {})
        text = SOURCE % more
        answer = compiled({"Shop.sol": text}, ["storageLayout", "ast"])
        said = comments({"Shop.sol": answer["sources"]["Shop.sol"]["ast"]}, lambda _: text)
        return storage.page({"Shop": answer["contracts"]["Shop.sol"]["Shop"]["storageLayout"]}, said)

    return page


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("units", "ordered [units of $100 par]"),
        ("owner", "by whom, which is known"),
        ("_name", "the name over the door"),
        ("till", "what is in the till [dollars]"),
    ],
)
def test_says_what_a_slot_is_for(page, name, words):
    (row,) = [line for line in page().splitlines() if f"`{name}`" in line]

    assert row.endswith(f"| {words} |")


def test_adds_the_unit_to_words_of_the_table(page):
    assert "| opened [unix time] |" in page("uint40 at; // [unix time]\n", {"Shop.at": "opened"})


@pytest.mark.parametrize("more", ["uint40 at;\n", "uint40 at; // [unix time]\n"])
def test_is_not_written_without_words(page, more):
    with pytest.raises(storage.Unexplained, match=r"purposes.py: Shop.at\.$"):
        page(more)


def test_is_not_written_with_words_for_nothing(page):
    with pytest.raises(storage.Unexplained, match=r"no slot: Shop.at\.$"):
        page(table={"Shop.at": "opened"})
