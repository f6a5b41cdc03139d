"""Lists to telephone by: referrals without a word, people employers ask for, employers to remind of their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlmodel import Session, col, select

from api import wording
from api.access.table import Access, Action
from api.downloads import asks_for_xlsx, xlsx
from api.layout import page
from api.needs.reminders import Reminder, reminders
from api.staff.heading import area_of, made_up_here
from api.staff.waiting import asked_for, overdue
from api.tables import Cell, Column, Table, workbook
from models.days import day_of
from models.employer import Employer
from models.referral import Referral
from models.vacancy import Vacancy
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
MOST = 500
OVERDUE = "没有回音的推荐"
ASKED = "单位请街道联系的人"


@dataclass(frozen=True, slots=True)
class Silent:
    """A referral nobody has answered."""

    worker: str
    vacancy: Vacancy
    employer: Employer
    state: str
    days: int
    link: str


@get("/staff/overdue", opt={"action": Action.REFERRAL_READ}, include_in_schema=False, sync_to_thread=True)
def overdue_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    today = request.app.state.settings.today()
    rows = _silent(session, overdue(session, access, today), "/staff/overdue", today)
    return _answer(
        request, session, access, _table(rows, OVERDUE, "/staff/overdue"), OVERDUE, "先打电话，问到结果就登记。"
    )


@get("/staff/asked", opt={"action": Action.REFERRAL_READ}, include_in_schema=False, sync_to_thread=True)
def asked_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    today = request.app.state.settings.today()
    rows = _silent(session, asked_for(access, today), "/staff/asked", today)
    return _answer(
        request, session, access, _table(rows, ASKED, "/staff/asked"), ASKED, "先问本人愿不愿意，愿意才告诉单位是谁。"
    )


@get("/staff/reminders", opt={"action": Action.NEED_REPORT}, include_in_schema=False, sync_to_thread=True)
def reminders_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    today = request.app.state.settings.today()
    table = _reminder_table(reminders(session, access, today))
    return _answer(
        request, session, access, table, "要提醒的单位", "电话里问一句“今天还要几个人”，点进去改一个数就行。"
    )


def _answer(
    request: AnyRequest, session: Session, access: Access, table: Table[Any], title: str, hint: str
) -> Response[Any]:
    today = request.app.state.settings.today()
    if asks_for_xlsx(request):
        return xlsx(workbook(table, title=f"{title}（{today}）"), f"{title}_{today}")
    made_up, area = made_up_here(session), area_of(session, access)
    return page(request, "staff/listed.html", made_up=made_up, area=area, title=title, hint=hint, table=table)


def _silent(session: Session, wanted: sa.ColumnElement[bool], back: str, today: date) -> list[Silent]:
    rows = session.exec(
        select(Referral, Worker, Vacancy, Employer)
        .join(Worker, col(Worker.id) == Referral.worker_id)
        .join(Vacancy, col(Vacancy.id) == Referral.vacancy_id)
        .join(Employer, col(Employer.id) == Vacancy.employer_id)
        .where(wanted)
        .order_by(col(Referral.state_since), col(Referral.id))
        .limit(MOST)
    ).all()
    return [
        Silent(
            worker=wording.masked(worker.name),
            vacancy=vacancy,
            employer=employer,
            state=referral.state.label,
            days=(today - day_of(referral.state_since)).days,
            link=f"/staff/referrals/{referral.id}?next={back}",
        )
        for referral, worker, vacancy, employer in rows
    ]


def _table(rows: Sequence[Silent], caption: str, link: str) -> Table[Silent]:
    return Table(
        caption=caption,
        columns=[
            Column(
                "单位", lambda row: row.employer.name, lambda row: Cell(row.employer.name, sub=_called(row.employer))
            ),
            Column("岗位", lambda row: row.vacancy.title, lambda row: Cell(row.vacancy.title, link=row.link)),
            Column("求职者", lambda row: row.worker),
            Column("到哪一步", lambda row: row.state, lambda row: Cell(row.state, tag="info")),
            Column("等了几天", lambda row: row.days, number=True),
        ],
        rows=rows,
        nothing="都办完了，没有等着的。",
        export=f"{link}?as=xlsx",
    )


def _called(employer: Employer) -> str:
    return wording.joined(employer.contact or None, employer.phone or None)


def _reminder_table(rows: Sequence[Reminder]) -> Table[Reminder]:
    return Table(
        caption="要提醒的单位",
        columns=[
            Column(
                "单位",
                lambda row: row.employer,
                lambda row: Cell(row.employer, sub=wording.joined(row.contact, row.phone)),
            ),
            Column("岗位", lambda row: row.title, lambda row: Cell(row.title, link=_stated_anew(row))),
            Column("说的人数", lambda row: row.openings, number=True),
            Column("怎么说", lambda row: row.words),
        ],
        rows=rows,
        nothing="没有要提醒的，人数都是新的。",
        export="/staff/reminders?as=xlsx",
    )


def _stated_anew(reminder: Reminder) -> str:
    return f"/vacancies/{reminder.vacancy_id}/need?next=/staff/reminders"


PAGES: list[HTTPRouteHandler] = [overdue_page, asked_page, reminders_page]
