"""The list of workers: masked names, no phone, what they want and since when nobody has proposed anything to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from api import wording
from api.access.scopes import reach
from api.access.table import Access, Action
from api.files import options
from api.files.listing import ANY, Asked, Filter, Subject
from api.files.streets import NOWHERE, in_street, street_filter
from api.tables import Cell, Column, Table
from api.vacancies.around import street_names
from models.days import day_of, start_of
from models.referral import Referral
from models.worker import Worker, WorkerFilter, WorkerStatus, WorkerWish, wishes_of, workers

DAYS = ("7", "14", "30")


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """``proposed`` is the day of the last referral."""

    id: int
    name: str
    street: str
    status: str
    wishes: str
    wage: int | None
    available: date | None
    consent: bool
    registered: date
    proposed: date | None


def filters(session: Session, access: Access) -> Sequence[Filter]:
    return [
        *street_filter(session, access, NOWHERE),
        Filter("status", "就业状况", [ANY, *options.of(WorkerStatus)(session)[1:]]),
        Filter("wish", "想做"),
        Filter("consent", "同意推荐", [ANY, ("yes", "同意"), ("no", "没同意")]),
        Filter(
            "unserved", "没人推荐过", [ANY, *((days, f"{days} 天没有推荐") for days in DAYS), ("ever", "从没推荐过")]
        ),
        Filter("since", "登记不早于", type="date"),
    ]


def rows(asked: Asked, access: Access, today: date) -> SelectOfScalar[Worker]:
    consents = {"yes": True, "no": False}.get(asked.get("consent", ""))
    wanted = WorkerFilter(
        status=WorkerStatus(asked["status"]) if "status" in asked else None,
        consents=consents,
    )
    reached = reach(Worker, access.to(Action.WORKER_LIST), today)
    statement = workers(wanted).where(reached, in_street(col(Worker.street_code), asked, access))
    if "wish" in asked:
        wish = select(WorkerWish.worker_id).where(col(WorkerWish.words).contains(asked["wish"], autoescape=True))
        statement = statement.where(col(Worker.id).in_(wish))
    if "since" in asked:
        statement = statement.where(Worker.registered_at >= start_of(date.fromisoformat(asked["since"])))
    return statement.where(unserved(asked["unserved"], today)) if "unserved" in asked else statement


def unserved(days: str, today: date) -> sa.ColumnElement[bool]:
    """Agrees to be recommended, and nobody has proposed anything for so many ``days``, or ``ever``."""
    proposed = sa.exists().where(col(Referral.worker_id) == col(Worker.id)).correlate(Worker)
    if days != "ever":
        proposed = proposed.where(col(Referral.created_at) >= start_of(today - timedelta(days=int(days))))
    return sa.and_(col(Worker.consent_recommend), ~proposed)


def table(session: Session, found: Sequence[Worker], today: date) -> Table[WorkerRow]:
    return Table("求职者", _columns(today), _rows(session, found), "")


def _rows(session: Session, found: Sequence[Worker]) -> list[WorkerRow]:
    ids = [row.id or 0 for row in found]
    wishes: dict[int, list[str]] = {}
    for start in range(0, len(ids), 500):
        for wish in session.exec(wishes_of(ids[start : start + 500])):
            wishes.setdefault(wish.worker_id, []).append(wish.words)
    streets, proposed = street_names(session), _proposed(session, ids)
    return [_row(row, streets, wishes.get(row.id or 0, []), proposed.get(row.id or 0)) for row in found]


def _proposed(session: Session, ids: Sequence[int]) -> dict[int, datetime]:
    last: dict[int, datetime] = {}
    for start in range(0, len(ids), 500):
        some = col(Referral.worker_id).in_(ids[start : start + 500])
        grouped = select(Referral.worker_id, func.max(Referral.created_at)).where(some)
        last |= dict(session.exec(grouped.group_by(col(Referral.worker_id))).all())
    return last


def _row(row: Worker, streets: Mapping[str, str], wishes: list[str], proposed: datetime | None) -> WorkerRow:
    return WorkerRow(
        id=row.id or 0,
        name=wording.masked(row.name),
        street=streets.get(row.street_code or "", ""),
        status=row.status.label if row.status else "",
        wishes="、".join(wishes),
        wage=row.wage_min_fen,
        available=row.available_from,
        consent=row.consent_recommend,
        registered=day_of(row.registered_at),
        proposed=day_of(proposed) if proposed else None,
    )


def _columns(today: date) -> list[Column[WorkerRow]]:
    return [
        Column("姓名", lambda row: row.name, lambda row: Cell(row.name, link=f"/staff/workers/{row.id}")),
        Column("编号", lambda row: row.id, number=True),
        Column("街道", lambda row: row.street),
        Column("想做", lambda row: row.wishes),
        Column("月薪不低于", lambda row: row.wage / 100 if row.wage is not None else None, _wage, number=True),
        Column("状况", lambda row: row.status),
        Column("可到岗", lambda row: row.available, lambda row: Cell(wording.day(row.available, today) or "")),
        Column("同意推荐", lambda row: "同意" if row.consent else "没同意", _consent),
        Column("上次推荐", lambda row: row.proposed, lambda row: Cell(wording.day(row.proposed, today) or "没有过")),
        Column("登记", lambda row: row.registered, lambda row: Cell(wording.day(row.registered, today) or "")),
    ]


def _wage(row: WorkerRow) -> Cell:
    return Cell(wording.yuan(row.wage) if row.wage is not None else "")


def _consent(row: WorkerRow) -> Cell:
    return Cell("同意", tag="ok") if row.consent else Cell("没同意", tag="")


WORKERS = Subject(
    path="/staff/workers",
    title="求职者",
    unit="人",
    nothing="没有这样的求职者。放宽一个条件，或登记新的求职者。",
    may_export=Action.WORKER_EXPORT,
    filters=filters,
    rows=rows,
    orders={
        "new": ("最近登记", (col(Worker.registered_at).desc(), col(Worker.id).desc())),
        "old": ("最早登记", (col(Worker.registered_at), col(Worker.id))),
        "changed": ("最近改动", (col(Worker.updated_at).desc(), col(Worker.id).desc())),
        "name": ("姓名拼音", (col(Worker.sounds), col(Worker.id))),
    },
    table=table,
)
