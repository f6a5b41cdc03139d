"""Shutdown plans: the festival's days, who stays, and one tap that offers them once."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from api.refusals import BadField
from api.swap_offers.shutdowns import festival, stop_of
from models.swap_offer import Shutdown, SwapOffer
from tests.api.swap_offers.conftest import STAMPS

TODAY = date(2021, 2, 8)
NEW = "/employer/shutdowns/new"
TYPED = {
    "from_day": "2021-02-11",
    "to_day": "2021-02-17",
    "trade_1": "缝纫工",
    "people_1": "12",
    "wage_fen_1": "4500",
    "contract_1": "open",
    "trade_3": "普工",
    "people_3": "8",
    "contract_3": "until",
    "contract_until_3": "2021-06-30",
    "dispatched": "no",
}


def offers(store: Session, plan: Shutdown) -> list[tuple[str, int, date, date]]:
    store.rollback()
    rows = select(SwapOffer).where(SwapOffer.shutdown_id == plan.id).order_by(col(SwapOffer.id))
    return [(row.trade, row.people, row.from_day, row.to_day) for row in store.exec(rows)]


def told_of(changes: dict[str, str]) -> dict[str, str]:
    with pytest.raises(BadField) as refused:
        stop_of(TYPED | changes, TODAY)
    return {problem.field: problem.why for problem in refused.value.problems}


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"to_day": "2021-02-10"}, "to_day", "早于第一天"),
        ({"from_day": "2021-01-01", "to_day": "2021-02-01"}, "to_day", "已经过去"),
        ({"people_1": "0"}, "people_1", "1 到 10000"),
        ({"trade_3": ""}, "trade_3", "请写岗位"),
        ({"contract_until_3": ""}, "contract_until_3", "哪天到期"),
        ({"contract_until_3": "2021-02-01"}, "contract_until_3", "不能借出"),
        ({"wage_fen_1": "0"}, "wage_fen_1", "请填 1 到"),
        ({"dispatched": "yes"}, "dispatched", "不能再借出"),
    ],
)
def test_a_mistake_is_told_beside_the_field_of_its_row(wrong: dict[str, str], field: str, told: str) -> None:
    assert told in told_of(wrong)[field]


def test_a_plan_for_nobody_is_no_plan() -> None:
    assert (
        "至少写一个岗位"
        in told_of(dict.fromkeys(TYPED, "") | {"from_day": "2021-02-11", "to_day": "2021-02-17"})["trade_1"]
    )


def test_rows_left_empty_between_others_are_none() -> None:
    assert [post.trade for post in stop_of(TYPED, TODAY).posts] == ["缝纫工", "普工"]


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2021, 2, 8), {"from_day": "2021-02-11", "to_day": "2021-02-17"}),
        (date(2021, 2, 17), {"from_day": "2021-02-11", "to_day": "2021-02-17"}),
        (date(2021, 2, 18), {}),
        (date(2024, 2, 8), {}),
    ],
)
def test_a_new_plan_begins_with_the_festival_until_it_is_over(
    store: Session, day: date, begins: dict[str, str]
) -> None:
    assert festival(store, day) == begins


def test_one_tap_offers_who_stays_and_a_second_changes_nothing(employer, store: Session, latest):
    employer.submit(NEW, **TYPED)
    plan = latest(Shutdown)
    both = [("缝纫工", 12, date(2021, 2, 11), date(2021, 2, 17)), ("普工", 8, date(2021, 2, 11), date(2021, 2, 17))]
    for _ in range(2):
        assert employer.submit(f"/employer/shutdowns/{plan.id}/offers").status_code == 303
        assert offers(store, plan) == both
    assert "没有再登记一次" in employer.get("/employer/swap-offers").text


def test_an_offered_plan_is_neither_changed_nor_removed(employer, latest):
    employer.submit(NEW, **TYPED)
    plan = latest(Shutdown)
    path, before = f"/employer/shutdowns/{plan.id}", plan.posts
    employer.submit(f"{path}/offers")
    seen = latest(Shutdown).updated_at.isoformat()
    employer.submit(path, **TYPED | {"people_1": "3", "seen": seen})
    employer.submit(f"{path}/removal")
    assert latest(Shutdown).posts == before


def test_too_many_people_are_refused_by_the_tap_and_nobody_is_offered(employer, store: Session, latest):
    employer.submit(NEW, **TYPED | {"people_1": "12", "people_3": "39"})
    plan = latest(Shutdown)
    employer.submit(f"/employer/shutdowns/{plan.id}/offers")
    assert offers(store, plan) == []
    assert latest(Shutdown).offered_at is None
    assert "超过职工总数 40 人" in employer.get("/employer/shutdowns").text


def test_a_plan_is_changed_and_a_form_of_before_is_told(employer, latest):
    employer.submit(NEW, **TYPED)
    plan = latest(Shutdown)
    path, seen = f"/employer/shutdowns/{plan.id}", plan.updated_at.isoformat()
    plan_again = employer.submit(path, **TYPED | {"people_1": "9", "seen": "2021-02-08T00:00:00+00:00"})
    assert plan_again.status_code == 409
    assert "第 1 行的人数，现在存的是：12" in plan_again.text
    assert employer.submit(path, **TYPED | {"people_1": "9", "seen": seen}).status_code == 303
    assert latest(Shutdown).posts[0]["people"] == 9


def test_a_plan_nobody_was_offered_from_is_removed(employer, latest):
    employer.submit(NEW, **TYPED)
    employer.submit(f"/employer/shutdowns/{latest(Shutdown).id}/removal")
    assert latest(Shutdown) is None


def test_what_was_typed_stands_again_when_a_plan_is_refused(employer, latest):
    answer = employer.submit(NEW, **TYPED | {"people_3": "很多"})
    assert answer.status_code == 422
    assert 'value="很多"' in answer.text
    assert latest(Shutdown) is None


def test_another_firm_does_not_find_the_plan(employer, store: Session, other):
    days = {"from_day": date(2021, 2, 11), "to_day": date(2021, 2, 17)}
    plan = Shutdown(employer_id=other.id, **days, **STAMPS)
    store.add(plan)
    store.commit()
    for path in ("", "/offers", "/removal"):
        assert employer.submit(f"/employer/shutdowns/{plan.id}{path}").status_code == 404
