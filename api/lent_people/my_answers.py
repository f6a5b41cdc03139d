"""A worker's answers from their own pages: yes to what was shown, no without a reason, to stay longer or not."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session, select

from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import Filled, filled
from api.lent_people.answering import Answer, Changed, agree, refuse
from api.lent_people.my_pages import CHANNEL, HERE, asked_to_stay, shown, version_words
from api.lent_people.seen import seen_facts
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict
from api.swaps.extending import answer_longer
from api.swaps.moving import By
from models.swap import Swap
from models.swap_member import SwapMember
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class AnswerForm:
    version: str = ""
    seen: str = ""
    asked_more: str = ""
    lower_wage: str = ""


@dataclass(frozen=True, slots=True)
class StayForm:
    """`until` is the later day that the page showed."""

    stays: str = ""
    until: str = ""


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
        return shown(request, session, member, form.wrong(refused.problems), status=422)
    except Changed as changed:
        return shown(request, session, member, form, status=409, changes=changed.changes or [version_words(swap)])
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


@post(
    "/my/swaps/{member_id:int}/stay", opt={"action": Action.SWAP_ANSWER}, include_in_schema=False, sync_to_thread=True
)
def stay_form(
    request: AnyRequest,
    member_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[StayForm],
) -> Response[Any]:
    """Yes or no to the later day that was shown; either way nothing changes before both firms agree as well."""
    settings = request.app.state.settings
    swap, member = locked(session, member_id, access, settings.today())
    here, stays = f"{HERE}/{member_id}", data.stays == "yes"
    if not asked_to_stay(swap, member) or str(swap.extend_to) != data.until or data.stays not in ("yes", "no"):
        return go_to(here, Notice("没有记下：延期的事有变化，请看这一页现在怎么说。", "wrong"))
    name = session.get_one(Worker, member.worker_id).name
    answer_longer(session, swap, member, stays, By(access.account_id, settings.now(), settings.today()), name)
    return go_to(here, Notice("已记下：您愿意留下。" if stays else "已记下：您到期就回原单位。"))


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


PAGES: list[HTTPRouteHandler] = [agree_form, refuse_form, stay_form]
