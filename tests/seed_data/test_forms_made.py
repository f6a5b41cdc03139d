"""The sample forms in the folder are the ones the script makes."""

import io
import zipfile

import openpyxl
import pytest

from seed_data.forms_made import FORMS, sample_forms

NAMES = ("用人单位招用登记_整洁.xlsx", "用人单位招用登记_杂乱.xlsx", "求职登记_整洁.xlsx", "求职登记_杂乱.xlsx")


def parts(content: bytes) -> dict[str, bytes]:
    """The files inside; how tightly they are packed depends on the machine's zlib."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def opened(name: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(sample_forms()[name]))


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_form_is_what_the_script_makes(name: str):
    assert parts((FORMS / name).read_bytes()) == parts(sample_forms()[name])


def test_making_the_forms_twice_gives_the_same_bytes():
    assert sample_forms() == sample_forms()


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_is_a_formula(name: str):
    cells = [cell for sheet in opened(name) for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)


@pytest.mark.parametrize("name", [name for name in NAMES if "杂乱" in name])
def test_a_filthy_form_has_two_sheets_and_merged_cells(name: str):
    book = opened(name)
    assert len(book.sheetnames) == 2
    assert book.worksheets[0].merged_cells.ranges


def test_one_employer_spans_several_posts():
    merged = {str(area) for area in opened("用人单位招用登记_杂乱.xlsx").worksheets[0].merged_cells.ranges}
    assert "B7:B9" in merged


def test_the_lost_id_number_has_kept_only_the_fifteen_digits_excel_keeps():
    cell = opened("求职登记_杂乱.xlsx").worksheets[0]["D9"]
    assert cell.data_type == "n"
    assert 10**17 < cell.value == float(f"{cell.value:.15g}")


def test_the_clean_forms_hold_enough_to_match():
    assert opened("用人单位招用登记_整洁.xlsx").worksheets[0].max_row > 15
    assert opened("求职登记_整洁.xlsx").worksheets[0].max_row == 31
