"""Learning over the application: results in, a proposal out, used by runs once a person accepts it."""

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from sqlmodel import select

from api.access.table import TABLE, Action
from api.chances import commands
from api.matching.commands import match_now
from api.matching.frames import instance_of
from matcher.evaluation.hiring_worlds import WORLDS, results
from matcher.pairing.learning.evidence import DECLINED, evidence_on
from matcher.pairing.learning.refit import CRITERIA
from matcher.pairing.params import MatchParams
from matcher.pairing.run import match
from models.account import Role
from models.audit import AuditEntry
from models.chance_model import ChanceModel
from models.referral import Referral, ReferralLog, ReferralOrigin, ReferralReason, ReferralState
from models.run import MatchingRun, RunFrame, RunPair, pairs_of
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker

LEARNABLE = WORLDS["weights to be learnt"]
FIGURES = ("不能启用", "Brier 分相差 −0.0010", "−0.0200 至 +0.0187", "重新学习")
BECAUSE = {"because": "例会讨论通过"}
KEYS = {
    *("id", "name", "made_at", "results", "first_result", "last_result", "params", "metrics"),
    *("better", "judged_against", "state", "state_since", "decided_by", "in_force_from", "in_force_until", "restores"),
}


def fill(api, count):
    """Ended referrals of made-up results, each with what its score was made of."""
    drawn, pairs = results(LEARNABLE, count, seed=1), pairs_of_the_district(api)
    rows = [ended(drawn, place, pairs[place % len(pairs)]) for place in range(count)]
    api.add(*rows)
    api.add(*[decided(drawn, place, row.id) for place, row in enumerate(rows)])


def pairs_of_the_district(api):
    with api.store() as session:
        people, posts = (list(session.exec(select(table.id))) for table in (Worker, Vacancy))
    return [(person, post) for person in people for post in posts]


def ended(drawn, place, pair):
    at = moment(drawn, place)
    state = ReferralState.HIRED if drawn.hired[place] else ReferralState.DECLINED_BY_EMPLOYER
    values = [None if np.isnan(value) else float(value) for value in drawn.values[place]]
    kept = {
        "values": dict(zip(CRITERIA, values, strict=True)),
        "gates": {"unrelated": 1.0, "unsaid_certificates": float(drawn.gate[place])},
    }
    facts = {"state": state, "state_since": at, "created_at": at, "origin": ReferralOrigin.RUN, "breakdown": kept}
    return Referral(worker_id=pair[0], vacancy_id=pair[1], **facts)


def decided(drawn, place, referral_id):
    hired = bool(drawn.hired[place])
    return ReferralLog(
        referral_id=referral_id,
        to_state=ReferralState.HIRED if hired else ReferralState.DECLINED_BY_EMPLOYER,
        at=moment(drawn, place),
        reason_code=None if hired else ReferralReason.SKILL,
    )


def moment(drawn, place):
    return datetime.combine(drawn.day[place], datetime.min.time(), UTC) + timedelta(hours=2)


def learnt(api, capsys):
    capsys.readouterr()
    commands.learn(api.settings, as_json=True)
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def proposed(fresh_api, capsys):
    """A store with a proposal learnt from 600 results; its id."""
    fill(fresh_api, 600)
    return fresh_api, learnt(fresh_api, capsys)["model"]


def last_report(api):
    run = api.get("/api/matching-runs?page_size=1", "district").json()["items"][0]
    return api.get(f"/api/matching-runs/{run['id']}", "district").json()["report"]


def test_with_no_results_nothing_is_proposed_and_the_reason_is_said(fresh_api, capsys):
    commands.learn(fresh_api.settings, as_json=False)
    assert "还太少" in capsys.readouterr().out
    assert fresh_api.get("/api/chance-models", "district").json()["total"] == 0


def test_what_was_learnt_is_printed_with_its_figures(fresh_api, capsys):
    fill(fresh_api, 600)
    found = learnt(fresh_api, capsys)
    assert found["results"] == {"chance": 600, "utility": 0, "none": 0, "untold": 0}
    assert found["metrics"]["new"]["brier"] < found["metrics"]["old"]["brier"]
    assert found["better"] is True


def test_results_of_which_nothing_was_kept_are_counted_and_left_out(fresh_api, capsys):
    fill(fresh_api, 600)
    with fresh_api.store() as session:
        for referral in session.exec(select(Referral).limit(5)):
            referral.breakdown = None
            session.add(referral)
        session.commit()
    found = learnt(fresh_api, capsys)
    assert (found["results"]["chance"], found["results"]["untold"]) == (595, 5)


def test_results_kept_without_a_criterion_of_today_are_counted_as_untold(fresh_api, capsys):
    fill(fresh_api, 600)
    with fresh_api.store() as session:
        for number, referral in enumerate(session.exec(select(Referral).limit(6))):
            lacks = {} if number % 2 else {"values": {"title": 1.0}, "gates": {}}
            referral.breakdown = lacks
            session.add(referral)
        session.commit()
    found = learnt(fresh_api, capsys)
    assert (found["results"]["chance"], found["results"]["untold"]) == (594, 6)


def test_a_proposal_is_used_by_no_run_and_an_accepted_one_by_those_from_its_day_on(proposed):
    api, model = proposed
    weights = []
    for step in ("proposed", "accept", "retire"):
        if step != "proposed":
            assert api.post(f"/api/chance-models/{model}/{step}", BECAUSE, "district").status_code == 200
        match_now(api.settings, None, 0)
        weights.append(last_report(api)["weights"])
    match_now(api.settings, api.settings.today() - timedelta(days=1), 0)
    before = last_report(api)["weights"]
    assert [*weights, before] == ["hand-set-2021", f"learnt-{model}", "hand-set-2021", "hand-set-2021"]


def test_the_bands_of_an_accepted_model_count_its_results(proposed):
    api, model = proposed
    api.post(f"/api/chance-models/{model}/accept", BECAUSE, "district")
    match_now(api.settings, None, 0)
    assert sum(band["outcomes"] for band in last_report(api)["chance_bands"]) == 600


def test_a_run_by_learnt_weights_replays_from_what_is_kept_of_it(proposed):
    api, model = proposed
    api.post(f"/api/chance-models/{model}/accept", BECAUSE, "district")
    match_now(api.settings, None, 0)
    with api.store() as session:
        run = session.exec(select(MatchingRun).order_by(MatchingRun.id.desc())).first()
        frames = {row.name: row.content for row in session.exec(select(RunFrame).where(RunFrame.run_id == run.id))}
        kept = {(str(pair.worker_id), str(pair.vacancy_id), pair.score) for pair in session.exec(pairs_of(run.id))}
    again = match(instance_of(frames), MatchParams.from_mapping(run.report["params"]), as_of=run.as_of, seed=run.seed)
    assert set(again.pairs[["worker_id", "vacancy_id", "score"]].itertuples(index=False, name=None)) == kept


def test_who_accepted_is_kept_in_the_model_and_in_the_audit(proposed):
    api, model = proposed
    told = api.post(f"/api/chance-models/{model}/accept", BECAUSE, "district").json()
    with api.store() as session:
        rows = session.exec(select(AuditEntry).where(AuditEntry.subject == "chance_model")).all()
    assert (told["state"], told["decided_by"]) == ("in_force", api.account("district").id)
    assert [(row.action, row.subject_id) for row in rows] == [
        ("chance_model.learn", model),
        ("chance_model.decide", model),
    ]


def test_only_the_district_decides(proposed):
    api, model = proposed
    assert set(TABLE[Action.CHANCE_DECIDE]) == {Role.DISTRICT_ADMIN}
    assert api.post(f"/api/chance-models/{model}/accept", BECAUSE, "street").status_code == 403
    assert set(api.get(f"/api/chance-models/{model}", "street").json()) == KEYS


def test_a_model_not_found_better_is_refused_in_words_with_figures(proposed):
    api, model = proposed
    with api.store() as session:
        row = session.get_one(ChanceModel, model)
        row.better, row.metrics = False, row.metrics | {"brier_difference": [-0.02, -0.001, 0.0187]}
        session.commit()
    answer = api.post(f"/api/chance-models/{model}/accept", BECAUSE, "district")
    assert (answer.status_code, all(part in answer.json()["detail"] for part in FIGURES)) == (409, True)


def test_a_proposal_names_what_it_was_judged_against(proposed):
    api, model = proposed
    assert api.get(f"/api/chance-models/{model}", "district").json()["judged_against"] == "hand-set-2021"


def test_a_proposal_judged_against_what_is_in_force_no_more_has_to_be_judged_again(proposed, capsys):
    api, first = proposed
    api.post(f"/api/chance-models/{first}/accept", BECAUSE, "district")
    second = learnt(api, capsys)["model"]
    api.post(f"/api/chance-models/{first}/retire", BECAUSE, "district")
    with api.store() as session:
        session.get_one(ChanceModel, second).better = True
        session.commit()
    answer = api.post(f"/api/chance-models/{second}/accept", BECAUSE, "district")
    assert (answer.status_code, "重新评估后再启用" in answer.json()["detail"]) == (409, True)


def test_every_reason_of_a_refusal_speaks_of_something(api):
    table = evidence_on(api.settings.today())
    sides = DECLINED.values()
    assert {(side, reason.value) for side in sides for reason in ReferralReason} == set(table)


def test_taken_pairs_keep_what_their_score_was_made_of(fresh_api):
    match_now(fresh_api.settings, None, 0)
    run_id = fresh_api.get("/api/matching-runs", "district").json()["items"][0]["id"]
    fresh_api.post(f"/api/matching-runs/{run_id}/take", {"all": True}, "district")
    with fresh_api.store() as session:
        kept = [(row.score, row.breakdown) for row in session.exec(select(Referral))]
    assert kept
    assert all(parts["score"] == pytest.approx(score) for score, parts in kept)
    assert {tuple(parts["values"]) for _, parts in kept} == {CRITERIA}


def test_a_referral_by_hand_keeps_what_a_run_of_that_day_makes_of_the_pair(fresh_api):
    match_now(fresh_api.settings, None, 0)
    with fresh_api.store() as session:
        by_run = {(pair.worker_id, pair.vacancy_id): pair.breakdown for pair in session.exec(select(RunPair))}
    for worker, vacancy in by_run:
        told = fresh_api.post("/api/referrals", {"worker_id": worker, "vacancy_id": vacancy}, "district")
        assert (told.status_code, "breakdown" in told.json()) == (201, False)
    with fresh_api.store() as session:
        by_hand = {(row.worker_id, row.vacancy_id): row.breakdown for row in session.exec(select(Referral))}
    assert len(by_run) > 5
    assert by_hand == by_run


def test_other_writers_do_not_wait_while_a_pair_is_weighed(fresh_api, monkeypatch):
    written = []

    def weigh_while_another_writes(*_):
        written.append(fresh_api.add(AuditEntry(at=fresh_api.clock(), action="x", subject="x", request_id="x")))

    monkeypatch.setattr("api.referrals.routes.pair_breakdown", weigh_while_another_writes)
    with fresh_api.store() as session:
        [post] = session.exec(select(Vacancy.id).where(Vacancy.state == VacancyState.OPEN).limit(1))
    assert fresh_api.post("/api/referrals", {"vacancy_id": post}, "worker").status_code == 201
    assert len(written) == 1
