"""Pages of an employer's shutdown plans, and the tap that turns one into offers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from litestar.status_codes import HTTP_409_CONFLICT
from sqlmodel import Session

from api import wording
from api.access.scopes import one
from api.access.table import Access, Action
from api.adverts.pages import employer_of
from api.fields.filled import Filled, filled, read
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict
from api.swap_offers.seen import meanwhile, seen_of
from api.swap_offers.shutdowns import (
    POSTS,
    festival,
    offer_all,
    people_of,
    save,
    shutdowns_of,
    stop_of,
    typed_stop,
)
from api.swap_offers.terms import DISPATCHED, LABELS
from models.swap_offer import Shutdown

AnyRequest = Request[Any, Any, Any]
OPT = {"action": Action.SWAP_SHUTDOWN}
LIST, NEW, ONE = "/employer/shutdowns", "/employer/shutdowns/new", "/employer/shutdowns/{plan_id:int}"
RAIL = "/employer/swaps"
ROW_CONTRACTS = (("open", "无固定期限"), ("until", "有固定期限"), ("", "还没有查"))


@dataclass(frozen=True, slots=True)
class Card:
    """One plan on the list."""

    plan: Shutdown
    days: str
    people: int
    posts: str
    over: bool


@get(LIST, opt=OPT, include_in_schema=False, sync_to_thread=True)
def shutdowns_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    employer, today = employer_of(session, access), request.app.state.settings.today()
    cards = [_card(plan, today) for plan in shutdowns_of(session, employer.id or 0)]
    return page(request, "swap_offers/shutdowns.html", made_up=employer.made_up, here=RAIL, cards=cards)


@get(NEW, opt=OPT, include_in_schema=False, sync_to_thread=True)
def new_shutdown_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    return _shown(request, session, access, Filled(festival(session, request.app.state.settings.today())))


@post(NEW, opt=OPT, include_in_schema=False, sync_to_thread=True)
def new_shutdown_form(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    return _taken(request, session, access, filled(data), None)


@get(ONE, opt=OPT, include_in_schema=False, sync_to_thread=True)
def shutdown_page(
    request: AnyRequest, plan_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    plan = one(session, Shutdown, plan_id, access, request.app.state.settings.today())
    return _shown(request, session, access, Filled(typed_stop(plan)), plan)


@post(ONE, opt=OPT, include_in_schema=False, sync_to_thread=True)
def shutdown_form(
    request: AnyRequest,
    plan_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    plan = one(session, Shutdown, plan_id, access, request.app.state.settings.today(), lock=True)
    form = filled(data)
    if form.value("seen") != seen_of(plan):
        told = meanwhile(form, typed_stop(plan), _labels())
        return _shown(request, session, access, form, plan, status=HTTP_409_CONFLICT, changed=told)
    return _taken(request, session, access, form, plan)


@post(f"{ONE}/offers", opt=OPT, include_in_schema=False, sync_to_thread=True)
def offer_all_form(
    request: AnyRequest, plan_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    """Everybody who stays can be lent; pressed twice, they are offered once."""
    settings = request.app.state.settings
    plan = one(session, Shutdown, plan_id, access, settings.today(), lock=True)
    try:
        people = offer_all(session, plan, by=access.account_id, today=settings.today(), now=settings.now())
    except BadField as refused:
        return go_to(f"{LIST}/{plan_id}", Notice(f"没有登记：{refused.problems[0].why}。", "wrong"))
    except Conflict as refused:
        return go_to(f"{LIST}/{plan_id}", Notice(refused.detail, "wrong"))
    told = f"{people} 人已登记为可借出。" if people else "早就登记过了，没有再登记一次。"
    return go_to("/employer/swap-offers", Notice(told, "right" if people else ""))


@post(f"{ONE}/removal", opt=OPT, include_in_schema=False, sync_to_thread=True)
def shutdown_removal_form(
    request: AnyRequest, plan_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    plan = one(session, Shutdown, plan_id, access, request.app.state.settings.today(), lock=True)
    if plan.offered_at is not None:
        return go_to(LIST, Notice("这份计划的人员已经登记为可借出，不能删。不借了请在“可借出人员”里撤回。", "wrong"))
    session.delete(plan)
    return go_to(LIST, Notice("停工计划已删。"))


def _taken(request: AnyRequest, session: Session, access: Access, form: Filled, plan: Shutdown | None) -> Response[Any]:
    settings, employer = request.app.state.settings, employer_of(session, access)

    def store(values: Mapping[str, str]) -> Shutdown:
        stop = stop_of(values, settings.today())
        return save(session, employer, stop, plan, by=access.account_id, now=settings.now())

    try:
        stored = read(form, store)
    except Conflict as refused:
        return go_to(LIST, Notice(refused.detail, "wrong"))
    if isinstance(stored, Filled):
        return _shown(request, session, access, stored, plan, status=422)
    return go_to(LIST, Notice("停工计划已存。留下的人要借出，按“一键变成可借出人员”。"))


def _card(plan: Shutdown, today: date) -> Card:
    days = f"{wording.day(plan.from_day, today)}至{wording.day(plan.to_day, today)}"
    posts = "、".join(f"{row['trade']} {row['people']} 人" for row in plan.posts)
    return Card(plan, days, people_of(plan), posts, plan.to_day < today)


def _labels() -> dict[str, str]:
    rows = {
        f"{name}_{number}": f"第 {number} 行的{LABELS[name]}"
        for number in range(1, POSTS + 1)
        for name in ("trade", "people", "wage_fen", "contract", "contract_until")
    }
    return {**LABELS, "from_day": "从哪天停工", "to_day": "停到哪天", **rows}


def _shown(
    request: AnyRequest,
    session: Session,
    access: Access,
    form: Filled,
    plan: Shutdown | None = None,
    *,
    status: int = 200,
    changed: list[tuple[str, str]] | None = None,
) -> Response[Any]:
    return page(
        request,
        "swap_offers/shutdown.html",
        status=status,
        made_up=employer_of(session, access).made_up,
        here=RAIL,
        plan=plan,
        people=people_of(plan) if plan else 0,
        form=form,
        seen=form.value("seen") if status == 422 else seen_of(plan),
        changed=changed,
        labels=_labels(),
        rows=range(1, POSTS + 1),
        used=[number for number in range(1, POSTS + 1) if form.value(f"trade_{number}") or number == 1],
        contracts=ROW_CONTRACTS,
        dispatched=DISPATCHED,
    )


PAGES: list[HTTPRouteHandler] = [
    shutdowns_page,
    new_shutdown_page,
    new_shutdown_form,
    shutdown_page,
    shutdown_form,
    offer_all_form,
    shutdown_removal_form,
]
