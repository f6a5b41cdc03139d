"""A worker's own pages about being lent: what waits for an answer, the card of one offer, yes and no."""

from collections.abc import Mapping
from dataclasses import dataclass
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
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict, NotSignedIn
from api.swaps.answering import Answer, Changed, agree, refuse
from api.swaps.offer_cards import OFFICE, Card, card_of, may_answer, may_refuse
from api.swaps.seen import seen_facts, seen_of
from models.employer import Employer
from models.swap import Swap, log_of
from models.swap_member import MemberState, SwapMember, asked_of

AnyRequest = Request[Any, Any, Any]
HERE = "/my/swaps"
CHANNEL = "本人网页"
ORDER = (
    MemberState.ASKED,
    MemberState.AGREED,
    MemberState.AWAY,
    MemberState.REFUSED,
    MemberState.RETURNED,
    MemberState.DROPPED,
)
SAID: Mapping[MemberState, tuple[str, str]] = {
    MemberState.ASKED: ("等您答复", "key"),
    MemberState.AGREED: ("您同意了", "ok"),
    MemberState.REFUSED: ("您说不去", ""),
    MemberState.DROPPED: ("没有参加", ""),
    MemberState.AWAY: ("您已经去了", "info"),
    MemberState.RETURNED: ("已经回来", ""),
}
"""How each state is told to the worker, and how its tag looks."""


@dataclass(frozen=True, slots=True)
class AnswerForm:
    version: str = ""
    seen: str = ""
    asked_more: str = ""
    lower_wage: str = ""


@dataclass(frozen=True, slots=True)
class NoFields:
    """A button alone."""


@dataclass(frozen=True, slots=True)
class Line:
    """One offer in the list."""

    link: str
    title: str
    days: str
    words: str
    tag: str


@get("/my/swaps", opt={"action": Action.SWAP_OWN}, include_in_schema=False, sync_to_thread=True)
def my_swaps_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    """What waits for an answer comes first."""
    members = session.exec(asked_of(_worker_id(access))).all()
    lines = _lines(session, sorted(members, key=lambda row: ORDER.index(row.state)), request)
    return page(request, "swaps/my_swaps.html", lines=lines, office=OFFICE)


@get("/my/swaps/{member_id:int}", opt={"action": Action.SWAP_OWN}, include_in_schema=False, sync_to_thread=True)
def my_swap_page(
    request: AnyRequest, member_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    member = one(session, SwapMember, member_id, access, request.app.state.settings.today())
    return _shown(request, session, member, Filled({"asked_more": member.asked_more}))


@post(
    "/my/swaps/{member_id:int}/agree", opt={"action": Action.SWAP_ANSWER}, include_in_schema=False, sync_to_thread=True
)
def agree_form(
    request: AnyRequest,
    member_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[AnswerForm],
) -> Response[Any]:
    settings = request.app.state.settings
    swap, member = locked(session, member_id, access, settings.today())
    form = filled({name: getattr(data, name) for name in AnswerForm.__slots__})
    try:
        agree(session, swap, member, answer_of(form, CHANNEL), today=settings.today(), now=settings.now())
    except BadField as refused:
        return _shown(request, session, member, form.wrong(refused.problems), status=422)
    except Changed as changed:
        return _shown(request, session, member, form, status=409, changes=changed.changes or [_version(swap)])
    except Conflict as refused:
        return go_to(f"{HERE}/{member_id}", Notice(refused.detail, "wrong"))
    return go_to(f"{HERE}/{member_id}", Notice("已记下：您愿意去。出发以前都可以改主意。"))


@post(
    "/my/swaps/{member_id:int}/refuse", opt={"action": Action.SWAP_ANSWER}, include_in_schema=False, sync_to_thread=True
)
def refuse_form(
    request: AnyRequest, member_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    settings = request.app.state.settings
    swap, member = locked(session, member_id, access, settings.today())
    try:
        refuse(session, swap, member, channel=CHANNEL, today=settings.today(), now=settings.now())
    except Conflict as refused:
        return go_to(f"{HERE}/{member_id}", Notice(refused.detail, "wrong"))
    return go_to(f"{HERE}/{member_id}", Notice("已记下：您不去。您在原单位照常上班，单位只看到“未参加”。"))


def locked(session: Session, member_id: int, access: Access, today: date) -> tuple[Swap, SwapMember]:
    """The swap before its member: in this order everybody waits."""
    member = one(session, SwapMember, member_id, access, today)
    swap = session.exec(select(Swap).where(Swap.id == member.swap_id).with_for_update(key_share=True)).one()
    session.refresh(member, with_for_update={"key_share": True})
    return swap, member


def answer_of(form: Filled, channel: str) -> Answer:
    """What a form says of its reader's answer, with the facts its page had shown."""
    version = form.value("version")
    return Answer(
        version=int(version[:6]) if version.isascii() and version.isdigit() else 0,
        seen=seen_facts(form.value("seen")),
        asked_more=form.value("asked_more").strip(),
        lower_wage=form.value("lower_wage") == "yes",
        channel=channel,
    )


def _shown(
    request: AnyRequest,
    session: Session,
    member: SwapMember,
    form: Filled,
    status: int = 200,
    changes: list[str] | None = None,
) -> Response[Any]:
    today = request.app.state.settings.today()
    swap = session.get_one(Swap, member.swap_id)
    card = card_of(session, swap, member, today)
    words, tag = SAID[member.state]
    return page(
        request,
        "swaps/my_swap.html",
        status=status,
        card=card,
        form=form,
        seen=seen_of(card),
        words=words,
        tag=tag,
        changes=changes or [],
        renewed=_renewed(session, swap, member, card, today),
        answered=wording.moment(member.answered_at, today) if member.answered_at else "",
        said_by=member.channel if member.channel != CHANNEL else "",
        stands=member.state is MemberState.AGREED and _holds(member, card),
        refused=member.state is MemberState.REFUSED,
        may_answer=may_answer(member, swap, today),
        may_refuse=may_refuse(member, swap),
        office=OFFICE,
    )


def _holds(member: SwapMember, card: Card) -> bool:
    return member.consent_version == card.version and member.facts_sha256 == card.sha256


def _renewed(session: Session, swap: Swap, member: SwapMember, card: Card, today: date) -> str:
    """That what was agreed to has changed since, and what is noted of it; "" when it has not."""
    if member.state is MemberState.AGREED and not _holds(member, card):
        return "您同意以后内容改过，原来的同意不算了。"
    if member.state is not MemberState.ASKED or swap.version == 1:
        return ""
    told = [line for line in session.exec(log_of(swap.id or 0)) if line.version == swap.version and line.note]
    return f"内容改过，现在是{_version(swap)}。{told[0].note if told else ''}"


def _version(swap: Swap) -> str:
    return f"第 {swap.version} 版"


def _lines(session: Session, members: list[SwapMember], request: AnyRequest) -> list[Line]:
    today = request.app.state.settings.today()
    swaps = {row.id: row for row in session.exec(select(Swap).where(col(Swap.id).in_([m.swap_id for m in members])))}
    ids = {row.borrower_id for row in swaps.values()}
    firms = dict(session.exec(select(col(Employer.id), col(Employer.name)).where(col(Employer.id).in_(ids))).all())
    return [
        Line(
            link=f"{HERE}/{member.id}",
            title=firms[swaps[member.swap_id].borrower_id],
            days=f"{wording.day(member.from_day, today)}到{wording.day(member.to_day, today)}",
            words=SAID[member.state][0],
            tag=SAID[member.state][1],
        )
        for member in members
    ]


def _worker_id(access: Access) -> int:
    if access.account is None or access.account.worker_id is None:
        raise NotSignedIn
    return access.account.worker_id


PAGES: list[HTTPRouteHandler] = [my_swaps_page, my_swap_page, agree_form, refuse_form]
