"""Needs for programs: listed, declared, changed, withdrawn."""

from collections.abc import Sequence
from typing import Annotated

from litestar import get, patch, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody, QueryParameter
from sqlmodel import Session, col, select

from api.access.scopes import one, reach
from api.access.table import Access, Action
from api.paging import Page, Paging
from api.settings import Settings
from api.swap_needs.declaring import change, declare, withdraw
from api.swap_needs.schemas import NeedCreate, NeedPatch, NeedRead, terms_of
from api.swap_needs.terms import check
from api.swap_offers.listing import peak
from api.swap_offers.routes import firm_named
from api.swap_plans.instance import held_by
from api.swaps.moving import By
from models.paging import Orders
from models.swap import SwapLoan
from models.swap_need import SwapNeed

OPT = {"action": Action.SWAP_NEED}
TAGS = ["调剂"]
SORT: Orders = {"id": SwapNeed.id, "from_day": SwapNeed.from_day, "people": SwapNeed.people}


@get("/api/swaps/needs", opt=OPT, sync_to_thread=True, tags=TAGS)
def list_needs(
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    paging: NamedDependency[Paging],
    post: Annotated[str, QueryParameter(max_length=40, description="岗位里的字")] = "",
    standing: Annotated[bool, QueryParameter(description="只要没有撤回、没有过期的")] = False,
) -> Page[NeedRead]:
    """Needs in scope."""
    today = settings.today()
    rows = select(SwapNeed).where(reach(SwapNeed, access, today))
    if post:
        rows = rows.where(col(SwapNeed.trade).contains(post, autoescape=True))
    if standing:
        rows = rows.where(col(SwapNeed.withdrawn_at).is_(None), SwapNeed.to_day >= today)
    return paging.cut(session, rows, SORT, "-id", lambda found: _read(session, found))


@post("/api/swaps/needs", opt=OPT, sync_to_thread=True, tags=TAGS)
def create_need(
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[NeedCreate],
) -> NeedRead:
    """Declare people who are lacked for some days; the office says by whom."""
    employer = firm_named(session, access, data.employer_id, settings)
    terms = terms_of(data.model_dump())
    check(terms, settings.today())
    need, _ = declare(
        session,
        employer,
        terms,
        by=access.account_id,
        today=settings.today(),
        now=settings.now(),
        vacancy_id=data.vacancy_id,
    )
    return _read(session, [need])[0]


@patch("/api/swaps/needs/{need_id:int}", opt=OPT, sync_to_thread=True, tags=TAGS)
def edit_need(
    need_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[NeedPatch],
) -> NeedRead:
    """Only what is sent changes."""
    today, now = settings.today(), settings.now()
    need = one(session, SwapNeed, need_id, access, today, lock=True)
    changes = data.model_dump(exclude_unset=True)
    if changes.pop("withdrawn", False):
        withdraw(session, need, today=today, now=now)
    elif changes:
        terms = terms_of(need.model_dump() | changes)
        check(terms, today)
        change(session, need, terms, By(access.account_id, now, today))
    return _read(session, [need])[0]


def _read(session: Session, rows: Sequence[SwapNeed]) -> list[NeedRead]:
    held = held_by(session, SwapLoan.need_id)
    return [NeedRead.model_validate(row, update={"promised": peak(held.get(row.id or 0, ()))}) for row in rows]


ROUTES: list[HTTPRouteHandler] = [list_needs, create_need, edit_need]
