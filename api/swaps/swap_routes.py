"""Swaps on the wire: the list, one with what stands against its next step, and a step."""

from datetime import date, datetime
from typing import Annotated, Any

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody, QueryParameter
from sqlmodel import Field, Session, SQLModel

from api.access.scopes import one, within
from api.access.table import Access, Action
from api.fields.types import STRICT, Text, Whole
from api.paging import Page, Paging
from api.settings import Settings
from api.swaps.cases import Case, cases
from api.swaps.moving import By, step
from api.swaps.showing import RuleLine, counted, view_of
from api.swaps.sides import require_unchanged
from api.swaps.telling import Names, names
from models.paging import Orders
from models.swap import Swap, SwapState

ORDERS: Orders = {"id": Swap.id, "state_since": Swap.state_since, "updated_at": Swap.updated_at}


class LoanRead(SQLModel):
    """Who goes to a post, or how many are planned before anybody is named; both days included, wage in fen a month."""

    id: int
    offer_id: int
    need_id: int
    trade: str
    people: int
    from_day: date
    to_day: date
    wage_fen: int


class SwapRead(SQLModel):
    """A swap; people by state, never by name."""

    id: int
    lender_id: int
    lender: str
    borrower_id: int
    borrower: str
    state: SwapState
    state_since: datetime
    version: int
    plan_id: int | None
    loans: list[LoanRead]
    people: dict[str, int]
    extend_to: date | None
    created_at: datetime
    updated_at: datetime


class FindingRead(SQLModel):
    """What a rule due before the next step says."""

    rule: str
    level: str
    why: str
    mend: str
    article: str


class SwapWhole(SwapRead):
    """With the next step, whether it may be taken, and what is due; `seen` goes with a step."""

    next: SwapState | None
    shut: str
    findings: list[FindingRead]
    alarms: list[str]
    seen: int


class SwapStep(SQLModel):
    """A step; `seen` is that of the swap as it was read, so that nobody steps on what has changed meanwhile."""

    model_config = STRICT

    to: SwapState
    seen: Whole = Field(ge=0)
    note: Text = Field(default="", max_length=300)


@get("/api/swaps", opt={"action": Action.SWAP_READ}, sync_to_thread=True, tags=["余缺调剂"])
def list_swaps(
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    paging: NamedDependency[Paging],
    wanted_state: Annotated[SwapState | None, QueryParameter(name="state")] = None,
) -> Page[SwapRead]:
    rows = within(Swap, access, settings.today())
    if wanted_state:
        rows = rows.where(Swap.state == wanted_state)
    return paging.cut(session, rows, ORDERS, "-updated_at", lambda found: _read_all(session, found, access))


@get("/api/swaps/{swap_id:int}", opt={"action": Action.SWAP_READ}, sync_to_thread=True, tags=["余缺调剂"])
def read_swap(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> SwapWhole:
    swap = one(session, Swap, swap_id, access, settings.today())
    return swap_whole(session, swap, access, settings.today())


@post("/api/swaps/{swap_id:int}/steps", opt={"action": Action.SWAP_MOVE}, sync_to_thread=True, tags=["余缺调剂"])
def take_step(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[SwapStep],
) -> SwapWhole:
    """One step; 409 says which rules shut it, or what others did since it was read."""
    today = settings.today()
    swap = one(session, Swap, swap_id, access, today, lock=True)
    require_unchanged(session, swap, data.seen, today)
    step(session, swap, data.to, By(access.account_id, settings.now(), today), note=data.note)
    return swap_whole(session, swap, access, today)


def _read_all(session: Session, swaps: list[Swap], access: Access) -> list[SwapRead]:
    found = cases(session, swaps)
    known = names(session, found)
    return [SwapRead(**_facts(case, known, access)) for case in found]


def swap_whole(session: Session, swap: Swap, access: Access, today: date) -> SwapWhole:
    """A swap as its reader may know it, with what is due."""
    view = view_of(session, swap, access, today)
    return SwapWhole(
        **_facts(view.case, view.known, access),
        next=view.to,
        shut=view.shut,
        findings=[found for line in view.rules for found in _findings(line)],
        alarms=[alarm.words for alarm in view.alarms],
        seen=int(view.seen),
    )


def _findings(line: RuleLine) -> list[FindingRead]:
    return [
        FindingRead(rule=one.rule, level=one.level, why=one.why, mend=one.mend, article=one.article)
        for one in line.findings
    ]


def _facts(case: Case, known: Names, access: Access) -> dict[str, Any]:
    swap = case.swap
    loans = [
        LoanRead.model_validate(loan, update={"trade": known.trades[loan.need_id], "people": case.going[loan.id or 0]})
        for loan in case.loans
    ]
    people = {state.value: number for state, number in counted(case, access).items()}
    firms = {"lender": known.firms[swap.lender_id], "borrower": known.firms[swap.borrower_id]}
    return swap.model_dump() | firms | {"loans": loans, "people": people}


ROUTES: list[HTTPRouteHandler] = [list_swaps, read_swap, take_step]
