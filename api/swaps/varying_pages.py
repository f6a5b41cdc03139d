"""Whose contract variation is signed: the lender, or the office for it, notes several at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api import wording
from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import Filled, filled, read
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict, FieldProblem, NotAllowed
from api.swaps.returning_pages import members_ticked, names_of_members
from api.swaps.sides import Side, meanwhile, seen_of, side_of
from api.swaps.swap_pages import by_of, changed_words, entry_of
from api.swaps.varying import OPEN, SIGNS, note_signed, to_sign
from models.employer import Employer
from models.swap import Swap
from models.swap_member import SwapMember, members_of

AnyRequest = Request[Any, Any, Any]
PATH = "/swaps/{swap_id:int}/variations"


@dataclass(frozen=True, slots=True)
class Signing:
    members: frozenset[int]
    day: date


@get(PATH, opt={"action": Action.SWAP_SIGN}, include_in_schema=False, sync_to_thread=True)
def variations_page(
    request: AnyRequest, swap_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    today = request.app.state.settings.today()
    swap = swap_varied(session, access, swap_id, today)
    ticked = {f"member-{member.id}": "yes" for member in to_sign(session, swap)}
    return _shown(request, session, swap, Filled({"day": today.isoformat(), **ticked}))


@post(PATH, opt={"action": Action.SWAP_SIGN}, include_in_schema=False, sync_to_thread=True)
def variations_form(
    request: AnyRequest,
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    today = request.app.state.settings.today()
    swap = swap_varied(session, access, swap_id, today, lock=True)
    form = filled(data)
    wanted = read(form, _meant)
    if isinstance(wanted, Filled):
        return _shown(request, session, swap, wanted, status=422)
    if told := meanwhile(session, swap, form.value("seen"), today):
        return _shown(request, session, swap, form, status=409, problem=changed_words(told))
    members = [member for member in to_sign(session, swap) if member.id in wanted.members]
    if not members:
        gone = FieldProblem("members", "这些人的变更书已经登记，或者不在名单上：请重新勾选")
        return _shown(request, session, swap, form.wrong([gone]), status=422)
    try:
        with session.begin_nested():
            note_signed(session, swap, members, wanted.day, by_of(request, access))
    except BadField as refused:
        return _shown(request, session, swap, form.wrong(refused.problems), status=422)
    except Conflict as refused:
        return _shown(request, session, swap, form, status=409, problem=refused.detail)
    return go_to(f"/swaps/{swap_id}", Notice(f"已登记 {len(members)} 人的变更书。"))


def swap_varied(session: Session, access: Access, swap_id: int, today: date, *, lock: bool = False) -> Swap:
    """The swap; raises `NotAllowed` for its borrower, who is no side of these papers."""
    swap = one(session, Swap, swap_id, access, today, lock=lock)
    if side_of(access, swap) is Side.BORROWER:
        raise NotAllowed("劳动合同变更书是借出单位和本人之间的，由借出单位登记。")
    return swap


def _meant(values: Mapping[str, str]) -> Signing:
    problems, chosen = [], members_ticked(values)
    if not chosen:
        problems.append(FieldProblem("members", "请勾选签了变更书的人"))
    try:
        day = date.fromisoformat(values.get("day", ""))
    except ValueError:
        day = date.min
        problems.append(FieldProblem("day", "请填签的日期，比如 2021-02-08"))
    if problems:
        raise BadField(*problems)
    return Signing(chosen, day)


def _shown(
    request: AnyRequest, session: Session, swap: Swap, form: Filled, *, status: int = 200, problem: str = ""
) -> Response[Any]:
    today = request.app.state.settings.today()
    waiting = to_sign(session, swap)
    signed = [one for one in session.exec(members_of(swap.id or 0)) if one.state in SIGNS and one.variation_signed_on]
    names = names_of_members(session, [*waiting, *signed])
    return page(
        request,
        "swaps/variations.html",
        status=status,
        here=entry_of(request),
        made_up=session.get_one(Employer, swap.lender_id).made_up,
        swap=swap,
        open=swap.state in OPEN,
        waiting=[(member.id, names[member.worker_id]) for member in waiting],
        signed=[(names[one.worker_id], _signed_on(one, today)) for one in signed],
        form=form,
        seen=form.value("seen") if status == 422 else seen_of(session, swap),
        problem=problem,
    )


def _signed_on(member: SwapMember, today: date) -> str:
    return wording.day(member.variation_signed_on, today) or ""


PAGES: list[HTTPRouteHandler] = [variations_page, variations_form]
