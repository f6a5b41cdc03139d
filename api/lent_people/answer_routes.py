"""The offer and its answer for programs: what a worker is asked, and yes or no to exactly that."""

from typing import Literal

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK
from pydantic import Field
from sqlmodel import Session, SQLModel

from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.types import STRICT, Day, Text, Whole, YesNo
from api.lent_people.answering import Answer, agree, refuse
from api.lent_people.my_answers import locked
from api.lent_people.offer_cards import card_of, may_answer, may_refuse
from api.settings import Settings
from models.swap import Swap
from models.swap_member import MemberState, SwapMember

CHANNEL = "本人接口"
PATH = "/api/swaps/members/{member_id:int}"


class OfferRead(SQLModel):
    """An offer as its worker sees it; wages are fen a month, `facts` is what a yes has to send back as `seen`."""

    id: int
    state: MemberState
    version: int
    borrower: str
    lender: str
    post: str
    from_day: Day
    to_day: Day
    wage_now_fen: int | None
    wage_then_fen: int
    facts: dict[str, str]
    facts_sha256: str
    may_answer: bool
    may_refuse: bool


class AnswerCreate(SQLModel):
    """Yes needs `version`, `seen` and `asked_more` (“没有” is an answer); no needs nothing."""

    model_config = STRICT

    answer: Literal["yes", "no"]
    version: Whole = 0
    seen: dict[str, str] = Field(default_factory=dict)
    asked_more: Text = Field(default="", max_length=500)
    lower_wage: YesNo = False


@get(PATH, opt={"action": Action.SWAP_OWN}, sync_to_thread=True, tags=["余缺调剂"])
def read_offer(
    member_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> OfferRead:
    """What one is asked."""
    member = one(session, SwapMember, member_id, access, settings.today())
    return offer_read(session, session.get_one(Swap, member.swap_id), member, settings)


@post(PATH, opt={"action": Action.SWAP_ANSWER}, status_code=HTTP_200_OK, sync_to_thread=True, tags=["余缺调剂"])
def answer_offer(
    member_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[AnswerCreate],
) -> OfferRead:
    """Yes to what was shown, or no; 409 when something else stands there now."""
    today, now = settings.today(), settings.now()
    swap, member = locked(session, member_id, access, today)
    if data.answer == "no":
        refuse(session, swap, member, channel=CHANNEL, today=today, now=now)
    else:
        said = Answer(data.version, data.seen, data.asked_more, data.lower_wage, CHANNEL)
        agree(session, swap, member, said, today=today, now=now)
    return offer_read(session, swap, member, settings)


def offer_read(session: Session, swap: Swap, member: SwapMember, settings: Settings) -> OfferRead:
    """The offer as it stands for one person."""
    today = settings.today()
    card = card_of(session, swap, member, today)
    return OfferRead(
        id=member.id or 0,
        state=member.state,
        version=card.version,
        borrower=card.borrower,
        lender=card.lender,
        post=card.post,
        from_day=member.from_day,
        to_day=member.to_day,
        wage_now_fen=card.wages.now,
        wage_then_fen=card.wages.then,
        facts=dict(card.facts),
        facts_sha256=card.sha256,
        may_answer=may_answer(member, swap, today),
        may_refuse=may_refuse(member, swap),
    )


ROUTES: list[HTTPRouteHandler] = [read_offer, answer_offer]
