"""One month of a settlement, all people on one form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session, col, select

from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import Filled, filled, read
from api.fields.types import within_reach
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict, FieldProblem, NotThere
from api.swap_settlements.lines import month_days
from api.swap_settlements.month_form import ALIKE, COLUMNS, DAYS, begins, meant, present_in
from api.swap_settlements.pages import month_words
from api.swap_settlements.settling import SETTLED, MonthStated, note, state_month
from api.swaps.sides import meanwhile, seen_of
from api.swaps.swap_pages import by_of, changed_words, entry_of
from models.employer import Employer
from models.swap import Swap
from models.swap_member import SwapMember
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
PATH = "/swaps/{swap_id:int}/settlement/{month:str}"


@get(PATH, opt={"action": Action.SWAP_SETTLE}, include_in_schema=False, sync_to_thread=True)
def month_page(
    request: AnyRequest,
    swap_id: FromPath[int],
    month: FromPath[str],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    today = request.app.state.settings.today()
    swap = one(session, Swap, swap_id, access, today)
    members = members_in(session, swap, month)
    return _shown(request, session, swap, month, members, Filled(begins(session, swap, month, members, today)))


@post(PATH, opt={"action": Action.SWAP_SETTLE}, include_in_schema=False, sync_to_thread=True)
def month_saved(
    request: AnyRequest,
    swap_id: FromPath[int],
    month: FromPath[str],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    today = request.app.state.settings.today()
    swap = one(session, Swap, swap_id, access, today, lock=True)
    members = members_in(session, swap, month)
    form = filled(data)
    stated = read(form, lambda values: meant(values, members))
    if isinstance(stated, Filled):
        return _shown(request, session, swap, month, members, stated, status=422)
    if told := meanwhile(session, swap, form.value("seen"), today):
        return _shown(request, session, swap, month, members, form, status=409, problem=changed_words(told))
    try:
        with session.begin_nested():
            _keep(request, session, swap, access, month, members, stated.stated)
    except BadField as refused:
        return _shown(request, session, swap, month, members, form.wrong(refused.problems), status=422)
    except Conflict as refused:
        return _shown(request, session, swap, month, members, form, status=409, problem=refused.detail)
    return go_to(f"/swaps/{swap_id}/settlement", Notice(f"{month_words(month)}已保存。"))


def _keep(
    request: AnyRequest,
    session: Session,
    swap: Swap,
    access: Access,
    month: str,
    members: list[SwapMember],
    stated: Mapping[int, MonthStated],
) -> None:
    by = by_of(request, access)
    for member in members:
        try:
            state_month(session, swap, member, month, stated[member.id or 0], by)
        except BadField as refused:
            wrong = [FieldProblem(f"{one.field}-{member.id}", one.why) for one in refused.problems]
            raise BadField(*wrong) from None
    note(session, swap, by, f"填写{month_words(month)}结算")


def members_in(session: Session, swap: Swap, month: str) -> list[SwapMember]:
    """Who was away in the month; raises `NotThere` for a month in which nobody was."""
    try:
        within_reach(date.fromisoformat(f"{month}-01"))
    except ValueError:
        raise NotThere("月份", month) from None
    members = present_in(session, swap, month) if len(month) == 7 else []
    if not members:
        raise NotThere("月份", month)
    return members


def _shown(
    request: AnyRequest,
    session: Session,
    swap: Swap,
    month: str,
    members: list[SwapMember],
    form: Filled,
    *,
    status: int = 200,
    problem: str = "",
) -> Response[Any]:
    ids = {member.worker_id for member in members}
    names = dict(session.exec(select(Worker.id, Worker.name).where(col(Worker.id).in_(ids))).all())
    labels = {
        f"{name}-{one.id}": f"{names[one.worker_id]}：{label}" for one in members for name, label in COLUMNS.items()
    }
    return page(
        request,
        "swap_settlements/month.html",
        status=status,
        here=entry_of(request),
        made_up=session.get_one(Employer, swap.lender_id).made_up,
        swap=swap,
        month=month,
        words=month_words(month),
        whole=month_days(month),
        people=[(member.id, names[member.worker_id]) for member in members],
        columns=COLUMNS,
        alike=ALIKE,
        days=DAYS,
        labels=labels | DAYS | {f"{name}-all": label for name, label in ALIKE.items()},
        may_write=swap.state in SETTLED,
        form=form,
        seen=form.value("seen") if status == 422 else seen_of(session, swap),
        problem=problem,
    )


PAGES: list[HTTPRouteHandler] = [month_page, month_saved]
