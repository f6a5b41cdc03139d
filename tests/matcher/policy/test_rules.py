"""Boundaries of the rules that count: ages, wages, hours, and what fields say against the text."""

from datetime import date

import pytest

from matcher.policy.advert import Advert
from matcher.policy.findings import Level
from matcher.policy.parameters import DatedValue, Parameters, packaged_parameters
from matcher.policy.screening import screen


def rules(found) -> set[tuple[str, str]]:
    return {(one.rule, str(one.level)) for one in found.findings}


@pytest.mark.parametrize(
    ("day", "wage", "verdict"),
    [
        ("2021-02-08", 2099, "block"),
        ("2021-02-08", 2100, "ok"),
        ("2021-12-01", 2100, "block"),
        ("2021-12-01", 2300, "ok"),
    ],
)
def test_the_least_wage_goes_by_the_day_the_work_starts(screened, day: str, wage: int, verdict: str) -> None:
    found = screened("招普工", wage_low=wage, start_date=date.fromisoformat(day))
    assert found.verdict == verdict


def test_the_wage_of_the_fields_beats_the_text(screened) -> None:
    assert screened("薪资面议，底薪1000", wage_low=3000, wage_high=4000).findings == ()


def test_a_finding_in_a_field_names_the_field_and_the_value_to_enter(screened) -> None:
    (finding,) = screened("招普工", wage_low=2000, wage_high=3000).findings
    assert (finding.field, finding.phrase, finding.rewrite) == ("wage_low", "2000", "2100")


def test_a_guaranteed_wage_covers_a_low_base(screened) -> None:
    assert screened("底薪1800+提成，保底3000").verdict is Level.OK


@pytest.mark.parametrize(("start", "verdict"), [("2024-02-29", "ok"), ("2024-02-28", "block")])
def test_the_youngest_whom_a_date_of_birth_admits_is_sixteen_on_the_day(screened, start: str, verdict: str) -> None:
    assert screened("2008年2月29日及以前出生", start_date=date.fromisoformat(start)).verdict == verdict


@pytest.mark.parametrize(("start", "verdict"), [("2021-02-28", "block"), ("2021-03-01", "ok")])
def test_who_is_born_on_a_leap_day_comes_of_age_on_the_first_of_march(start: str, verdict: str) -> None:
    adult_at_17 = Parameters((*packaged_parameters().rows, DatedValue("age.least", 17, date(2001, 1, 1))))
    found = screen(Advert("2004年2月29日及以前出生"), adult_at_17, date.fromisoformat(start))
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("15岁以上", {("V07", "block")}),
        ("16岁以上", set()),
        ("18-59岁", {("V06", "warn")}),
        ("18-60岁", set()),
        ("18-61岁", {("V09", "warn")}),
        ("45岁以上勿扰", {("V06", "warn")}),
        ("未满16周岁勿扰", set()),
        ("照顾15岁以上青少年", set()),
    ],
)
def test_ages(screened, text: str, found: set[tuple[str, str]]) -> None:
    assert rules(screened(text)) == found


def test_a_hazard_asks_for_adults(screened) -> None:
    assert rules(screened("年满16周岁，高空作业")) == {("V08", "block")}
    assert rules(screened("年满18周岁，高空作业")) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("每天工作8小时，周休一天", set()),
        ("每天工作9小时，周休一天", {("V17", "warn")}),
        ("每天工作10小时，周休一天", {("V17", "block")}),
        ("每天工作12小时", {("V17", "block")}),
        ("每天工作12小时，综合计算工时制", {("V17", "warn")}),
        ("每月加班36小时", set()),
        ("每月加班37小时", {("V17", "block")}),
        ("营业时间9:00-23:00", set()),
    ],
)
def test_hours(screened, text: str, found: set[tuple[str, str]]) -> None:
    assert rules(screened(text)) == found


def test_posts_for_others_need_a_permit(screened) -> None:
    assert rules(screened("代招电子厂普工")) == {("V14", "block")}
    assert screened("代招电子厂普工", agency_permit=True).verdict is Level.OK


def test_a_post_kept_for_residents_who_find_no_work_is_for_a_person_to_judge(screened) -> None:
    assert rules(screened("公益性岗位，限本区户籍")) == {("V02", "warn")}


def test_the_title_is_screened_too_and_named(screened) -> None:
    (finding,) = screened("包住", title="女文员").findings
    assert (finding.field, finding.phrase, finding.rewrite) == ("title", "女文员", "文员（男女不限）")


def test_negation_ends_where_the_clause_turns(screened) -> None:
    assert screened("不收押金、服装费、培训费").verdict is Level.OK
    assert rules(screened("不收押金，但需交服装费300元")) == {("V12", "block")}
