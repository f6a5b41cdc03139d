"""The list of vacancies in every state: how many they seek, who looks at them, how fresh the number is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api import wording
from api.access.scopes import reach
from api.access.table import Access, Action
from api.files.employer_list import KEY, of_key_class, stale
from api.files.listing import ANY, Asked, Filter, Subject
from api.files.streets import ELSEWHERE, NOWHERE, in_street, street_filter
from api.needs.reporting import days_left
from api.tables import Cell, Column, Table
from api.vacancies.around import street_names
from api.vacancies.crowd import Crowd, crowds
from models.days import day_of
from models.employer import Employer
from models.vacancy import Vacancy, VacancyFilter, VacancyState, on_offer, vacancies

KINDS = {VacancyState.OPEN: "ok", VacancyState.DRAFT: "info", VacancyState.SUSPENDED: "no"}
SOON = 3  # days
ON_OFFER = ("on_offer", "在招，看得到")


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """``crowd`` counts who looks at the openings; ``left`` the days the number is still believed."""

    id: int
    title: str
    employer: str
    street: str
    state: VacancyState
    openings: int
    crowd: str
    pay: str
    left: int | None
    until: date | None
    updated: date


def filters(session: Session, access: Access) -> Sequence[Filter]:
    fresh = [ANY, ("stale", "过期，已隐藏"), ("soon", f"{SOON} 天内过期")]
    return [
        *street_filter(session, access, ELSEWHERE, NOWHERE),
        Filter("words", "岗位或单位"),
        Filter("state", "状态", [ANY, ON_OFFER, *((each.value, each.label) for each in VacancyState)]),
        Filter("fresh", "人数有效", fresh),
        Filter("key", "重点类别", [ANY, ("any", "重点企业"), *KEY, ("none", "非重点")]),
        Filter("urgent", "急聘", [ANY, ("yes", "急聘")]),
    ]


def rows(asked: Asked, access: Access, today: date) -> SelectOfScalar[Vacancy]:
    reached = reach(Vacancy, access.to(Action.VACANCY_FILE), today)
    statement = vacancies(VacancyFilter(words=asked.get("words", ""))).where(
        reached, in_street(col(Vacancy.street_code), asked, access)
    )
    if "state" in asked:
        statement = statement.where(_in_state(asked["state"], today))
    if "fresh" in asked:
        statement = statement.where(stale(today) if asked["fresh"] == "stale" else _soon(today))
    if "key" in asked:
        statement = statement.where(of_key_class(col(Vacancy.employer_id), asked["key"], today))
    return statement.where(col(Vacancy.urgent)) if "urgent" in asked else statement


def _in_state(asked: str, today: date) -> sa.ColumnElement[bool]:
    return on_offer(today) if asked == ON_OFFER[0] else col(Vacancy.state) == VacancyState(asked)


def _soon(today: date) -> sa.ColumnElement[bool]:
    until = col(Vacancy.fresh_until).between(today, today + timedelta(days=SOON))
    return sa.and_(col(Vacancy.state) == VacancyState.OPEN, until)


def table(session: Session, found: Sequence[Vacancy], today: date) -> Table[VacancyRow]:
    names = {key or 0: name for key, name in session.exec(select(Employer.id, Employer.name))}
    streets = street_names(session)
    seen: dict[int, Crowd] = {}
    for start in range(0, len(found), 500):
        seen |= crowds(session, {row.id or 0: row.openings for row in found[start : start + 500]})
    lines = [_row(row, names, streets, seen.get(row.id or 0), today) for row in found]
    return Table("岗位", _columns(today), lines, "")


def _row(
    row: Vacancy, names: Mapping[int, str], streets: Mapping[str, str], crowd: Crowd | None, today: date
) -> VacancyRow:
    return VacancyRow(
        id=row.id or 0,
        title=row.title,
        employer=names.get(row.employer_id, ""),
        street=streets.get(row.street_code or "", ""),
        state=row.state,
        openings=row.openings,
        crowd=crowd.words if crowd else "",
        pay=wording.pay(row) or "",
        left=days_left(row, today),
        until=row.open_until,
        updated=day_of(row.updated_at),
    )


def _columns(today: date) -> list[Column[VacancyRow]]:
    return [
        Column(
            "岗位",
            lambda row: row.title,
            lambda row: Cell(row.title, link=f"/staff/vacancies/{row.id}"),
        ),
        Column("单位", lambda row: row.employer),
        Column("街道", lambda row: row.street),
        Column("状态", lambda row: row.state.label, lambda row: Cell(row.state.label, tag=KINDS.get(row.state, ""))),
        Column("招", lambda row: row.openings, number=True),
        Column("多少人看", lambda row: row.crowd, lambda row: Cell(row.crowd or "—")),
        Column("工资", lambda row: row.pay, whole=True),
        Column("人数有效", _fresh, _fresh_cell),
        Column("招到", lambda row: row.until, lambda row: Cell(wording.day(row.until, today) or "")),
        Column("改动", lambda row: row.updated, lambda row: Cell(wording.day(row.updated, today) or "")),
    ]


def _fresh(row: VacancyRow) -> str:
    if row.left is None:
        return "—"
    return f"过期 {-row.left} 天" if row.left < 0 else f"还有 {row.left} 天"


def _fresh_cell(row: VacancyRow) -> Cell:
    late = row.left is not None and row.left < 0
    return Cell(_fresh(row), tag="no") if late else Cell(_fresh(row))


VACANCIES = Subject(
    path="/staff/vacancies",
    title="岗位",
    unit="个",
    nothing="没有这样的岗位。放宽一个条件再看。",
    may_export=Action.VACANCY_EXPORT,
    filters=filters,
    rows=rows,
    orders={
        "new": ("最近登记", (col(Vacancy.created_at).desc(), col(Vacancy.id).desc())),
        "changed": ("最近改动", (col(Vacancy.updated_at).desc(), col(Vacancy.id).desc())),
        "openings": ("人数多的在前", (col(Vacancy.openings).desc(), col(Vacancy.id))),
        "until": ("快截止的在前", (col(Vacancy.open_until).nulls_last(), col(Vacancy.id))),
        "fresh": ("最该更新的在前", (col(Vacancy.fresh_until).nulls_last(), col(Vacancy.id))),
    },
    table=table,
)
