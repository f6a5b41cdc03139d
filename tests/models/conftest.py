"""Rows to start from; a test changes the one thing it is about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import pytest
from sqlmodel import Session, SQLModel

from models.account import Account, Role
from models.employer import Employer
from models.ledger import Promise, PromisedBy
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)
DAY = date(2021, 2, 8)

Row = TypeVar("Row", bound=SQLModel)


@dataclass
class Rows:
    """Adds plausible rows to a session; each has its id afterwards."""

    session: Session
    now: datetime = NOW
    day: date = DAY

    def add(self, row: Row) -> Row:
        self.session.add(row)
        self.session.flush()
        return row

    def employer(self, **facts: Any) -> Employer:
        return self.add(Employer(**{"name": "东沙口罩厂", "registered_at": NOW, "updated_at": NOW} | facts))

    def vacancy(self, **facts: Any) -> Vacancy:
        facts.setdefault("employer_id", None)
        facts["employer_id"] = facts["employer_id"] or self.employer().id
        usual = {"title": "车位工", "openings": 2, "state": VacancyState.OPEN}
        return self.add(Vacancy(**usual | {"state_since": NOW, "created_at": NOW, "updated_at": NOW} | facts))

    def worker(self, **facts: Any) -> Worker:
        usual = {"name": "陈小妹", "phone": "13800138000", "consent_recommend": True}
        return self.add(Worker(**usual | {"registered_at": NOW, "updated_at": NOW} | facts))

    def account(self, login: str, **facts: Any) -> Account:
        usual = {"name": login, "role": Role.SPECIALIST, "password_hash": "x", "created_at": NOW}
        return self.add(Account(login=login, **usual | facts))

    def promise(self, worker: Worker | None = None, vacancy: Vacancy | None = None, **facts: Any) -> Promise:
        """Ten days from 8 February, promised by referral 1, to a new worker unless one is given."""
        subject = {"worker_id": (worker or self.worker()).id, "vacancy_id": vacancy.id if vacancy else None}
        usual = {"from_day": DAY, "to_day": date(2021, 2, 17), "promised_by": PromisedBy.REFERRAL, "promised_id": 1}
        return Promise(**subject | usual | facts)


@pytest.fixture
def rows(session: Session) -> Rows:
    return Rows(session)
