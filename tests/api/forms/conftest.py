"""Small workbooks made in code, and the codes and the day they are read with."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from importlib.resources import files

import openpyxl
import pytest

from api.forms.fields import FormReference
from api.forms.reading import FormReading, Kind, read_form

AS_OF = date(2021, 2, 7)
Rows = Sequence[Sequence[object]]


@pytest.fixture(scope="session")
def reference() -> FormReference:
    def table(name: str) -> list[dict[str, str]]:
        text = files("seed_data").joinpath("reference", name).read_text(encoding="utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    return FormReference(
        streets={s["name"]: s["code"] for s in table("streets.csv")},
        counties={c["province"] + c["name"]: c["code"] for c in table("counties.csv")},
        paid_days=Decimal("21.75"),
    )


@pytest.fixture(scope="session")
def book() -> Callable[..., bytes]:
    """A workbook of one sheet 表一, or of several given by name, with merged ranges in the first."""

    def build(rows: Rows = (), *, merge: Sequence[str] = (), **sheets: Rows) -> bytes:
        workbook = openpyxl.Workbook()
        workbook.active.title = "表一"
        for row in rows:
            workbook.active.append(list(row))
        for area in merge:
            workbook.active.merge_cells(area)
        for name, lines in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in lines:
                sheet.append(list(row))
        for sheet in workbook:
            for cell in (cell for row in sheet for cell in row if cell.data_type == "f"):
                cell.data_type = "s"  # typed as text; the library would make a formula of it
        out = io.BytesIO()
        workbook.save(out)
        return out.getvalue()

    return build


@pytest.fixture(scope="session")
def read(book: Callable[..., bytes], reference: FormReference) -> Callable[..., FormReading]:
    def reading(kind: Kind, rows: Rows, *, merge: Sequence[str] = (), **sheets: Rows) -> FormReading:
        return read_form(book(rows, merge=merge, **sheets), "表.xlsx", kind, reference, AS_OF)

    return reading
