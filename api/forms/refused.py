"""The refused rows back as an .xlsx: to be corrected where marked and imported again."""

from collections import defaultdict
from collections.abc import Sequence

from api.forms.cells.plain import typed
from api.forms.reading import FORMS, FormReading, RefusedRow
from api.forms.writing import Mark, Table, Value, workbook

WHY, MEND, SHEET, ROW = "原因", "怎么改", "原工作表", "原行号"
_ADDED = (WHY, MEND, SHEET, ROW)
"""Columns put before the form's own; reading a form skips them."""


def refused_workbook(reading: FormReading) -> bytes:
    """One sheet for each header the refused rows stood under, with the original cells as text, faulty ones marked."""
    groups: defaultdict[tuple[str, tuple[str, ...]], list[RefusedRow]] = defaultdict(list)
    for row in reading.refused_rows:
        groups[row.source.sheet, _names(reading, row)].append(row)
    tables = [_table(number, names, rows, reading) for number, ((_, names), rows) in enumerate(groups.items(), 1)]
    return workbook(tables)


def _names(reading: FormReading, row: RefusedRow) -> tuple[str, ...]:
    """The form's headers in one row each, plus columns for what stood above the table or is missing from it."""
    form = FORMS[reading.kind]
    names = []
    for column in row.source.header.columns:
        label = form.by_key[column.field].label if column.field else ""
        # A header of two rows joined into one may read differently; the plain name of the field never does.
        names.append(column.name if form.field_of((column.name,)) == column.field else label or column.name)
    missing = [f.label for f in form.fields if f.mend and f.key not in row.source.header.fields()]
    stated = [form.by_key[key].label for key in row.source.inherited]
    return (*names, *dict.fromkeys(label for label in (*stated, *missing) if label not in names))


def _table(number: int, names: tuple[str, ...], rows: Sequence[RefusedRow], reading: FormReading) -> Table:
    form = FORMS[reading.kind]
    lines: list[list[Value]] = []
    marks: set[Mark] = set()
    for place, row in enumerate(rows):
        source = row.source
        cells = [typed(source.cells[c.index]) for c in source.header.columns]
        above = {form.by_key[key].label: typed(value) for key, value in source.inherited.items()}
        cells += [above.get(name, "") for name in names[len(cells) :]]
        why = "；".join(f"{fault.column}：{fault.why}" for fault in row.faults)
        mend = "；".join(dict.fromkeys(fault.mend for fault in row.faults))
        lines.append([why, mend, source.sheet, source.row, *cells])
        faulty = {fault.column for fault in row.faults}
        titles = [*(c.name for c in source.header.columns), *names[len(source.header.columns) :]]
        marks |= {Mark(place, len(_ADDED) + i) for i, title in enumerate(titles) if title in faulty}
    return Table(
        name=f"退回改正{number}" if number > 1 else "退回改正",
        header=(*_ADDED, *names),
        rows=lines,
        marks=frozenset(marks),
        widths=(36, 36, 12, 8),
    )
