"""Refused rows go back as they were typed, and come in again once corrected."""

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest

from api.forms.fields import FormReference
from api.forms.reading import FormReading, Kind, read_form
from api.forms.refused import refused_workbook

Read = Callable[..., FormReading]
WORKERS = ["姓名", "身份证号", "联系电话", "民族", "备注"]


def corrected(content: bytes, mends: dict[str, str]) -> bytes:
    """The workbook with the cells under the given headers of its first row below the header replaced."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    sheet = workbook.active
    for cell in sheet[1]:
        if cell.value in mends:
            sheet.cell(2, cell.column).value = mends[cell.value]
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def shown(content: bytes) -> list[dict[str, object]]:
    header, *rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def again(content: bytes, kind: Kind, reference: FormReference) -> FormReading:
    return read_form(content, "退回.xlsx", kind, reference, date(2021, 2, 7))


def test_a_refused_row_keeps_every_cell_as_typed_and_says_how_to_mend_it(read: Read):
    row = ["张三", "", "1380013800", "壮", "=1+1"]
    line = shown(refused_workbook(read("workers", [WORKERS, row])))[0]
    assert [line[name] for name in WORKERS] == ["张三", None, "1380013800", "壮", "=1+1"]
    assert "10 位" in str(line["原因"])
    assert line["怎么改"]
    assert (line["原工作表"], line["原行号"]) == ("表一", 2)


def test_only_the_faulty_cell_is_marked(read: Read):
    content = refused_workbook(read("workers", [WORKERS, ["张三", "", "123", "壮", ""]]))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    marked = {sheet.cell(1, cell.column).value for cell in sheet[2] if cell.fill.fill_type == "solid"}
    assert marked == {"联系电话"}


def test_every_cell_is_text_so_that_a_long_number_stays_whole(read: Read):
    content = refused_workbook(read("workers", [WORKERS, ["张三", "", 1380013800, "", ""]]))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert all(cell.number_format == "@" for cell in sheet[2] if cell.value and cell.data_type == "s")


def test_uncorrected_rows_are_refused_again_for_the_same_reasons(read: Read, reference: FormReference):
    rows = [WORKERS, ["张三", 440306199001011234, "13800138000", "", ""], ["", "", 1380013800, "", ""]]
    first = read("workers", rows)
    second = again(refused_workbook(first), "workers", reference)
    assert [(f.column, f.why) for f in second.refused] == [(f.column, f.why) for f in first.refused]


def test_a_corrected_row_is_taken(read: Read, reference: FormReference):
    content = refused_workbook(read("workers", [WORKERS, ["张三", "", "1380013800", "壮", "夜班可"]]))
    reading = again(corrected(content, {"联系电话": "13800138000"}), "workers", reference)
    assert [(row.entry.name, row.entry.phone, row.entry.remarks) for row in reading.rows] == [
        ("张三", "13800138000", ("夜班可",))
    ]
    assert reading.refused == []


def test_the_employer_named_above_the_table_and_two_header_rows_come_back_in_one(read: Read, reference: FormReference):
    rows = [
        ["单位名称：甲制衣厂"],
        ["岗位", "人数", "月薪（元）", ""],
        ["", "", "最低", "最高"],
        ["缝纫工", "若干", 4500, 6000],
    ]
    content = refused_workbook(read("vacancies", rows))
    vacancy = again(corrected(content, {"人数": "5"}), "vacancies", reference).rows[0].entry
    assert (vacancy.employer.name, vacancy.openings) == ("甲制衣厂", 5)
    assert (vacancy.values["wage_low_fen"], vacancy.values["wage_high_fen"]) == (450000, 600000)


@pytest.mark.parametrize("kind", ["vacancies", "workers"])
def test_a_needed_column_the_form_lacks_is_added_to_be_filled(read: Read, reference: FormReference, kind: Kind):
    rows = {"workers": [["姓名", "性别"], ["张三", "男"]], "vacancies": [["岗位", "人数"], ["车工", 3]]}[kind]
    content = refused_workbook(read(kind, rows))
    reading = again(corrected(content, {"手机": "13800138000", "单位名称": "甲厂"}), kind, reference)
    assert len(reading.rows) == 1
