"""Referrals over HTTP: put forward, moved by whoever may, promised in the ledger, never twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.ledger import Reservation
from models.referral import Referral, ReferralOrigin, ReferralState
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker


def vacancy(api, openings=1):
    now = api.clock()
    row = Vacancy(
        employer_id=api.account("employer").employer_id,
        title="叉车司机",
        openings=openings,
        state=VacancyState.OPEN,
        state_since=now,
        created_at=now,
        updated_at=now,
    )
    return api.add(row)[0]


def worker(api, **fields):
    now = api.clock()
    street = api.account("street").street_code
    row = Worker(name="张三", street_code=street, consent_recommend=True, registered_at=now, updated_at=now)
    for name, value in fields.items():
        setattr(row, name, value)
    return api.add(row)[0]


def referral(api, state=ReferralState.TOLD, vacancy_id=None):
    now = api.clock()
    return api.add(
        Referral(
            worker_id=worker(api),
            vacancy_id=vacancy_id or vacancy(api),
            state=state,
            origin=ReferralOrigin.STAFF,
            state_since=now,
            created_at=now,
        )
    )[0]


def move(api, key, state, who, **more):
    return api.post(f"/api/referrals/{key}/state", {"state": state, **more}, who)


def live_promises(api, key):
    with api.store() as session:
        rows = session.exec(select(Reservation).where(Reservation.promised_id == key)).all()
    return [row for row in rows if row.released_at is None]


def test_a_worker_applies_and_both_sides_know(api):
    told = api.post("/api/referrals", {"vacancy_id": vacancy(api)}, "worker").json()
    assert (told["state"], told["origin"]) == ("told", "worker")


def test_a_worker_applies_for_nobody_else(api):
    body = {"vacancy_id": vacancy(api), "worker_id": worker(api)}
    assert api.post("/api/referrals", body, "worker").json()["errors"][0]["field"] == "worker_id"


def test_a_second_application_while_the_first_is_open_is_refused(api):
    open_one = vacancy(api)
    answers = [api.post("/api/referrals", {"vacancy_id": open_one}, "worker").status_code for _ in range(2)]
    assert answers == [201, 409]


def test_nobody_is_put_forward_without_consent(api):
    body = {"vacancy_id": vacancy(api), "worker_id": worker(api, consent_recommend=False)}
    answer = api.post("/api/referrals", body, "street")
    assert (answer.status_code, "同意" in answer.json()["detail"]) == (409, True)


def test_nobody_is_put_forward_for_a_closed_vacancy(api):
    closed = vacancy(api)
    api.post(f"/api/vacancies/{closed}/state", {"state": "closed"}, "district")
    answer = api.post("/api/referrals", {"vacancy_id": closed, "worker_id": worker(api)}, "street")
    assert answer.json()["errors"][0]["field"] == "vacancy_id"


DECIDED = ["declined_by_worker", "declined_by_employer"]


@pytest.mark.parametrize("state", DECIDED)
def test_the_office_proposes_no_pair_again_that_was_refused_and_says_what_may_be_done(api, state):
    one, of = worker(api), vacancy(api)
    body = {"worker_id": one, "vacancy_id": of}
    key = api.post("/api/referrals", body, "street").json()["id"]
    move(api, key, state, "street", reason="wage")
    answer = api.post("/api/referrals", body, "street")
    told = answer.json()["detail"]
    assert (answer.status_code, ReferralState(state).label in told, "本人再次申请" in told) == (409, True, True)


@pytest.mark.parametrize("state", [*DECIDED, "withdrawn"])
def test_a_worker_who_thinks_better_of_it_applies_again(api, state):
    body = {"vacancy_id": vacancy(api)}
    key = api.post("/api/referrals", body, "worker").json()["id"]
    move(api, key, state, "district", reason="wage")
    assert api.post("/api/referrals", body, "worker").status_code == 201


@pytest.mark.parametrize(("who", "status"), [("street", 201), ("worker", 409)])
def test_the_office_proposes_again_what_it_took_back_but_not_what_the_worker_did(api, who, status):
    own = api.account("worker").worker_id
    body = {"worker_id": own, "vacancy_id": vacancy(api)}
    key = api.post("/api/referrals", body, "district").json()["id"]
    move(api, key, "withdrawn", "district" if who == "street" else "worker")
    assert api.post("/api/referrals", body, "district").status_code == status


@pytest.mark.parametrize(
    ("who", "state", "status"),
    [
        ("employer", "interview", 200),
        ("employer", "declined_by_employer", 200),
        ("employer", "declined_by_worker", 403),
        ("employer", "withdrawn", 403),
        ("street", "declined_by_worker", 200),
        ("specialist1", "interview", 200),
        ("employer", "hired", 409),
        ("worker", "interview", 404),
    ],
)
def test_each_side_takes_only_its_own_steps(api, who, state, status):
    assert move(api, referral(api), state, who, reason="wage").status_code == status


@pytest.mark.parametrize("state", ["declined_by_employer", "withdrawn", "hired"])
def test_only_a_hire_leaves_the_employer_name_and_number(api, state):
    made = api.add(*_applied(api, state))[0]
    line = api.get(f"/api/referrals/{made}", "employer").json()
    hired = state == "hired"
    assert (line["worker_name"], line["worker_phone"]) == (("张小三", "13800000077") if hired else ("张**", None))


def _applied(api, state):
    who = worker(api, name="张小三", phone="13800000077", consent_phone=True)
    now = api.clock()
    yield Referral(
        worker_id=who,
        vacancy_id=vacancy(api),
        state=ReferralState(state),
        origin=ReferralOrigin.WORKER,
        state_since=now,
        created_at=now,
    )


def test_a_refusal_needs_its_reason(api):
    answer = move(api, referral(api), "declined_by_employer", "employer")
    assert answer.json()["errors"][0]["field"] == "reason"


def test_every_step_is_in_the_log_with_who_took_it(api):
    key = referral(api)
    move(api, key, "interview", "employer", note="周三上午")
    step = api.get(f"/api/referrals/{key}/log", "district").json()[-1]
    assert (step["to_state"], step["account_id"], step["note"]) == (
        "interview",
        api.account("employer").id,
        "周三上午",
    )


def test_reading_the_log_leaves_an_audit_row(api):
    key = referral(api)
    api.get(f"/api/referrals/{key}/log", "district")
    with api.store() as session:
        row = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (row.action, row.subject_id, row.detail["workers_count"]) == ("referral.log", key, 1)


def test_an_offer_promises_and_a_refusal_releases(api):
    key = referral(api)
    move(api, key, "offered", "employer")
    promised = len(live_promises(api, key))
    move(api, key, "declined_by_worker", "street", reason="found_other")
    assert (promised, live_promises(api, key)) == (1, [])


def test_a_vacancy_is_full_once_its_last_opening_is_hired(api):
    two = vacancy(api, openings=2)
    states = []
    for key in (referral(api, vacancy_id=two), referral(api, vacancy_id=two)):
        move(api, key, "offered", "employer")
        move(api, key, "hired", "employer")
        states.append(api.get(f"/api/vacancies/{two}", "district").json()["state"])
    assert states == ["open", "filled"]


def test_one_opening_is_offered_to_one_of_many_who_are_offered_it_at_once(fresh_api):
    """Eight offers over HTTP in parallel for the only opening: one is kept, seven are told it is taken."""
    api = fresh_api
    only = vacancy(api, openings=1)
    keys = [referral(api, vacancy_id=only) for _ in range(8)]
    api.headers("employer")
    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(lambda key: move(api, key, "offered", "employer").status_code, keys))
    assert sorted(answers) == [200] + [409] * 7
    assert sum(len(live_promises(api, key)) for key in keys) == 1


def test_a_crowd_of_writers_is_all_answered(fresh_api):
    """More writers than threads: whoever holds the write lock must still find a thread to finish in."""
    api = fresh_api
    employer = api.account("employer").employer_id
    body = {"employer_id": employer, "title": "普工", "openings": 1}
    api.headers("district")
    with ThreadPoolExecutor(40) as crowd:
        answers = list(crowd.map(lambda _: api.post("/api/vacancies", body, "district").status_code, range(80)))
    assert answers == [201] * 80
