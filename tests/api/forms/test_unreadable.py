"""A file of which nothing can be taken is one clear error, never anything else."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from api.forms.faults import UnreadableForm
from api.forms.fields import FormReference
from api.forms.reading import read_form

NOWHERE = FormReference(streets={})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Book = Callable[..., bytes]


def refuse(content: bytes) -> UnreadableForm:
    with pytest.raises(UnreadableForm) as caught:
        read_form(content, "表.xlsx", "workers", NOWHERE, date(2021, 2, 7))
    return caught.value


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", OLE, OLE + bytes(512)]))
@example(b"", b"")
def test_random_bytes_are_no_excel_file(noise: bytes, start: bytes):
    assert refuse(start + noise).mend


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(place=st.integers(0, 6000), junk=st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused(book: Book, place: int, junk: bytes):
    whole = bytearray(book([["姓名", "电话"], ["张三", "13800138000"]]))
    place %= len(whole)
    whole[place : place + len(junk)] = junk
    try:
        read_form(bytes(whole), "表.xlsx", "workers", NOWHERE, date(2021, 2, 7))
    except UnreadableForm:
        return


def test_a_form_of_another_kind_has_no_header(book: Book):
    assert "表头" in refuse(book([["单位名称", "岗位", "人数"], ["甲厂", "车工", 1]])).what


def test_an_empty_sheet_says_so(book: Book):
    assert "没有内容" in refuse(book([])).what


def test_a_protected_file_says_so():
    assert "密码" in refuse(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")).what


def test_a_zip_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "不是 Excel" in refuse(out.getvalue()).what


def test_a_cell_at_the_end_of_the_world_is_refused_before_it_fills_the_memory():
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["XFD1048576"] = "姓名", "x"
    out = io.BytesIO()
    workbook.save(out)
    assert "太大" in refuse(out.getvalue()).what


def test_blank_formatted_cells_far_away_do_no_harm(reference: FormReference):
    workbook = openpyxl.Workbook()
    for row in (["姓名", "电话"], ["张三", "13800138000"]):
        workbook.active.append(row)
    workbook.active["XFD1048576"].number_format = "@"
    out = io.BytesIO()
    workbook.save(out)
    assert len(read_form(out.getvalue(), "表.xlsx", "workers", reference, date(2021, 2, 7)).rows) == 1


def test_a_hidden_sheet_is_not_read(reference: FormReference):
    workbook = openpyxl.Workbook()
    for row in (["姓名", "电话"], ["张三", "13800138000"]):
        workbook.active.append(row)
    hidden = workbook.create_sheet("数据字典")
    hidden.sheet_state = "hidden"
    for row in (["姓名", "电话"], ["李四", "13800138001"]):
        hidden.append(row)
    out = io.BytesIO()
    workbook.save(out)
    reading = read_form(out.getvalue(), "表.xlsx", "workers", reference, date(2021, 2, 7))
    assert ([row.entry.name for row in reading.rows], [line.sheet for line in reading.ignored]) == (
        ["张三"],
        ["数据字典"],
    )
