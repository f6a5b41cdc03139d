"""What an employer types of people it lacks, each thing no need can mean, and what the law says of it."""

from datetime import date

import pytest
from sqlmodel import Session

from api.refusals import BadField
from api.swap_needs.lawful import check_lawful
from api.swap_needs.terms import TOLD, NeedTerms, need_terms, typed, unknown
from models.employer import Employer
from models.swap_need import SwapNeed
from tests.api.swap_offers.conftest import NOW

TODAY = date(2021, 2, 8)
TYPED = {
    "trade": "包装工",
    "people": "6",
    "from_day": "2021-02-10",
    "to_day": "2021-02-19",
    "wage_fen": "4500",
    "min_days": "5",
    "urgent": "yes",
    "street_code": "440103021",
    "address": "东沙大道9号",
    "hours_day": "8",
    "hours_week": "40",
    "overtime_day": "2",
    "overtime_month": "20",
    "hazards": "噪声",
    "protection": "耳塞",
    "certificates": "健康证",
    "work": "给口罩打耳带、装袋",
    "conditions": "车间有空调，坐着做",
    "hazards_told": "有噪声，发耳塞",
    "safety": "上岗前培训半天",
    "pay": "每月 4500 元，次月 15 日由原单位发",
    "house_rules": "车间不带手机",
    "board": "包午餐",
    "transport": "班车接送",
}


def told_of(changes: dict[str, str]) -> dict[str, str]:
    with pytest.raises(BadField) as refused:
        need_terms(TYPED | changes, TODAY)
    return {problem.field: problem.why for problem in refused.value.problems}


def unlawful(store: Session, firm: Employer, changes: dict[str, str]) -> dict[str, str]:
    with pytest.raises(BadField) as refused:
        check_lawful(store, firm, need_terms(TYPED | changes, TODAY))
    return {problem.field: problem.why for problem in refused.value.problems}


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"trade": ""}, "trade", "请写岗位"),
        ({"people": "0"}, "people", "1 到 10000"),
        ({"to_day": "2021-02-09"}, "to_day", "早于第一天"),
        ({"from_day": "2021-01-01", "to_day": "2021-02-01"}, "to_day", "已经过去"),
        ({"min_days": "11"}, "min_days", "这段日子一共 10 天"),
        ({"min_days": "0"}, "min_days", "1 到 366"),
        ({"wage_fen": "0"}, "wage_fen", "请填 1 到"),
        ({"hours_day": "八"}, "hours_day", "0 到 24"),
        ({"hours_day": "25"}, "hours_day", "0 到 24"),
        ({"hazards": "、".join(f"危害{n}" for n in range(21))}, "hazards", "最多 20 项"),
        ({"work": "长" * 1001}, "work", "最多 1000 个字"),
    ],
)
def test_what_no_need_can_mean_is_told_beside_its_field(wrong: dict[str, str], field: str, told: str) -> None:
    found = told_of(wrong)
    assert list(found) == [field]
    assert told in found[field]


def test_mistakes_of_all_kinds_are_told_at_once() -> None:
    assert set(told_of({"people": "0", "to_day": "2021-02-01"})) == {"people", "to_day"}


@pytest.mark.parametrize(
    "right", [{"min_days": "10"}, {"min_days": ""}, {"from_day": "2021-02-01"}, {"hours_day": "7.5"}]
)
def test_the_edges_of_what_can_be_meant_are_let_through(right: dict[str, str]) -> None:
    assert isinstance(need_terms(TYPED | right, TODAY), NeedTerms)


def test_a_stored_need_is_typed_as_it_was() -> None:
    terms = need_terms(TYPED, TODAY)
    columns = {name: getattr(terms, name) for name in NeedTerms.__slots__}
    assert typed(SwapNeed(employer_id=1, **columns, created_at=NOW, updated_at=NOW)) == TYPED


def test_all_that_people_have_to_be_told_is_asked_for() -> None:
    assert unknown(need_terms(TYPED, TODAY)) == []
    nothing = need_terms(TYPED | dict.fromkeys(["wage_fen", "address", "protection", *TOLD], ""), TODAY)
    assert len(unknown(nothing)) == len(TOLD) + 3


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"wage_fen": "2099"}, "wage_fen", "低于最低工资 2100 元"),
        ({"from_day": "2021-11-20", "to_day": "2021-12-05", "wage_fen": "2299"}, "wage_fen", "低于最低工资 2300 元"),
        ({"hours_day": "8.5"}, "hours_day", "每天最多 8 小时"),
        ({"hours_week": "48"}, "hours_week", "每周最多 40 小时"),
        ({"overtime_day": "4"}, "overtime_day", "每天最多 3 小时"),
        ({"overtime_month": "40"}, "overtime_month", "每月最多 36 小时"),
        ({"work": "打包，只招男的"}, "work", "“只招男的”不能写"),
        ({"house_rules": "先交押金200元"}, "house_rules", "不能写"),
        ({"trade": "包装工（限女性）"}, "trade", "不能写"),
    ],
)
def test_what_the_law_forbids_is_told_beside_its_field(
    store: Session, firm: Employer, wrong: dict[str, str], field: str, told: str
) -> None:
    found = unlawful(store, firm, wrong)
    assert list(found) == [field]
    assert told in found[field]


@pytest.mark.parametrize(
    "right", [{}, {"wage_fen": "2100"}, {"wage_fen": ""}, {"hours_day": ""}, {"overtime_month": "36"}]
)
def test_the_edges_of_the_law_are_let_through(store: Session, firm: Employer, right: dict[str, str]) -> None:
    assert check_lawful(store, firm, need_terms(TYPED | right, TODAY)) == []


def test_a_phrase_to_be_explained_does_not_stop_the_need(store: Session, firm: Employer) -> None:
    found = check_lawful(store, firm, need_terms(TYPED | {"work": "打包，35岁以下"}, TODAY))
    assert [(one.field, one.blocks) for one in found] == [("work", False)]
