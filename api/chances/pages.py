"""Learnt weights for the district: what they were learnt from, how they compare, and the decision on them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER, HTTP_409_CONFLICT, HTTP_422_UNPROCESSABLE_ENTITY
from sqlmodel import Session

from api.access.table import Access, Action
from api.chances import deciding, overview
from api.chances.schemas import MAX_BECAUSE, MIN_BECAUSE
from api.fields.types import storable
from api.layout import page
from api.matching.lines import HERE as RUNS
from api.refusals import Conflict
from api.settings import Settings
from api.staff.heading import made_up_here
from models.chance_model import ChanceModel, Decision
from models.errors import StoreError

AnyRequest = Request[Any, Any, Any]
HERE = "/staff/chances"
UNSAID = f"请写明理由（{MIN_BECAUSE} 到 {MAX_BECAUSE} 个字），以后查得到为什么这样定。"

Deciding = Callable[[Session, ChanceModel, Decision], ChanceModel]


@dataclass(frozen=True, slots=True)
class DecisionForm:
    because: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """What stood against a decision, at which form, and what was typed."""

    at: str = ""
    problem: str = ""
    because: str = ""


NOTHING = Refused()


@get(HERE, opt={"action": Action.CHANCE_DESK}, include_in_schema=False, sync_to_thread=True)
def chances_page(
    request: AnyRequest, session: NamedDependency[Session], settings: NamedDependency[Settings]
) -> Response[Any]:
    return _page(request, session, settings)


def _page(
    request: AnyRequest, session: Session, settings: Settings, refused: Refused = NOTHING, status: int = 200
) -> Response[Any]:
    today = settings.today()
    now = overview.in_force(session, today)
    former, proposals = overview.former(session, now, today), overview.proposals(session, now, today)
    return page(
        request,
        "chances/learnt.html",
        status=status,
        made_up=made_up_here(session),
        here=RUNS,
        most=MAX_BECAUSE,
        refused=refused,
        shown=_forms(now, former, proposals),
        now=now,
        former=former,
        proposals=proposals,
        learnt_from=overview.learnt_from(session),
        ended=overview.ended(session, today),
        history=overview.history(session, today),
    )


def _forms(now: overview.InForce, former: overview.Former | None, proposals: list[overview.Proposal]) -> frozenset[str]:
    """The forms on the page; what was refused at another one is said at the top."""
    held = [f"retire-{now.id}"] if now.id else []
    back = [f"restore-{former.id}"] if former else []
    taken = [f"accept-{each.id}" for each in proposals if each.may_accept]
    return frozenset([*held, *back, *taken, *(f"retire-{each.id}" for each in proposals)])


DECIDE: dict[str, Any] = {
    "opt": {"action": Action.CHANCE_DECIDE},
    "include_in_schema": False,
    "sync_to_thread": True,
}


@post("/staff/chances/{chance_model_id:int}/accept", **DECIDE)
def accept_on_page(
    request: AnyRequest,
    chance_model_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[DecisionForm],
) -> Response[Any]:
    return _decide(deciding.accept, request, chance_model_id, session, access, settings, data)


@post("/staff/chances/{chance_model_id:int}/retire", **DECIDE)
def retire_on_page(
    request: AnyRequest,
    chance_model_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[DecisionForm],
) -> Response[Any]:
    return _decide(deciding.retire, request, chance_model_id, session, access, settings, data)


@post("/staff/chances/{chance_model_id:int}/restore", **DECIDE)
def restore_on_page(
    request: AnyRequest,
    chance_model_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[DecisionForm],
) -> Response[Any]:
    return _decide(deciding.restore, request, chance_model_id, session, access, settings, data)


def _decide(
    decide: Deciding,
    request: AnyRequest,
    key: int,
    session: Session,
    access: Access,
    settings: Settings,
    data: DecisionForm,
) -> Response[Any]:
    """Carry it out, or show the page again with what stands against it and what was typed."""
    model, because = deciding.found(session, key), data.because.strip()
    at = f"{decide.__name__}-{key}"
    if not (MIN_BECAUSE <= len(because) <= MAX_BECAUSE and storable(because)):
        return _page(request, session, settings, Refused(at, UNSAID, because), HTTP_422_UNPROCESSABLE_ENTITY)
    try:
        decide(session, model, deciding.decision(access, settings, because))
    except (Conflict, StoreError) as against:
        return _page(request, session, settings, Refused(at, str(against), because), HTTP_409_CONFLICT)
    return Redirect(HERE, status_code=HTTP_303_SEE_OTHER)


PAGES: list[HTTPRouteHandler] = [chances_page, accept_on_page, retire_on_page, restore_on_page]
