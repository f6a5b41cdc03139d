"""What stands against a proposal, what still stands of a run, and how referrals ended."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.account import Role
from models.ledger import Promise, PromisedBy, promised_from, reserve
from models.matching import matching_settled
from models.referral import (
    Referral,
    ReferralOrigin,
    ReferralReason,
    ReferralState,
    move,
    propose,
    settled_between,
    settled_vacancies,
)
from models.referral_results import counted_results, results
from models.referral_standing import fallen, in_state
from models.run import MatchingRun, RunListLine, RunPair, RunUnmatched, still_left, still_offered, unsettled
from models.vacancy import VacancyState

DAY = date(2021, 2, 8)
KEPT = {"values": {"skills": None}, "gates": {"unrelated": 1.0}}


@pytest.fixture
def pair(rows):
    return rows.worker(), rows.vacancy()


@pytest.fixture
def referral(rows, pair):
    def make(state=ReferralState.PROPOSED, **facts):
        moments = {"state_since": rows.now, "created_at": rows.now}
        ids = {"worker_id": pair[0].id, "vacancy_id": pair[1].id}
        row = Referral(**ids, **moments, state=state, origin=ReferralOrigin.RUN, **facts)
        propose(rows.session, [row])
        return row

    return make


@pytest.mark.parametrize("state", sorted(set(ReferralState) - {ReferralState.WITHDRAWN}))
def test_every_proposal_that_was_not_withdrawn_settles_its_pair(rows, pair, referral, state):
    referral(state)
    assert rows.session.exec(settled_vacancies(pair[0].id)).all() == [pair[1].id]


@pytest.mark.parametrize(
    ("who", "settles"), [("the worker", True), ("another worker", False), ("the office", False), ("nobody", False)]
)
def test_a_withdrawn_proposal_settles_its_pair_when_the_worker_withdrew_it(rows, pair, referral, who, settles):
    accounts = {
        "the worker": {"role": Role.WORKER, "worker_id": pair[0].id},
        "another worker": {"role": Role.WORKER, "worker_id": rows.worker().id},
        "the office": {},
    }
    by = rows.account("a", **accounts[who]).id if who in accounts else None
    move(rows.session, referral(), ReferralState.WITHDRAWN, now=rows.now, by=by)
    rows.session.flush()
    assert bool(rows.session.exec(settled_vacancies(pair[0].id)).all()) == settles
    assert bool(rows.session.execute(matching_settled(DAY)).all()) == settles


def test_what_settled_a_pair_last_is_told_first(rows, pair, referral):
    referral(ReferralState.DECLINED_BY_WORKER)
    later = referral(ReferralState.DECLINED_BY_EMPLOYER)
    later.state_since = rows.now + timedelta(days=1)
    rows.session.flush()
    found = rows.session.exec(settled_between(pair[0].id, pair[1].id)).all()
    assert [row.state for row in found] == [ReferralState.DECLINED_BY_EMPLOYER, ReferralState.DECLINED_BY_WORKER]


def test_a_run_reads_each_settled_pair_once_and_only_of_vacancies_on_offer(rows, pair, referral):
    for state in (ReferralState.DECLINED_BY_WORKER, ReferralState.DECLINED_BY_EMPLOYER):
        referral(state)
    on_offer = rows.session.execute(matching_settled(DAY)).all()
    pair[1].move_to(VacancyState.CLOSED, now=rows.now)
    rows.session.flush()
    assert on_offer == [(pair[0].id, pair[1].id)]
    assert rows.session.execute(matching_settled(DAY)).all() == []


def test_a_result_comes_with_its_reason_and_what_its_score_was_made_of(rows, referral):
    row = referral(breakdown=KEPT)
    later = rows.now + timedelta(days=3)
    move(rows.session, row, ReferralState.DECLINED_BY_EMPLOYER, now=later, reason=ReferralReason.SKILL)
    rows.session.flush()
    expected = (ReferralState.DECLINED_BY_EMPLOYER, later, ReferralReason.SKILL, KEPT)
    assert [tuple(found) for found in rows.session.execute(results())] == [expected]


@pytest.mark.parametrize("state", [ReferralState.PROPOSED, ReferralState.WITHDRAWN])
def test_what_nobody_decided_on_is_no_result(rows, referral, state):
    referral(state)
    assert rows.session.execute(results()).all() == []


@pytest.fixture
def run(rows):
    return rows.add(MatchingRun(as_of=DAY, asked_at=rows.now, state_since=rows.now)).id


def standing(rows, table):
    return len(rows.session.exec(select(table).where(still_offered(table, DAY), unsettled(table))).all())


def lines(rows):
    """How many lines of lists stand; as many pairs do."""
    assert standing(rows, RunPair) == standing(rows, RunListLine)
    return standing(rows, RunListLine)


@pytest.fixture
def line(rows, pair, run):
    of_both = {"run_id": run, "worker_id": pair[0].id, "vacancy_id": pair[1].id, "score": 0.5}
    rows.add(RunListLine(rank=1, **of_both))
    rows.add(RunPair(**of_both))


@pytest.mark.usefixtures("line")
def test_a_line_stands_while_the_vacancy_is_on_offer_and_the_worker_willing(rows, pair):
    before = lines(rows)
    pair[0].consent_recommend = False
    rows.session.flush()
    assert (before, lines(rows)) == (1, 0)


@pytest.mark.usefixtures("line")
def test_a_line_falls_with_a_referral_of_its_pair_and_with_no_other(rows, pair, referral):
    other = rows.worker()
    moments = {"state_since": rows.now, "created_at": rows.now, "origin": ReferralOrigin.RUN}
    propose(rows.session, [Referral(worker_id=other.id, vacancy_id=pair[1].id, **moments)])
    before = lines(rows)
    referral(ReferralState.DECLINED_BY_WORKER)
    assert (before, lines(rows)) == (1, 0)


def test_a_closed_vacancy_is_no_longer_left_over_and_a_worker_still_is(rows, pair, run):
    rows.add(RunUnmatched(run_id=run, worker_id=pair[0].id, why="x"))
    rows.add(RunUnmatched(run_id=run, vacancy_id=pair[1].id, why="x"))
    pair[1].move_to(VacancyState.CLOSED, now=rows.now)
    rows.session.flush()
    left = rows.session.exec(select(RunUnmatched).where(still_left(DAY))).all()
    assert [row.worker_id for row in left] == [pair[0].id]


@pytest.mark.usefixtures("line")
@pytest.mark.parametrize(("state", "stands"), [(ReferralState.TOLD, 1), (ReferralState.DECLINED_BY_WORKER, 0)])
def test_a_pair_taken_from_its_run_stays_among_its_pairs_while_it_goes_on(rows, referral, run, state, stands):
    referral(state, run_id=run)
    assert (standing(rows, RunPair), standing(rows, RunListLine)) == (stands, 0)


BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.mark.parametrize(("until", "gone"), [(None, False), (AFTER, False), (DAY, False), (BEFORE, True)])
@pytest.mark.parametrize("state", [ReferralState.PROPOSED, ReferralState.TOLD])
def test_what_was_put_forward_falls_the_day_after_the_last(rows, pair, referral, state, until, gone):
    pair[1].open_until = until
    row = referral(state)
    fell = rows.session.exec(select(Referral.id).where(fallen(DAY))).all()
    withdrawn = rows.session.exec(select(Referral.id).where(in_state(ReferralState.WITHDRAWN, DAY))).all()
    standing = rows.session.exec(select(Referral.id).where(in_state(state, DAY))).all()
    assert (fell, withdrawn, standing) == (([row.id], [row.id], []) if gone else ([], [], [row.id]))


@pytest.mark.parametrize("state", [ReferralState.INTERVIEW, ReferralState.OFFERED, ReferralState.HIRED])
def test_who_has_met_does_not_fall(rows, pair, referral, state):
    pair[1].open_until = BEFORE
    referral(state)
    assert rows.session.exec(select(Referral.id).where(fallen(DAY))).all() == []


@pytest.mark.parametrize(("promised_by", "held"), [(PromisedBy.REFERRAL, False), (PromisedBy.SWAP, True)])
def test_what_has_fallen_promises_nobody(rows, pair, referral, promised_by, held):
    """A swap of the same number is another thing."""
    pair[1].open_until = BEFORE
    row = referral()
    promise = Promise(worker_id=pair[0].id, from_day=DAY, promised_by=promised_by, promised_id=row.id)
    reserve(rows.session, promise, now=rows.now)
    assert (pair[0].id in rows.session.exec(promised_from(DAY)).all()) == held


def test_results_are_counted_by_how_they_ended_and_why(rows, pair):
    for reason in (ReferralReason.WAGE, ReferralReason.SKILL, ReferralReason.WAGE):
        ids = {"worker_id": rows.worker().id, "vacancy_id": pair[1].id}
        row = Referral(**ids, state_since=rows.now, created_at=rows.now, origin=ReferralOrigin.RUN)
        propose(rows.session, [row])
        move(rows.session, row, ReferralState.DECLINED_BY_WORKER, now=rows.now, reason=reason)
    rows.session.flush()
    declined = ReferralState.DECLINED_BY_WORKER
    assert [tuple(row) for row in rows.session.execute(counted_results())] == [
        (declined, ReferralReason.WAGE, 2),
        (declined, ReferralReason.SKILL, 1),
    ]
