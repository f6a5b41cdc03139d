"""The sample forms that come with the demonstration district are read as their README says."""

from datetime import date
from importlib.resources import files

import pytest

from api.forms.fields import FormReference
from api.forms.reading import FormReading, read_form


def sample(name: str, reference: FormReference) -> FormReading:
    kind = "workers" if name.startswith("求职") else "vacancies"
    content = files("seed_data").joinpath("forms", f"{name}.xlsx").read_bytes()
    return read_form(content, f"{name}.xlsx", kind, reference, date(2021, 2, 7))


@pytest.mark.parametrize("name", ["求职登记_整洁", "用人单位招用登记_整洁"])
def test_of_a_clean_form_every_row_is_taken_and_understood(name: str, reference: FormReference):
    reading = sample(name, reference)
    assert (reading.refused, reading.ignored) == ([], [])
    assert len(reading.rows) >= 15


def test_the_filthy_form_of_vacancies_is_refused_where_its_readme_says(reference: FormReference):
    reading = sample("用人单位招用登记_杂乱", reference)
    assert [(f.sheet, f.row, f.column.split("（")[0]) for f in reading.refused] == [
        ("2月汇总", 13, "招聘人数"),
        ("2月汇总", 15, "到岗时间"),
        ("2月汇总", 16, "联系电话"),
        ("2月汇总", 17, "薪资待遇"),
        ("2月汇总", 18, "统一社会信用代码"),
        ("2月汇总", 19, "单位名称"),
        ("2月汇总", 20, "招聘人数"),
        ("补报", 8, "岗位"),
    ]
    assert [row.source.row for row in reading.rows] == [7, 8, 9, 11, 12, 14, 21, 22, 4, 5, 6, 7]


def test_the_filthy_form_of_workers_is_refused_where_its_readme_says(reference: FormReference):
    reading = sample("求职登记_杂乱", reference)
    assert [(f.sheet, f.row, f.column) for f in reading.refused] == [
        ("登记表", 9, "身份证号"),
        ("登记表", 10, "身份证号"),
        ("登记表", 11, "出生年月日"),
        ("登记表", 12, "手机／电话"),
        ("登记表", 13, "姓名"),
        ("登记表", 14, "手机／电话"),
        ("登记表", 15, "期望工资"),
    ]
    assert [row.source.row for row in reading.rows] == [5, 6, 7, 16, 17, 18, 3, 4, 5]
