"""Pages of offers: an employer's own list, the office's, and the form both use to declare, change and withdraw."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from litestar.status_codes import HTTP_409_CONFLICT
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.downloads import asks_for_xlsx, xlsx
from api.fields.filled import Filled, filled, read
from api.files.listing import Subject, listing, whole
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import Conflict
from api.staff.heading import made_up_here
from api.swap_offers.declaring import both_sides, change, declare, recruits_same, withdraw
from api.swap_offers.firms import firm_asked, firm_names
from api.swap_offers.listing import OFFERS, OWN_OFFERS
from api.swap_offers.promised import promises_on, words_of
from api.swap_offers.seen import meanwhile, seen_of
from api.swap_offers.terms import CONTRACTS, DISPATCHED, LABELS, OfferTerms, offer_terms, typed, unknown
from api.tables import workbook
from models.account import Role
from models.employer import Employer
from models.swap import SwapLoan
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer

AnyRequest = Request[Any, Any, Any]
OPT = {"action": Action.SWAP_OFFER}
NEW, ONE = "/swaps/offers/new", "/swaps/offers/{offer_id:int}"


@get(OFFERS.path, opt=OPT, include_in_schema=False, sync_to_thread=True)
def offers_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    return _list(request, session, access)


@get(OWN_OFFERS.path, opt=OPT, include_in_schema=False, sync_to_thread=True)
def own_offers_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    return _list(request, session, access)


def _list(request: AnyRequest, session: Session, access: Access) -> Response[Any]:
    """An employer sees its own, whoever works for the office those of its scope."""
    subject = OWN_OFFERS if access.role == Role.EMPLOYER else OFFERS
    return list_page(request, session, access, subject, "swap_offers/offers.html")


def list_page(
    request: AnyRequest, session: Session, access: Access, subject: Subject, template: str, **more: Any
) -> Response[Any]:
    """A list at its reader's own address, as a page or as a file."""
    if request.url.path != subject.path:
        return go_to(subject.path)
    today, asked = request.app.state.settings.today(), dict(request.query_params)
    if asks_for_xlsx(request):
        table = whole(session, subject, asked, access, today)
        return xlsx(workbook(table, title=f"{subject.title} {today}"), f"{subject.title}-{today}")
    return page(
        request,
        template,
        made_up=made_up_here(session),
        here=rail_entry(access),
        own=access.role == Role.EMPLOYER,
        list=listing(session, subject, asked, access, today),
        **more,
    )


def rail_entry(access: Access) -> str:
    """The entry of the rail under which the reader stands."""
    return "/employer/swaps" if access.role == Role.EMPLOYER else "/swaps"


@get(NEW, opt=OPT, include_in_schema=False, sync_to_thread=True)
def new_offer_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    form = Filled({"firm": request.query_params.get("firm", "")[:100]})
    return _shown(request, session, access, form)


@post(NEW, opt=OPT, include_in_schema=False, sync_to_thread=True)
def new_offer_form(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    settings, form = request.app.state.settings, filled(data)

    def store(values: Mapping[str, str]) -> SwapOffer:
        terms = offer_terms(values, settings.today())
        employer = firm_asked(session, access, values, settings.today())
        return declare(session, employer, terms, by=access.account_id, today=settings.today(), now=settings.now())

    try:
        stored = read(form, store)
    except Conflict as refused:
        return go_to(_list_of(access), Notice(refused.detail, ""))
    if isinstance(stored, Filled):
        return _shown(request, session, access, stored, status=422)
    return go_to(_list_of(access), Notice(_saved(session, stored)))


@get(ONE, opt=OPT, include_in_schema=False, sync_to_thread=True)
def offer_page(
    request: AnyRequest, offer_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    offer = one(session, SwapOffer, offer_id, access, request.app.state.settings.today())
    return _shown(request, session, access, Filled(typed(offer)), offer)


@post(ONE, opt=OPT, include_in_schema=False, sync_to_thread=True)
def offer_form(
    request: AnyRequest,
    offer_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    settings, form = request.app.state.settings, filled(data)
    offer = one(session, SwapOffer, offer_id, access, settings.today(), lock=True)
    if form.value("seen") != seen_of(offer):
        told = meanwhile(form, typed(offer), LABELS)
        return _shown(request, session, access, form, offer, status=HTTP_409_CONFLICT, changed=told)

    def store(values: Mapping[str, str]) -> OfferTerms:
        terms = offer_terms(values, settings.today())
        change(session, offer, terms, today=settings.today(), now=settings.now())
        return terms

    try:
        stored = read(form, store)
    except Conflict as refused:
        return go_to(f"/swaps/offers/{offer_id}", Notice(refused.detail, "wrong"))
    if isinstance(stored, Filled):
        return _shown(request, session, access, stored, offer, status=422)
    return go_to(_list_of(access), Notice(_saved(session, offer)))


@post(f"{ONE}/withdrawal", opt=OPT, include_in_schema=False, sync_to_thread=True)
def withdrawal_form(
    request: AnyRequest, offer_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    settings = request.app.state.settings
    offer = one(session, SwapOffer, offer_id, access, settings.today(), lock=True)
    try:
        withdraw(session, offer, today=settings.today(), now=settings.now())
    except Conflict as refused:
        return go_to(f"/swaps/offers/{offer_id}", Notice(refused.detail, "wrong"))
    return go_to(_list_of(access), Notice(f"“{offer.trade}”{offer.people} 人已撤回，不再借出。"))


def _list_of(access: Access) -> str:
    return OWN_OFFERS.path if access.role == Role.EMPLOYER else OFFERS.path


def _saved(session: Session, offer: SwapOffer) -> str:
    """What was stored, what it still lacks and what will be asked about it."""
    lacks = unknown(offer)
    both = both_sides(session, offer.employer_id, offer.trade, offer.from_day, offer.to_day, SwapNeed)
    parts = [
        f"“{offer.trade}”{offer.people} 人已登记为可借出。",
        f"还差{'、'.join(lacks)}，补上才能参加调剂方案。" if lacks else "",
        both,
        recruits_same(session, offer),
    ]
    return "".join(parts)


def _shown(
    request: AnyRequest,
    session: Session,
    access: Access,
    form: Filled,
    offer: SwapOffer | None = None,
    *,
    status: int = 200,
    changed: list[tuple[str, str]] | None = None,
) -> Response[Any]:
    today = request.app.state.settings.today()
    return page(
        request,
        "swap_offers/offer.html",
        status=status,
        made_up=made_up_here(session),
        here=rail_entry(access),
        own=access.role == Role.EMPLOYER,
        back=_list_of(access),
        offer=offer,
        firm=session.get_one(Employer, offer.employer_id).name if offer else "",
        firms=[] if offer else firm_names(session, access, today),
        form=form,
        seen=form.value("seen") if status == 422 else seen_of(offer),
        changed=changed,
        promised=words_of(promises_on(session, SwapLoan.offer_id, offer.id or 0), today) if offer else [],
        labels=LABELS,
        contracts=CONTRACTS,
        dispatched=DISPATCHED,
    )


PAGES: list[HTTPRouteHandler] = [
    offers_page,
    own_offers_page,
    new_offer_page,
    new_offer_form,
    offer_page,
    offer_form,
    withdrawal_form,
]
