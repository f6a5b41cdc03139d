"""The main journey on SQLite and on PostgreSQL: fill, match, take, offer the only opening to many at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from litestar.testing import TestClient
from sqlmodel import select

from api.access.passwords import hash_password
from api.access.sessions import ROTATE_AFTER, open_family, recognise
from api.app import create_app
from api.demonstration import SEED, fill_references
from api.matching.commands import match_now
from api.settings import Settings
from models.account import Account, Token, TokenKind
from models.database import writing
from models.ledger import Reservation
from models.referral import Referral, ReferralState
from models.vacancy import Vacancy
from models.worker import Worker
from seed_data.load import PASSWORD, load_demonstration

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)


@pytest.fixture
def settings(store_url, engine):
    settings = Settings(
        database_url=store_url, secret="s" * 64, run_jobs=False, fixed_today=date(2021, 2, 8), real_now=lambda: NOW
    )
    fill_references(engine)
    with writing(engine) as session:
        load_demonstration(session, "small", SEED, NOW, hash_password)
    return settings


@pytest.fixture
def call(settings):
    """Calls the application as the district administrator."""
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        token = client.post("/api/tokens", json={"login": "district", "password": PASSWORD}).json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


def at_once(times, ask):
    """The same request from several clients that start together; their answers."""
    start = Barrier(times)

    def asked(_number):
        start.wait(timeout=20)
        return ask()

    with ThreadPoolExecutor(times) as crowd:
        return list(crowd.map(asked, range(times)))


def test_a_match_is_run_read_and_taken(settings, call, session):
    match_now(settings, None, 0)
    run = call.get("/api/matching-runs").json()["items"][0]
    taken = call.post(f"/api/matching-runs/{run['id']}/take", json={"all": True}).json()
    assert run["state"] == "done"
    assert taken["taken"] == len(session.exec(select(Reservation)).all()) > 0


@pytest.mark.parametrize("path", ["vacancies", "workers", "employers", "referrals", "accounts", "audit", "occupations"])
def test_every_list_answers_in_every_order_it_offers(call, path):
    told = call.get(f"/api/{path}?sort=no-such-key").json()["detail"]
    offered = told.partition("：")[2].partition("可用的有：")[2] or told.partition("可用的有：")[2]
    for key in offered.rstrip("。").split("、"):
        assert call.get(f"/api/{path}?sort=-{key}&page_size=3").status_code == 200, key


def test_the_only_opening_is_offered_to_one(settings, call, session):
    vacancy = session.exec(select(Vacancy)).first()
    vacancy.openings = 1
    workers = session.exec(select(Worker).limit(6)).all()
    rows = [
        Referral(
            worker_id=worker.id,
            vacancy_id=vacancy.id,
            state="told",
            origin="staff",
            state_since=NOW,
            created_at=NOW,
        )
        for worker in workers
    ]
    session.add_all([vacancy, *rows])
    session.commit()
    with ThreadPoolExecutor(6) as crowd:
        offers = crowd.map(lambda row: call.post(f"/api/referrals/{row.id}/state", json={"state": "offered"}), rows)
        statuses = sorted(answer.status_code for answer in offers)
    assert statuses == [200] + [409] * 5


def test_a_pair_is_proposed_once_however_many_propose_it_at_once(call, session):
    worker = session.exec(select(Worker).where(Worker.consent_recommend)).first()
    vacancy = session.exec(select(Vacancy).where(Vacancy.state == "open", Vacancy.open_until.is_(None))).first()
    body = {"worker_id": worker.id, "vacancy_id": vacancy.id}
    session.rollback()
    answers = at_once(6, lambda: call.post("/api/referrals", json=body))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5
    assert all("不必重复" in answer.json()["detail"] for answer in answers if answer.status_code == 409)
    assert len(session.exec(select(Referral)).all()) == 1


def test_a_token_is_replaced_once_however_many_ask_at_once(call, session):
    answers = at_once(5, lambda: call.post("/api/tokens/rotate"))
    live = session.exec(select(Token).where(Token.revoked_at.is_(None))).all()
    assert (sorted(answer.status_code for answer in answers), len(live)) == ([201] + [409] * 4, 1)


def test_a_cookie_is_replaced_once_by_requests_that_come_together(settings, engine, session):
    with writing(engine) as writer:
        account = writer.exec(select(Account).where(Account.login == "district")).one()
        secret, _ = open_family(writer, account, TokenKind.COOKIE, NOW)
    later = NOW + ROTATE_AFTER + timedelta(seconds=1)
    recognised = at_once(5, lambda: recognise(engine, secret, TokenKind.COOKIE, later))
    assert [who.account.login for who in recognised] == ["district"] * 5
    assert sum(who.replacement is not None for who in recognised) == 1
    assert len(session.exec(select(Token).where(Token.revoked_at.is_(None))).all()) == 1


def test_whoever_takes_the_same_pairs_second_is_told_they_are_taken(settings, call, session):
    match_now(settings, None, 0)
    run = call.get("/api/matching-runs").json()["items"][0]["id"]
    answers = at_once(4, lambda: call.post(f"/api/matching-runs/{run}/take", json={"all": True}))
    assert [answer.status_code for answer in answers] == [201] * 4
    taken = sorted(answer.json()["taken"] for answer in answers)
    assert taken[:3] == [0] * 3
    assert taken[3] == len(session.exec(select(Referral)).all()) > 0


@pytest.mark.parametrize(
    ("method", "path", "sent", "named"),
    [
        ("GET", "/api/vacancies?q=%00", {}, "q"),
        ("GET", "/api/workers?street=%00", {}, "street"),
        ("GET", "/api/occupations?q=a%00", {}, "q"),
        ("POST", "/api/vacancies", {"json": {"employer_id": 1, "title": "a\0", "openings": 1}}, "title"),
        ("POST", "/api/workers", {"json": {"name": "甲", "phone": "13800138000", "hukou_code": "\0"}}, "hukou_code"),
        ("PATCH", "/api/employers/1", {"json": {"street_code": "\0"}}, "street_code"),
        ("POST", "/api/tokens", {"json": {"login": "a\0", "password": "a-long-one"}}, "login"),
    ],
)
def test_a_nul_is_refused_by_field(call, method, path, sent, named):
    answer = call.request(method, path, **sent)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, named)


def test_two_administrators_cannot_close_each_other_at_once(call, session):
    body = {"login": "second", "name": "副主任", "role": "district_admin", "password": "a-long-one"}
    call.post("/api/accounts", json=body)
    both = [row.id for row in session.exec(select(Account).where(Account.role == "district_admin"))]
    session.rollback()
    closed = iter(both)
    answers = at_once(2, lambda: call.patch(f"/api/accounts/{next(closed)}", json={"active": False}).status_code)
    with_account = session.exec(select(Account).where(Account.role == "district_admin", Account.active)).all()
    assert answers.count(200) == len(with_account) == 1


def test_nobody_stays_put_forward_for_a_vacancy_that_closes_at_that_moment(call, session):
    """Closed while others propose for it and take steps: whoever comes first, nobody stays, none wait in a ring."""
    people = session.exec(select(Worker.id).where(Worker.consent_recommend).limit(8)).all()
    vacancy = session.exec(select(Vacancy.id).where(Vacancy.state == "open", Vacancy.open_until.is_(None))).first()
    session.rollback()

    def propose(worker):
        return call.post("/api/referrals", json={"worker_id": worker, "vacancy_id": vacancy})

    told = [propose(worker).json()["id"] for worker in people[:4]]
    steps = [
        *(lambda worker=worker: propose(worker) for worker in people[4:]),
        *(lambda key=key: call.post(f"/api/referrals/{key}/state", json={"state": "told"}) for key in told),
        lambda: call.post(f"/api/vacancies/{vacancy}/state", json={"state": "closed"}),
    ]
    with ThreadPoolExecutor(len(steps)) as crowd:
        answers = list(crowd.map(lambda step: step(), steps))
    assert {answer.status_code for answer in answers} <= {200, 201, 400, 409}
    rows = session.exec(select(Referral).where(Referral.vacancy_id == vacancy)).all()
    assert {row.state for row in rows} == {ReferralState.WITHDRAWN}
