"""A file of which nothing can be taken is one clear error, never anything else."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from api.forms import sheet as sheet_module
from api.forms import workbook_reader
from api.forms.faults import UnreadableForm
from api.forms.fields import FormReference
from api.forms.reading import read_form
from api.forms.sheet import read_workbook

NOWHERE = FormReference(streets={})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Book = Callable[..., bytes]


def refuse(content: bytes) -> UnreadableForm:
    with pytest.raises(UnreadableForm) as caught:
        read_form(content, "表.xlsx", "workers", NOWHERE, date(2021, 2, 7))
    return caught.value


def changed(content: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """The same archive with its members renamed or rewritten."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            archive.writestr(*change(name, whole.read(name)))
    return out.getvalue()


def far_cell() -> bytes:
    """An ordinary file of 5 kB with one number in its very last cell."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "姓名")
        sheet.write_number(1_048_575, 16_383, 1)
    return out.getvalue()


# Noise is read in this process: it is what the reading process does with it, without a start for each example.
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", OLE, OLE + bytes(512)]))
@example(b"", b"")
def test_random_bytes_are_no_excel_file(noise: bytes, start: bytes):
    with pytest.raises(UnreadableForm) as caught:
        workbook_reader.read(start + noise)
    assert caught.value.mend


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(place=st.integers(0, 6000), junk=st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused(book: Book, place: int, junk: bytes):
    whole = bytearray(book([["姓名", "电话"], ["张三", "13800138000"]]))
    place %= len(whole)
    whole[place : place + len(junk)] = junk
    try:
        workbook_reader.read(bytes(whole))
    except UnreadableForm:
        return


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04", OLE, OLE + bytes(512)])
def test_what_is_no_excel_file_is_refused_with_how_to_mend_it(content: bytes):
    assert refuse(content).mend


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


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda name, xml: (name, xml), id="as written"),
        pytest.param(lambda name, xml: (name, xml.replace(b'r="XFD1048576"', b"r = 'XFD1048576'")), id="other quotes"),
        pytest.param(lambda name, xml: (name, xml.replace(b"<c r=", b'<c s="0" r=')), id="other order"),
        pytest.param(
            lambda name, xml: (name.replace("worksheets", "w"), xml.replace(b"worksheets/", b"w/")), id="moved"
        ),
    ],
)
def test_a_cell_at_the_end_of_the_world_is_refused_before_it_fills_the_memory(change):
    assert "表格太大（到第 1048576 行、第 16384 列）" in refuse(changed(far_cell(), change)).what


def test_a_file_that_slips_past_every_check_ends_the_reader_and_not_us():
    told = refuse(changed(far_cell(), lambda name, xml: (name, xml.replace(b"<c r=", b'<c x=">" r='))))
    assert told.what.startswith("这个文件读不了")


def test_a_reader_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheet_module, "_SECONDS", 0.001)
    assert refuse(far_cell()).what.startswith("这个文件读不了，读它花的时间太长")


def shared_text(letters: int) -> bytes:
    """Two thousand cells that share one text of so many letters."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for row in range(2000):
            sheet.write_string(row, 0, "长文")
    return changed(out.getvalue(), lambda name, xml: (name, xml.replace("长文".encode(), b"&amp;" * letters)))


def test_one_long_text_in_many_cells_is_refused_before_it_fills_the_memory():
    assert "文字超过 32767 个字" in refuse(shared_text(1_000_000)).what


def test_a_text_as_long_as_excel_allows_is_read():
    assert read_workbook(shared_text(32_767)).sheets[0].rows[1999][0] == "&" * 32_767


def test_a_text_too_long_for_excel_is_refused_where_it_stands_in_its_cell():
    inline = f'<c r="A1" t="inlineStr"><is><t>{"长" * 32_768}</t></is></c>'.encode()
    content = changed(far_cell(), lambda name, xml: (name, xml.replace(b'<c r="A1" t="s"><v>0</v></c>', inline)))
    near = changed(content, lambda name, xml: (name, xml.replace(b"XFD1048576", b"B1").replace(b"1048576", b"1")))
    assert "“Sheet1”里有单元格里的文字超过" in refuse(near).what


def test_the_reading_process_imports_nothing_heavy():
    seen = "import sys, api.forms.workbook_reader; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True).stdout.split()
    assert not {"litestar", "sqlalchemy", "pandas", "numpy", "rapidfuzz", "matcher"} & set(modules)


def test_numbers_dates_and_merged_cells_come_through_as_they_are(book: Book):
    sheet = read_workbook(book([["姓名", "电话"], ["张三", 4.5], [date(2021, 2, 7), True]], merge=["A1:B1"])).sheets[0]
    assert sheet.rows == [["姓名", "姓名"], ["张三", 4.5], [date(2021, 2, 7), True]]
    assert sheet.merged == {(0, 0): (0, 0), (0, 1): (0, 0)}


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
