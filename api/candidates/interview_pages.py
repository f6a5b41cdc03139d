"""The interview list of a vacancy: who comes when, on one sheet for the gate and the line leader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlmodel import Session, col, select

from api import downloads
from api.access.scopes import one, reach
from api.access.table import Access, Action
from api.candidates.people import people
from api.candidates.person_pages import employers_own
from api.layout import page
from api.tables import Cell, Column, Table, workbook
from models.referral import Referral, ReferralFilter, ReferralLog, ReferralState, referrals
from models.vacancy import Vacancy

AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Interview:
    name: str
    link: str
    phone: str
    when: str
    work: str


COLUMNS: Sequence[Column[Interview]] = (
    Column("姓名", lambda row: row.name, lambda row: Cell(row.name, link=row.link), whole=True),
    Column("电话", lambda row: row.phone, lambda row: Cell(row.phone or "街道问过以后显示"), whole=True),
    Column("时间、地点", lambda row: row.when, lambda row: Cell(row.when or "没有写")),
    Column("工种和技能", lambda row: row.work or None),
    Column("到没到", lambda _row: "", lambda _row: Cell("□ 到　□ 没到"), whole=True),
)


@get(
    "/vacancies/{vacancy_id:int}/interviews",
    opt={"action": Action.CANDIDATES},
    include_in_schema=False,
    sync_to_thread=True,
)
def interviews_page(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    today = request.app.state.settings.today()
    vacancy = one(session, Vacancy, vacancy_id, access, today)
    table = Table(
        "面试名单",
        COLUMNS,
        _interviews(session, vacancy, access, today),
        "还没有约面试。在“申请和推荐”里点“答复”，就能约时间。",
        export="?as=xlsx",
    )
    if downloads.asks_for_xlsx(request):
        return downloads.xlsx(workbook(table, title=f"{vacancy.title} 面试名单"), f"{vacancy.title}面试名单")
    return page(request, "candidates/interviews.html", made_up=vacancy.made_up, vacancy=vacancy, table_of=table)


def _interviews(session: Session, vacancy: Vacancy, access: Access, today: date) -> list[Interview]:
    """In the order in which they were written down to come."""
    asked = ReferralFilter(vacancy_id=vacancy.id, states=frozenset({ReferralState.INTERVIEW}))
    rows = session.exec(referrals(asked).where(reach(Referral, access, today))).all()
    when = _when(session, [row.id or 0 for row in rows])
    found = [
        Interview(person.name, person.link, person.phone, when.get(person.id, ""), person.work)
        for person in people(session, rows, vacancy, today)
    ]
    return sorted(found, key=lambda row: (not row.when, row.when))


def _when(session: Session, ids: list[int]) -> dict[int, str]:
    """What the employer wrote when it asked to come, without the word 面试 before it."""
    lines = session.exec(
        select(ReferralLog)
        .where(col(ReferralLog.referral_id).in_(ids), ReferralLog.to_state == ReferralState.INTERVIEW)
        .order_by(col(ReferralLog.id))
    ).all()
    ours = employers_own(session, [line.account_id for line in lines])
    return {line.referral_id: line.note.removeprefix("面试：") for line in lines if line.account_id in ours}


PAGES: list[HTTPRouteHandler] = [interviews_page]
