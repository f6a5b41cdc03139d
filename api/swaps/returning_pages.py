"""Who is back, since when and why: several people at once, each a line of the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import Filled, filled, read
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict, FieldProblem
from api.swaps.known_names import known_name
from api.swaps.returning import WayBack, bring_back
from api.swaps.sides import Side, seen_of, side_of
from api.swaps.swap_pages import by_of, entry_of
from matcher.swap.arrangement import RETURN_REASONS
from models.employer import Employer
from models.errors import StoreError
from models.swap import Swap, SwapState
from models.swap_member import MemberState, SwapMember, members_of
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
PATH = "/swaps/{swap_id:int}/returns"


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the list of returns."""

    id: int
    name: str
    days: str
    state: str
    away: bool
    late: bool
    back: str


@dataclass(frozen=True, slots=True)
class Back:
    members: frozenset[int]
    back: WayBack


@get(PATH, opt={"action": Action.SWAP_RETURN}, include_in_schema=False, sync_to_thread=True)
def returns_page(
    request: AnyRequest, swap_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    today = request.app.state.settings.today()
    swap = one(session, Swap, swap_id, access, today)
    return _shown(request, session, swap, access, Filled(_begins(session, swap, today)))


@post(PATH, opt={"action": Action.SWAP_RETURN}, include_in_schema=False, sync_to_thread=True)
def returns_form(
    request: AnyRequest,
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    swap = one(session, Swap, swap_id, access, request.app.state.settings.today(), lock=True)
    form = filled(data)
    wanted = read(form, _meant)
    if isinstance(wanted, Filled):
        return _shown(request, session, swap, access, wanted, status=422)
    try:
        with session.begin_nested():
            back = _bring_back(session, swap, wanted, request, access)
    except BadField as refused:
        return _shown(request, session, swap, access, form.wrong(refused.problems), status=422)
    except (Conflict, StoreError) as refused:
        session.refresh(swap)
        return _shown(request, session, swap, access, form, status=409, problem=str(refused))
    path = f"/swaps/{swap_id}" if swap.state is SwapState.RETURNING else f"/swaps/{swap_id}/returns"
    return go_to(path, Notice(f"已登记 {back} 人返回。"))


def _bring_back(session: Session, swap: Swap, wanted: Back, request: AnyRequest, access: Access) -> int:
    members = [one for one in session.exec(members_of(swap.id or 0)) if one.id in wanted.members]
    if not members:
        raise BadField.of("members", "这些人不在这次调剂里：请在这一页重新勾选")
    bring_back(session, swap, members, wanted.back, by_of(request, access))
    return len(members)


def _meant(values: Mapping[str, str]) -> Back:
    problems = []
    chosen = members_ticked(values)
    if not chosen:
        problems.append(FieldProblem("members", "请勾选返回的人"))
    try:
        day = date.fromisoformat(values.get("day", ""))
    except ValueError:
        day = date.min
        problems.append(FieldProblem("day", "请填日期，比如 2021-02-21"))
    if values.get("reason", "") not in RETURN_REASONS:
        problems.append(FieldProblem("reason", "请选择返回的原因"))
    if problems:
        raise BadField(*problems)
    return Back(chosen, WayBack(day, values["reason"]))


def members_ticked(values: Mapping[str, str]) -> frozenset[int]:
    """Ids of the members whose boxes of a form are ticked."""
    return frozenset(int(key[7:]) for key, value in values.items() if _is_member(key) and value == "yes")


def _is_member(key: str) -> bool:
    number = key.removeprefix("member-")
    return number != key and number.isascii() and number.isdigit() and len(number) < 10


def _begins(session: Session, swap: Swap, today: date) -> dict[str, str]:
    """Everybody overdue is ticked, back today because it is over."""
    members = session.exec(members_of(swap.id or 0)).all()
    late = [one for one in members if one.state is MemberState.AWAY and one.to_day < today]
    reason = "void" if swap.state is SwapState.VOID else "expiry" if late else ""
    return {"day": today.isoformat(), "reason": reason, **{f"member-{one.id}": "yes" for one in late}}


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
    today = request.app.state.settings.today()
    lines = _lines(session, swap, side_of(access, swap), today)
    reasons = {code: words for code, words in RETURN_REASONS.items() if swap.state is SwapState.VOID or code != "void"}
    return page(
        request,
        "swaps/returns.html",
        status=status,
        here=entry_of(request),
        made_up=session.get_one(Employer, swap.lender_id).made_up,
        swap=swap,
        away=[line for line in lines if line.away],
        back=[line for line in lines if not line.away],
        form=form,
        seen=seen_of(session, swap),
        problem=problem,
        reasons=[("", "请选择"), *reasons.items()],
    )


def _lines(session: Session, swap: Swap, side: Side, today: date) -> list[Line]:
    there = (MemberState.AWAY, MemberState.RETURNED)
    members = [one for one in session.exec(members_of(swap.id or 0)) if one.state in there]
    names = names_of_members(session, members)
    return [_line(member, known_name(names[member.worker_id], swap, side), today) for member in members]


def _line(member: SwapMember, name: str, today: date) -> Line:
    until = wording.day(member.to_day + timedelta(days=1), today)
    reason = RETURN_REASONS.get(member.return_reason, "")
    return Line(
        id=member.id or 0,
        name=name,
        days=f"{wording.day(member.from_day, today)}–{wording.day(member.to_day, today)}，{until}回原单位",
        state=member.state.label,
        away=member.state is MemberState.AWAY,
        late=member.to_day < today,
        back=f"{wording.day(member.returned_on, today)} {reason}" if member.returned_on else "",
    )


def names_of_members(session: Session, members: Sequence[SwapMember]) -> dict[int, str]:
    ids = {member.worker_id for member in members}
    rows = session.exec(select(Worker.id, Worker.name).where(col(Worker.id).in_(ids))).all()
    return {key or 0: name for key, name in rows}


PAGES: list[HTTPRouteHandler] = [returns_page, returns_form]
