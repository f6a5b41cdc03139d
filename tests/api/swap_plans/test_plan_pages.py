"""The coordinator asks for a plan, reads it and takes its agreements as drafts."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import Session, select

from api.settings import Settings
from api.swap_plans.asking import ask_plan
from api.swap_plans.computing import compute
from models.database import writing
from models.run import RunState
from models.swap import Swap, SwapLoan, SwapState, draft, loans_of
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer
from models.swap_plan import SwapPlan
from tests.api.conftest import SECRET, Visitor
from tests.api.swap_plans.conftest import NOW, PASSWORD, STAMPS, TODAY


@pytest.fixture
def desk(store, site) -> Iterator[Visitor]:
    """The coordinator at the desk; nothing is carried out in the background."""
    settings = Settings(
        database_url=str(store.url), secret=SECRET, run_jobs=False, fixed_today=TODAY, real_now=lambda: NOW
    )
    with Visitor(site, settings) as client:
        client.get("/sign-in")
        send(client, "/sign-in", login="district", password=PASSWORD)
        yield client


def send(client: Visitor, path: str, **fields: str):
    fields["_csrf_token"] = client.cookies["csrftoken"]
    return client.post(path, data=fields, follow_redirects=False)


@pytest.fixture
def planned(store) -> None:
    """Plan 1: six people of firm 1 for firm 2, ten days."""
    with writing(store) as session:
        plan = ask_plan(session, as_of=TODAY, seconds=5, account_id=None, now=NOW)
        plan.move_to(RunState.RUNNING, now=NOW)
    compute(store, 1, 1, lambda _stage, _done: None, lambda: NOW)


def drafts(store) -> list[Swap]:
    with Session(store) as session:
        return list(session.exec(select(Swap)).all())


def change(store, table, **values: object) -> None:
    with writing(store) as session:
        row = session.get_one(table, 1)
        for name, value in values.items():
            setattr(row, name, value)


def test_asking_queues_a_plan_and_leads_to_its_progress(desk, store) -> None:
    answer = send(desk, "/swaps/plans", as_of="2021-02-08", seconds="5")
    assert (answer.status_code, answer.headers["location"]) == (303, "/swaps/plans/1/progress")
    assert "排队中" in desk.get("/swaps/plans/1/progress").text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("as_of", "2021-02-30", "真实存在"), ("seconds", "0", "1 到 300 秒"), ("seconds", "十", "整数秒")],
)
def test_what_cannot_be_meant_is_marked_and_nothing_typed_is_lost(desk, field: str, value: str, words: str) -> None:
    answer = send(desk, "/swaps/plans", **{"as_of": "2021-02-08", "seconds": "5", field: value})
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{value}"' in answer.text


def test_a_waiting_plan_is_stopped_at_once(desk, store) -> None:
    send(desk, "/swaps/plans", as_of="2021-02-08", seconds="5")
    send(desk, "/swaps/plans/1/stop")
    with Session(store) as session:
        assert session.get_one(SwapPlan, 1).state is RunState.CANCELLED


def test_an_offer_that_cannot_be_planned_with_is_named_before_asking(desk, store) -> None:
    change(store, SwapOffer, wage_fen=None)
    assert "缝纫工 10 人：缺现在的月工资" in desk.get("/swaps/plans").text


@pytest.mark.usefixtures("planned")
def test_a_plan_shows_what_it_reaches_and_who_lends_to_whom(desk) -> None:
    text = desk.get("/swaps/plans/1").text
    for words in ("已证明最好", "第1厂", "第2厂", "2月8日至2月17日", "4200 → 4500元/月"):
        assert words in text


@pytest.mark.usefixtures("planned")
def test_an_agreement_that_is_taken_becomes_a_draft_with_its_loans(desk, store) -> None:
    answer = send(desk, "/swaps/plans/1/adopt", lender="1", borrower="2")
    assert answer.headers["location"] == "/swaps/1"
    with Session(store) as session:
        swap = session.get_one(Swap, 1)
        assert (swap.lender_id, swap.borrower_id, swap.state, swap.plan_id) == (1, 2, SwapState.DRAFT, 1)
        loan = session.exec(loans_of(1)).one()
        assert (loan.people, loan.from_day, loan.to_day, loan.wage_fen) == (6, TODAY, date(2021, 2, 17), 450_000)


@pytest.mark.usefixtures("planned")
def test_an_agreement_taken_twice_is_one_draft(desk, store) -> None:
    for _ in range(2):
        send(desk, "/swaps/plans/1/adopt", lender="1", borrower="2")
    send(desk, "/swaps/plans/1/adopt-all")
    assert len(drafts(store)) == 1


@pytest.mark.usefixtures("planned")
def test_firms_without_an_agreement_in_the_plan_are_not_there(desk) -> None:
    assert send(desk, "/swaps/plans/1/adopt", lender="2", borrower="1").status_code == 404


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(
    ("table", "values", "words"),
    [
        (SwapOffer, {"withdrawn_at": NOW}, "已撤回"),
        (SwapOffer, {"people": 5}, "人数不够"),
        (SwapNeed, {"to_day": date(2021, 2, 16)}, "日期改了"),
        (SwapNeed, {"wage_fen": None}, "工资被删去"),
    ],
)
def test_what_changed_since_the_plan_is_not_taken_and_says_so(desk, store, table, values, words: str) -> None:
    change(store, table, **values)
    send(desk, "/swaps/plans/1/adopt", lender="1", borrower="2")
    assert words in desk.get("/swaps/plans/1").text
    assert drafts(store) == []


@pytest.mark.usefixtures("planned")
def test_people_taken_meanwhile_are_not_taken_again(desk, store) -> None:
    with writing(store) as session:
        swap = Swap(lender_id=1, borrower_id=2, state_since=NOW, **STAMPS)
        days = {"from_day": TODAY, "to_day": TODAY}
        draft(session, swap, [SwapLoan(swap_id=0, offer_id=1, need_id=1, people=1, wage_fen=1, **days)], by=None)
    send(desk, "/swaps/plans/1/adopt-all")
    assert "没有采纳" in desk.get("/swaps/plans/1").text
    assert len(drafts(store)) == 1


def test_what_stays_short_says_why_and_what_would_help(desk, store) -> None:
    change(store, SwapOffer, people=4)
    with writing(store) as session:
        plan = ask_plan(session, as_of=TODAY, seconds=5, account_id=None, now=NOW)
        plan.move_to(RunState.RUNNING, now=NOW)
    compute(store, 1, 1, lambda _stage, _done: None, lambda: NOW)
    assert "能来的只有4人，要6人" in desk.get("/swaps/plans/1").text


def test_a_way_to_fill_a_need_names_the_firm_it_asks(desk, store) -> None:
    change(store, SwapOffer, to_day=date(2021, 2, 15))
    with writing(store) as session:
        plan = ask_plan(session, as_of=TODAY, seconds=5, account_id=None, now=NOW)
        plan.move_to(RunState.RUNNING, now=NOW)
    compute(store, 1, 1, lambda _stage, _done: None, lambda: NOW)
    text = desk.get("/swaps/plans/1").text
    assert "第1厂多借2天，到2月17日" in text
    assert "o1" not in text


@pytest.fixture
def caller(desk) -> Visitor:
    """The same coordinator at the interface."""
    token = {"X-CSRFToken": desk.cookies["csrftoken"]}
    desk.headers.update(token)
    return desk


def test_the_interface_queues_a_plan_and_stops_it(caller) -> None:
    asked = caller.post("/api/swaps/plans", json={"seconds": 5})
    assert (asked.status_code, asked.json()["as_of"], asked.json()["state"]) == (202, "2021-02-08", "queued")
    assert caller.post("/api/swaps/plans/1/cancel").json()["state"] == "cancelled"


@pytest.mark.usefixtures("planned")
def test_the_interface_gives_the_result_of_the_command(caller) -> None:
    assert caller.get("/api/swaps/plans/1").json()["result"]["objective"]["key_person_days"] == 60
    assert caller.get("/api/swaps/plans").json()["items"][0]["result"] is None


@pytest.mark.usefixtures("planned")
def test_the_interface_makes_one_draft_of_an_agreement(caller) -> None:
    told = [caller.post("/api/swaps/plans/1/adopt", json={"lender_id": 1, "borrower_id": 2}) for _ in range(2)]
    assert [answer.json() for answer in told] == [{"swap_id": 1, "state": "draft"}] * 2
