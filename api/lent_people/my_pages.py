"""A worker's own pages about being lent: what waits for an answer, and the card of one offer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import Filled
from api.layout import page
from api.lent_people.offer_cards import OFFICE, Card, card_of, may_answer, may_refuse
from api.lent_people.seen import seen_of
from api.refusals import NotSignedIn
from api.swaps.moving import LONGER
from models.employer import Employer
from models.swap import Swap, log_of
from models.swap_member import MemberState, SwapMember, asked_of
from models.worker import Worker

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
    made_up = session.get_one(Worker, _worker_id(access)).made_up
    return page(request, "lent_people/my_swaps.html", made_up=made_up, lines=lines)


@get("/my/swaps/{member_id:int}", opt={"action": Action.SWAP_OWN}, include_in_schema=False, sync_to_thread=True)
def my_swap_page(
    request: AnyRequest, member_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    member = one(session, SwapMember, member_id, access, request.app.state.settings.today())
    return shown(request, session, member, Filled({"asked_more": member.asked_more}))


def shown(
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
        "lent_people/my_swap.html",
        status=status,
        made_up=session.get_one(Worker, member.worker_id).made_up,
        card=card,
        form=form,
        seen=seen_of(card),
        words=words,
        tag=tag,
        changes=changes or [],
        renewed=_renewed(session, swap, member, card),
        answered=wording.moment(member.answered_at, today) if member.answered_at else "",
        said_by=member.channel if member.channel != CHANNEL else "",
        stands=member.state is MemberState.AGREED and _holds(member, card),
        refused=member.state is MemberState.REFUSED,
        longer=swap.extend_to if asked_to_stay(swap, member) else None,
        longer_words=wording.day(swap.extend_to, today),
        stays=member.stays_wanted,
        may_answer=may_answer(member, swap, today),
        may_refuse=may_refuse(member, swap),
        office=OFFICE,
    )


def asked_to_stay(swap: Swap, member: SwapMember) -> bool:
    """Whether somebody who is away is asked to stay longer."""
    return member.state is MemberState.AWAY and swap.state in LONGER and swap.extend_to is not None


def _holds(member: SwapMember, card: Card) -> bool:
    return member.consent_version == card.version and member.facts_sha256 == card.sha256


def _renewed(session: Session, swap: Swap, member: SwapMember, card: Card) -> str:
    """That what was agreed to has changed since, and what is noted of it; "" when it has not.

    Who agreed to an earlier version was asked anew at the moment at which the log tells of the new one.
    """
    if member.state is MemberState.AGREED and not _holds(member, card):
        return "您同意以后内容改过，原来的同意不算了。"
    if member.state is not MemberState.ASKED:
        return ""
    log = session.exec(log_of(swap.id or 0))
    told = next((line for line in log if line.version > 1 and line.note and line.at == member.asked_at), None)
    return f"内容改过，要重新问您：{told.note}。" if told else ""


def version_words(swap: Swap) -> str:
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


PAGES: list[HTTPRouteHandler] = [my_swaps_page, my_swap_page]
