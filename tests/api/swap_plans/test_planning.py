"""From what is offered and needed in the store to a plan that is kept."""

import json
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from api.command import main as wengang
from api.runs.wanted import NoLongerWanted
from api.swap_plans.asking import ask_plan
from api.swap_plans.computing import compute
from api.swap_plans.instance import free_by_day, problem_of, row_of
from matcher.swap.files import instance_json
from matcher.swap.reading import read_swap
from models.database import writing
from models.employer import Employer
from models.reference import Street
from models.run import RunState
from models.swap import Swap, SwapLoan, SwapState, draft, move
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer
from models.swap_plan import SwapPlan
from tests.api.swap_plans.conftest import NOW, STAMPS, TODAY


def problem(engine: Any) -> Any:
    with Session(engine) as session:
        return problem_of(session, TODAY)


def change(engine: Any, table: Any, key: int, **values: Any) -> None:
    with writing(engine) as session:
        row = session.get_one(table, key)
        for name, value in values.items():
            setattr(row, name, value)
        session.add(row)


def promise(engine: Any, people: int, first: date, last: date) -> None:
    """A draft that takes people of the offer."""
    with writing(engine) as session:
        swap = Swap(lender_id=1, borrower_id=2, state_since=NOW, **STAMPS)
        loan = {"offer_id": 1, "need_id": 1, "people": people, "from_day": first, "to_day": last, "wage_fen": 450_000}
        draft(session, swap, [SwapLoan(swap_id=0, **loan)], by=None)


def test_what_the_store_holds_is_a_problem_of_the_contract(store) -> None:
    written = json.loads(instance_json(problem(store).instance))
    assert (written["offers"][0]["people"], written["needs"][0]["key_class"]) == (10, "K1")
    assert read_swap(json.dumps(written)) == problem(store).instance


def test_an_offer_without_its_wage_is_left_out_and_says_so(store) -> None:
    change(store, SwapOffer, 1, wage_fen=None)
    assert ([one.why for one in problem(store).left_out], problem(store).instance.offers) == (["现在的月工资"], ())


def test_an_offer_nobody_said_is_free_of_dispatch_is_left_out(store) -> None:
    change(store, SwapOffer, 1, dispatched=None)
    assert [one.why for one in problem(store).left_out] == ["有没有被派遣劳动者"]


def test_a_need_in_another_street_stands_at_its_centre_and_the_offer_at_the_firm(store) -> None:
    change(store, SwapNeed, 1, street_code="440103001")
    change(store, Employer, 2, lng=113.2, lat=23.1)
    with Session(store) as session:
        street = session.get_one(Street, "440103001")
    asked = problem(store).instance
    assert (asked.needs[0].lng, asked.needs[0].lat) == (street.lng, street.lat)
    change(store, SwapNeed, 1, street_code="440103018")
    assert (problem(store).instance.needs[0].lng, problem(store).instance.needs[0].lat) == (113.2, 23.1)


def test_a_withdrawn_need_is_not_planned_for(store) -> None:
    change(store, SwapNeed, 1, withdrawn_at=NOW)
    assert problem(store).instance.needs == ()


def test_days_that_are_past_are_not_lent(store) -> None:
    with Session(store) as session:
        assert problem_of(session, date(2021, 2, 10)).instance.offers[0].first == date(2021, 2, 10)


def test_people_already_promised_are_not_planned_again(store) -> None:
    promise(store, 4, TODAY, date(2021, 2, 12))
    parts = [(one.id, one.people, one.first, one.last) for one in problem(store).instance.offers]
    assert parts == [("o1/1", 6, TODAY, date(2021, 2, 17)), ("o1/2", 4, date(2021, 2, 13), date(2021, 2, 17))]


def test_a_void_swap_gives_its_people_back(store) -> None:
    promise(store, 4, TODAY, date(2021, 2, 12))
    with writing(store) as session:
        move(session, session.get_one(Swap, 1), SwapState.VOID, now=NOW, by=None, note="借入单位不需要了")
    assert [one.people for one in problem(store).instance.offers] == [10]


def test_a_kindred_post_may_stand_in_at_a_price(store) -> None:
    change(store, SwapNeed, 1, trade="裁剪工")
    costs = dict(problem(store).instance.params.substitution)
    assert costs == {("缝纫工", "裁剪工"): 0.3}


def test_a_part_leads_back_to_its_row() -> None:
    assert (row_of("o12/3"), row_of("n4")) == (12, 4)


def test_nobody_is_free_less_than_not_at_all() -> None:
    assert free_by_day(3, TODAY, date(2021, 2, 9), [(TODAY, TODAY, 5)]) == [0, 3]


def planned(engine: Any) -> SwapPlan:
    """A plan carried out here."""
    with writing(engine) as session:
        row = ask_plan(session, as_of=TODAY, seconds=5, account_id=None, now=NOW)
        row.move_to(RunState.RUNNING, now=NOW)
    compute(engine, 1, 1, lambda _stage, _done: None, lambda: NOW)
    with Session(engine) as session:
        return session.get_one(SwapPlan, 1)


def test_a_plan_is_kept_with_its_problem(store) -> None:
    plan = planned(store)
    assert plan.state is RunState.DONE
    assert plan.result["objective"]["person_days"] == 60
    assert [one["id"] for one in plan.instance["offers"]] == ["o1"]


def test_a_cancelled_plan_keeps_nothing(store) -> None:
    with writing(store) as session:
        row = ask_plan(session, as_of=TODAY, seconds=5, account_id=None, now=NOW)
        row.move_to(RunState.RUNNING, now=NOW)
        row.cancel_requested = True
    with pytest.raises(NoLongerWanted):
        compute(store, 1, 1, lambda _stage, _done: None, lambda: NOW)


def test_the_command_plans_and_tells_the_figures(store, monkeypatch, capsys) -> None:
    monkeypatch.setenv("DATABASE_URL", str(store.url))
    with pytest.raises(SystemExit, match="0"):
        wengang(["run", "swap", "--as-of", "2021-02-08"])
    assert "共 60 人天（上限 60），还缺 0 人天" in capsys.readouterr().out
