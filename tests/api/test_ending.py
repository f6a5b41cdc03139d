"""What becomes of proposals and promises when the vacancy closes or the worker withdraws the consent."""

import pytest
from sqlmodel import select

from api.matching.commands import match_now
from api.matching.frames import read_frames
from models.database import writing
from models.ledger import Promise, PromisedBy, Reservation, reserve
from models.referral import BEFORE_TALKS, Referral, ReferralLog, ReferralOrigin, ReferralState
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker

TALKS = [ReferralState.INTERVIEW, ReferralState.OFFERED]


@pytest.fixture
def put_forward(api):
    """Puts the new worker forward for a new vacancy, with a promise; the referral's id."""

    def make(state=ReferralState.PROPOSED, origin=ReferralOrigin.RUN, openings=2, of=None):
        now, today = api.clock(), api.settings.today()
        moments = {"created_at": now, "updated_at": now}
        with writing(api.state.engine) as session:
            worker = Worker(
                name="张三",
                phone="13800138000",
                street_code=api.account("street").street_code,
                consent_recommend=True,
                consent_phone=True,
                registered_at=now,
                updated_at=now,
            )
            post = (
                session.get_one(Vacancy, of)
                if of
                else Vacancy(
                    employer_id=api.account("employer").employer_id,
                    title="叉车司机",
                    openings=openings,
                    state=VacancyState.OPEN,
                    state_since=now,
                    **moments,
                )
            )
            session.add_all([worker, post])
            session.flush()
            ids = {"worker_id": worker.id, "vacancy_id": post.id}
            row = Referral(**ids, state=state, origin=origin, state_since=now, created_at=now)
            session.add(row)
            session.flush()
            promise = Promise(**ids, from_day=today, promised_by=PromisedBy.REFERRAL, promised_id=row.id)
            reserve(session, promise, now=now)
            return row.id

    return make


def found(api, key):
    """The referral, whether its promise stands, and whether the next run has its worker."""
    with api.store() as session:
        row = session.get_one(Referral, key)
        held = select(Reservation).where(Reservation.promised_id == key, Reservation.released_at.is_(None))
        seeking = set(read_frames(session, api.settings.today())["workers"].worker_id)
        return row, bool(session.exec(held).all()), str(row.worker_id) in seeking


def close(api, key, state="closed"):
    with api.store() as session:
        vacancy = session.get_one(Referral, key).vacancy_id
    assert api.post(f"/api/vacancies/{vacancy}/state", {"state": state}, "district").status_code == 200


@pytest.mark.parametrize("state", sorted(BEFORE_TALKS))
@pytest.mark.parametrize("how", ["closed", "filled"])
def test_a_vacancy_that_is_over_gives_back_who_was_put_forward(api, put_forward, state, how):
    key = put_forward(state)
    before = found(api, key)[1:]
    close(api, key, how)
    row, promised, seeking = found(api, key)
    assert (before, row.state, promised, seeking) == ((True, False), ReferralState.WITHDRAWN, False, True)


@pytest.mark.parametrize("how", ["closed", "filled"])
def test_the_log_says_why_it_fell_and_that_nobody_said_no(api, put_forward, how):
    key = put_forward()
    close(api, key, how)
    with api.store() as session:
        step = session.exec(select(ReferralLog).where(ReferralLog.referral_id == key)).one()
    assert (step.to_state, step.reason_code, step.account_id) == (ReferralState.WITHDRAWN, how, None)
    assert "自动撤回" in step.note


@pytest.mark.parametrize("state", TALKS)
def test_who_is_in_talks_stays_and_keeps_the_promise_when_the_vacancy_closes(api, put_forward, state):
    key = put_forward(state)
    close(api, key)
    row, promised, _ = found(api, key)
    assert (row.state, promised) == (state, True)


def test_talks_about_a_closed_vacancy_may_end_in_a_hire(api, put_forward):
    key = put_forward(ReferralState.OFFERED)
    close(api, key)
    assert api.post(f"/api/referrals/{key}/state", {"state": "hired"}, "employer").status_code == 200


def test_a_pause_ends_nothing_but_nobody_begins_to_talk(api, put_forward):
    key = put_forward(ReferralState.TOLD)
    close(api, key, "suspended")
    answer = api.post(f"/api/referrals/{key}/state", {"state": "interview"}, "employer")
    assert (answer.status_code, "不在招" in answer.json()["detail"]) == (409, True)
    assert found(api, key)[0].state == ReferralState.TOLD
    assert api.post(f"/api/referrals/{key}/state", {"state": "withdrawn"}, "district").status_code == 200


def test_the_last_hire_gives_back_whoever_else_was_put_forward(api, put_forward):
    first = put_forward(ReferralState.OFFERED, openings=2)
    vacancy = found(api, first)[0].vacancy_id
    other = put_forward(ReferralState.TOLD, of=vacancy)
    with writing(api.state.engine) as session:
        session.get_one(Vacancy, vacancy).openings = 1
    api.post(f"/api/referrals/{first}/state", {"state": "hired"}, "employer")
    states = [found(api, key)[0].state for key in (first, other)]
    assert (states, [found(api, key)[1] for key in (first, other)]) == (
        [ReferralState.HIRED, ReferralState.WITHDRAWN],
        [True, False],
    )


def withdraw_consent(api, key):
    worker = found(api, key)[0].worker_id
    assert api.patch(f"/api/workers/{worker}", {"consent_recommend": False}, "street").status_code == 200
    return worker


@pytest.mark.parametrize("state", sorted(BEFORE_TALKS))
def test_a_withdrawn_consent_ends_what_the_office_proposed_and_its_promise(api, put_forward, state):
    key = put_forward(state)
    withdraw_consent(api, key)
    row, promised, seeking = found(api, key)
    assert (row.state, promised, seeking) == (ReferralState.WITHDRAWN, False, False)


def test_who_consents_again_is_in_the_next_run_and_not_settled_by_it(api, put_forward):
    key = put_forward()
    worker = withdraw_consent(api, key)
    api.patch(f"/api/workers/{worker}", {"consent_recommend": True}, "street")
    with api.store() as session:
        settled = set(read_frames(session, api.settings.today())["settled"].worker_id)
    assert (found(api, key)[2], str(worker) in settled) == (True, False)


def test_ones_own_application_stays_without_the_consent_to_be_recommended(api, put_forward):
    key = put_forward(ReferralState.TOLD, ReferralOrigin.WORKER)
    withdraw_consent(api, key)
    assert found(api, key)[0].state == ReferralState.TOLD


@pytest.mark.parametrize("state", [ReferralState.TOLD, *TALKS])
def test_the_employer_sees_no_name_and_no_phone_once_the_consent_is_withdrawn(api, put_forward, state):
    key = put_forward(state)
    before = api.get(f"/api/referrals/{key}", "employer").json()
    withdraw_consent(api, key)
    after = api.get(f"/api/referrals/{key}", "employer").json()
    assert (before["worker_phone"], before["worker_name"]) == ("13800138000", "张三")
    assert (after["worker_phone"], after["worker_name"]) == (None, "张**")


def test_a_run_whose_vacancies_are_over_says_of_which_day_its_words_are(fresh_api):
    api = fresh_api
    match_now(api.settings, None, 0)
    run = api.get("/api/matching-runs", "district").json()["items"][0]["id"]
    views = ("pairs", "key", "workers", "vacancies", "shortage", "priority", "fairness")
    pages = {view: api.get(f"/staff/runs/{run}?view={view}", "district").text for view in views}
    marked = [view for view, page in pages.items() if "按 2月8日匹配时的情况" in page]
    assert marked == ["workers", "vacancies", "shortage", "priority", "fairness"]
