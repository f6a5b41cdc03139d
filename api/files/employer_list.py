"""The list of employers: key class, contact, what they still seek."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from api import wording
from api.access.scopes import reach
from api.access.table import Access, Action
from api.files import options
from api.files.listing import ANY, Asked, Filter, Subject
from api.files.streets import in_street, street_filter
from api.tables import Cell, Column, Table
from api.vacancies.around import street_names
from models.account import Account
from models.days import day_of
from models.employer import Employer, EmployerFilter, KeyClass, SpecialistAssignment, employers, key_class_on
from models.vacancy import Vacancy, VacancyState, on_offer

KEY = [(each.value, each.label) for each in KeyClass if each != KeyClass.K0]


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """``posts`` are its vacancies on offer, ``openings`` the people these seek."""

    id: int
    name: str
    key: str
    street: str
    contact: str
    phone: str
    posts: int
    openings: int
    specialist: str
    verified: bool
    registered: date


def filters(session: Session, access: Access) -> Sequence[Filter]:
    return [
        *street_filter(session, access),
        Filter("name", "名称"),
        Filter("key", "重点类别", [ANY, ("any", "重点企业"), *KEY, ("none", "非重点")]),
        Filter("industry", "行业", [ANY, *options.industry(session)[1:]]),
        Filter("seeking", "招聘", [ANY, ("yes", "有岗位在招"), ("no", "没有岗位在招"), ("stale", "有岗位过期没更新")]),
        Filter("verified", "核实", [ANY, ("yes", "已核实"), ("no", "待核实")]),
    ]


def rows(asked: Asked, access: Access, today: date) -> SelectOfScalar[Employer]:
    wanted = EmployerFilter(words=asked.get("name", ""), industry_code=asked.get("industry"))
    reached = reach(Employer, access.to(Action.EMPLOYER_FILE), today)
    statement = employers(wanted).where(reached, in_street(col(Employer.street_code), asked, access))
    if "key" in asked:
        statement = statement.where(of_key_class(col(Employer.id), asked["key"], today))
    if "seeking" in asked:
        statement = statement.where(_seeking(asked["seeking"], today))
    if "verified" in asked:
        statement = statement.where(col(Employer.verified).is_(asked["verified"] == "yes"))
    return statement


def of_key_class(employer_id: Mapped[int] | Mapped[int | None], key: str, today: date) -> sa.ColumnElement[bool]:
    """Whether an employer is listed today under a class, under any, or under none."""
    listed = key_class_on(today).subquery()
    if key in ("any", "none"):
        ids = employer_id.in_(sa.select(listed.c[0]))
        return ids if key == "any" else ~ids
    return employer_id.in_(sa.select(listed.c[0]).where(listed.c[1] == key))


def _seeking(how: str, today: date) -> sa.ColumnElement[bool]:
    of_it = sa.exists().where(col(Vacancy.employer_id) == col(Employer.id)).correlate(Employer)
    if how == "stale":
        return of_it.where(stale(today))
    return of_it.where(on_offer(today)) if how == "yes" else ~of_it.where(on_offer(today))


def stale(today: date) -> sa.ColumnElement[bool]:
    """Open, but hidden: nobody has said for too long that people are still needed."""
    return sa.and_(col(Vacancy.state) == VacancyState.OPEN, col(Vacancy.fresh_until) < today)


def table(session: Session, found: Sequence[Employer], today: date) -> Table[EmployerRow]:
    offered = (
        select(Vacancy.employer_id, func.count(), func.sum(Vacancy.openings))
        .where(on_offer(today))
        .group_by(col(Vacancy.employer_id))
    )
    seeking = {key: (posts, openings) for key, posts, openings in session.exec(offered)}
    keys, streets = dict(session.exec(key_class_on(today)).all()), street_names(session)
    served = _specialists(session)
    lines = [_row(row, keys, streets, seeking.get(row.id or 0, (0, 0)), served) for row in found]
    return Table("单位", _columns(today), lines, "")


def _specialists(session: Session) -> dict[int, str]:
    served = select(SpecialistAssignment.employer_id, Account.name).join(
        Account, col(Account.id) == SpecialistAssignment.account_id
    )
    return dict(session.exec(served.where(col(SpecialistAssignment.valid_to).is_(None))).all())


def _row(
    row: Employer,
    keys: Mapping[int, str],
    streets: Mapping[str, str],
    seeking: tuple[int, int],
    served: Mapping[int, str],
) -> EmployerRow:
    key = keys.get(row.id or 0)
    return EmployerRow(
        id=row.id or 0,
        name=row.name,
        key=f"{key} {KeyClass(key).label}" if key else "",
        street=streets.get(row.street_code or "", ""),
        contact=row.contact,
        phone=row.phone,
        posts=seeking[0],
        openings=seeking[1] or 0,
        specialist=served.get(row.id or 0, ""),
        verified=row.verified,
        registered=day_of(row.registered_at),
    )


def _columns(today: date) -> list[Column[EmployerRow]]:
    return [
        Column("单位", lambda row: row.name, lambda row: Cell(row.name, link=f"/staff/employers/{row.id}")),
        Column("重点类别", lambda row: row.key, lambda row: Cell(row.key, tag="key") if row.key else Cell("—")),
        Column("街道", lambda row: row.street),
        Column("联系人", lambda row: row.contact, whole=True),
        Column("电话", lambda row: row.phone, whole=True),
        Column("在招岗位", lambda row: row.posts, number=True),
        Column("要人", lambda row: row.openings, number=True),
        Column("服务专员", lambda row: row.specialist, lambda row: Cell(row.specialist or "—")),
        Column("核实", lambda row: "已核实" if row.verified else "待核实", _verified),
        Column("登记", lambda row: row.registered, lambda row: Cell(wording.day(row.registered, today) or "")),
    ]


def _verified(row: EmployerRow) -> Cell:
    return Cell("已核实", tag="ok") if row.verified else Cell("待核实", tag="no")


EMPLOYERS = Subject(
    path="/staff/employers",
    title="单位",
    unit="家",
    nothing="没有这样的单位。放宽一个条件再看。",
    may_export=Action.EMPLOYER_EXPORT,
    filters=filters,
    rows=rows,
    orders={
        "name": ("名称拼音", (col(Employer.sounds), col(Employer.id))),
        "new": ("最近登记", (col(Employer.registered_at).desc(), col(Employer.id).desc())),
        "changed": ("最近改动", (col(Employer.updated_at).desc(), col(Employer.id).desc())),
        "staff": ("人数多的在前", (col(Employer.staff_total).desc().nulls_last(), col(Employer.id))),
    },
    table=table,
)
