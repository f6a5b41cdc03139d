"""Vacancies out of an Excel form: what the law forbids to publish is kept, but waits for the office to mend it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from api.forms.store_vacancies import values_of
from api.forms.vacancies import VacancyRow
from api.reviews.handing_in import settle
from api.reviews.screening import Rules, rules_for, screen_terms, terms_of
from models.employer import Employer
from models.vacancy import Vacancy, VacancyState


def judge_ahead(rows: Iterable[VacancyRow], rules: Rules) -> list[tuple[str, ...]]:
    """Judge the rows of a form while nobody waits for the store; `hold_back` then finds them judged.

    Returns the phrases of each row that may not be published.
    """
    return [_forbidden(row, rules) for row in rows]


def _forbidden(row: VacancyRow, rules: Rules) -> tuple[str, ...]:
    vacancy = Vacancy(title=row.title, openings=row.openings).sqlmodel_update(values_of(row))  # type: ignore[call-arg]
    found = screen_terms(terms_of(vacancy), replace(rules, agency_permit=bool(row.employer.dispatch_permit)))
    return tuple(dict.fromkeys(one.phrase for one in found if one.blocks))


def hold_back(session: Session, *, by: int | None, today: date, now: datetime) -> int:
    """Of the vacancies a form has just brought, those that may not be published become drafts in the office's queue.

    Those that wait there already are read as they are now. Returns how many left the list.
    """
    brought = select(Vacancy).where(
        Vacancy.updated_at == now,
        col(Vacancy.row_key).is_not(None),
        col(Vacancy.state).in_((VacancyState.OPEN, VacancyState.DRAFT)),
    )
    held = 0
    rules = rules_for(session, None, today)
    for vacancy in session.exec(brought).all():
        employer = session.get_one(Employer, vacancy.employer_id)
        found = screen_terms(terms_of(vacancy), replace(rules, agency_permit=bool(employer.dispatch_permit)))
        if settle(session, vacancy, found, None, by=by, now=now):
            held += 1
    return held
