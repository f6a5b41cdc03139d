"""An Excel file from plain cells, the same bytes every time."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | None

MADE_ON = datetime(2021, 2, 7, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SheetOfCells:
    """Rows from the top; `None` is an empty cell. `merged` and `hidden` are ranges as Excel writes them."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[str] = ()
    hidden: Sequence[str] = ()
    header_rows: Sequence[int] = (1,)
    """As Excel numbers them; only for the look."""


def workbook(sheets: Sequence[SheetOfCells]) -> bytes:
    """The .xlsx file. A text that looks like a formula stays a text; a date is a real Excel date."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"author": "示范数据（虚构）", "created": MADE_ON.replace(tzinfo=None)})
    bold = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"})
    plain = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    day = book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.set_column(0, max(map(len, sheet.rows)) - 1, 14)
        for area in sheet.merged:
            page.merge_range(area, "", plain)
        for number, row in enumerate(sheet.rows):
            look = bold if number + 1 in sheet.header_rows else plain
            for place, cell in enumerate(row):
                _write(page, number, place, cell, day if isinstance(cell, date) else look)
        for columns in sheet.hidden:
            page.set_column(columns, 14, None, {"hidden": True})
    book.close()
    return buffer.getvalue()


def _write(page: Worksheet, row: int, column: int, cell: Cell, look: object) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        page.write_string(row, column, cell, look)
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, look)
    else:
        page.write_number(row, column, cell, look)
