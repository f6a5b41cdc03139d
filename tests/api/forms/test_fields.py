"""Headers are understood by meaning: each name an office gives a column leads to its field, or to none."""

import csv
from pathlib import Path

import pytest

from api.forms.fields import bare_header
from api.forms.reading import FORMS

WILD = list(csv.DictReader((Path(__file__).parent / "headers_in_the_wild.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize("form", ["vacancies", "workers"])
def test_every_header_of_the_wild_leads_to_its_field(form: str):
    known = FORMS[form].field_of
    told = {w["header"]: w["field"] or None for w in WILD if w["form"] == form}
    assert {header: known((header,)) for header in told} == told


@pytest.mark.parametrize(
    "written",
    ["联系 电话", "联\n系\n电话", "*联系电话（必填）", "联系电话：", "３．联系电话", "【联系电话】", "联糸电话"],
)
def test_spaces_lines_stars_and_a_slip_of_the_pen_change_no_meaning(written: str):
    assert FORMS["workers"].field_of((written,)) == "phone"


def test_an_upper_header_tells_two_columns_of_one_name_apart():
    field_of = FORMS["vacancies"].field_of
    assert [field_of(("工资待遇（元/月）", end)) for end in ("最低", "最高")] == ["wage_low", "wage_high"]


def test_a_persons_name_under_emergency_contact_is_not_the_workers():
    assert FORMS["workers"].field_of(("紧急联系人", "姓名")) is None


def test_an_unknown_column_under_a_known_group_stays_unknown():
    assert FORMS["vacancies"].field_of(("用人单位信息", "内部编号")) is None


def test_a_bare_header_has_no_unit():
    assert bare_header("月薪(元/月)") == "月薪"
