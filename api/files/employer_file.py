"""An employer's whole file: what it is, who serves it, its vacancies and how referrals to it stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api import wording
from api.access.table import Access, Action
from api.files.employer_fields import GROUPS
from api.files.facts import Section, facts_of
from api.files.vacancy_list import KINDS
from api.matching.lines import names_of
from api.tables import Cell, Column, Table
from api.vacancies.crowd import crowds
from models.employer import Employer, KeyListing, SpecialistAssignment
from models.referral import Referral, ReferralState
from models.swap_offer import idle_days_of
from models.vacancy import Vacancy, VacancyFilter, vacancies


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that held from one day to another: a listing, a specialist. ``now`` while it holds."""

    words: str
    days: str
    note: str
    now: bool


@dataclass(frozen=True, slots=True)
class EmployerFile:
    sections: Sequence[Section]
    listings: Sequence[Dated]
    specialists: Sequence[Dated]
    idle: Sequence[Dated]
    vacancies: Table[Any]
    referrals: Sequence[tuple[str, int]]


def file_of(session: Session, employer: Employer, access: Access, today: date) -> EmployerFile:
    key = employer.id or 0
    may = access.may(Action.EMPLOYER_CORRECT)
    return EmployerFile(
        sections=[
            Section(
                each.key,
                each.title,
                facts_of(session, each, employer.model_dump(), today),
                f"/staff/employers/{key}/correct/{each.key}" if may else "",
            )
            for each in GROUPS.values()
        ],
        listings=_listings(session, key, today),
        specialists=_specialists(session, key, today),
        idle=_idle(session, key, today),
        vacancies=_vacancies(session, key, today),
        referrals=_referrals(session, key),
    )


def days_of(first: date, last: date | None, today: date) -> str:
    return f"{wording.day(first, today)} 至 {wording.day(last, today) or '今'}"


def _holds(first: date, last: date | None, today: date) -> bool:
    return first <= today and (last is None or last >= today)


def _listings(session: Session, key: int, today: date) -> list[Dated]:
    rows = select(KeyListing).where(KeyListing.employer_id == key).order_by(col(KeyListing.valid_from).desc())
    return [
        Dated(
            f"{row.key_class.value} {row.key_class.label}（{row.level.label}）",
            days_of(row.valid_from, row.valid_to, today),
            wording.joined(row.evidence, row.removed_reason),
            _holds(row.valid_from, row.valid_to, today),
        )
        for row in session.exec(rows)
    ]


def _specialists(session: Session, key: int, today: date) -> list[Dated]:
    """Who served the employer, the present one first, with what was written at each handover."""
    rows = session.exec(
        select(SpecialistAssignment)
        .where(SpecialistAssignment.employer_id == key)
        .order_by(col(SpecialistAssignment.valid_from).desc(), col(SpecialistAssignment.id).desc())
    ).all()
    names = names_of(session, [row.account_id for row in rows])
    return [
        Dated(
            names.get(row.account_id, "已停用的账号"),
            days_of(row.valid_from, row.valid_to, today),
            row.handover_note,
            _holds(row.valid_from, row.valid_to, today),
        )
        for row in rows
    ]


def _idle(session: Session, key: int, today: date) -> list[Dated]:
    return [
        Dated(
            f"{row.trade} {row.people} 人",
            days_of(row.from_day, row.to_day, today),
            "已撤回" if row.withdrawn_at else row.note,
            row.withdrawn_at is None and _holds(row.from_day, row.to_day, today),
        )
        for row in session.exec(idle_days_of(key))
    ]


def _vacancies(session: Session, key: int, today: date) -> Table[Vacancy]:
    own = vacancies(VacancyFilter(employer_id=key)).order_by(col(Vacancy.created_at).desc(), col(Vacancy.id).desc())
    rows = session.exec(own).all()
    seen = {key: crowd.words for key, crowd in crowds(session, {row.id or 0: row.openings for row in rows}).items()}
    columns: list[Column[Vacancy]] = [
        Column("岗位", lambda row: row.title, lambda row: Cell(row.title, link=f"/staff/vacancies/{row.id}")),
        Column("状态", lambda row: row.state.label, lambda row: Cell(row.state.label, tag=KINDS.get(row.state, ""))),
        Column("招", lambda row: row.openings, number=True),
        Column("多少人看", lambda row: seen.get(row.id or 0), lambda row: Cell(seen.get(row.id or 0, "—"))),
        Column("招到", lambda row: row.open_until, lambda row: Cell(wording.day(row.open_until, today) or "")),
    ]
    return Table(f"岗位 {len(rows)} 个", columns, rows, "还没有登记岗位。")


def _referrals(session: Session, key: int) -> list[tuple[str, int]]:
    """How many referrals to its vacancies stand in which state; people are counted, not named."""
    counted = (
        sa.select(col(Referral.state), sa.func.count())
        .join(Vacancy, col(Vacancy.id) == col(Referral.vacancy_id))
        .where(col(Vacancy.employer_id) == key)
        .group_by(col(Referral.state))
    )
    found = {row[0]: row[1] for row in session.execute(counted)}
    return [(state.label, found[state]) for state in ReferralState if state in found]
