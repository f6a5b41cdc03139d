"""Offers for programs: listed, declared, changed, withdrawn."""

from collections.abc import Sequence
from typing import Annotated, Any

from litestar import get, patch, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody, QueryParameter
from sqlmodel import Session, col, select

from api.access.scopes import named, one, reach
from api.access.table import Access, Action
from api.paging import Page, Paging
from api.refusals import BadField
from api.settings import Settings
from api.swap_offers.declaring import change, declare, withdraw
from api.swap_offers.firms import own_firm
from api.swap_offers.listing import peak
from api.swap_offers.schemas import OfferCreate, OfferPatch, OfferRead
from api.swap_offers.terms import OfferTerms, check
from api.swap_plans.instance import held_by
from models.employer import Employer
from models.paging import Orders
from models.swap import SwapLoan
from models.swap_offer import SwapOffer

OPT = {"action": Action.SWAP_OFFER}
TAGS = ["调剂"]
SORT: Orders = {"id": SwapOffer.id, "from_day": SwapOffer.from_day, "people": SwapOffer.people}


@get("/api/swaps/offers", opt=OPT, sync_to_thread=True, tags=TAGS)
def list_offers(
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    paging: NamedDependency[Paging],
    post: Annotated[str, QueryParameter(max_length=40, description="岗位里的字")] = "",
    standing: Annotated[bool, QueryParameter(description="只要没有撤回、没有过期的")] = False,
) -> Page[OfferRead]:
    """Offers in scope."""
    today = settings.today()
    rows = select(SwapOffer).where(reach(SwapOffer, access, today))
    if post:
        rows = rows.where(col(SwapOffer.trade).contains(post, autoescape=True))
    if standing:
        rows = rows.where(col(SwapOffer.withdrawn_at).is_(None), SwapOffer.to_day >= today)
    return paging.cut(session, rows, SORT, "-id", lambda found: _read(session, found))


@post("/api/swaps/offers", opt=OPT, sync_to_thread=True, tags=TAGS)
def create_offer(
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[OfferCreate],
) -> OfferRead:
    """Declare people who can be spared; the office says whose."""
    today = settings.today()
    employer = firm_named(session, access, data.employer_id, settings)
    terms = data.terms()
    check(terms, today)
    offer = declare(session, employer, terms, by=access.account_id, today=today, now=settings.now())
    return _read(session, [offer])[0]


@patch("/api/swaps/offers/{offer_id:int}", opt=OPT, sync_to_thread=True, tags=TAGS)
def edit_offer(
    offer_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[OfferPatch],
) -> OfferRead:
    """Only what is sent changes."""
    today, now = settings.today(), settings.now()
    offer = one(session, SwapOffer, offer_id, access, today, lock=True)
    changes = data.model_dump(exclude_unset=True)
    if changes.pop("withdrawn", False):
        withdraw(session, offer, today=today, now=now)
    elif changes:
        terms = OfferTerms(**(told_of(offer) | changes))
        check(terms, today)
        change(session, offer, terms, today=today, now=now)
    return _read(session, [offer])[0]


def firm_named(session: Session, access: Access, employer_id: int | None, settings: Settings) -> Employer:
    """Whose record a body is about: the employer's own, or the one the office names."""
    own = own_firm(session, access)
    if own is not None:
        if employer_id not in (None, own.id):
            raise BadField.of("employer_id", "只能登记本单位的，请留空")
        return own
    if employer_id is None:
        raise BadField.of("employer_id", "没有填，请写是哪家单位的编号")
    return named(session, Employer, employer_id, access, settings.today(), "employer_id")


def told_of(offer: SwapOffer) -> dict[str, Any]:
    """What is told of a stored offer."""
    return {name: getattr(offer, name) for name in OfferTerms.__slots__}


def _read(session: Session, rows: Sequence[SwapOffer]) -> list[OfferRead]:
    held = held_by(session, SwapLoan.offer_id)
    return [OfferRead.model_validate(row, update={"promised": peak(held.get(row.id or 0, ()))}) for row in rows]


ROUTES: list[HTTPRouteHandler] = [list_offers, create_offer, edit_offer]
