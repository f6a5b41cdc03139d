"""The office reads what was said about one vacancy, beside the vacancy itself, and decides."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from litestar.status_codes import HTTP_409_CONFLICT
from sqlmodel import Session

from api import wording
from api.access.scopes import one
from api.access.table import Access, Action
from api.complaints.deciding import ask, keep, of_vacancy, sentence, take_down, unanswered
from api.fields.filled import Filled
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict
from api.reviews.queue import version_of
from api.vacancies import cards
from api.vacancies.around import around, education_names
from models.complaint import Complaint, Inquiry, inquiries_of
from models.employer import Employer
from models.vacancy import Vacancy

AnyRequest = Request[Any, Any, Any]
DECIDE = {"action": Action.COMPLAINT_DECIDE}
QUEUE = "/staff/reviews"


@dataclass(frozen=True, slots=True)
class Decided:
    """``do`` is keep, down or ask; ``seen`` says what the page showed."""

    do: str = ""
    seen: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One complaint as the office reads it."""

    reason: str
    words: str
    phone: str
    at: str


@get("/staff/complaints/{vacancy_id:int}", opt=DECIDE, include_in_schema=False, sync_to_thread=True)
def complaints_page(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    vacancy = one(session, Vacancy, vacancy_id, access, request.app.state.settings.today())
    complaints = of_vacancy(session, vacancy_id)
    return _shown(request, session, vacancy, complaints, Filled({"words": sentence(complaints)}))


@post("/staff/complaints/{vacancy_id:int}", opt=DECIDE, include_in_schema=False, sync_to_thread=True)
def complaints_form(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[Decided],
) -> Response[Any]:
    settings = request.app.state.settings
    vacancy = one(session, Vacancy, vacancy_id, access, settings.today(), lock=True)
    complaints, form = of_vacancy(session, vacancy_id, lock=True), Filled({"words": data.words[:1000]})
    if complaints and data.seen != _seen(complaints, vacancy):
        return _shown(request, session, vacancy, complaints, form, status=HTTP_409_CONFLICT, changed=True)
    by = access.account_id
    try:
        told = _done(session, vacancy, data, by, settings)
    except Conflict as refused:
        return go_to(f"/staff/complaints/{vacancy_id}", Notice(refused.detail, "wrong"))
    except BadField as refused:
        return _shown(request, session, vacancy, complaints, form.wrong(refused.problems), status=422)
    return go_to(QUEUE, Notice(told))


def _done(session: Session, vacancy: Vacancy, data: Decided, by: int | None, settings: Any) -> str:
    """Do what was pressed; what to tell of it."""
    if data.do == "keep":
        keep(session, vacancy, by=by, now=settings.now())
        return f"“{vacancy.title}”核实过，保留。举报人的电话已经删掉。"
    if data.do == "ask":
        ask(session, vacancy, data.words, by=by, now=settings.now())
        return f"已请单位说明“{vacancy.title}”，回答以后在这里看。"
    if data.do == "down":
        take_down(session, vacancy, data.words, by=by, today=settings.today(), now=settings.now())
        return f"“{vacancy.title}”已下架，单位会看到您写的话。举报人的电话已经删掉。"
    raise BadField.of("words", "请按下面三个按钮中的一个")


def _seen(complaints: Sequence[Complaint], vacancy: Vacancy) -> str:
    """What a page showed: another complaint, a word added or the vacancy rewritten makes it another."""
    told = [f"{row.id} {row.reason} {row.words}" for row in complaints] + [version_of(vacancy)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:20]


def _shown(
    request: AnyRequest,
    session: Session,
    vacancy: Vacancy,
    complaints: Sequence[Complaint],
    form: Filled,
    *,
    status: int = 200,
    changed: bool = False,
) -> Response[Any]:
    today = request.app.state.settings.today()
    known = around(session, [vacancy], today)
    return page(
        request,
        "complaints/complaints.html",
        status=status,
        made_up=vacancy.made_up,
        vacancy=cards.card(vacancy, known, f"/vacancies/{vacancy.id}"),
        employer=session.get_one(Employer, vacancy.employer_id),
        groups=cards.groups(vacancy, known, education_names(session), today),
        duties=vacancy.duties,
        lines=[_line(row, today) for row in complaints],
        inquiries=[_asked(row, today) for row in session.exec(inquiries_of(vacancy.id or 0)).all()],
        awaited=unanswered(session, vacancy.id or 0) is not None,
        seen=_seen(complaints, vacancy),
        form=form,
        changed=changed,
    )


def _line(row: Complaint, today: date) -> Line:
    return Line(row.reason.label, row.words, row.phone, wording.moment(row.made_at, today))


def _asked(row: Inquiry, today: date) -> dict[str, str]:
    answered = wording.moment(row.answered_at, today) if row.answered_at else ""
    asked = wording.moment(row.asked_at, today)
    return {"question": row.question, "asked": asked, "answer": row.answer, "answered": answered}


PAGES: list[HTTPRouteHandler] = [complaints_page, complaints_form]
