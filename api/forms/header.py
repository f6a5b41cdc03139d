"""Where a table begins, and what each of its columns means."""

import re
from dataclasses import dataclass, replace

from api.forms.cells.plain import RawCell, plain
from api.forms.fields import SKIP, Form
from api.forms.sheet import Sheet

_DEEPEST = 3
_LABEL_WITH_VALUE = re.compile(r"^[^:：]{2,14}[:：]\s*\S")


@dataclass(frozen=True, slots=True)
class Column:
    """``index`` counts from 0; ``field`` is ``None`` for a column this form does not know."""

    index: int
    name: str
    field: str | None


@dataclass(frozen=True, slots=True)
class Header:
    """The header in rows ``first`` … ``last`` (counted from 0) and its columns from left to right."""

    first: int
    last: int
    columns: tuple[Column, ...]

    @property
    def meaning(self) -> tuple[tuple[int, str | None], ...]:
        return tuple((c.index, c.field) for c in self.columns)

    def fields(self) -> set[str]:
        return {c.field for c in self.columns if c.field}

    def name_of(self, field: str) -> str | None:
        return next((c.name for c in self.columns if c.field == field), None)


def header_at(sheet: Sheet, row: int, form: Form) -> Header | None:
    """The header that begins in this row, or ``None``: most columns are known and the form's anchors are there."""
    if not _could_be_header(sheet.cells(row)):
        return None
    last = row
    while last - row + 1 < _DEEPEST and last + 1 < len(sheet.rows) and _continues(sheet, last + 1):
        last += 1
    columns = _columns(sheet, row, last, form)
    known = {c.field for c in columns if c.field and c.field != SKIP}
    if not all(anchor & known for anchor in form.anchors):
        return None
    recognised = sum(c.field is not None for c in columns)
    return Header(row, last, columns) if recognised * 2 >= len(columns) or len(known) >= 4 else None


def _could_be_header(cells: dict[int, RawCell]) -> bool:
    return len(cells) >= 2 and all(_reads_like_header(value) for value in cells.values())


def _reads_like_header(value: RawCell) -> bool:
    """Words, not data: no number, no date, no long digits, no “label: value”, not a paragraph."""
    if not isinstance(value, str):
        return False
    text = plain(value)
    return not re.search(r"\d{5,}|^[\d.,/-]+$", text) and not _LABEL_WITH_VALUE.match(value.strip()) and len(text) <= 80


def _continues(sheet: Sheet, row: int) -> bool:
    """Whether a row is the lower storey of the header above: its own words stand only under wide or empty headers."""
    own = {c: v for c, v in sheet.cells(row).items() if sheet.is_own(row, c)}
    above = sheet.cells(row - 1)
    if not own or len(above) < 2 or not all(_reads_like_header(v) for v in own.values()):
        return False
    return all(_under_wide(sheet, row - 1, column) for column in own)


def _under_wide(sheet: Sheet, top: int, column: int) -> bool:
    """The cell above is merged over several columns, or has an empty neighbour to spread into, or is empty itself."""
    anchor = sheet.merged.get((top, column))
    row = sheet.rows[top]
    if anchor is not None:
        return any(sheet.merged.get((top, c)) == anchor for c in (column - 1, column + 1))
    if not plain(row[column]):
        return any(plain(cell) for cell in row[:column])
    return column + 1 < len(row) and not plain(row[column + 1])


def _columns(sheet: Sheet, first: int, last: int, form: Form) -> tuple[Column, ...]:
    columns = []
    for index in range(len(sheet.rows[first])):
        parts = _parts(sheet, first, last, index)
        if parts:
            meant = form.field_of(parts)
            # The lower header alone is what people call the column, wherever it means the same.
            name = parts[-1] if len(parts) == 1 or form.field_of(parts[-1:]) == meant else "".join(parts)
            columns.append(Column(index, name, meant))
    return _with_stand_ins(columns, form)


def _with_stand_ins(columns: list[Column], form: Form) -> tuple[Column, ...]:
    known = {c.field for c in columns}
    instead = {second: first for first, second in form.stand_ins if first not in known}
    return tuple(replace(c, field=instead.get(c.field or "", c.field)) for c in columns)


def _parts(sheet: Sheet, first: int, last: int, column: int) -> tuple[str, ...]:
    """The texts over a column, top to bottom, each merged cell once; an upper header spreads over empty neighbours."""
    parts, seen = [], set()
    for row in range(first, last + 1):
        place = sheet.merged.get((row, column), (row, column))
        text = re.sub(r"\s+", "", str(sheet.rows[row][column] or ""))
        if not text and row < last and plain(sheet.rows[last][column]):
            text = next((plain(v) for v in reversed(sheet.rows[row][:column]) if plain(v)), "")
        if text and place not in seen:
            parts.append(text)
        seen.add(place)
    return tuple(parts)
