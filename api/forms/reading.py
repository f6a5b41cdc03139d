"""Reading a form: from the bytes of an Excel file to rows ready to store, faults, and rows left out with why."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from api.forms import vacancies, workers
from api.forms.cells.plain import Impossible, RawCell, plain, says_nothing, typed, written
from api.forms.faults import Fault, Ignored, UnreadableForm
from api.forms.fields import SEVERAL, SKIP, Field, Form, FormReference, Setting
from api.forms.header import Column, Header, header_at
from api.forms.outside import stated, why_ignored
from api.forms.sheet import Sheet, read_workbook
from api.forms.vacancies import VacancyRow
from api.forms.values import Values
from api.forms.workers import WorkerRow

Kind = Literal["vacancies", "workers"]

FORMS: dict[Kind, Form] = {"vacancies": vacancies.FORM, "workers": workers.FORM}
_NAMES: dict[Kind, str] = {"vacancies": "招用登记表", "workers": "求职登记表"}
_MANY_BLANKS = 20
_SAME_AS_ABOVE = frozenset({"同上", "〃", "″", '"', "''", "上同", "同前"})
_LISTS = SEVERAL | {"hazards", "phone"}
_PRIVATE = frozenset({"assistance", "assistance_evidence"})
"""Fields that never end up among the remarks, where more people read than may know."""
_JOINED = frozenset({"notes", "words", "duties", "requirements"})


@dataclass(frozen=True, slots=True)
class Source:
    """A row as typed: its cells by column index under its header, and what lines above the table add to it."""

    sheet: str
    row: int
    header: Header
    cells: dict[int, RawCell]
    inherited: dict[str, RawCell]

    def typed(self, field_: str) -> tuple[str, str]:
        """The header's name for a field and the text in its cell ("" where the form has none)."""
        column = next((c for c in self.header.columns if c.field == field_), None)
        return (column.name, typed(self.cells[column.index]).strip()) if column else ("", "")


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A row without faults, where it stood and what it says."""

    source: Source
    entry: VacancyRow | WorkerRow


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row with its faults, at least one."""

    source: Source
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class FormReading:
    """All that a file says. ``refused`` has one entry per faulty cell, ``refused_rows`` one per faulty row."""

    kind: Kind
    filename: str
    sha256: str
    rows: list[TakenRow] = field(default_factory=list)
    refused: list[Fault] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    refused_rows: list[RefusedRow] = field(default_factory=list)

    def refuse(self, row: RefusedRow) -> None:
        self.refused_rows.append(row)
        self.refused.extend(row.faults)

    def refuse_stored(self, faults: dict[int, Fault]) -> None:
        """Turn rows that read well, by their places, into refused ones, because of what is stored."""
        for place, fault in sorted(faults.items()):
            self.refuse(RefusedRow(self.rows[place].source, (fault,)))
        self.rows = [row for place, row in enumerate(self.rows) if place not in faults]


def read_form(content: bytes, filename: str, kind: Kind, reference: FormReference, as_of: date) -> FormReading:
    """Read a form; :class:`UnreadableForm` when nothing of the file can be read."""
    reading = FormReading(kind, filename, hashlib.sha256(content).hexdigest())
    workbook = read_workbook(content)
    found = [_read_sheet(reading, sheet, Setting(as_of, reference)) for sheet in workbook.sheets]
    if not any(any(plain(v) for v in row) for sheet in workbook.sheets for row in sheet.rows):
        raise UnreadableForm("表里没有内容", "选填好的登记表再导入")
    if not any(found):
        needed = "、".join(f.label for f in FORMS[kind].fields if f.mend)
        raise UnreadableForm(f"没有找到{_NAMES[kind]}的表头", f"表头要在一行里写明各列名称，至少有 {needed}")
    reading.ignored += [Ignored(name, 1, "隐藏的工作表，未读") for name in workbook.hidden]
    return reading


def _read_sheet(reading: FormReading, sheet: Sheet, setting: Setting) -> bool:
    """Read one sheet into ``reading``; False when it holds no table of this form."""
    form = FORMS[reading.kind]
    reader = _SheetReader(reading, sheet, form, setting)
    first = next((h for row in range(len(sheet.rows)) if (h := header_at(sheet, row, form))), None)
    if first is None:
        if any(plain(v) for row in sheet.rows for v in row):
            reading.ignored.append(Ignored(sheet.name, 1, f"没有{_NAMES[reading.kind]}的表头，整张工作表未读"))
        return False
    reader.read(first)
    return True


class _SheetReader:
    """Goes down one sheet, remembering the header in force and what was stated above."""

    def __init__(self, reading: FormReading, sheet: Sheet, form: Form, setting: Setting) -> None:
        self.reading, self.sheet, self.form, self.setting = reading, sheet, form, setting
        self.stated: dict[str, RawCell] = {}
        self.above: dict[int, RawCell] = {}
        self.left_out: dict[str, int] = {}

    def read(self, first: Header) -> None:
        header, row, blanks = first, 0, 0
        while row < len(self.sheet.rows):
            if again := (first if row == first.first else header_at(self.sheet, row, self.form)):
                self._note_header(first, header, again)
                header, row = again, again.last + 1
                continue
            blank = not any(plain(v) for v in self.sheet.rows[row])
            blanks = blanks + 1 if blank else 0
            if blank and blanks <= _MANY_BLANKS:
                self._ignore(row, "空行")
            elif not blank and row < first.first:
                self._ignore(row, "表格上方的标题或说明")
                self.stated |= stated(self.sheet, row, self.form)
            elif not blank:
                self._read_row(row, header)
            row += 1
        self.reading.ignored += [
            Ignored(self.sheet.name, at + 1, f"不收集：{name}", left_out=True) for name, at in self.left_out.items()
        ]

    def _note_header(self, first: Header, before: Header, again: Header) -> None:
        if again is not first:
            why = "重复的表头" if again.meaning == before.meaning else "另一段表的表头"
            for row in range(again.first, again.last + 1):
                self._ignore(row, why)

    def _ignore(self, row: int, why: str) -> None:
        self.reading.ignored.append(Ignored(self.sheet.name, row + 1, why))

    def _read_row(self, row: int, header: Header) -> None:
        why = why_ignored(self.sheet, row, header)
        if why is None and "employer" in self.form.inherits and "employer" not in header.fields():
            facts = stated(self.sheet, row, self.form) if len(self.sheet.cells(row)) == 1 else {}
            why = "单位名称行" if "employer" in facts else None
        if why is not None:
            self.stated |= stated(self.sheet, row, self.form)
            self._ignore(row, why)
            return
        cells = self._cells(row, header)
        self.above = cells
        self._take(row, header, cells)

    def _cells(self, row: int, header: Header) -> dict[int, RawCell]:
        """The row's cells by column, with 同上 replaced by what stands above where a row may share it."""
        return {c.index: self._cell(row, c) for c in header.columns}

    def _cell(self, row: int, column: Column) -> RawCell:
        value = self.sheet.rows[row][column.index]
        if column.field in self.form.once and not self.sheet.is_own(row, column.index):
            return None
        if not isinstance(value, str) or plain(value) not in _SAME_AS_ABOVE:
            return value
        return None if column.field in self.form.personal else self.above.get(column.index, value)

    def _take(self, row: int, header: Header, cells: dict[int, RawCell]) -> None:
        line = _Line(self.form, self.setting, self.sheet.name, row + 1)
        inherited = {k: v for k, v in self.stated.items() if not _is_filled(header, cells, k)}
        for column in header.columns:
            line.parse(column, cells[column.index])
        for key, value in inherited.items():
            line.parse(Column(-1, self.form.by_key[key].label, key), value)
        line.check_needed(header)
        for name in line.left_out:
            self.left_out.setdefault(name, header.first)
        place = {c.name: n for n, c in reversed(list(enumerate(header.columns)))}
        line.faults.sort(key=lambda fault: place.get(fault.column, len(place)))
        source = Source(self.sheet.name, row + 1, header, cells, inherited)
        if line.faults:
            self.reading.refuse(RefusedRow(source, tuple(line.faults)))
        else:
            self.reading.rows.append(TakenRow(source, _ENTRY[self.reading.kind](line.values)))


_ENTRY: dict[Kind, Callable[[Values], VacancyRow | WorkerRow]] = {
    "vacancies": vacancies.vacancy_row,
    "workers": workers.worker_row,
}


def _is_filled(header: Header, cells: dict[int, RawCell], key: str) -> bool:
    return any(c.field == key and not says_nothing(cells[c.index]) for c in header.columns)


class _Line:
    """One row being read: its values so far and its faults."""

    def __init__(self, form: Form, setting: Setting, sheet: str, row: int) -> None:
        self.form, self.setting, self.sheet, self.row = form, setting, sheet, row
        self.values = Values()
        self.faults: list[Fault] = []
        self.left_out: list[str] = []

    def parse(self, column: Column, raw: RawCell) -> None:
        """Put one cell where it belongs: a value, a remark, an unknown column, or a fault."""
        if column.field is None:
            if says_nothing(raw):
                return
            if self.form.leaves_out(column.name):
                self.left_out.append(column.name)
            else:
                self.values.extra[column.name] = written(raw)
            return
        if column.field == SKIP or not plain(raw):
            return
        field_ = self.form.by_key[column.field]
        self.values.typed.setdefault(field_.key, raw)
        try:
            value = field_.parse(raw, replace(self.setting, header=column.name))
        except Impossible as wrong:
            self.faults.append(self._fault(column.name, raw, wrong.why, wrong.mend))
            return
        self._keep(field_, column, raw, value)

    def _keep(self, field_: Field, column: Column, raw: RawCell, value: object) -> None:
        known = self.values.parsed.get(field_.key)
        if value is None:
            if not says_nothing(raw) and not field_.mend and field_.key not in _PRIVATE:
                self.values.remarks.append(f"{column.name}：{written(raw)}")
        elif known is None:
            self.values.parsed[field_.key] = value
        elif field_.key in _LISTS and isinstance(known, list) and isinstance(value, list):
            self.values.parsed[field_.key] = list(dict.fromkeys([*known, *value]))
        elif field_.key in _JOINED and value != known:
            self.values.parsed[field_.key] = f"{known}；{value}"
        elif value != known:
            self.values.remarks.append(f"{column.name}：{written(raw)}")

    def check_needed(self, header: Header) -> None:
        """A fault for each needed field without a value."""
        faulty = {f.column for f in self.faults}
        for field_ in self._needed():
            name = header.name_of(field_.key) or field_.label
            if field_.key in self.values.parsed or name in faulty:
                continue
            raw = self.values.typed.get(field_.key)
            why = (
                f"从“{typed(raw).strip()}”看不出{field_.label}"
                if raw is not None and not says_nothing(raw)
                else f"缺少“{field_.label}”"
            )
            self.faults.append(self._fault(name, raw, why, field_.mend))

    def _needed(self) -> Iterator[Field]:
        return (f for f in self.form.fields if f.mend)

    def _fault(self, column: str, raw: RawCell, why: str, mend: str) -> Fault:
        return Fault(self.sheet, self.row, column, typed(raw).strip(), why, mend)
