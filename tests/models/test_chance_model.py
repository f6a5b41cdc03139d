"""Learnt models: proposed, in force on their days, one at a time."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from models.chance_model import ChanceModel, ChanceModelState, accept, chance_model_on, retire
from models.errors import IllegalTransition, ModelNotProven

DAY = date(2021, 2, 8)


@pytest.fixture
def proposal(rows):
    def make(**facts):
        usual = {"results": 100, "first_result": DAY, "last_result": DAY, "params": {}, "metrics": {}}
        return rows.add(
            ChanceModel(**usual | {"not_worse": True, "made_at": rows.now, "state_since": rows.now} | facts)
        )

    return make


def in_force(session, day):
    found = session.exec(chance_model_on(day)).first()
    return found.id if found else None


def put_in_force(rows, model, day):
    accept(rows.session, model, by=None, today=day, now=rows.now)
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
    first, second = proposal(), proposal()
    put_in_force(rows, first, DAY)
    put_in_force(rows, second, DAY + timedelta(days=10))
    days = [in_force(rows.session, DAY + timedelta(days=days)) for days in (0, 9, 10)]
    assert (days, first.state) == ([first.id, first.id, second.id], ChanceModelState.RETIRED)


def test_an_older_proposal_may_take_over_from_a_newer_on_the_same_day(rows, proposal):
    older, newer = proposal(), proposal()
    put_in_force(rows, newer, DAY)
    put_in_force(rows, older, DAY)
    assert in_force(rows.session, DAY) == older.id


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
    proposal(state=ChanceModelState.IN_FORCE)
    with pytest.raises(IntegrityError):
        proposal(state=ChanceModelState.IN_FORCE)
