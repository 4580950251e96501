"""Rows of a file of auctions, read into checked records or refused in one sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from model import cusip


class BadRecord(ValueError):
    """What a file says cannot be; `str()` is a sentence that names the file, line, column and value."""


class NoResult(BadRecord):
    """The auction was announced; nothing is published of its outcome."""


class Inconsistent(ValueError):
    """One field of a record contradicts another."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


class Record(BaseModel):
    """Checked when made, unchanged after."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


def _lawful_cusip(text: str) -> str:
    if not cusip.is_valid(text):
        raise ValueError("is not a CUSIP with a right check digit")
    return text


Cusip = Annotated[str, AfterValidator(_lawful_cusip)]  # nine characters
Units = Annotated[int, Field(ge=0)]  # par [$100]
Rate = int  # [0.001 %]
Index = Annotated[int, Field(gt=0)]  # a reference CPI or a ratio of two [0.00001]


@dataclass(frozen=True)
class Cell:
    """Where a field stands in a row: `reader` turns the text of `columns`, one argument each, into its value.

    In "first|second" the column is the first of the two that is not empty.
    """

    reader: Callable[..., Any]
    columns: tuple[str, ...]


def cell(reader: Callable[..., Any], *columns: str) -> Cell:
    return Cell(reader, columns)


AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True)
class Row:
    place: str  # the file and the line
    texts: dict[str, str]  # by column

    def read(self, record: type[AnyRecord], cells: dict[str, Cell]) -> AnyRecord:
        """The `record` of which `cells` says where each field stands. Raises BadRecord."""
        return self.make(record, cells, **{field: self.value(place) for field, place in cells.items()})

    def make(self, record: type[AnyRecord], cells: dict[str, Cell], **values: Any) -> AnyRecord:
        """The `record` of `values`; `cells` says which text is to blame for a refusal. Raises BadRecord."""
        try:
            return record(**values)
        except ValidationError as refusal:
            raise self._refusal(cells, refusal.errors()[0]) from None

    def is_empty(self, place: Cell) -> bool:
        return not any(self.texts[self._filled(column)] for column in place.columns)

    def value(self, place: Cell) -> Any:
        """What the cell says. Raises BadRecord."""
        columns = [self._filled(column) for column in place.columns]
        try:
            return place.reader(*(self.texts[column] for column in columns))
        except ValueError as why:
            raise self._sentence(columns[0], str(why)) from None

    def _filled(self, column: str) -> str:
        alternatives = column.split("|")
        return next((name for name in alternatives if self.texts[name]), alternatives[0])

    def _refusal(self, cells: dict[str, Cell], error: Any) -> BadRecord:
        cause = error.get("ctx", {}).get("error")
        field = cause.field if isinstance(cause, Inconsistent) else error["loc"][0]
        why = str(cause) if cause else f"is refused: {error['msg'][0].lower()}{error['msg'][1:]}"
        return self._sentence(self._filled(cells[field].columns[0]), why)

    def _sentence(self, column: str, why: str) -> BadRecord:
        text = self.texts[column]
        return BadRecord(f"{self.place}: {column} {f'{text} {why}' if text else 'is empty'}.")
