"""Plain tables into .xlsx: everything a user typed goes in as text, so no cell can become a formula."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import xlsxwriter

Value = str | int | float | bool | date | None
_NEVER = datetime(2021, 1, 1)  # noqa: DTZ001  (a file property, fixed so that equal tables give equal bytes)
_LONGEST = 32_767  # characters Excel keeps in a cell
_SHEET_NAME = 31


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell to be shown as faulty: row (0 = first below the header) and column, both from 0."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: lines above the table, the header, the rows, and widths in characters."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]
    lines_above: Sequence[str] = ()
    marks: frozenset[Mark] = field(default_factory=frozenset)
    widths: Sequence[int] = ()


def workbook(tables: Sequence[Table]) -> bytes:
    """The .xlsx of these tables; the same tables give the same bytes."""
    out = io.BytesIO()
    # Strings are written as they are: no “=…” turns into a formula, no “http…” into a link.
    options = {
        "constant_memory": True,
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": _NEVER})
        formats = {
            "head": book.add_format({"bold": True, "bg_color": "#E7EDE8", "text_wrap": True, "valign": "vcenter"}),
            "text": book.add_format({"num_format": "@"}),
            "fault": book.add_format({"num_format": "@", "bg_color": "#FFD9D2", "bold": True}),
        }
        for table in tables:
            _write(book, table, formats)
    return out.getvalue()


def _write(book: xlsxwriter.Workbook, table: Table, formats: dict[str, xlsxwriter.format.Format]) -> None:
    sheet = book.add_worksheet(table.name[:_SHEET_NAME])
    for column in range(len(table.header)):
        sheet.set_column(column, column, _width(table, column), formats["text"])
    for row, line in enumerate(table.lines_above):
        sheet.write_string(row, 0, line)
    top = len(table.lines_above)
    for column, name in enumerate(table.header):
        sheet.write_string(top, column, name, formats["head"])
    sheet.freeze_panes(top + 1, 0)
    for number, values in enumerate(table.rows):
        for column, value in enumerate(values):
            marked = Mark(number, column) in table.marks
            _write_cell(sheet, top + 1 + number, column, value, formats["fault" if marked else "text"], marked)


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    value: Value,
    form: xlsxwriter.format.Format,
    marked: bool,
) -> None:
    if isinstance(value, bool):
        sheet.write_string(row, column, "是" if value else "否", form)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None and value != "":
        sheet.write_string(row, column, str(value)[:_LONGEST], form)
    elif marked:
        sheet.write_blank(row, column, None, form)


def _width(table: Table, column: int) -> int:
    if column < len(table.widths):
        return table.widths[column]
    return max(10, min(30, 2 * len(table.header[column]) + 4))
