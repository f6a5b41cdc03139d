"""“举报这个岗位”: one page, a reason, a sentence, a phone if one likes; no sign-in."""

from dataclasses import asdict, dataclass
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api.access.table import Access, Action
from api.accounts.signing_in import address_of
from api.complaints.complaining import (
    LABELS,
    TooManyComplaints,
    complain,
    complainable,
    reporter_of,
    said_in,
)
from api.fields.filled import Filled, filled, read
from api.layout import page
from api.notices import go_to
from api.refusals import NotThere
from api.searches.keeping import new_browser, owner_of
from api.vacancies import cards
from api.vacancies.around import around
from models.complaint import ComplaintReason
from models.vacancy import Vacancy

AnyRequest = Request[Any, Any, Any]
COMPLAIN = {"action": Action.COMPLAIN}


@dataclass(frozen=True, slots=True)
class ComplaintForm:
    reason: str = ""
    words: str = ""
    phone: str = ""


@get("/vacancies/{vacancy_id:int}/complain", opt=COMPLAIN, include_in_schema=False, sync_to_thread=True)
def complain_page(request: AnyRequest, vacancy_id: FromPath[int], session: NamedDependency[Session]) -> Response[Any]:
    vacancy = complainable(session, vacancy_id, request.app.state.settings.today())
    return _shown(request, session, vacancy, Filled())


@post("/vacancies/{vacancy_id:int}/complain", opt=COMPLAIN, include_in_schema=False, sync_to_thread=True)
def complain_form(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[ComplaintForm],
) -> Response[Any]:
    settings = request.app.state.settings
    vacancy = complainable(session, vacancy_id, settings.today())
    form = filled(asdict(data))
    said = read(form, said_in)
    if isinstance(said, Filled):
        return _shown(request, session, vacancy, said, status=422)
    try:
        request.app.state.complaint_brake.count(access.account_id, address_of(request), settings.real_now())
    except TooManyComplaints as refused:
        return _shown(request, session, vacancy, form, status=429, problem=refused.detail)
    owner, cookie = owner_of(request, access), None
    if not owner.known:
        owner, cookie = new_browser(request)
    complain(session, vacancy, reporter_of(settings.secret, vacancy_id, repr(owner)), said, settings.now())
    answer = go_to(f"/vacancies/{vacancy_id}/complain/sent")
    if cookie:
        answer.set_cookie(cookie)
    return answer


@get("/vacancies/{vacancy_id:int}/complain/sent", opt=COMPLAIN, include_in_schema=False, sync_to_thread=True)
def sent_page(request: AnyRequest, vacancy_id: FromPath[int], session: NamedDependency[Session]) -> Response[Any]:
    """What happens next; nothing of the complaint is told here, whoever opens the address."""
    if session.get(Vacancy, vacancy_id) is None:  # one taken down in between still has its answer
        raise NotThere("岗位", vacancy_id)
    return page(request, "complaints/sent.html", vacancy_id=vacancy_id)


def _shown(
    request: AnyRequest, session: Session, vacancy: Vacancy, form: Filled, *, status: int = 200, problem: str = ""
) -> Response[Any]:
    known = around(session, [vacancy], request.app.state.settings.today())
    return page(
        request,
        "complaints/complain.html",
        status=status,
        made_up=vacancy.made_up,
        vacancy=cards.card(vacancy, known, f"/vacancies/{vacancy.id}"),
        reasons=[(reason.value, reason.label) for reason in ComplaintReason],
        labels=LABELS,
        form=form,
        problem=problem,
    )


PAGES: list[HTTPRouteHandler] = [complain_page, complain_form, sent_page]
