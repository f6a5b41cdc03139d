"""The office asks by telephone and notes the answer on somebody's behalf, after reading all of it out."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import Filled, filled
from api.layout import page
from api.lent_people.answering import Changed, agree, refuse
from api.lent_people.my_answers import answer_of
from api.lent_people.offer_cards import OFFICE, card_of, may_answer, may_refuse
from api.lent_people.seen import seen_of
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict, NotThere
from models.swap import Swap
from models.swap_member import SwapMember
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
PATH = "/swaps/{swap_id:int}/people/{member_id:int}/answer"


@dataclass(frozen=True, slots=True)
class SpokenForm:
    said: str = ""
    read_out: str = ""
    version: str = ""
    seen: str = ""
    asked_more: str = ""
    lower_wage: str = ""


@get(PATH, opt={"action": Action.SWAP_ANSWER_FOR}, include_in_schema=False, sync_to_thread=True)
def answer_page(
    request: AnyRequest,
    swap_id: FromPath[int],
    member_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    swap, member = asked_member(session, swap_id, member_id, access, request.app.state.settings.today())
    return _shown(request, session, swap, member, Filled())


@post(PATH, opt={"action": Action.SWAP_ANSWER_FOR}, include_in_schema=False, sync_to_thread=True)
def answer_form(
    request: AnyRequest,
    swap_id: FromPath[int],
    member_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[SpokenForm],
) -> Response[Any]:
    settings = request.app.state.settings
    swap, member = asked_member(session, swap_id, member_id, access, settings.today(), lock=True)
    form = filled({name: getattr(data, name) for name in SpokenForm.__slots__})
    channel = spoken_channel(access)
    try:
        if form.value("said") == "no":
            refuse(session, swap, member, channel=channel, today=settings.today(), now=settings.now())
        else:
            _require_spoken(form)
            agree(session, swap, member, answer_of(form, channel), today=settings.today(), now=settings.now())
    except BadField as refused:
        return _shown(request, session, swap, member, form.wrong(refused.problems), status=422)
    except Changed as changed:
        return _shown(request, session, swap, member, form, status=409, changes=changed.changes)
    return go_to(f"/swaps/{swap_id}/people?loan={member.loan_id}", Notice("答复已记下，记着是您打电话问的。"))


def spoken_channel(access: Access) -> str:
    """How the answer came, as it is kept with it."""
    return f"电话，经办人{access.require_account().name}"


def _require_spoken(form: Filled) -> None:
    if form.value("said") != "yes":
        raise BadField.of("said", "请选本人怎么说")
    if form.value("read_out") != "yes":
        raise BadField.of("read_out", "请把上面的内容逐条读给本人听，再打勾")


def asked_member(
    session: Session, swap_id: int, member_id: int, access: Access, today: date, *, lock: bool = False
) -> tuple[Swap, SwapMember]:
    """Somebody whose answer may be noted now; raises `NotThere` and `Conflict`."""
    swap = one(session, Swap, swap_id, access, today, lock=lock)
    member = one(session, SwapMember, member_id, access, today, lock=lock)
    if member.swap_id != swap.id:
        raise NotThere("借出人员", member_id)
    if not (may_answer(member, swap, today) or may_refuse(member, swap)):
        raise Conflict(f"这个人现在是“{member.state.label}”，调剂是“{swap.state.label}”，不用再记答复。")
    return swap, member


def _shown(
    request: AnyRequest,
    session: Session,
    swap: Swap,
    member: SwapMember,
    form: Filled,
    status: int = 200,
    changes: list[str] | None = None,
) -> Response[Any]:
    card = card_of(session, swap, member, request.app.state.settings.today())
    worker = session.get_one(Worker, member.worker_id)
    return page(
        request,
        "lent_people/answer_for.html",
        status=status,
        swap=swap,
        member=member,
        worker=worker,
        phone=worker.phone.split("/")[0],
        card=card,
        form=form,
        seen=seen_of(card),
        changes=changes or [],
        office=OFFICE,
    )


PAGES: list[HTTPRouteHandler] = [answer_page, answer_form]
