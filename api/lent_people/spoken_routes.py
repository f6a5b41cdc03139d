"""An answer given by telephone, noted by a program of the office: what is read out, and yes or no to exactly that."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK
from sqlmodel import Session

from api.access.table import Access, Action
from api.fields.types import YesNo
from api.lent_people.answer_for_pages import asked_member, spoken_channel
from api.lent_people.answer_routes import AnswerCreate, OfferRead, offer_read
from api.lent_people.answering import Answer, agree, refuse
from api.refusals import BadField
from api.settings import Settings

PATH = "/api/swaps/{swap_id:int}/people/{member_id:int}/answer"
OPT = {"action": Action.SWAP_ANSWER_FOR}
TAGS = ["余缺调剂"]


class SpokenCreate(AnswerCreate):
    """Yes also needs `read_out`: all of `facts` was read to the worker."""

    read_out: YesNo = False


@get(PATH, opt=OPT, sync_to_thread=True, tags=TAGS)
def read_spoken(
    swap_id: FromPath[int],
    member_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> OfferRead:
    """What has to be read out to one person."""
    swap, member = asked_member(session, swap_id, member_id, access, settings.today())
    return offer_read(session, swap, member, settings)


@post(PATH, opt=OPT, status_code=HTTP_200_OK, sync_to_thread=True, tags=TAGS)
def answer_spoken(
    swap_id: FromPath[int],
    member_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[SpokenCreate],
) -> OfferRead:
    """The answer, kept as one given by telephone; 409 when something else stands there now."""
    today, now, channel = settings.today(), settings.now(), spoken_channel(access)
    swap, member = asked_member(session, swap_id, member_id, access, today, lock=True)
    if data.answer == "no":
        refuse(session, swap, member, channel=channel, today=today, now=now)
    elif not data.read_out:
        raise BadField.of("read_out", "请把 facts 逐条读给本人听，再填 true")
    else:
        said = Answer(data.version, data.seen, data.asked_more, data.lower_wage, channel)
        agree(session, swap, member, said, today=today, now=now)
    return offer_read(session, swap, member, settings)


ROUTES: list[HTTPRouteHandler] = [read_spoken, answer_spoken]
