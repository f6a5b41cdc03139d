"""The office verifies an employer again."""

from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api import wording
from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import Filled
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict
from api.registrations.checks import CHECKS, ticked
from api.registrations.renewing import Due, due, verify_again
from api.tables import Cell, Column, Table
from api.vacancies.around import street_names
from models.employer import Employer

AnyRequest = Request[Any, Any, Any]
DECIDE = {"action": Action.REGISTRATION_DECIDE}
QUEUE = "/staff/registrations"
EXPORT = f"{QUEUE}?as=xlsx&list=again"


def table_of(rows: list[Due], today: date) -> Table[Due]:
    return Table(
        caption="到期要复核的单位",
        columns=[
            Column(
                "单位",
                lambda row: row.employer.name,
                lambda row: Cell(row.employer.name, row.employer.uscc or "", f"{QUEUE}/again/{row.employer.id}"),
            ),
            Column("联系人", lambda row: wording.joined(row.employer.contact, row.employer.phone)),
            Column("上次核实", lambda row: row.last, lambda row: Cell(wording.day(row.last, today) or "")),
            Column(
                "最迟",
                lambda row: row.by,
                lambda row: Cell(wording.day(row.by, today) or "", tag="no" if row.by < today else "key"),
            ),
        ],
        rows=rows,
        nothing="没有到期的单位。",
        export=EXPORT,
    )


@get(f"{QUEUE}/again/{{employer_id:int}}", opt=DECIDE, include_in_schema=False, sync_to_thread=True)
def again_page(
    request: AnyRequest,
    employer_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    employer = one(session, Employer, employer_id, access, request.app.state.settings.today())
    return _shown(request, session, employer, Filled())


@post(f"{QUEUE}/again/{{employer_id:int}}", opt=DECIDE, include_in_schema=False, sync_to_thread=True)
def again_form(
    request: AnyRequest,
    employer_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    settings = request.app.state.settings
    today = settings.today()
    employer = one(session, Employer, employer_id, access, today, lock=True)
    checked = ticked(data)
    try:
        verify_again(session, employer, checked, today=today, now=settings.now())
    except BadField as refused:
        form = Filled(dict.fromkeys(checked, "yes")).wrong(refused.problems)
        return _shown(request, session, employer, form, status=422)
    except Conflict as refused:
        return go_to(QUEUE, Notice(refused.detail, "wrong"))
    return go_to(QUEUE, Notice(f"“{employer.name}”已复核，可以继续发岗位。"))


def _shown(request: AnyRequest, session: Session, employer: Employer, form: Filled, status: int = 200) -> Response[Any]:
    today = request.app.state.settings.today()
    known = due(session, employer, today)
    return page(
        request,
        "registrations/again.html",
        status=status,
        made_up=employer.made_up,
        employer=employer,
        street=street_names(session).get(employer.street_code or "", ""),
        last=wording.day(known.last, today) if known else None,
        by=wording.day(known.by, today) if known else None,
        late=bool(known and known.by < today),
        checks=CHECKS,
        form=form,
    )


PAGES: list[HTTPRouteHandler] = [again_page, again_form]
