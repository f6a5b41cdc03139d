"""Sheets of money that count themselves: cells hold words, fen, or a formula beside the fen that it comes to."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

_NEVER = datetime(2021, 1, 1)  # noqa: DTZ001  (a file property, fixed so that equal sheets give equal bytes)
_A4 = 9
_FONT = {"font_name": "宋体", "font_size": 11}
_MONEY = {"num_format": "#,##0.00", "align": "right"}
_BOX = _FONT | {"border": 1, "valign": "vcenter", "text_wrap": True}
_LINE = 18  # points of a line of words
_WIDE = 0x2E80  # signs from here on take the place of two


@dataclass(frozen=True, slots=True)
class Counted:
    """A live formula and the fen it comes to, which readers that count nothing show."""

    formula: str
    fen: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """A formula that answers in words, and what it answers now."""

    formula: str
    words: str


Cell = str | int | Counted
"""Words, fen (shown in yuan), or fen that are counted."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines above a table, its rows and totals, what they prove, and places to sign side by side."""

    name: str
    above: Sequence[str]
    header: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Cell]]
    totals: Sequence[Cell]
    verdicts: Sequence[Verdict]
    signing: Sequence[Sequence[str]]

    @property
    def first(self) -> int:
        """The first row of the table, counted from 0."""
        return len(self.above) + 1


def counted_workbook(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """The .xlsx of these sheets, printed on A4 across; equal sheets give equal bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "created": _NEVER})
        for sheet in sheets:
            _write(book, sheet)
    return out.getvalue()


def _write(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    on = book.add_worksheet(sheet.name)
    _write_above(book, on, sheet)
    body, money = book.add_format(_BOX), book.add_format(_BOX | _MONEY)
    bold, bold_money = book.add_format(_BOX | {"bold": True}), book.add_format(_BOX | _MONEY | {"bold": True})
    for place, row in enumerate(sheet.rows, start=sheet.first):
        _write_row(on, place, row, body, money)
        on.set_row(place, _height(row, sheet.widths))
    end = sheet.first + len(sheet.rows)
    _write_row(on, end, sheet.totals, bold, bold_money)
    on.set_row(end, _height(sheet.totals, sheet.widths))
    plain = book.add_format(_FONT)
    for place, verdict in enumerate(sheet.verdicts, start=end + 1):
        on.set_row(place, _LINE)
        on.write_formula(place, 0, verdict.formula, plain, verdict.words)
    _write_signing(on, end + len(sheet.verdicts) + 2, sheet, plain)
    _set_print(on, sheet)


def _write_above(book: xlsxwriter.Workbook, on: Worksheet, sheet: Sheet) -> None:
    title = book.add_format(_FONT | {"bold": True, "font_size": 16})
    plain = book.add_format(_FONT)
    head = book.add_format(_BOX | {"bold": True, "align": "center", "bg_color": "#E7EDE8"})
    for place, words in enumerate(sheet.above):
        on.write_string(place, 0, words, title if place == 0 else plain)
        on.set_row(place, 26 if place == 0 else _LINE)
    on.set_row(len(sheet.above), _height(sheet.header, sheet.widths))
    for column, (words, width) in enumerate(zip(sheet.header, sheet.widths, strict=True)):
        on.write_string(len(sheet.above), column, words, head)
        on.set_column(column, column, width)


def _write_row(on: Worksheet, at: int, cells: Sequence[Cell], body: Format, money: Format) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, Counted):
            on.write_formula(at, column, cell.formula, money, cell.fen / 100)
        elif isinstance(cell, int):
            on.write_number(at, column, cell / 100, money)
        else:
            on.write_string(at, column, cell, body)


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> int:
    """Points that a row needs for words it has to break: Excel measures none of a file that it did not write."""
    lines = [-(-_places(cell) // width) for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str)]
    return _LINE * max(1, *lines)


def _places(words: str) -> int:
    """How many narrow signs are as wide as these words, with a little room."""
    return 1 + sum(2 if ord(sign) >= _WIDE else 1 for sign in words)


def _write_signing(on: Worksheet, at: int, sheet: Sheet, plain: Format) -> None:
    half = len(sheet.header) // 2
    for side, lines in enumerate(sheet.signing):
        for place, words in enumerate(lines):
            on.set_row(at + place, 30)
            on.write_string(at + place, side * half, words, plain)


def _set_print(on: Worksheet, sheet: Sheet) -> None:
    on.set_paper(_A4)
    on.set_landscape()
    on.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    on.fit_to_pages(1, 0)
    on.repeat_rows(len(sheet.above))
    on.set_footer("&C第 &P 页，共 &N 页")
    on.freeze_panes(sheet.first, 0)
