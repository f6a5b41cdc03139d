"""The employer answers what the office asks about one of its vacancies."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api import wording
from api.access.scopes import one
from api.access.table import Access, Action
from api.complaints.deciding import unanswered
from api.fields.filled import Filled, filled
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import FieldProblem
from models.complaint import Inquiry
from models.vacancy import Vacancy

AnyRequest = Request[Any, Any, Any]
ANSWER = {"action": Action.INQUIRY_ANSWER}
LONGEST = 500
NOTHING_ASKED = "街道没有在等这个岗位的说明，可能已经办完了。"


@get("/vacancies/{vacancy_id:int}/inquiry", opt=ANSWER, include_in_schema=False, sync_to_thread=True)
def inquiry_page(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    vacancy = one(session, Vacancy, vacancy_id, access, request.app.state.settings.today())
    inquiry = unanswered(session, vacancy_id)
    if inquiry is None:
        return go_to("/employer", Notice(NOTHING_ASKED, "wrong"))
    return _shown(request, vacancy, inquiry, Filled())


@post("/vacancies/{vacancy_id:int}/inquiry", opt=ANSWER, include_in_schema=False, sync_to_thread=True)
def inquiry_form(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    settings = request.app.state.settings
    vacancy = one(session, Vacancy, vacancy_id, access, settings.today(), lock=True)
    inquiry = unanswered(session, vacancy_id)
    if inquiry is None:
        return go_to("/employer", Notice(NOTHING_ASKED, "wrong"))
    form = filled({"answer": data.get("answer", "").strip()})
    if why := _problem(form.value("answer")):
        return _shown(request, vacancy, inquiry, form.wrong([FieldProblem("answer", why)]), status=422)
    inquiry.answer, inquiry.answered_at = form.value("answer"), settings.now()
    session.add(inquiry)
    return go_to("/employer", Notice(f"已回复街道：{vacancy.title}。街道看过以后，有要改的会告诉您。"))


def _problem(answer: str) -> str:
    if not answer:
        return "写一句：实际是怎样、已经怎样改"
    return f"现有 {len(answer)} 个字，最多 {LONGEST} 个" if len(answer) > LONGEST else ""


def _shown(request: AnyRequest, vacancy: Vacancy, inquiry: Inquiry, form: Filled, status: int = 200) -> Response[Any]:
    return page(
        request,
        "complaints/inquiry.html",
        status=status,
        made_up=vacancy.made_up,
        vacancy=vacancy,
        question=inquiry.question,
        at=wording.moment(inquiry.asked_at, request.app.state.settings.today()),
        form=form,
    )


PAGES: list[HTTPRouteHandler] = [inquiry_page, inquiry_form]
