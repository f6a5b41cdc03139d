"""A vacancy whose last day has passed promises nothing, whether or not anybody has written it down."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from api.command import main
from api.matching.commands import match_now
from api.matching.frames import read_frames
from api.referrals.expiring import expire
from api.serving import prepare
from models.audit import AuditEntry
from models.database import writing
from models.ledger import Promise, PromisedBy, Reservation, reserve
from models.referral import BEFORE_TALKS, Referral, ReferralLog, ReferralOrigin, ReferralReason, ReferralState
from models.run import RunPair
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker

LAST_DAY, DAY_AFTER = date(2021, 2, 8), date(2021, 2, 9)
TALKS = [ReferralState.INTERVIEW, ReferralState.OFFERED]


@pytest.fixture
def put_forward(on):
    """Puts a new worker forward for a new vacancy open until today, with a promise; the referral's id."""

    def make(state=ReferralState.PROPOSED):
        api = on(LAST_DAY)
        now, street = api.clock(), api.account("street").street_code
        since = {"registered_at": now, "updated_at": now}
        consents = {"consent_recommend": True, "consent_phone": True}
        with writing(api.state.engine) as session:
            worker = Worker(name="张三", phone="13800138000", street_code=street, **consents, **since)
            post = Vacancy(
                employer_id=api.account("employer").employer_id,
                title="叉车司机",
                openings=1,
                open_until=LAST_DAY,
                state=VacancyState.OPEN,
                state_since=now,
                created_at=now,
                updated_at=now,
            )
            session.add_all([worker, post])
            session.flush()
            ids = {"worker_id": worker.id, "vacancy_id": post.id}
            row = Referral(**ids, state=state, origin=ReferralOrigin.RUN, state_since=now, created_at=now)
            session.add(row)
            session.flush()
            promise = Promise(**ids, from_day=LAST_DAY, promised_by=PromisedBy.REFERRAL, promised_id=row.id)
            reserve(session, promise, now=now)
            return row.id

    return make


def seeking(api, key):
    """Whether a run of the day has the worker of the referral."""
    with api.store() as session:
        worker = session.get_one(Referral, key).worker_id
        return str(worker) in set(read_frames(session, api.settings.today())["workers"].worker_id)


def written(api, key):
    """The state as it is written, and whether a promise is."""
    with api.store() as session:
        held = select(Reservation).where(Reservation.promised_id == key, Reservation.released_at.is_(None))
        return session.get_one(Referral, key).state, bool(session.exec(held).all())


@pytest.mark.parametrize(("day", "free"), [(LAST_DAY, False), (DAY_AFTER, True)])
def test_a_worker_is_free_from_the_day_after_the_last_before_anything_is_written(on, put_forward, day, free):
    key = put_forward()
    api = on(day)
    assert (seeking(api, key), written(api, key)) == (free, (ReferralState.PROPOSED, True))


@pytest.mark.parametrize("state", sorted(BEFORE_TALKS))
@pytest.mark.parametrize(("day", "ended"), [(LAST_DAY, 0), (DAY_AFTER, 1)])
def test_only_what_is_past_its_last_day_is_ended(on, put_forward, state, day, ended):
    key = put_forward(state)
    api = on(day)
    found = expire(api.state.engine, api.settings)
    expected = (ReferralState.WITHDRAWN, False) if ended else (state, True)
    assert (found, written(api, key)) == (ended, expected)


@pytest.mark.parametrize("state", TALKS)
def test_who_is_in_talks_stays_and_keeps_the_promise(on, put_forward, state):
    key = put_forward(state)
    api = on(DAY_AFTER)
    assert (expire(api.state.engine, api.settings), written(api, key)) == (0, (state, True))
    assert not seeking(api, key)


def test_the_log_names_the_last_day_and_nobody(on, put_forward):
    key = put_forward()
    api = on(DAY_AFTER)
    expire(api.state.engine, api.settings)
    with api.store() as session:
        step = session.exec(select(ReferralLog).where(ReferralLog.referral_id == key)).one()
    assert (step.reason_code, step.account_id) == (ReferralReason.EXPIRED, None)
    assert "截止日" in step.note


def test_ending_twice_writes_once(on, put_forward):
    put_forward()
    api = on(DAY_AFTER)
    ended = [expire(api.state.engine, api.settings) for _ in range(2)]
    with api.store() as session:
        audited = session.exec(select(AuditEntry).where(AuditEntry.action == "referral.expire")).all()
    assert (ended, len(audited)) == ([1, 0], 1)


def test_the_audit_names_the_referrals_that_were_ended(on, put_forward):
    key = put_forward()
    api = on(DAY_AFTER)
    expire(api.state.engine, api.settings)
    with api.store() as session:
        row = session.exec(select(AuditEntry).where(AuditEntry.action == "referral.expire")).one()
    assert (row.subject_id, list(row.detail["written"]["referral"])) == (key, [str(key)])


@pytest.mark.parametrize(("day", "state"), [(LAST_DAY, "told"), (DAY_AFTER, "withdrawn")])
@pytest.mark.parametrize("who", ["district", "employer"])
def test_both_sides_read_it_as_withdrawn_from_the_day_after(on, put_forward, who, day, state):
    key = put_forward(ReferralState.TOLD)
    api = on(day)
    read = api.get(f"/api/referrals/{key}", who).json()
    listed = {row["id"] for row in api.get(f"/api/referrals?state={state}&page_size=200", who).json()["items"]}
    other = {"told": "withdrawn", "withdrawn": "told"}[state]
    elsewhere = {row["id"] for row in api.get(f"/api/referrals?state={other}&page_size=200", who).json()["items"]}
    assert (read["state"], key in listed, key in elsewhere) == (state, True, False)


@pytest.mark.parametrize(("day", "phone"), [(LAST_DAY, "13800138000"), (DAY_AFTER, None)])
def test_the_employer_no_longer_has_the_phone(on, put_forward, day, phone):
    key = put_forward(ReferralState.TOLD)
    assert on(day).get(f"/api/referrals/{key}", "employer").json()["worker_phone"] == phone


def test_a_later_last_day_does_not_revive_what_has_fallen(on, put_forward):
    key = put_forward()
    api = on(DAY_AFTER)
    with api.store() as session:
        vacancy = session.get_one(Referral, key).vacancy_id
    later = {"open_until": (DAY_AFTER + timedelta(days=30)).isoformat()}
    assert api.patch(f"/api/vacancies/{vacancy}", later, "district").status_code == 200
    assert (written(api, key), seeking(api, key)) == ((ReferralState.WITHDRAWN, False), True)


def test_a_later_last_day_set_in_time_ends_nothing(on, put_forward):
    key = put_forward()
    api = on(LAST_DAY)
    with api.store() as session:
        vacancy = session.get_one(Referral, key).vacancy_id
    api.patch(f"/api/vacancies/{vacancy}", {"open_until": DAY_AFTER.isoformat()}, "district")
    assert written(on(DAY_AFTER), key) == (ReferralState.PROPOSED, True)


def test_a_last_day_moved_into_the_past_ends_at_once(on, put_forward):
    key = put_forward()
    api = on(LAST_DAY)
    with api.store() as session:
        vacancy = session.get_one(Referral, key).vacancy_id
    api.patch(f"/api/vacancies/{vacancy}", {"open_until": "2021-02-07"}, "district")
    assert written(api, key) == (ReferralState.WITHDRAWN, False)


def test_a_worker_whose_vacancy_has_passed_is_taken_into_the_next_referral(on, put_forward):
    """The promise still stands in the ledger when the new pair is taken; the two may not stand in each other's way."""
    key = put_forward()
    api = on(DAY_AFTER)
    match_now(api.settings, None, 0)
    with api.store() as session:
        run = session.exec(select(RunPair.run_id)).first()
        pair = session.exec(select(RunPair).where(RunPair.run_id == run)).first()
        other = (pair.worker_id, pair.vacancy_id)
    revive(api, key, other[0])
    named = {"pairs": [{"worker_id": other[0], "vacancy_id": other[1]}]}
    answer = api.post(f"/api/matching-runs/{run}/take", named, "district").json()
    assert (answer["taken"], written(api, key)[0]) == (1, ReferralState.WITHDRAWN)


def revive(api, key, worker_id):
    """Write the fallen proposal as if nobody had ended it, now of another worker."""
    with writing(api.state.engine) as session:
        row = session.get_one(Referral, key)
        row.state, row.worker_id = ReferralState.PROPOSED, worker_id
        promise = session.exec(select(Reservation).where(Reservation.promised_id == key)).one()
        promise.worker_id, promise.released_at = worker_id, None
        session.add_all([row, promise])


def test_asking_for_a_run_writes_it_down(on, put_forward):
    key = put_forward()
    api = on(DAY_AFTER)
    api.post("/api/matching-runs", {}, "district")
    assert written(api, key) == (ReferralState.WITHDRAWN, False)


def test_a_run_for_a_later_day_ends_nothing_of_today(on, put_forward):
    key = put_forward()
    api = on(LAST_DAY)
    api.post("/api/matching-runs", {"as_of": DAY_AFTER.isoformat()}, "district")
    assert written(api, key) == (ReferralState.PROPOSED, True)


def test_the_server_writes_it_down_when_it_starts(on, put_forward):
    key = put_forward()
    api = on(DAY_AFTER)
    prepare(api.settings, demonstration=False)
    assert written(api, key)[0] == ReferralState.WITHDRAWN


def test_the_command_says_how_many_it_ended(on, put_forward, monkeypatch, capsys):
    put_forward()
    monkeypatch.setenv("DATABASE_URL", on(DAY_AFTER).settings.database_url)
    monkeypatch.setenv("WENGANG_SECRET", "s" * 64)
    monkeypatch.setenv("WENGANG_TODAY", DAY_AFTER.isoformat())
    with pytest.raises(SystemExit) as left:
        main(["expire"])
    assert (left.value.code, "撤回了 1 条推荐" in capsys.readouterr().out) == (0, True)


def test_the_day_is_that_of_guangzhou(on, put_forward):
    """At 15:59 UTC it is still the last day there, a minute later it is over."""
    key = put_forward()
    api = on(None)
    free = []
    for at in ("2021-02-08T15:59:00+00:00", "2021-02-08T16:00:00+00:00"):
        api.clock.at = api.clock.at.fromisoformat(at)
        free.append(seeking(api, key))
    assert free == [False, True]
    assert api.settings.today() == date(2021, 2, 9)
