"""How many people are needed today: one tap on the list, or a number typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from litestar.status_codes import HTTP_409_CONFLICT
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import Filled, filled, read
from api.layout import own_path, page
from api.needs.reporting import STATED, report_need, seen_of
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict
from models.account import Account
from models.need import NeedReport, needs_of
from models.vacancy import Vacancy, VacancyState

AnyRequest = Request[Any, Any, Any]
PATH = "/vacancies/{vacancy_id:int}/need"
MOST = 10_000  # people in one post
SHOWN = 30


@dataclass(frozen=True, slots=True)
class NeedForm:
    """``seen`` is the number and the state that the page showed; a form that shows neither leaves it out."""

    openings: str = ""
    filled: str = ""
    note: str = ""
    next: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One earlier statement: how many, when, by whom, with what note."""

    openings: int
    at: str
    by: str
    note: str


@get(
    "/vacancies/{vacancy_id:int}/need", opt={"action": Action.NEED_REPORT}, include_in_schema=False, sync_to_thread=True
)
def need_page(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    vacancy = one(session, Vacancy, vacancy_id, access, request.app.state.settings.today())
    form = Filled({"openings": str(vacancy.openings)})
    return _shown(request, session, vacancy, form, own_path(request.query_params.get("next", "")))


@post(
    "/vacancies/{vacancy_id:int}/need", opt={"action": Action.NEED_REPORT}, include_in_schema=False, sync_to_thread=True
)
def need_form(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[NeedForm],
) -> Response[Any]:
    settings = request.app.state.settings
    today, back = settings.today(), own_path(data.next)
    vacancy = one(session, Vacancy, vacancy_id, access, today, lock=True)
    form = filled({"openings": "0" if data.filled else data.openings, "note": data.note})
    openings = read(form, _openings)
    if isinstance(openings, Filled):
        return _shown(request, session, vacancy, openings, back, status=422)
    if data.seen and data.seen != seen_of(vacancy):
        return _shown(request, session, vacancy, form, back, status=HTTP_409_CONFLICT, changed=_meanwhile(vacancy))
    before, by = vacancy.openings, access.account_id
    try:
        report_need(session, vacancy, openings, by=by, today=today, now=settings.now(), note=data.note[:200])
    except BadField as refused:
        return _shown(request, session, vacancy, form.wrong(refused.problems), back, status=422)
    except Conflict as refused:
        return go_to(back or f"/vacancies/{vacancy_id}/need", Notice(refused.detail, "wrong"))
    return go_to(back or f"/vacancies/{vacancy_id}/need", Notice(_said(vacancy, before, today)))


def _openings(values: Mapping[str, str]) -> int:
    """A whole number of people, as typed on a number pad."""
    typed = values.get("openings", "")
    if not (typed.isascii() and typed.isdigit()) or int(typed[:6]) > MOST:
        raise BadField.of("openings", f"请填 0 到 {MOST} 的整数，比如 30；招满了填 0")
    return int(typed)


def _meanwhile(vacancy: Vacancy) -> str:
    """What somebody else has made of it since the page was opened."""
    if vacancy.state not in STATED or vacancy.state == VacancyState.SUSPENDED:
        return f"岗位现在是“{vacancy.state.label}”"
    return "已经有人记为招满" if vacancy.openings == 0 else f"已经有人改成还要 {vacancy.openings} 人"


def _said(vacancy: Vacancy, before: int, today: date) -> str:
    until = wording.day(vacancy.fresh_until, today)
    if vacancy.openings == 0:
        return f"“{vacancy.title}”已记为招满，求职者今天就看不到它了。"
    changed = f"由 {before} 人改为 {vacancy.openings} 人" if before != vacancy.openings else f"还是 {before} 人"
    return f"“{vacancy.title}”{changed}，已记下，{until}前不会再问。"


def _shown(
    request: AnyRequest,
    session: Session,
    vacancy: Vacancy,
    form: Filled,
    back: str,
    status: int = 200,
    changed: str = "",
) -> Response[Any]:
    today = request.app.state.settings.today()
    return page(
        request,
        "needs/need.html",
        status=status,
        made_up=vacancy.made_up,
        vacancy=vacancy,
        form=form,
        next=back,
        seen=seen_of(vacancy),
        changed=changed,
        until=wording.day(vacancy.fresh_until, today),
        lines=_lines(session, vacancy.id or 0, today),
    )


def _lines(session: Session, vacancy_id: int, today: date) -> list[Line]:
    reports = session.exec(needs_of(vacancy_id).limit(SHOWN)).all()
    names = _names(session, reports)
    return [
        Line(row.openings, wording.moment(row.reported_at, today), names.get(row.account_id or 0, ""), row.note)
        for row in reports
    ]


def _names(session: Session, reports: Sequence[NeedReport]) -> dict[int, str]:
    ids = {row.account_id for row in reports}
    rows = session.exec(select(Account.id, Account.name).where(col(Account.id).in_(ids))).all()
    return {key or 0: name for key, name in rows}


PAGES: list[HTTPRouteHandler] = [need_page, need_form]
