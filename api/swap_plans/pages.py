"""Plans of the district for the coordinator: ask for one, watch it, stop it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER
from sqlmodel import Session

from api import wording
from api.access.table import Access, Action
from api.fields.filled import Filled, filled, read
from api.layout import asks_for_part, page
from api.matching.lines import KINDS
from api.refusals import BadField
from api.settings import Settings
from api.staff.heading import made_up_here
from api.swap_plans.asking import SECONDS, ask_plan, found, stop
from api.swap_plans.instance import problem_of
from models.run import RunState
from models.swap_plan import SwapPlan, swap_plans

AnyRequest = Request[Any, Any, Any]
HERE = "/swaps/plans"
RECENT = 30
GOING = frozenset({RunState.QUEUED, RunState.RUNNING})
STAGES = {
    "person-days": "安排尽量多的人天",
    "cost": "省路程和协议份数",
    "reasons": "算缺口的原因和放宽的办法",
}
WORDS = {
    RunState.QUEUED: "排队中，马上开始",
    RunState.RUNNING: "正在做方案",
    RunState.FAILED: "这次方案没有做完",
    RunState.CANCELLED: "这次方案已停止",
}


@dataclass(frozen=True, slots=True)
class PlanLine:
    id: int
    link: str
    as_of: str
    state: str
    kind: str
    person_days: str
    agreements: str
    at: str


@get(HERE, opt={"action": Action.SWAP_PLAN}, include_in_schema=False, sync_to_thread=True)
def plans_page(
    request: AnyRequest, session: NamedDependency[Session], settings: NamedDependency[Settings]
) -> Response[Any]:
    today = settings.today()
    return _plans_page(request, session, today, Filled({"as_of": today.isoformat(), "seconds": f"{SECONDS:.0f}"}))


def _plans_page(request: AnyRequest, session: Session, today: date, form: Filled) -> Response[Any]:
    return page(
        request,
        "swap_plans/plans.html",
        status=422 if form.problems else 200,
        made_up=made_up_here(session),
        form=form,
        left_out=problem_of(session, today).left_out,
        plans=[_line(plan, today) for plan in session.exec(swap_plans().limit(RECENT))],
    )


def _line(plan: SwapPlan, today: date) -> PlanLine:
    result = plan.result or {}
    return PlanLine(
        id=plan.id or 0,
        link=f"{HERE}/{plan.id}",
        as_of=wording.day(plan.as_of, today) or "",
        state=plan.state.label,
        kind=KINDS.get(plan.state, ""),
        person_days=wording.count(result["objective"]["person_days"]) if result else "—",
        agreements=wording.count(len(result["agreements"])) if result else "—",
        at=wording.moment(plan.asked_at, today),
    )


@post(HERE, opt={"action": Action.SWAP_PLAN}, include_in_schema=False, sync_to_thread=True)
def ask_for_plan(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    form = filled(data)

    def ask(fields: Mapping[str, str]) -> SwapPlan:
        return ask_plan(
            session,
            as_of=_day(fields.get("as_of", "")),
            seconds=_seconds(fields.get("seconds", "")),
            account_id=access.account_id,
            now=settings.now(),
            attendant=request.app.state.attendant,
        )

    plan = read(form, ask)
    if isinstance(plan, Filled):
        return _plans_page(request, session, settings.today(), plan)
    return Redirect(f"{HERE}/{plan.id}/progress", status_code=HTTP_303_SEE_OTHER)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadField.of("as_of", "日期应写成 2021-02-08 这样，且真实存在") from None


def _seconds(text: str) -> float:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise BadField.of("seconds", "求解时间请写整数秒，如 10")
    return float(text)


@get(
    "/swaps/plans/{plan_id:int}/progress",
    opt={"action": Action.SWAP_PLAN},
    include_in_schema=False,
    sync_to_thread=True,
)
def plan_progress(
    request: AnyRequest,
    plan_id: FromPath[int],
    session: NamedDependency[Session],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    """How far a plan is: the whole page, or its changing part when htmx asks. Leads on when it is done."""
    plan, part = found(session, plan_id), asks_for_part(request)
    if plan.state is RunState.DONE:
        there = f"{HERE}/{plan_id}"
        return Response("", headers={"HX-Redirect": there}) if part else Redirect(there, status_code=HTTP_303_SEE_OTHER)
    return page(
        request,
        "swap_plans/progress.html" if part else "swap_plans/waiting.html",
        made_up=made_up_here(session),
        plan=plan,
        link=f"{HERE}/{plan_id}",
        as_of=wording.day(plan.as_of, settings.today()),
        words=WORDS[plan.state],
        going=plan.state in GOING,
        percent=round(100 * plan.progress),
        stage=STAGES.get(plan.stage, ""),
    )


@post("/swaps/plans/{plan_id:int}/stop", opt={"action": Action.SWAP_PLAN}, include_in_schema=False, sync_to_thread=True)
def stop_plan(
    plan_id: FromPath[int], session: NamedDependency[Session], settings: NamedDependency[Settings]
) -> Response[Any]:
    stop(found(session, plan_id), settings.now())
    return Redirect(f"{HERE}/{plan_id}/progress", status_code=HTTP_303_SEE_OTHER)


PAGES: list[HTTPRouteHandler] = [
    plans_page,
    ask_for_plan,
    plan_progress,
    stop_plan,
]
