"""A longer stay on one page: the borrower asks, the lender agrees, each worker's word, then it is made."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import Filled, filled
from api.fields.types import id_of, within_reach
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict, NotAllowed, NotThere
from api.swaps.extending import agree_longer, answer_longer, ask_longer, extend
from api.swaps.known_names import known_name
from api.swaps.moving import By
from api.swaps.ruling import findings_before
from api.swaps.sides import Side, meanwhile, seen_of, side_of
from api.swaps.swap_pages import by_of, changed_words, entry_of
from matcher.swap.rules.looking import Level
from models.employer import Employer
from models.errors import StoreError
from models.swap import Swap, SwapState
from models.swap_member import MemberState, SwapMember, members_of
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
PATH = "/swaps/{swap_id:int}/extension"
Doing = Callable[[Session, Swap, Mapping[str, str], By], str]


@get(PATH, opt={"action": Action.SWAP_EXTEND}, include_in_schema=False, sync_to_thread=True)
def extension_page(
    request: AnyRequest, swap_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    swap = one(session, Swap, swap_id, access, request.app.state.settings.today())
    return _shown(request, session, swap, access, Filled())


@post(PATH, opt={"action": Action.SWAP_EXTEND}, include_in_schema=False, sync_to_thread=True)
def extension_form(
    request: AnyRequest,
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    today = request.app.state.settings.today()
    swap = one(session, Swap, swap_id, access, today, lock=True)
    form = filled(data)
    doing, sides = DOING.get(form.value("do"), (None, frozenset[Side]()))
    if doing is None:
        return _shown(request, session, swap, access, form, status=422, problem="请选一步")
    if side_of(access, swap) not in sides:
        raise NotAllowed("这一步由另一方办理。")
    if told := meanwhile(session, swap, form.value("seen"), today):
        return _shown(request, session, swap, access, form, status=409, problem=changed_words(told))
    try:
        with session.begin_nested():
            words = doing(session, swap, form.values, by_of(request, access))
    except BadField as refused:
        return _shown(request, session, swap, access, form.wrong(refused.problems), status=422)
    except (Conflict, StoreError) as refused:
        session.refresh(swap)
        return _shown(request, session, swap, access, form, status=409, problem=str(refused))
    return go_to(f"/swaps/{swap_id}/extension", Notice(words))


def _ask(session: Session, swap: Swap, values: Mapping[str, str], by: By) -> str:
    try:
        last = within_reach(date.fromisoformat(values.get("last", "")))
    except ValueError:
        raise BadField.of("last", "请填延到哪一天，比如 2021-03-05") from None
    ask_longer(session, swap, last, by)
    return "已申请，等借出单位和本人答复。"


def _agree(session: Session, swap: Swap, _values: Mapping[str, str], by: By) -> str:
    agree_longer(session, swap, True, by)
    return "已记下：借出单位同意。"


def _decline(session: Session, swap: Swap, _values: Mapping[str, str], by: By) -> str:
    agree_longer(session, swap, False, by)
    return "已记下：借出单位不同意，到期返回。"


def _answer(session: Session, swap: Swap, values: Mapping[str, str], by: By) -> str:
    number, _, word = values.get("answer", "").partition("-")
    member = session.get(SwapMember, id_of(number) or 0)
    if member is None or member.swap_id != swap.id or word not in ("stays", "leaves"):
        raise NotThere("借出人员", number)
    name = session.get_one(Worker, member.worker_id).name
    answer_longer(session, swap, member, word == "stays", by, name)
    return f"已记下：{name}{'愿意留下' if word == 'stays' else '到期返回'}。"


def _extend(session: Session, swap: Swap, _values: Mapping[str, str], by: By) -> str:
    extend(session, swap, by)
    return f"已延期，现在是第 {swap.version} 版。请双方签续期协议，借出单位和本人签变更书。"


DOING: Mapping[str, tuple[Doing, frozenset[Side]]] = {
    "ask": (_ask, frozenset({Side.OFFICE, Side.BORROWER})),
    "agree": (_agree, frozenset({Side.OFFICE, Side.LENDER})),
    "decline": (_decline, frozenset({Side.OFFICE, Side.LENDER})),
    "answer": (_answer, frozenset({Side.OFFICE})),
    "extend": (_extend, frozenset({Side.OFFICE})),
}
"""What can be done, and by whom; what a worker says by telephone the office notes."""


def _shown(
    request: AnyRequest,
    session: Session,
    swap: Swap,
    access: Access,
    form: Filled,
    *,
    status: int = 200,
    problem: str = "",
) -> Response[Any]:
    today, side = request.app.state.settings.today(), side_of(access, swap)
    members = [one for one in session.exec(members_of(swap.id or 0)) if one.state is MemberState.AWAY]
    ids = {member.worker_id for member in members}
    names = dict(session.exec(select(Worker.id, Worker.name).where(col(Worker.id).in_(ids))).all())
    asked = swap.extend_to is not None
    found = findings_before(session, swap, SwapState.EXTENDED, today) if asked and side is Side.OFFICE else []
    return page(
        request,
        "swaps/extension.html",
        status=status,
        here=entry_of(request),
        made_up=session.get_one(Employer, swap.lender_id).made_up,
        swap=swap,
        side=side,
        members=[(member, known_name(names[member.worker_id], swap, side)) for member in members],
        until=wording.day(max((member.to_day for member in members), default=today), today),
        longer=wording.day(swap.extend_to, today),
        blocks=[one for one in found if one.level is Level.BLOCK],
        lender=session.get_one(Employer, swap.lender_id).name,
        borrower=session.get_one(Employer, swap.borrower_id).name,
        form=form,
        seen=form.value("seen") if status == 422 else seen_of(session, swap),
        problem=problem,
    )


PAGES: list[HTTPRouteHandler] = [extension_page, extension_form]
