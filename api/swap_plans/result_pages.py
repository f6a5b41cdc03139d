"""A finished plan for the coordinator: read it, and take its agreements as drafts."""

from dataclasses import dataclass
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
from api.fields.types import id_of
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import Conflict
from api.settings import Settings
from api.staff.heading import made_up_here
from api.swap_plans.adopting import adopt, adopt_all
from api.swap_plans.asking import found
from api.swap_plans.pages import HERE
from api.swap_plans.reading import view_of
from models.run import RunState

AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class PairForm:
    lender: str = ""
    borrower: str = ""


@get("/swaps/plans/{plan_id:int}", opt={"action": Action.SWAP_PLAN}, include_in_schema=False, sync_to_thread=True)
def plan_page(
    request: AnyRequest,
    plan_id: FromPath[int],
    session: NamedDependency[Session],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    plan, today = found(session, plan_id), settings.today()
    if plan.state is not RunState.DONE:
        return Redirect(f"{HERE}/{plan_id}/progress", status_code=HTTP_303_SEE_OTHER)
    return page(
        request,
        "swap_plans/plan.html",
        made_up=made_up_here(session),
        plan=plan,
        link=f"{HERE}/{plan_id}",
        as_of=wording.day(plan.as_of, today),
        at=wording.moment(plan.asked_at, today),
        view=view_of(session, plan, today),
    )


@post(
    "/swaps/plans/{plan_id:int}/adopt",
    opt={"action": Action.SWAP_PLAN},
    include_in_schema=False,
    sync_to_thread=True,
)
def adopt_one(
    plan_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[PairForm],
) -> Response[Any]:
    """One agreement becomes a draft, and the draft is shown."""
    pair = id_of(data.lender) or 0, id_of(data.borrower) or 0
    try:
        swap = adopt(session, found(session, plan_id), pair, now=settings.now(), by=access.account_id)
    except Conflict as changed:
        return go_to(f"{HERE}/{plan_id}", Notice(changed.detail, "wrong"))
    return go_to(f"/swaps/{swap.id}", Notice("已采纳为草稿。下一步：由借出单位列出名单。"))


@post(
    "/swaps/plans/{plan_id:int}/adopt-all",
    opt={"action": Action.SWAP_PLAN},
    include_in_schema=False,
    sync_to_thread=True,
)
def adopt_every(
    plan_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    made, refused = adopt_all(session, found(session, plan_id), now=settings.now(), by=access.account_id)
    words = f"采纳了 {made} 份协议的草稿。"
    if refused:
        words += f"有 {len(refused)} 份没有采纳：{refused[0]}"
    return go_to(f"{HERE}/{plan_id}", Notice(words, "wrong" if refused else "right"))


PAGES: list[HTTPRouteHandler] = [plan_page, adopt_one, adopt_every]
