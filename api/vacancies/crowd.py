"""How many people look at the places of a vacancy: those the last matching expects, or more if more are put forward.

People are counted, never named, and no group of them is told apart.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import Select

from models.ledger import PromisedBy, promised_openings
from models.referral import ENDED, Referral
from models.referral_standing import repeated
from models.run import MatchingRun, RunListLine, RunState
from models.vacancy import Vacancy
from models.worker import Worker

Version = tuple[int | None, int, datetime | None]  # the last run, how many were ever put forward, the last step


@dataclass(frozen=True, slots=True)
class Crowd:
    """People who look at the openings of one vacancy."""

    people: float
    openings: int

    @property
    def words(self) -> str:
        """
        >>> Crowd(12.4, 5).words, Crowd(0.2, 1).words
        ('12 人看 5 个名额', '1 人看 1 个名额')
        """
        return f"{max(1, round(self.people))} 人看 {self.openings} 个名额"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a run expects of one vacancy: applicants for the openings that were free when it began."""

    applicants: float
    openings: int | None


def last_run_id(session: Session) -> int | None:
    """The run that finished last, whose lists people hold in their hands."""
    return session.exec(select(func.max(MatchingRun.id)).where(MatchingRun.state == RunState.DONE)).one()


def expected_by(session: Session, run_id: int | None, among: Collection[int] | None = None) -> dict[int, Expected]:
    """What a run expects of each vacancy it listed, or of those ``among`` them."""
    posts = sa.select(col(Vacancy.id), _on_a_line(run_id, "expected_applicants"), _on_a_line(run_id, "openings"))
    if among is not None:
        posts = posts.where(col(Vacancy.id).in_(among))
    found = session.execute(posts)
    return {key: Expected(applicants, openings) for key, applicants, openings in found if applicants is not None}


def _on_a_line(run_id: int | None, column: str) -> sa.ScalarSelect[Any]:
    """What a run says of a vacancy; every line of the vacancy says the same, so one is looked up."""
    return (
        sa.select(getattr(RunListLine, column))
        .where(col(RunListLine.run_id) == run_id, col(RunListLine.vacancy_id) == col(Vacancy.id))
        .limit(1)
        .correlate(Vacancy)
        .scalar_subquery()
    )


def version(session: Session) -> Version:
    """Changes whenever a run finishes or somebody is put forward or goes."""
    count, since = session.exec(select(func.count(), func.max(Referral.state_since))).one()
    return last_run_id(session), count, since


def waiting(session: Session, free: Mapping[int, int], expected: Mapping[int, Expected]) -> dict[str, float]:
    """How many people wait for the openings that are free now (id → openings), of those the last run ``expected``.

    Who has been promised a place since the run is out of the crowd, and the place with them; with a place that is lent
    to a swap nobody goes out of it.
    """
    live = put_forward(session)
    promised, lent = (dict(session.exec(promised_openings(by)).all()) for by in (PromisedBy.REFERRAL, PromisedBy.SWAP))
    found = {}
    for key, places in free.items():
        then = expected.get(key, Expected(0.0, places))
        gone_since = max(0, (places if then.openings is None else then.openings) - places)
        taken_since = max(0, gone_since - lent.get(key, 0))
        found[str(key)] = max(then.applicants - taken_since, live.get(key, 0) - promised.get(key, 0), 0.0)
    return found


def put_forward(session: Session, among: Collection[int] | None = None) -> dict[int, int]:
    """How many people are put forward for each vacancy and have not ended; who applied again is still one person."""
    live = _people_put_forward()
    if among is not None:
        live = live.where(col(Referral.vacancy_id).in_(among))
    return dict(session.exec(live).all())


@cache
def _people_put_forward() -> Select[int, int]:
    """Id of a vacancy and how many people; put together once, which takes longer than the store takes to answer."""
    person = sa.case((col(Worker.phone) == "", sa.cast(Worker.id, sa.String)), else_=_name_and_phone())
    return (
        select(Referral.vacancy_id, func.count(person.distinct()))
        .join(Worker, col(Worker.id) == Referral.worker_id)
        .where(col(Referral.state).not_in(ENDED), sa.not_(repeated()))
        .group_by(col(Referral.vacancy_id))
    )


def _name_and_phone() -> sa.ColumnElement[str]:
    return col(Worker.name) + "\n" + col(Worker.phone)


def crowds(
    session: Session, openings: Mapping[int, int], expected: Mapping[int, Expected] | None = None
) -> dict[int, Crowd]:
    """The crowd at each of these vacancies (id → all its openings) of which a number is known.

    ``expected`` is what the last run expects, if it is at hand.
    """
    expected = expected_by(session, last_run_id(session), openings) if expected is None else expected
    live = put_forward(session, openings)
    known = {key: gathered(expected.get(key), live.get(key, 0), places) for key, places in openings.items()}
    return {key: Crowd(people, openings[key]) for key, people in known.items() if people is not None}


def gathered(expected: Expected | None, live: int, openings: int) -> float | None:
    """How many people look at a vacancy, or None.

    Openings that were promised when the run began were out of its sight; who holds one looks at it all the same.

    >>> gathered(Expected(8.0, 2), 3, 5), gathered(Expected(2.5, 5), 6, 5), gathered(None, 0, 5)
    (11.0, 6, None)
    """
    if expected is None:
        return live or None
    held = max(0, openings - expected.openings) if expected.openings is not None else 0
    return max(expected.applicants + held, live)
