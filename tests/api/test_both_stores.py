"""The main journey on SQLite and on PostgreSQL: fill, match, take, offer the only opening to many at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from litestar.testing import TestClient
from sqlmodel import select

from api.app import create_app
from api.demonstration import fill
from api.matching.commands import match_now
from api.settings import Settings
from models.ledger import Reservation
from models.referral import Referral
from models.vacancy import Vacancy
from models.worker import Worker
from seed_data.load import PASSWORD

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)


@pytest.fixture
def settings(store_url, engine):
    settings = Settings(
        database_url=store_url, secret="s" * 64, run_jobs=False, fixed_today=date(2021, 2, 8), now=lambda: NOW
    )
    fill(engine, replace(settings), "small")
    return settings


@pytest.fixture
def call(settings):
    """Calls the application as the district administrator."""
    with TestClient(create_app(settings)) as client:
        token = client.post("/api/tokens", json={"login": "district", "password": PASSWORD}).json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


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
