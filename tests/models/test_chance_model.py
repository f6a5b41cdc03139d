"""Learnt models: proposed, in force on their days, one at a time."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from models.chance_model import ChanceModel, ChanceModelState, accept, chance_model_on, retire
from models.errors import EvaluationStale, IllegalTransition, ModelNotProven

DAY = date(2021, 2, 8)
BY_HAND = "hand-set-2021"


@pytest.fixture
def proposal(rows):
    def make(**facts):
        usual = {"results": 100, "first_result": DAY, "last_result": DAY, "params": {}, "metrics": {}}
        usual |= {"not_worse": True, "judged_against": BY_HAND, "made_at": rows.now, "state_since": rows.now}
        return rows.add(ChanceModel(**usual | facts))

    return make


def in_force(session, day):
    found = session.exec(chance_model_on(day)).first()
    return found.id if found else None


def put_in_force(rows, model, day):
    accept(rows.session, model, by_hand=BY_HAND, by=None, today=day, now=rows.now)
    rows.session.flush()


def test_a_proposal_is_in_force_on_no_day(rows, proposal):
    proposal()
    assert in_force(rows.session, DAY) is None


def test_an_accepted_model_is_in_force_from_its_day_on(rows, proposal):
    model = proposal()
    put_in_force(rows, model, DAY)
    days = [in_force(rows.session, DAY + timedelta(days=days)) for days in (-1, 0, 500)]
    assert days == [None, model.id, model.id]


def test_the_next_model_takes_over_and_the_days_before_stay_with_the_first(rows, proposal):
    first = proposal()
    put_in_force(rows, first, DAY)
    second = proposal(judged_against=first.name)
    put_in_force(rows, second, DAY + timedelta(days=10))
    days = [in_force(rows.session, DAY + timedelta(days=days)) for days in (0, 9, 10)]
    assert (days, first.state) == ([first.id, first.id, second.id], ChanceModelState.RETIRED)


def test_of_two_models_that_began_on_one_day_the_one_still_in_force_counts(rows, proposal):
    first = proposal()
    put_in_force(rows, first, DAY)
    second = proposal(judged_against=first.name)
    put_in_force(rows, second, DAY)
    assert in_force(rows.session, DAY) == second.id


def test_what_was_judged_against_other_weights_than_todays_is_not_accepted(rows, proposal):
    model = proposal(judged_against="learnt-7")
    with pytest.raises(EvaluationStale, match="重新评估后再启用"):
        put_in_force(rows, model, DAY)
    assert (model.state, in_force(rows.session, DAY)) == (ChanceModelState.PROPOSED, None)


def test_the_other_proposals_are_retired_with_no_day_in_force_when_one_is_accepted(rows, proposal):
    chosen, *others = [proposal() for _ in range(3)]
    put_in_force(rows, chosen, DAY)
    assert [(other.state, other.in_force_from, other.in_force_until) for other in others] == [
        (ChanceModelState.RETIRED, None, None)
    ] * 2


def test_a_model_taken_out_of_force_leaves_the_weights_set_by_hand(rows, proposal):
    model = proposal()
    put_in_force(rows, model, DAY)
    retire(rows.session, model, by=None, today=DAY + timedelta(days=3), now=rows.now)
    rows.session.flush()
    assert [in_force(rows.session, DAY + timedelta(days=days)) for days in (2, 3)] == [model.id, None]


def test_a_model_found_worse_is_not_accepted(rows, proposal):
    model = proposal(not_worse=False)
    with pytest.raises(ModelNotProven):
        put_in_force(rows, model, DAY)
    assert (model.state, in_force(rows.session, DAY)) == (ChanceModelState.PROPOSED, None)


def test_a_retired_model_does_not_come_back(rows, proposal):
    model = proposal()
    retire(rows.session, model, by=None, today=DAY, now=rows.now)
    with pytest.raises(IllegalTransition):
        put_in_force(rows, model, DAY)


def test_the_store_keeps_two_models_from_being_in_force_at_once(rows, proposal):
    proposal(state=ChanceModelState.IN_FORCE, in_force_from=DAY)
    with pytest.raises(IntegrityError, match="chance_model"):
        proposal(state=ChanceModelState.IN_FORCE, in_force_from=DAY)


@pytest.mark.parametrize(
    ("state", "days"),
    [
        (ChanceModelState.PROPOSED, {"in_force_from": DAY}),
        (ChanceModelState.IN_FORCE, {}),
        (ChanceModelState.IN_FORCE, {"in_force_from": DAY, "in_force_until": DAY}),
        (ChanceModelState.RETIRED, {"in_force_from": DAY}),
        (ChanceModelState.RETIRED, {"in_force_until": DAY}),
    ],
)
def test_the_store_refuses_days_that_do_not_go_with_the_state(rows, proposal, state, days):
    with pytest.raises(IntegrityError, match="days_of_state"):
        proposal(state=state, **days)
