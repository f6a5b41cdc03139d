"""What stands around vacancies in other tables, read once for a whole list."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from api.vacancies.cards import Around
from api.vacancies.crowd import crowds
from models.employer import Employer, key_class_on
from models.reference import Education, streets
from models.vacancy import Vacancy


def around(session: Session, vacancies: Sequence[Vacancy], today: date) -> Around:
    """The employers of these vacancies, the key ones among them, the names of the streets, and who looks at them."""
    ids = {vacancy.employer_id for vacancy in vacancies}
    employers = session.exec(select(Employer).where(col(Employer.id).in_(ids))).all()
    key = frozenset(employer_id for employer_id, _ in session.exec(key_class_on(today)).all())
    by_id = {employer.id or 0: employer for employer in employers}
    seen = crowds(session, {vacancy.id or 0: vacancy.openings for vacancy in vacancies})
    return Around(by_id, street_names(session), key, seen)


def street_names(session: Session) -> dict[str, str]:
    """Names by code, in the order of the codes."""
    return {street.code: street.name for street in session.exec(streets()).all()}


def education_names(session: Session) -> dict[int, str]:
    return {education.code: education.name for education in session.exec(select(Education)).all()}
