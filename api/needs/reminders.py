"""Vacancies whose statement of need is about to run out, or has: whom to remind, and in what words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import reach
from api.access.table import Access, Action
from api.needs.reporting import REMIND_DAYS
from models.employer import Employer
from models.parameter import value_on
from models.vacancy import Vacancy, VacancyState


@dataclass(frozen=True, slots=True)
class Reminder:
    """One vacancy to be stated anew; after `days_left` has passed below 0 it is hidden. `words` are ready to send."""

    vacancy_id: int
    title: str
    openings: int
    employer_id: int
    employer: str
    contact: str
    phone: str
    days_left: int
    words: str


def reminders(session: Session, access: Access, today: date) -> list[Reminder]:
    """Open vacancies of the reader's scope in the last days of their freshness or past them, the stalest first."""
    last = today + timedelta(days=int(value_on(session, REMIND_DAYS, today)) - 1)
    rows = session.exec(
        select(Vacancy, Employer)
        .join(Employer, col(Employer.id) == Vacancy.employer_id)
        .where(reach(Vacancy, access.to(Action.NEED_REPORT), today))
        .where(Vacancy.state == VacancyState.OPEN, col(Vacancy.fresh_until) <= last)
        .where(sa.or_(col(Vacancy.open_until).is_(None), col(Vacancy.open_until) >= today))
        .order_by(col(Vacancy.fresh_until), col(Vacancy.id))
    ).all()
    return [_reminder(vacancy, employer, today) for vacancy, employer in rows]


def _reminder(vacancy: Vacancy, employer: Employer, today: date) -> Reminder:
    left = ((vacancy.fresh_until or today) - today).days
    return Reminder(
        vacancy_id=vacancy.id or 0,
        title=vacancy.title,
        openings=vacancy.openings,
        employer_id=employer.id or 0,
        employer=employer.name,
        contact=vacancy.contact or employer.contact,
        phone=vacancy.phone or employer.phone,
        days_left=left,
        words=words(vacancy, left, today),
    )


def words(vacancy: Vacancy, left: int, today: date) -> str:
    """A message an employer can answer with one number."""
    if left < 0:
        return (
            f"您好，“{vacancy.title}”上次报的是 {vacancy.openings} 人，已经过期，求职者现在看不到。"
            "还招的话，请回复今天要几个人；招满了回复 0。"
        )
    until = wording.day(today + timedelta(days=left), today)
    return (
        f"您好，“{vacancy.title}”上次报的是 {vacancy.openings} 人，用到{until}，过后求职者就看不到了。"
        "请回复今天还要几个人；招满了回复 0。"
    )


def by_vacancy(found: Sequence[Reminder]) -> dict[int, Reminder]:
    return {reminder.vacancy_id: reminder for reminder in found}
