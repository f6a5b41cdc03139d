"""A list as an office reads it and takes it away: the same columns on the page and in the Excel file."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

import xlsxwriter

Row = TypeVar("Row")
Value = str | int | float | date | None
# A day, a moment, a phone, an amount; or a word of a few letters, such as a name or a street.
_WHOLE = re.compile(r"[\d年月日 :.,%/–-]+(元|元/月|人)?|.{1,5}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell on the page: its words, a quieter line below, a link, a tag's kind."""

    words: str
    sub: str = ""
    link: str = ""
    tag: str | None = None

    @property
    def whole(self) -> bool:
        """Whether a line's end within the words would spoil them.

        >>> [Cell(words).whole for words in ("2月6日 13:34", "4400–5500 元/月", "石围塘街道", "手机相同、姓名相同")]
        [True, True, True, False]
        """
        return _WHOLE.fullmatch(self.words) is not None


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column; ``value`` is what Excel gets, ``cell`` what the page shows (by default the same, 未知 for nothing).

    A cell of a ``whole`` column is never broken over two lines of a table; what else never is, `Cell.whole` says.
    """

    label: str
    value: Callable[[Row], Value]
    cell: Callable[[Row], Cell] | None = None
    number: bool = False
    whole: bool = False

    def shown(self, row: Row) -> Cell:
        if self.cell:
            return self.cell(row)
        value = self.value(row)
        return Cell("" if value is None else str(value))


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """Rows under their columns; ``nothing`` says what to do when there is none."""

    caption: str
    columns: Sequence[Column[Row]]
    rows: Sequence[Row]
    nothing: str
    export: str = ""

    def cells(self, row: Row) -> list[tuple[Column[Row], Cell]]:
        return [(column, column.shown(row)) for column in self.columns]


def workbook(table: Table[Any], *, title: str) -> bytes:
    """The table as an .xlsx file with its title above; text stays text, whatever it looks like."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(table.caption[:31].translate(str.maketrans("[]:*?/\\", "（）：·？／＼")) or "名单")
        sheet.write_string(0, 0, title, bold)
        for place, column in enumerate(table.columns):
            sheet.write_string(1, place, column.label, bold)
            sheet.set_column(place, place, 10 if column.number else 22)
        for line, row in enumerate(table.rows, start=2):
            for place, column in enumerate(table.columns):
                _write(sheet, line, place, column.value(row))
        sheet.freeze_panes(2, 0)
    return made.getvalue()


def _write(sheet: Any, line: int, place: int, value: Value) -> None:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        sheet.write_string(line, place, "" if value is None else str(value))
    elif isinstance(value, date):
        sheet.write_string(line, place, f"{value:%Y-%m-%d}")
    else:
        sheet.write_number(line, place, value)
