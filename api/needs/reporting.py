"""“Thirty tonight, not fifty from last week”: one statement of need, and how long it is believed."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from api.referrals.ending import end_with_vacancy
from api.refusals import Conflict
from api.vacancies.reviewing import check_openings
from models.need import NeedReport
from models.parameter import value_on
from models.vacancy import Vacancy, VacancyState

FRESH_DAYS = "vacancy.fresh_days"
REMIND_DAYS = "vacancy.remind_days"
STATED = frozenset({VacancyState.OPEN, VacancyState.SUSPENDED, VacancyState.FILLED})


def report_need(
    session: Session,
    vacancy: Vacancy,
    openings: int,
    *,
    by: int | None,
    today: date,
    now: datetime,
    note: str = "",
) -> NeedReport:
    """So many people are needed now; the vacancy is believed anew from today. Nobody needed fills it.

    Raises `Conflict` for one that is not among the published, `BadField` for fewer than are promised.
    """
    if vacancy.state not in STATED:
        raise Conflict(f"岗位现在是“{vacancy.state.label}”，不能报人数。审核通过以后再报。")
    check_openings(session, vacancy, openings)
    vacancy.openings, vacancy.updated_at = openings, now
    vacancy.fresh_until = fresh_until(session, today)
    _follow(vacancy, now)
    report = NeedReport(
        vacancy_id=vacancy.id or 0, openings=openings, reported_at=now, account_id=by, note=note.strip()
    )
    session.add_all([vacancy, report])
    session.flush()
    end_with_vacancy(session, vacancy, today=today, now=now)
    return report


def seen_of(vacancy: Vacancy) -> str:
    """Which version of what `report_need` writes a page shows; who meanwhile rewrote the address is not in its way."""
    return f"{vacancy.openings} {vacancy.state.value}"


def _follow(vacancy: Vacancy, now: datetime) -> None:
    """None needed: filled. Some needed again: open again. A pause stays a pause."""
    if vacancy.openings == 0 and vacancy.state == VacancyState.OPEN:
        vacancy.move_to(VacancyState.FILLED, now=now)
    elif vacancy.openings > 0 and vacancy.state == VacancyState.FILLED:
        vacancy.move_to(VacancyState.OPEN, now=now)


def fresh_until(session: Session, today: date) -> date:
    """The last day a statement made today is believed."""
    return today + timedelta(days=int(value_on(session, FRESH_DAYS, today)))


def days_left(vacancy: Vacancy, today: date) -> int | None:
    """How many days a vacancy is still believed, below 0 once it is hidden; None where nobody asks for it."""
    if vacancy.fresh_until is None or vacancy.state != VacancyState.OPEN:
        return None
    return (vacancy.fresh_until - today).days
