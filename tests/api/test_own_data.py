"""A worker's data whole and erased, on both databases."""

from datetime import UTC, date, datetime

import pytest

from api.accounts.lookup_codes import close_codes, fresh, give
from api.workers.erasing import NAMELESS, erase
from api.workers.own_data import own_data, readers
from models.account import Account, Role
from models.audit import AuditEntry
from models.duplicate import WorkerMerge
from models.employer import Employer
from models.ledger import Promise, PromisedBy, promised_openings, reserve
from models.referral import Referral, ReferralOrigin, ReferralState, propose
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker, WorkerSkill

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)
TODAY = date(2021, 2, 8)


def person(session, name="韦秀英", phone="13800138000"):
    worker = Worker(name=name, phone=phone, registered_at=NOW, updated_at=NOW)
    session.add(worker)
    session.flush()
    session.add(WorkerSkill(worker_id=worker.id, words="开叉车"))
    session.flush()
    return worker


@pytest.fixture
def vacancy(session):
    employer = Employer(name="广泽医用材料厂", registered_at=NOW, updated_at=NOW)
    session.add(employer)
    session.flush()
    post = Vacancy(
        employer_id=employer.id,
        title="叉车工",
        openings=1,
        state=VacancyState.OPEN,
        state_since=NOW,
        created_at=NOW,
        updated_at=NOW,
    )
    session.add(post)
    session.flush()
    return post


def referred(session, worker, vacancy, state):
    row = Referral(
        worker_id=worker.id,
        vacancy_id=vacancy.id,
        state=state,
        state_since=NOW,
        origin=ReferralOrigin.STAFF,
        created_at=NOW,
    )
    propose(session, [row])
    promise = Promise(
        worker_id=worker.id,
        vacancy_id=vacancy.id,
        from_day=TODAY,
        promised_by=PromisedBy.REFERRAL,
        promised_id=row.id,
    )
    reserve(session, promise, now=NOW)
    return row


def section(session, worker, key):
    return next(part.rows for part in own_data(session, worker) if part.key == key)


def read_by_staff(session, detail, subject_id=None):
    entry = AuditEntry(at=NOW, action="worker.read", subject="worker", subject_id=subject_id, detail=detail)
    session.add(entry)
    session.flush()


def test_the_whole_of_the_data_is_one_persons(session, vacancy):
    worker, _ = person(session), person(session, "别人")
    referred(session, worker, vacancy, ReferralState.TOLD)
    assert [row["words"] for row in section(session, worker, "skills")] == ["开叉车"]
    assert [row["employer"] for row in section(session, worker, "referrals")] == ["广泽医用材料厂"]


@pytest.mark.parametrize(
    ("detail", "told"),
    [
        ({"workers": [1], "workers_count": 1}, [""]),
        ({"workers": [11, 21], "workers_count": 2}, []),
        ({"written": {"worker": {"1": ["phone"]}}}, [""]),
        ({"workers": list(range(2, 1002)), "workers_count": 5000}, ["成批读取 5000 人，可能包括您"]),
    ],
)
def test_a_reading_is_told_to_those_it_was_of(session, detail, told):
    worker = person(session)
    assert worker.id == 1
    read_by_staff(session, detail)
    assert [row["note"] for row in readers(session, worker.id)] == told


def test_an_open_proposal_frees_its_opening_and_a_hire_keeps_it(session, vacancy):
    vacancy.openings = 2
    worker, hired = person(session), person(session, "李强")
    referred(session, worker, vacancy, ReferralState.OFFERED)
    kept = referred(session, hired, vacancy, ReferralState.HIRED)
    for somebody in (worker, hired):
        erase(session, somebody, by=None, now=NOW)
    assert session.exec(promised_openings()).all() == [(vacancy.id, 1)]
    assert kept.state == ReferralState.HIRED


def test_files_that_went_into_the_erased_one_are_erased_with_it(session):
    kept, gone, further = person(session), person(session, "韦秀瑛"), person(session, "韦秀莹")
    for into, away in ((kept, gone), (gone, further)):
        session.add(WorkerMerge(kept_id=into.id, gone_id=away.id, at=NOW, filled={"phone": True}))
    session.flush()
    erase(session, kept, by=None, now=NOW)
    assert [file.name for file in (kept, gone, further)] == [NAMELESS] * 3


def test_erasing_twice_is_erasing_once(session, vacancy):
    worker = person(session)
    referred(session, worker, vacancy, ReferralState.TOLD)
    for _ in range(2):
        erase(session, worker, by=None, now=NOW)
    assert (worker.name, worker.phone, worker.erased_at) == (NAMELESS, "", NOW)


def test_a_code_that_is_closed_opens_nothing_until_the_counter_gives_a_new_one(session):
    worker = person(session)
    account = give(session, worker, fresh(session, "13800138000"), NOW)
    assert close_codes(session, {worker.id}, NOW) == 1
    assert not account.active
    assert give(session, worker, fresh(session, "13800138000"), NOW).active


def test_an_account_with_a_password_of_its_own_is_no_code_to_close(session):
    worker = person(session)
    own = Account(login="worker", name="x", role=Role.WORKER, password_hash="", worker_id=worker.id, created_at=NOW)
    session.add(own)
    session.flush()
    assert close_codes(session, {worker.id}, NOW) == 0
