"""Plans of labour swap: ask for one, follow it, read it, take an agreement of it as a draft."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from sqlmodel import Session, select

from api.access.table import Access, Action
from api.paging import Page, Paging
from api.settings import Settings
from api.swap_plans.adopting import adopt
from api.swap_plans.asking import ask_plan, found, stop
from api.swap_plans.schemas import Adopted, PairNamed, PlanCreate, PlanRead
from models.paging import Orders
from models.swap_plan import SwapPlan

ORDERS: Orders = {"id": SwapPlan.id, "asked_at": SwapPlan.asked_at, "as_of": SwapPlan.as_of}
WITHOUT_CONTENT: dict[str, Any] = {"instance": None, "result": None}


@post("/api/swaps/plans", opt={"action": Action.SWAP_PLAN}, sync_to_thread=True, status_code=202, tags=["调剂"])
def ask(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[PlanCreate],
) -> PlanRead:
    """Queue a plan; follow it at its own address."""
    plan = ask_plan(
        session,
        as_of=data.as_of or settings.today(),
        seconds=data.seconds,
        account_id=access.account_id,
        now=settings.now(),
        attendant=request.app.state.attendant,
    )
    return PlanRead.model_validate(plan)


@get("/api/swaps/plans", opt={"action": Action.SWAP_PLAN}, sync_to_thread=True, tags=["调剂"])
def list_plans(session: NamedDependency[Session], paging: NamedDependency[Paging]) -> Page[PlanRead]:
    """Plans, newest first, without their problems and results."""
    return paging.cut(
        session,
        select(SwapPlan),
        ORDERS,
        "-id",
        lambda rows: [PlanRead.model_validate(row, update=WITHOUT_CONTENT) for row in rows],
    )


@get("/api/swaps/plans/{plan_id:int}", opt={"action": Action.SWAP_PLAN}, sync_to_thread=True, tags=["调剂"])
def read_plan(plan_id: FromPath[int], session: NamedDependency[Session]) -> PlanRead:
    """One plan with its problem and its result."""
    return PlanRead.model_validate(found(session, plan_id))


@post(
    "/api/swaps/plans/{plan_id:int}/cancel",
    opt={"action": Action.SWAP_PLAN},
    sync_to_thread=True,
    status_code=202,
    tags=["调剂"],
)
def cancel_plan(
    plan_id: FromPath[int], session: NamedDependency[Session], settings: NamedDependency[Settings]
) -> PlanRead:
    """Stop a plan that waits or works; one that has ended stays as it is."""
    plan = found(session, plan_id)
    stop(plan, settings.now())
    return PlanRead.model_validate(plan)


@post("/api/swaps/plans/{plan_id:int}/adopt", opt={"action": Action.SWAP_PLAN}, sync_to_thread=True, tags=["调剂"])
def adopt_agreement(
    plan_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[PairNamed],
) -> Adopted:
    """Make a draft of one agreement; asked again, it is the same one."""
    pair = data.lender_id, data.borrower_id
    swap = adopt(session, found(session, plan_id), pair, now=settings.now(), by=access.account_id)
    return Adopted(swap_id=swap.id or 0, state=swap.state)


ROUTES: list[HTTPRouteHandler] = [ask, list_plans, read_plan, cancel_plan, adopt_agreement]
