"""A sewing factory lends ten sewers to a mask factory for two weeks; whoever is concerned opens its pages on a day."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient
from sqlmodel import Session, SQLModel

from api.access.sessions import COOKIE
from api.lent_people.answering import Answer
from api.lent_people.answering import agree as say_yes
from api.lent_people.naming import name_people
from api.lent_people.offer_cards import card_of
from api.lent_people.suitability import Candidate
from api.settings import Settings
from api.swaps.moving import By, step
from api.swaps.signing import sign
from api.swaps.suggesting import suggested
from api.swaps.terms import DECLARATIONS
from models.account import Account, Role, TokenKind
from models.database import open_engine, upgrade, writing
from models.employer import Employer
from models.employment import ContractKind, Employment
from models.swap import Swap, SwapLoan, SwapState, draft
from models.swap_member import MemberState, SwapMember, members_of
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer
from models.worker import Sex, Worker
from seed_data.load import load_reference
from tests.api.conftest import SECRET, Visitor, token_of

TODAY = date(2021, 2, 8)
FIRST, LAST = date(2021, 2, 16), date(2021, 2, 28)
NOW = datetime(2021, 2, 8, 1, tzinfo=UTC)
STAMPS = {"created_at": NOW, "updated_at": NOW}
DAYS = {"from_day": FIRST, "to_day": LAST}
TOLD = {
    "work": "给口罩打耳带、质检",
    "conditions": "车间有空调，坐着做",
    "address": "东沙大道 9 号",
    "hazards_told": "没有职业病危害",
    "safety": "上岗前培训半天",
    "pay": "每月 5200 元，次月 15 日由原单位发",
    "house_rules": "车间不带手机",
    "board": "包午餐",
    "transport": "班车接送，借入单位出钱",
}
HOURS = {"hours_day": 8, "hours_week": 40, "overtime_day": 2, "overtime_month": 20}
WHO = ("district", "lender", "borrower", "stranger", "specialist")


@dataclass
class Clock:
    """The clock of the application; whoever opens a page moves it to their day."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Reader:
    """One person at the pages on one day, with cookies of their own."""

    client: Visitor
    clock: Clock
    at: datetime
    cookies: dict[str, str]

    def get(self, path: str) -> Response:
        return self._ask("GET", path)

    def press(self, path: str, /, on: str = "", **fields: str) -> Response:
        """Send a form as the page it stands on carries it; `on` is that page where it is another."""
        stands = self.get(on or path).text
        seen = re.search(r'name="seen" value="(\d+)"', stands)
        return self.hand_in(path, **({"seen": seen[1]} if seen else {}) | fields)

    def hand_in(self, path: str, /, **fields: str) -> Response:
        """Send a form just so."""
        return self._ask("POST", path, data={"_csrf_token": self.cookies["csrftoken"], **fields})

    def api(self, method: str, path: str, **body: Any) -> Response:
        """Ask as a program does."""
        return self._ask(method, path, headers={"x-csrftoken": self.cookies["csrftoken"]}, **body)

    def _ask(self, method: str, path: str, headers: dict[str, str] | None = None, **sent: Any) -> Response:
        self.clock.at = self.at
        carried = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        known = {"cookie": carried, **(headers or {})}
        answer = self.client.request(method, path, headers=known, follow_redirects=False, **sent)
        self.cookies |= dict(answer.cookies)
        self.client.cookies.clear()
        return answer


@dataclass
class Room:
    """The store with its firms, and doors to the pages."""

    path: Path
    client: Visitor
    engine: Any
    clock: Clock
    opened: dict[tuple[str, date], Reader] = field(default_factory=dict)
    swap_id: int = 0

    def as_(self, who: str, day: date = TODAY) -> Reader:
        """The pages as somebody opens them on a day."""
        if (who, day) not in self.opened:
            moment = datetime.combine(day, time(1), UTC)
            reader = Reader(
                self.client, self.clock, moment, {COOKIE: token_of(self.engine, who, TokenKind.COOKIE, moment)}
            )
            reader.get("/styleguide")
            self.opened[who, day] = reader
        return self.opened[who, day]

    def writing(self) -> Any:
        return writing(self.engine)

    def read(self, ask: Callable[[Session], Any]) -> Any:
        with Session(self.engine, expire_on_commit=False) as session:
            return ask(session)

    @property
    def swap(self) -> Swap:
        return self.read(lambda session: session.get_one(Swap, self.swap_id))

    @property
    def state(self) -> SwapState:
        return self.swap.state

    @property
    def members(self) -> list[SwapMember]:
        return self.read(lambda session: list(session.exec(members_of(self.swap_id))))

    def change(self, do: Callable[[Session], Any]) -> Any:
        """Write to the store beside the pages."""
        with self.writing() as session:
            return do(session)

    @property
    def at(self) -> str:
        return f"/swaps/{self.swap_id}"

    def step(self, to: str, day: date = TODAY, **fields: str) -> Response:
        """The coordinator presses a button."""
        return self.as_("district", day).press(f"{self.at}/steps", on=self.at, to=to, **fields)

    def answer(self, *, agree: int, day: date = TODAY) -> None:
        """So many of those asked say yes to what stands now; the rest say nothing."""

        def answers(session: Session) -> None:
            swap = session.get_one(Swap, self.swap_id)
            asked = [one for one in session.exec(members_of(self.swap_id)) if one.state is MemberState.ASKED]
            for member in asked[:agree]:
                card = card_of(session, swap, member, day)
                given = Answer(card.version, card.facts, "没有", False, "本人")
                say_yes(session, swap, member, given, today=day, now=datetime.combine(day, time(2), UTC))

        self.change(answers)

    def vary(self, day: date) -> None:
        """The lender and each worker sign the variation of the contract."""

        def signed(session: Session) -> None:
            for member in session.exec(members_of(self.swap_id)):
                if member.state in (MemberState.AGREED, MemberState.AWAY):
                    member.variation_signed_on = day
                    session.add(member)

        self.change(signed)

    def sign(self, *sides: str, day: date = TODAY) -> Response:
        """Firms sign the version that stands."""
        for side in sides:
            answer = self.as_(side, day).press(f"{self.at}/sign", signatory="李厂长", read="yes")
        return answer

    def reach(self, state: str) -> "Room":
        """Take the swap there with ten people who all agree, beside the pages."""
        for way in (self._offered, self._consented, self._signed, self._active):
            way()
            if self.state.value == state:
                return self
        raise AssertionError(state)

    def _offered(self) -> None:
        self.change(lambda session: step(session, self._here(session), SwapState.OFFERED, by_on(TODAY)))

    def _consented(self) -> None:
        self.answer(agree=10)
        self.change(lambda session: step(session, self._here(session), SwapState.CONSENTED, by_on(TODAY)))

    def _signed(self) -> None:
        for firm in (self.swap.lender_id, self.swap.borrower_id):
            self.change(lambda session, firm=firm: sign(session, self._here(session), firm, "李厂长", by_on(TODAY)))

    def _active(self) -> None:
        self.vary(TODAY)
        self.change(lambda session: step(session, self._here(session), SwapState.ACTIVE, by_on(FIRST)))

    def _here(self, session: Session) -> Swap:
        return session.get_one(Swap, self.swap_id)


def by_on(day: date) -> By:
    """The coordinator, on a day."""
    return By(None, datetime.combine(day, time(1), UTC), day)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A store in which ten sewers are named for a draft whose agreement is written, to copy; and the draft's id."""
    path = tmp_path_factory.mktemp("swaps") / "furnished.db"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    with writing(engine) as session:
        load_reference(session)
        swap_id = _furnish(session)
    engine.dispose()
    return path, swap_id


@pytest.fixture
def room(furnished: tuple[Path, int], site: TestClient[Litestar], tmp_path: Path) -> Iterator[Room]:
    """The draft, on the day before anything is asked."""
    path, clock = tmp_path / "store.db", Clock()
    shutil.copyfile(furnished[0], path)
    settings = Settings(database_url=f"sqlite:///{path}", secret=SECRET, run_jobs=False, real_now=clock)
    with Visitor(site, settings) as client:
        yield Room(path, client, client.state.engine, clock, swap_id=furnished[1])


def _furnish(session: Session) -> int:
    lender = _kept(session, _firm("逢源制衣厂", "91440101MA59ABCD18", "逢源路 1 号"))
    borrower = _kept(session, _firm("东沙口罩厂", "91440101MA59ABCE0X", "东沙大道 9 号"))
    stranger = _kept(session, _firm("白鹅潭电子厂", "91440101MA59ABCF12", "芳村大道 3 号"))
    _accounts(session, {"lender": lender, "borrower": borrower, "stranger": stranger})
    offer = _kept(
        session, SwapOffer(employer_id=lender.id, trade="缝纫工", people=12, wage_fen=480_000, **DAYS, **STAMPS)
    )
    about = {"employer_id": borrower.id, "trade": "缝纫工", "people": 12, "wage_fen": 520_000}
    need = _kept(session, SwapNeed(**about, **DAYS, **STAMPS, **TOLD, **HOURS))
    swap = Swap(lender_id=lender.id, borrower_id=borrower.id, state_since=NOW, **STAMPS)
    loan = SwapLoan(swap_id=0, offer_id=offer.id, need_id=need.id, people=10, wage_fen=520_000, **DAYS)
    draft(session, swap, [loan], by=None)
    swap.terms = suggested(session, swap) | dict.fromkeys(DECLARATIONS, True)
    session.add(swap)
    named = name_people(session, swap, loan, [_sewer(session, lender, n) for n in range(10)], today=TODAY, now=NOW)
    assert [one.why for one in named.left_out] == []
    return swap.id or 0


def _firm(name: str, uscc: str, address: str) -> Employer:
    known = {"staff_total": 200, "dispatch_permit": False, "legal_person": "李厂长", "phone": "020-81880000"}
    return Employer(name=name, uscc=uscc, address=address, registered_at=NOW, updated_at=NOW, **known)


def _sewer(session: Session, lender: Employer, number: int) -> Candidate:
    facts = {"phone": f"1380013800{number}", "birth_date": date(1990, 1, 2), "sex": Sex.FEMALE}
    facts["id_number"] = f"44010319900102000{number}"
    worker = _kept(
        session, Worker(name=f"缝工{'甲乙丙丁戊己庚辛壬癸'[number]}", registered_at=NOW, updated_at=NOW, **facts)
    )
    terms = {"kind": ContractKind.OPEN, "dispatched": False, "post": "缝纫工", "wage_fen": 480_000}
    contract = Employment(worker_id=worker.id, employer_id=lender.id, injury_insured=True, **terms, **STAMPS)
    return Candidate(worker, _kept(session, contract))


def _accounts(session: Session, firms: dict[str, Employer]) -> None:
    roles = {"district": Role.DISTRICT_ADMIN, "specialist": Role.SPECIALIST}
    for login in WHO:
        role, firm = roles.get(login, Role.EMPLOYER), firms.get(login)
        account = Account(login=login, name=login, role=role, password_hash="x", created_at=NOW)
        account.employer_id = firm.id if firm else None
        session.add(account)


def _kept(session: Session, row: Any) -> Any:
    assert isinstance(row, SQLModel)
    session.add(row)
    session.flush()
    return row
