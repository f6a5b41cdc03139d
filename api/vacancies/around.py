"""What stands around vacancies in other tables, read once for a whole list."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import inf

from sqlmodel import Session, col, func, select

from api.vacancies.cards import Around
from api.vacancies.crowd import Expected, crowds
from api.vacancies.index import IndexShelf
from api.vacancies.way import ways
from models.employer import Employer, key_class_on
from models.need import NeedReport
from models.parameter import parameter_on
from models.reference import Education, Street, streets
from models.vacancy import Vacancy

UNCLEAR_TIMES = "advert.wage_unclear_times"


@dataclass(frozen=True, slots=True)
class Standing:
    """What every list goes by and seldom changes: names of streets by code, in their order; the key employers; from
    how many times its bottom the top of a wage says nothing; what the last run expects of each vacancy.
    """

    streets: Mapping[str, str]
    key_employers: frozenset[int]
    unclear_times: float
    expected: Mapping[int, Expected] | None = None  # None: to be asked of the store


def standing(session: Session, today: date, expected: Mapping[int, Expected] | None = None) -> Standing:
    key = frozenset(employer_id for employer_id, _ in session.exec(key_class_on(today)).all())
    return Standing(street_names(session), key, _unclear_times(session, today), expected)


def standing_kept(session: Session, shelf: IndexShelf, ground: Hashable, today: date) -> Standing:
    """The same, read once on each ground."""
    found: Standing = shelf.pages.of(
        ground, ("standing", today), lambda: standing(session, today, shelf.expected(session))
    )
    return found


def _unclear_times(session: Session, today: date) -> float:
    """Infinite while no rule is in force: then every wage that is named counts."""
    rule = session.exec(parameter_on(UNCLEAR_TIMES, today)).first()
    return float(rule.value) if rule else inf


def around(
    session: Session,
    vacancies: Sequence[Vacancy],
    today: date,
    home: str | None = None,
    known: Standing | None = None,
) -> Around:
    """The employers of these vacancies, the key ones among them, the names of the streets, who looks at them, when
    they were last confirmed; ``home`` is the code of the reader's street, from which the ways begin.

    ``known`` is what was read before of what seldom changes.
    """
    ids = {vacancy.employer_id for vacancy in vacancies}
    names = session.exec(select(Employer.id, Employer.name).where(col(Employer.id).in_(ids))).all()
    by_id = {key or 0: name for key, name in names}
    openings = {vacancy.id or 0: vacancy.openings for vacancy in vacancies}
    stands = known or standing(session, today)
    seen = crowds(session, openings, stands.expected)
    said = confirmed(session, openings)
    return Around(by_id, stands.streets, stands.key_employers, seen, said, ways(home, vacancies), stands.unclear_times)


def confirmed(session: Session, vacancy_ids: Collection[int]) -> dict[int, datetime]:
    """When somebody last said how many people each of these vacancies needs."""
    latest = select(NeedReport.vacancy_id, func.max(NeedReport.reported_at))
    found = session.exec(latest.where(col(NeedReport.vacancy_id).in_(vacancy_ids)).group_by(col(NeedReport.vacancy_id)))
    return dict(found.all())


def street_names(session: Session) -> dict[str, str]:
    """Names by code, in the order of the codes."""
    return {street.code: street.name for street in all_streets(session)}


def all_streets(session: Session) -> Sequence[Street]:
    return session.exec(streets()).all()


def education_names(session: Session) -> dict[int, str]:
    return {education.code: education.name for education in session.exec(select(Education)).all()}
