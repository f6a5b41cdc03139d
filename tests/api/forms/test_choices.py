from datetime import date

import pytest

from api.forms.cells.choices import (
    parse_education,
    parse_level,
    parse_list,
    parse_sex,
    parse_shift,
    parse_shifts,
    parse_yes,
)
from api.forms.cells.festival import Festival, parse_festival
from api.forms.cells.places import county_code, street_code
from api.forms.fields import FormReference


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("初中", 70),
        ("初中毕业", 70),
        ("高中", 60),
        ("中专/技校", 40),
        ("职高", 40),
        ("大专", 30),
        ("全日制本科", 20),
        ("硕士研究生", 10),
        ("小学", 80),
        (70.0, 70),
        ("60", 60),
        ("大学专科", 30),
        ("大学", 20),
    ],
)
def test_education_words_have_a_code(raw: object, code: int):
    assert parse_education(raw) == code


@pytest.mark.parametrize("raw", ["看情况", "不限", "本科在读", "", "自学成才", 7.0])
def test_education_that_says_nothing_certain_is_unknown(raw: object):
    assert parse_education(raw) is None


def test_a_requirement_takes_the_lowest_education_named():
    assert parse_education("大专或本科以上", lowest=True) == 30


@pytest.mark.parametrize(
    ("raw", "level"),
    [
        ("高级技师", 1),
        ("技师", 2),
        ("高级工", 3),
        ("三级/高级工", 3),
        ("中级", 4),
        ("五级", 5),
        ("初级工", 5),
        (4.0, 4),
        ("中级职称", None),
        ("无", None),
    ],
)
def test_skill_levels_count_down_to_one(raw: object, level: int | None):
    assert parse_level(raw) == level


@pytest.mark.parametrize(
    ("raw", "shift"),
    [
        ("白班", "day"),
        ("长白班", "day"),
        ("夜班20:00-次日6:00", "night"),
        ("两班倒", "rotating"),
        ("三班两运转", "rotating"),
        ("白班/夜班", "rotating"),
        ("不上夜班", "day"),
        ("面议", None),
    ],
)
def test_shifts_of_a_vacancy(raw: str, shift: str | None):
    assert parse_shift(raw) == shift


@pytest.mark.parametrize(
    ("raw", "shifts"),
    [
        ("都可以", ["day", "night", "rotating"]),
        ("只上白班", ["day"]),
        ("不接受夜班", ["day"]),
        ("可上夜班", ["day", "night"]),
        ("白班、夜班", ["day", "night"]),
        ("看看", []),
    ],
)
def test_shifts_a_worker_takes(raw: str, shifts: list[str]):
    assert parse_shifts(raw) == shifts


@pytest.mark.parametrize(
    ("raw", "answer"),
    [
        ("是", True),
        ("√", True),
        ("有", True),
        ("否", False),
        ("×", False),
        ("不需要", False),
        ("N", False),
        (1.0, True),
        (0.0, False),
        ("五险", True),
        ("看情况", None),
        (True, True),
    ],
)
def test_yes_and_no(raw: object, answer: bool | None):
    assert parse_yes(raw) is answer


@pytest.mark.parametrize(("raw", "sex"), [("男", "男"), ("女性", "女"), (1.0, "男"), ("F", "女"), ("男女不限", None)])
def test_sex(raw: object, sex: str | None):
    assert parse_sex(raw) == sex


def test_a_list_is_parted_and_unnumbered():
    assert parse_list("1.焊工证、2.叉车证；健康证") == ["焊工证", "叉车证", "健康证"]


@pytest.mark.parametrize(
    "raw", ["东漖", "东漖街", "东漖街道", "东漖街道办", "荔湾区东漖街道办事处", "東漖街", "440103019", " 东　漖 "]
)
def test_a_street_by_any_of_its_names(raw: str, reference: FormReference):
    assert street_code(raw, reference.streets) == "440103019"


@pytest.mark.parametrize("raw", ["火星街道", "东漖北路", "东漖、东沙", "", "越秀区"])
def test_a_street_that_is_not_certain_is_unknown(raw: str, reference: FormReference):
    assert street_code(raw, reference.streets) is None


def test_an_address_names_a_street_only_with_the_word_for_it(reference: FormReference):
    found = [
        street_code(a, reference.streets, address=True) for a in ("荔湾区东漖街道荔安社区3号", "荔湾区东漖北路3号")
    ]
    assert found == ["440103019", None]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("湖南省邵阳市隆回县", "430524"),
        ("广西桂平", "450881"),
        ("441621", "441621"),
        ("河南信阳", None),
        ("火星", None),
    ],
)
def test_a_home_county(raw: str, code: str | None, reference: FormReference):
    assert county_code(raw, reference.county_names) == code


@pytest.mark.parametrize(
    ("raw", "plan"),
    [
        ("2月9日返乡，20日返岗", Festival(False, date(2021, 2, 9), date(2021, 2, 20))),
        ("留穗", Festival(True)),
        ("否", Festival(False)),
        ("不返乡", Festival(True)),
        ("看情况", None),
    ],
)
def test_the_festival_plan(raw: str, plan: Festival | None):
    assert parse_festival(raw, date(2021, 2, 7)) == plan
