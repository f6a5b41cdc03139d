"""Pages of needs: an employer's own list, the office's, and the form both use to declare, change and withdraw."""

from collections.abc import Mapping, Sequence
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from litestar.status_codes import HTTP_409_CONFLICT
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import Filled, filled, read
from api.fields.types import id_of
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import Conflict
from api.reviews.screening import Found
from api.staff.heading import made_up_here
from api.swap_needs.declaring import change, declare, withdraw
from api.swap_needs.from_vacancies import turnable, typed_from
from api.swap_needs.listing import NEEDS, OWN_NEEDS
from api.swap_needs.terms import LABELS, TOLD, need_terms, typed, unknown
from api.swap_offers.declaring import both_sides
from api.swap_offers.firms import firm_asked, firm_names, own_firm
from api.swap_offers.pages import list_page, rail_entry
from api.swap_offers.promised import promises_on, words_of
from api.swap_offers.seen import meanwhile, seen_of
from api.swaps.moving import By
from api.vacancies.around import street_names
from models.account import Role
from models.employer import Employer
from models.swap import SwapLoan
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer

AnyRequest = Request[Any, Any, Any]
OPT = {"action": Action.SWAP_NEED}
NEW, ONE = "/swaps/needs/new", "/swaps/needs/{need_id:int}"


@get(NEEDS.path, opt=OPT, include_in_schema=False, sync_to_thread=True)
def needs_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    return _list(request, session, access)


@get(OWN_NEEDS.path, opt=OPT, include_in_schema=False, sync_to_thread=True)
def own_needs_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    return _list(request, session, access)


def _list(request: AnyRequest, session: Session, access: Access) -> Response[Any]:
    """An employer sees its own, and which of its vacancies may become one; the office those of its scope."""
    own = own_firm(session, access)
    vacancies = turnable(session, own.id or 0, request.app.state.settings.today()) if own else []
    subject = OWN_NEEDS if own else NEEDS
    return list_page(request, session, access, subject, "swap_needs/needs.html", vacancies=vacancies)


@get(NEW, opt=OPT, include_in_schema=False, sync_to_thread=True)
def new_need_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    return _shown(request, session, access, Filled(_begun(request, session, access)))


@post(NEW, opt=OPT, include_in_schema=False, sync_to_thread=True)
def new_need_form(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    settings, form = request.app.state.settings, filled(data)

    def store(values: Mapping[str, str]) -> tuple[SwapNeed, list[Found]]:
        terms = need_terms(values, settings.today())
        return declare(
            session,
            firm_asked(session, access, values, settings.today()),
            terms,
            by=access.account_id,
            today=settings.today(),
            now=settings.now(),
            vacancy_id=id_of(values.get("vacancy", "")),
        )

    try:
        stored = read(form, store)
    except Conflict as refused:
        return go_to(_list_of(access), Notice(refused.detail, ""))
    if isinstance(stored, Filled):
        return _shown(request, session, access, stored, status=422)
    return go_to(_list_of(access), Notice(_saved(session, *stored)))


@get(ONE, opt=OPT, include_in_schema=False, sync_to_thread=True)
def need_page(
    request: AnyRequest, need_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    need = one(session, SwapNeed, need_id, access, request.app.state.settings.today())
    return _shown(request, session, access, Filled(typed(need)), need)


@post(ONE, opt=OPT, include_in_schema=False, sync_to_thread=True)
def need_form(
    request: AnyRequest,
    need_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    settings, form = request.app.state.settings, filled(data)
    need = one(session, SwapNeed, need_id, access, settings.today(), lock=True)
    if form.value("seen") != seen_of(need):
        told = meanwhile(form, typed(need), LABELS)
        return _shown(request, session, access, form, need, status=HTTP_409_CONFLICT, changed=told)

    def store(values: Mapping[str, str]) -> list[Found]:
        terms = need_terms(values, settings.today())
        return change(session, need, terms, By(access.account_id, settings.now(), settings.today()))

    try:
        stored = read(form, store)
    except Conflict as refused:
        return go_to(f"/swaps/needs/{need_id}", Notice(refused.detail, "wrong"))
    if isinstance(stored, Filled):
        return _shown(request, session, access, stored, need, status=422)
    return go_to(_list_of(access), Notice(_saved(session, need, stored)))


@post(f"{ONE}/withdrawal", opt=OPT, include_in_schema=False, sync_to_thread=True)
def need_withdrawal_form(
    request: AnyRequest, need_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    settings = request.app.state.settings
    need = one(session, SwapNeed, need_id, access, settings.today(), lock=True)
    try:
        withdraw(session, need, today=settings.today(), now=settings.now())
    except Conflict as refused:
        return go_to(f"/swaps/needs/{need_id}", Notice(refused.detail, "wrong"))
    return go_to(_list_of(access), Notice(f"“{need.trade}”{need.people} 人的借用需求已撤回。"))


def _list_of(access: Access) -> str:
    return OWN_NEEDS.path if access.role == Role.EMPLOYER else NEEDS.path


def _begun(request: AnyRequest, session: Session, access: Access) -> dict[str, str]:
    """What a new form begins with: a vacancy's facts where one is named, else where the firm is."""
    own, today = own_firm(session, access), request.app.state.settings.today()
    if own is None:
        return {"firm": request.query_params.get("firm", "")[:100], "min_days": "1"}
    wanted = id_of(request.query_params.get("vacancy", ""))
    vacancy = next((row for row in turnable(session, own.id or 0, today) if row.id == wanted), None)
    if vacancy is not None:
        return {**typed_from(vacancy, today), "vacancy": str(vacancy.id)}
    return {"street_code": own.street_code or "", "address": own.address, "min_days": "1"}


def _saved(session: Session, need: SwapNeed, found: Sequence[Found]) -> str:
    """What was stored, what it still lacks, and what will be read twice."""
    lacks = unknown(need)
    read_twice = "、".join(f"“{one.phrase}”" for one in found)
    parts = [
        f"“{need.trade}”{need.people} 人的借用需求已登记。",
        f"还没写：{'、'.join(lacks)}；写了才能请人答复。" if lacks else "",
        f"{read_twice}这样写协调员会来核实。" if read_twice else "",
        both_sides(session, need.employer_id, need.trade, need.from_day, need.to_day, SwapOffer),
    ]
    return "".join(parts)


def _shown(
    request: AnyRequest,
    session: Session,
    access: Access,
    form: Filled,
    need: SwapNeed | None = None,
    *,
    status: int = 200,
    changed: list[tuple[str, str]] | None = None,
) -> Response[Any]:
    today = request.app.state.settings.today()
    return page(
        request,
        "swap_needs/need.html",
        status=status,
        made_up=made_up_here(session),
        here=rail_entry(access),
        own=access.role == Role.EMPLOYER,
        back=_list_of(access),
        need=need,
        firm=session.get_one(Employer, need.employer_id).name if need else "",
        firms=[] if need else firm_names(session, access, today),
        form=form,
        seen=form.value("seen") if status == 422 else seen_of(need),
        changed=changed,
        promised=words_of(promises_on(session, SwapLoan.need_id, need.id or 0), today) if need else [],
        lacks=unknown(need) if need else [],
        labels=LABELS,
        told=TOLD,
        streets=[("", "同单位地址"), *street_names(session).items()],
    )


PAGES: list[HTTPRouteHandler] = [
    needs_page,
    own_needs_page,
    new_need_page,
    new_need_form,
    need_page,
    need_form,
    need_withdrawal_form,
]
