"""What a user typed comes out of an export as the same text, and never as a formula."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.forms.export import (
    MADE_UP,
    PairLine,
    UnmatchedLine,
    pairs_workbook,
    unmatched_workbook,
    vacancies_workbook,
    workers_workbook,
)
from api.forms.fields import FormReference
from api.forms.reading import read_form
from api.forms.sheet import read_workbook
from api.forms.writing import Table, workbook
from models.employer import Employer
from models.vacancy import Shift, Vacancy, VacancyState, WageUnit
from models.worker import Worker

NOW = datetime(2021, 2, 7, 1, tzinfo=UTC)
# What XML 1.0 cannot carry at all, and line ends that it folds into one, cannot come back.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="￾￿"), min_size=1, max_size=60)
PAIR = PairLine("张三", "13800138000", "东漖街道", "缝纫工", "甲厂", "车工", "东沙街道", "4500", 0.87, "重点", "会缝纫")


def test_a_formula_is_only_text():
    dangers = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|'/C calc'!A0", "http://example.org", "{=1}"]
    content = workbook([Table("表", ["备注"], [[danger] for danger in dangers])])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
        assert not any("externalLink" in name or name.endswith("sheet1.xml.rels") for name in archive.namelist())
    assert [row[0] for row in read_workbook(content).sheets[0].rows[1:]] == dangers


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=8))
def test_every_text_comes_back_as_it_was_written(texts: list[str]):
    content = workbook([Table("表", ["备注"], [[text] for text in texts])])
    assert [row[0] for row in read_workbook(content).sheets[0].rows[1:]] == texts


def test_the_same_table_gives_the_same_bytes():
    assert pairs_workbook([PAIR]) == pairs_workbook([PAIR])


@pytest.mark.parametrize(
    "content",
    [
        pairs_workbook([PAIR], title="2 月 7 日匹配", made_up=True),
        unmatched_workbook(
            [UnmatchedLine("岗位", "车工", "没有人会", "放宽经验")], title="2 月 7 日匹配", made_up=True
        ),
    ],
)
def test_an_export_of_made_up_data_says_so_above_the_table(content: bytes):
    assert [row[0] for row in read_workbook(content).sheets[0].rows[:2]] == ["2 月 7 日匹配", MADE_UP]


def test_vacancies_taken_away_can_be_read_in_again(reference: FormReference):
    employer = Employer(name="甲制衣厂", uscc="91350100M000100Y43", registered_at=NOW, updated_at=NOW)
    vacancy = Vacancy(
        employer_id=1,
        title="缝纫工",
        openings=5,
        wage_low_fen=2250,
        wage_unit=WageUnit.HOUR,
        shift=Shift.NIGHT,
        education_min=70,
        lodging=True,
        street_code="440103019",
        start_date=date(2021, 2, 18),
        phone="13800138000",
        duties="=车缝",
        state=VacancyState.OPEN,
        state_since=NOW,
        created_at=NOW,
        updated_at=NOW,
    )
    streets = {code: name for name, code in reference.streets.items()}
    content = vacancies_workbook([(vacancy, employer)], streets, made_up=True)
    back = read_form(content, "岗位.xlsx", "vacancies", reference, date(2021, 2, 7)).rows[0].entry
    kept = (
        "wage_low_fen",
        "wage_unit",
        "shift",
        "education_min",
        "lodging",
        "street_code",
        "start_date",
        "phone",
        "duties",
    )
    assert {key: back.values[key] for key in kept} == {key: getattr(vacancy, key) for key in kept}
    assert (back.employer.name, back.employer.uscc, back.openings) == ("甲制衣厂", "91350100M000100Y43", 5)


def test_an_id_number_leaves_the_house_masked():
    worker = Worker(name="张三", id_number="11010519491231002X", phone="13800138000", registered_at=NOW, updated_at=NOW)
    rows = read_workbook(workers_workbook([(worker, ["缝纫工"])], {})).sheets[0].rows
    assert "110***********002X" in rows[1]
    assert not any("19491231" in str(cell) for cell in rows[1])
