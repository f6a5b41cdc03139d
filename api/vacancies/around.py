"""What stands around vacancies in other tables, read once for a whole list."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, func, select

from api.vacancies.cards import Around
from models.employer import Employer, key_class_on
from models.reference import Education, streets
from models.run import MatchingRun, RunListLine, RunState
from models.vacancy import Vacancy


def around(session: Session, vacancies: Sequence[Vacancy], today: date) -> Around:
    """The employers of these vacancies, the key ones among them, and the names of the streets."""
    ids = {vacancy.employer_id for vacancy in vacancies}
    employers = session.exec(select(Employer).where(col(Employer.id).in_(ids))).all()
    key = frozenset(employer_id for employer_id, _ in session.exec(key_class_on(today)).all())
    by_id = {employer.id or 0: employer for employer in employers}
    return Around(by_id, street_names(session), key, _expected(session, [vacancy.id or 0 for vacancy in vacancies]))


def _expected(session: Session, vacancy_ids: Sequence[int]) -> dict[int, float]:
    """How many applicants the last finished matching expects for each vacancy; nobody is named by it."""
    last = select(func.max(MatchingRun.id)).where(MatchingRun.state == RunState.DONE).scalar_subquery()
    lines = (
        select(RunListLine.vacancy_id, func.max(RunListLine.expected_applicants))
        .where(RunListLine.run_id == last, col(RunListLine.vacancy_id).in_(vacancy_ids))
        .group_by(col(RunListLine.vacancy_id))
    )
    return {vacancy_id: expected for vacancy_id, expected in session.exec(lines).all() if expected is not None}


def street_names(session: Session) -> dict[str, str]:
    """Names by code, in the order of the codes."""
    return {street.code: street.name for street in session.exec(streets()).all()}


def education_names(session: Session) -> dict[int, str]:
    return {education.code: education.name for education in session.exec(select(Education)).all()}
