"""A swap of three sewers for ten days, with people of the lender to put on its list."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from sqlmodel import Session

from api.lent_people.asking import ask_members
from api.lent_people.naming import Naming, name_people
from api.lent_people.suitability import Candidate
from models.employer import Employer
from models.employment import ContractKind, Employment
from models.swap import Swap, SwapLoan, SwapState, draft, move
from models.swap_member import SwapMember
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer
from models.worker import Sex, Worker
from tests.api.conftest import Api

NOW = datetime(2021, 2, 8, 1, tzinfo=UTC)
TODAY = date(2021, 2, 8)
FIRST, LAST = date(2021, 2, 16), date(2021, 2, 25)
DAYS = {"from_day": FIRST, "to_day": LAST}
STAMPS = {"created_at": NOW, "updated_at": NOW}
TOLD = {
    "work": "给口罩耳带打机、质检",
    "conditions": "车间有空调，坐着做",
    "address": "东沙大道 9 号",
    "hazards_told": "没有职业病危害",
    "safety": "上岗前培训半天",
    "pay": "4500 元/月，每月 10 日由原单位发",
    "house_rules": "车间不带手机",
}
HOURS = {"hours_day": 8, "hours_week": 40, "overtime_day": 0, "overtime_month": 0}


@dataclass
class Lending:
    """The swap and everything round it; people are made as a test needs them."""

    session: Session
    lender: Employer
    borrower: Employer
    offer: SwapOffer
    need: SwapNeed
    swap: Swap
    loan: SwapLoan
    made: int = 0

    def employee(self, name: str = "", *, person: dict[str, Any] | None = None, **contract: Any) -> Candidate:
        """A sewer of the lender's with a contract that never ends."""
        self.made += 1
        facts = {"name": name or f"缝工{self.made}", "phone": f"1380013{self.made:04}", "birth_date": date(1990, 1, 2)}
        worker = Worker(**{**facts, "sex": Sex.FEMALE, "registered_at": NOW, "updated_at": NOW} | (person or {}))
        self.session.add(worker)
        self.session.flush()
        terms = {"kind": ContractKind.OPEN, "dispatched": False, "post": "缝纫工", "wage_fen": 450_000}
        insured = {"injury_insured": True}
        row = Employment(worker_id=worker.id, employer_id=self.lender.id, **{**terms, **insured, **STAMPS} | contract)
        self.session.add(row)
        self.session.flush()
        return Candidate(worker, row)

    def name(self, *people: Candidate, **who: Any) -> Naming:
        return name_people(self.session, self.swap, self.loan, people, today=TODAY, now=NOW, **who)

    def named(self, count: int = 1) -> list[SwapMember]:
        return self.name(*(self.employee() for _ in range(count))).named

    def asked(self, count: int = 1, *people: Candidate) -> list[SwapMember]:
        """Some people, or these, named and asked; the swap is offered."""
        members = self.name(*people).named if people else self.named(count)
        ask_members(self.session, self.swap, now=NOW)
        if self.swap.state is SwapState.DRAFT:
            move(self.session, self.swap, SwapState.OFFERED, now=NOW, by=None)
        return members


def lending(session: Session, lender: Employer, borrower: Employer, **need: Any) -> Lending:
    """Three sewers of a lender for a borrower, drafted."""
    about = {"trade": "缝纫工", "people": 3, **DAYS, **STAMPS}
    offer = SwapOffer(employer_id=lender.id, **about)
    wanted = SwapNeed(employer_id=borrower.id, **{**about, **TOLD, **HOURS, "wage_fen": 450_000} | need)
    session.add_all([offer, wanted])
    session.flush()
    swap = Swap(lender_id=lender.id, borrower_id=borrower.id, state_since=NOW, **STAMPS)
    loan = SwapLoan(swap_id=0, offer_id=offer.id, need_id=wanted.id, people=3, wage_fen=450_000, **DAYS)
    draft(session, swap, [loan], by=None)
    return Lending(session, lender, borrower, offer, wanted, swap, loan)


def firm(session: Session, name: str, **facts: Any) -> Employer:
    row = Employer(**{"name": name, "dispatch_permit": False, "registered_at": NOW, "updated_at": NOW} | facts)
    session.add(row)
    session.flush()
    return row


@pytest.fixture
def store(api: Api, district_file: Path) -> Iterator[Session]:
    """The store behind the application of this module, as it was before any test."""
    engine = api.state.engine
    engine.dispose()
    path = Path(engine.url.database)
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    shutil.copyfile(district_file, path)
    api._tokens.clear()
    with api.store() as session:
        yield session


@dataclass
class Visitor:
    """Somebody at the pages, signed in by a token: a password takes its time."""

    api: Api
    login: str

    def get(self, path: str) -> Response:
        return self.api.get(path, self.login, follow_redirects=False)

    def submit(self, path: str, **fields: str) -> Response:
        return self.api("POST", path, self.login, data=fields, follow_redirects=False)

    def send(self, path: str, body: Any) -> Response:
        return self.api.post(path, body, self.login)


@pytest.fixture
def visitor(api: Api, store: Session) -> Callable[[str], Visitor]:
    """Opens the pages for whoever has this login."""
    return lambda login: Visitor(api, login)


@pytest.fixture
def lent(session: Session) -> Lending:
    return lending(session, firm(session, "逢源制衣厂"), firm(session, "东沙口罩厂", phone="020-81880000"))
