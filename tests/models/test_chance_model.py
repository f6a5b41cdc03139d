"""Learnt models: proposed, in force on their days, one at a time."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from models.chance_model import (
    ChanceModel,
    ChanceModelState,
    Decision,
    accept,
    chance_model_on,
    decisions,
    former_model,
    restore,
    retire,
)
from models.errors import EvaluationStale, IllegalTransition, ModelNotProven, NotTheFormerModel

DAY = date(2021, 2, 8)
BY_HAND = "hand-set-2021"


@pytest.fixture
def proposal(rows):
    def make(**facts):
        usual = {"results": 100, "first_result": DAY, "last_result": DAY, "params": {}, "metrics": {}}
        usual |= {"better": True, "judged_against": BY_HAND, "made_at": rows.now, "state_since": rows.now}
        return rows.add(ChanceModel(**usual | facts))

    return make


def in_force(session, day):
    found = session.exec(chance_model_on(day)).first()
    return found.id if found else None


def decided(rows, day, because="例会讨论通过"):
    return Decision(by=None, because=because, today=day, now=rows.now)


def put_in_force(rows, model, day):
    accept(rows.session, model, decided(rows, day), by_hand=BY_HAND)
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
    retire(rows.session, model, decided(rows, DAY + timedelta(days=3)))
    rows.session.flush()
    assert [in_force(rows.session, DAY + timedelta(days=days)) for days in (2, 3)] == [model.id, None]


def test_a_model_not_found_better_is_not_accepted(rows, proposal):
    model = proposal(better=False)
    with pytest.raises(ModelNotProven):
        put_in_force(rows, model, DAY)
    assert (model.state, in_force(rows.session, DAY)) == (ChanceModelState.PROPOSED, None)


def test_a_retired_model_does_not_come_back(rows, proposal):
    model = proposal()
    retire(rows.session, model, decided(rows, DAY))
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


@pytest.fixture
def two_in_turn(rows, proposal):
    """The first in force for ten days, then the second."""
    first = proposal(params={"neutral": 0.4})
    put_in_force(rows, first, DAY)
    second = proposal(judged_against=first.name)
    put_in_force(rows, second, DAY + timedelta(days=10))
    return first, second


def restored(rows, model, days):
    again = restore(rows.session, model, decided(rows, DAY + timedelta(days=days)))
    rows.session.flush()
    return again


def test_the_former_weights_come_back_from_the_day_they_are_restored_on(rows, two_in_turn):
    first, second = two_in_turn
    again = restored(rows, first, days=20)
    days = [in_force(rows.session, DAY + timedelta(days=days)) for days in (9, 19, 20)]
    assert days == [first.id, second.id, again.id]
    assert (again.name, again.params, again.restores) == (first.name, {"neutral": 0.4}, first.id)


def test_what_replaced_the_former_weights_can_be_restored_in_turn(rows, two_in_turn):
    first, second = two_in_turn
    restored(rows, first, days=20)
    assert rows.session.exec(former_model()).one() is second
    assert restored(rows, second, days=30).name == second.name


def test_weights_given_up_for_those_set_by_hand_can_be_restored(rows, proposal):
    model = proposal()
    put_in_force(rows, model, DAY)
    retire(rows.session, model, decided(rows, DAY + timedelta(days=3)))
    again = restored(rows, model, days=5)
    days = [in_force(rows.session, DAY + timedelta(days=days)) for days in (2, 4, 5)]
    assert days == [model.id, None, again.id]


def test_only_the_weights_in_force_last_can_be_restored(rows, two_in_turn, proposal):
    never = proposal(judged_against="learnt-2")
    for model in (two_in_turn[1], never):
        with pytest.raises(NotTheFormerModel, match="只能恢复上一次使用的权重"):
            restored(rows, model, days=20)


def test_weights_that_are_in_force_again_are_not_restored_twice(rows, proposal):
    model = proposal()
    put_in_force(rows, model, DAY)
    retire(rows.session, model, decided(rows, DAY))
    restored(rows, model, days=1)
    with pytest.raises(NotTheFormerModel):
        restored(rows, model, days=2)


def test_proposals_judged_against_what_goes_are_retired_when_the_former_comes_back(rows, two_in_turn, proposal):
    waiting = proposal(judged_against=two_in_turn[1].name)
    restored(rows, two_in_turn[0], days=20)
    assert waiting.state == ChanceModelState.RETIRED


def test_every_decision_is_kept_with_its_reason(rows, two_in_turn):
    first, second = two_in_turn
    retire(rows.session, second, decided(rows, DAY + timedelta(days=20), "企业反映排序不准"))
    rows.session.flush()
    told = [(row.chance_model_id, row.to_state, row.because) for row in rows.session.exec(decisions())]
    assert told == [
        (second.id, ChanceModelState.RETIRED, "企业反映排序不准"),
        (second.id, ChanceModelState.IN_FORCE, "例会讨论通过"),
        (first.id, ChanceModelState.RETIRED, f"启用 {second.name}，自动停用：例会讨论通过"),
        (first.id, ChanceModelState.IN_FORCE, "例会讨论通过"),
    ]
