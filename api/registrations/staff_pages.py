"""Registrations as the office sees them: who waits, what they said beside what is on file, verify or refuse."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import one, reach
from api.access.table import Access, Action
from api.downloads import asks_for_xlsx, xlsx
from api.fields.filled import Filled
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict
from api.registrations import renewing, renewing_pages
from api.registrations.checks import CHECKS, ticked
from api.registrations.deciding import other_claimants, refuse, verify
from api.staff.heading import made_up_here
from api.tables import Cell, Column, Table, workbook
from api.vacancies.around import street_names
from models.employer import Employer
from models.registration import EmployerRegistration, RegistrationState, registrations_waiting

AnyRequest = Request[Any, Any, Any]
DECIDE = {"action": Action.REGISTRATION_DECIDE}
QUEUE = "/staff/registrations"
NOTHING = "没有等着核实的单位。单位自己登记以后会出现在这里。"
NEW, ON_FILE, RIVALS = "新单位", "已在册", "不止一份登记"


@dataclass(frozen=True, slots=True)
class Line:
    link: str
    name: str
    uscc: str
    street: str
    contact: str
    known: str
    at: str


@get("/staff/registrations", opt=DECIDE, include_in_schema=False, sync_to_thread=True)
def queue_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    today = request.app.state.settings.today()
    listed = _table(_lines(session, access, today))
    again = renewing_pages.table_of(renewing.soon(session, access, today), today)
    if asks_for_xlsx(request):
        if request.query_params.get("list") == "again":
            return xlsx(workbook(again, title=f"到期要复核的单位 {today}"), f"待复核单位 {today}")
        return xlsx(workbook(listed, title=f"等着核实的单位 {today}"), f"待核实单位 {today}")
    return page(request, "registrations/queue.html", made_up=made_up_here(session), list=listed, again=again)


def _lines(session: Session, access: Access, today: date) -> list[Line]:
    rows = session.exec(registrations_waiting().where(reach(EmployerRegistration, access, today))).all()
    names = street_names(session)
    firms = session.exec(select(Employer).where(col(Employer.id).in_({row.employer_id for row in rows}))).all()
    firm = {employer.id: employer for employer in firms}
    return [
        Line(
            f"{QUEUE}/{row.id}",
            row.name,
            row.uscc,
            names.get(firm[row.employer_id].street_code or "", ""),
            wording.joined(row.contact, row.phone),
            _on_file(session, row, firm[row.employer_id]),
            wording.moment(row.asked_at, today),
        )
        for row in rows
    ]


def _on_file(session: Session, row: EmployerRegistration, employer: Employer) -> str:
    if employer.verified:
        return ON_FILE
    return RIVALS if other_claimants(session, row) else NEW


def _table(rows: list[Line]) -> Table[Line]:
    return Table(
        caption="等着核实的单位",
        columns=[
            Column("单位", lambda row: row.name, lambda row: Cell(row.name, sub=row.uscc, link=row.link)),
            Column(
                "在册",
                lambda row: row.known,
                lambda row: Cell(row.known, tag="info" if row.known == NEW else "key"),
            ),
            Column("街道", lambda row: row.street),
            Column("联系人", lambda row: row.contact),
            Column("登记时间", lambda row: row.at),
        ],
        rows=rows,
        nothing=NOTHING,
        export=f"{QUEUE}?as=xlsx",
    )


@get("/staff/registrations/{registration_id:int}", opt=DECIDE, include_in_schema=False, sync_to_thread=True)
def registration_page(
    request: AnyRequest,
    registration_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    today = request.app.state.settings.today()
    return _shown(request, session, one(session, EmployerRegistration, registration_id, access, today), Filled())


@post("/staff/registrations/{registration_id:int}", opt=DECIDE, include_in_schema=False, sync_to_thread=True)
def registration_form(
    request: AnyRequest,
    registration_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    settings = request.app.state.settings
    row = one(session, EmployerRegistration, registration_id, access, settings.today(), lock=True)
    by, now = access.account_id, settings.now()
    checked = ticked(data)
    form = Filled({"words": str(data.get("words", ""))[:1000], **dict.fromkeys(checked, "yes")})
    try:
        if data.get("do") == "verify":
            verify(session, row, checked, by=by, now=now)
            return go_to(QUEUE, Notice(f"“{row.name}”已核实，可以提交岗位了。执照以后不用再交。"))
        refuse(session, row, form.value("words"), by=by, now=now)
    except BadField as refused:
        return _shown(request, session, row, form.wrong(refused.problems), status=422)
    except Conflict as refused:
        return go_to(QUEUE, Notice(refused.detail, "wrong"))
    return go_to(QUEUE, Notice(f"“{row.name}”已退回，单位会看到您写的话。"))


def _shown(
    request: AnyRequest, session: Session, row: EmployerRegistration, form: Filled, status: int = 200
) -> Response[Any]:
    today = request.app.state.settings.today()
    names, employer = street_names(session), session.get_one(Employer, row.employer_id)
    compared = [
        ("单位名称", row.name, employer.name),
        ("信用代码", row.uscc, employer.uscc or ""),
        ("所在街道", names.get(row.street_code or "", ""), names.get(employer.street_code or "", "")),
        ("联系人", row.contact, employer.contact),
        ("电话", row.phone, employer.phone),
    ]
    return page(
        request,
        "registrations/registration.html",
        status=status,
        made_up=employer.made_up,
        row=row,
        on_file=employer.verified,
        rivals=bool(other_claimants(session, row)),
        waiting=row.state == RegistrationState.WAITING,
        compared=compared,
        at=wording.moment(row.asked_at, today),
        checks=CHECKS,
        form=form,
    )


PAGES: list[HTTPRouteHandler] = [queue_page, registration_page, registration_form, *renewing_pages.PAGES]
