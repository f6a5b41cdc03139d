from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from models.errors import IllegalTransition, ReasonMissing
from models.reference import Street
from models.referral import (
    Referral,
    ReferralFilter,
    ReferralOrigin,
    ReferralReason,
    ReferralState,
    live_between,
    log_of,
    move,
    propose,
    referrals,
)

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)
LATER = datetime(2021, 2, 9, 1, 0, tzinfo=UTC)


@pytest.fixture
def referral(session: Session, rows: Any) -> Referral:
    new = Referral(
        worker_id=rows.worker().id,
        vacancy_id=rows.vacancy().id,
        origin=ReferralOrigin.STAFF,
        state_since=NOW,
        created_at=NOW,
    )
    propose(session, [new], by=rows.account("a").id)
    return new


def the_same(referral: Referral) -> Referral:
    ours = {"worker_id": referral.worker_id, "vacancy_id": referral.vacancy_id}
    return Referral(**ours, origin=ReferralOrigin.STAFF, state_since=LATER, created_at=LATER)


def test_a_pair_is_never_proposed_twice_at_a_time(session: Session, referral: Referral) -> None:
    with pytest.raises(IntegrityError):
        propose(session, [the_same(referral)])


def test_a_pair_whose_referral_has_ended_may_be_proposed_again(session: Session, referral: Referral) -> None:
    move(session, referral, ReferralState.WITHDRAWN, now=LATER)
    session.flush()
    again = the_same(referral)
    propose(session, [again])
    assert again.id != referral.id


def test_a_proposal_begins_its_log(session: Session, referral: Referral) -> None:
    assert [(line.from_state, line.to_state) for line in session.exec(log_of(referral.id))] == [(None, "proposed")]


def test_proposing_nobody_changes_nothing(session: Session) -> None:
    propose(session, [])
    assert session.exec(referrals()).all() == []


def test_each_step_is_logged_with_who_when_and_why(session: Session, rows: Any, referral: Referral) -> None:
    by = rows.account("b").id
    reason = ReferralReason.DISTANCE
    move(session, referral, ReferralState.DECLINED_BY_WORKER, now=LATER, by=by, reason=reason, note="过江太远")
    last = session.exec(log_of(referral.id)).all()[-1]
    assert (last.from_state, last.to_state, last.at, last.account_id, last.reason_code, last.note) == (
        ReferralState.PROPOSED,
        ReferralState.DECLINED_BY_WORKER,
        LATER,
        by,
        ReferralReason.DISTANCE,
        "过江太远",
    )


def test_a_step_sets_the_state_and_its_moment(session: Session, referral: Referral) -> None:
    move(session, referral, ReferralState.TOLD, now=LATER)
    assert (referral.state, referral.state_since) == (ReferralState.TOLD, LATER)


def test_a_refused_step_leaves_the_referral_and_its_log_alone(session: Session, referral: Referral) -> None:
    with pytest.raises(IllegalTransition, match="推荐现在是“已推荐”，不能改为“已录用”"):
        move(session, referral, ReferralState.HIRED, now=LATER)
    assert (referral.state, len(session.exec(log_of(referral.id)).all())) == (ReferralState.PROPOSED, 1)


@pytest.mark.parametrize("state", [ReferralState.DECLINED_BY_WORKER, ReferralState.DECLINED_BY_EMPLOYER])
def test_a_refusal_without_a_reason_is_refused(session: Session, referral: Referral, state: ReferralState) -> None:
    with pytest.raises(ReasonMissing, match="须选择原因"):
        move(session, referral, state, now=LATER)


def test_an_ended_referral_is_no_longer_live(session: Session, referral: Referral) -> None:
    move(session, referral, ReferralState.WITHDRAWN, now=LATER)
    assert session.exec(live_between(referral.worker_id, referral.vacancy_id)).all() == []


@pytest.mark.parametrize("street", ["440103001", "440103021"])
def test_a_street_lists_the_referrals_of_its_own_workers(
    session: Session, rows: Any, referral: Referral, street: str
) -> None:
    rows.add(Street(code="440103021", name="东沙街道", pinyin="Dongsha", lng=113.23, lat=23.06))
    worker = rows.worker(street_code="440103021")
    theirs = Referral(
        worker_id=worker.id,
        vacancy_id=referral.vacancy_id,
        origin=ReferralOrigin.WORKER,
        state_since=NOW,
        created_at=NOW,
    )
    propose(session, [theirs])
    found = [r.id for r in session.exec(referrals(ReferralFilter(street_code=street)))]
    assert found == ([theirs.id] if street == "440103021" else [])


def test_an_employer_lists_the_referrals_to_its_own_vacancies(session: Session, rows: Any, referral: Referral) -> None:
    other = rows.employer(name="别家").id
    assert session.exec(referrals(ReferralFilter(employer_id=other))).all() == []
