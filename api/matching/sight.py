"""What a reader of a comparison may see: whose lines, whose names, and what became of who is gone."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import reach
from api.access.table import Access, Action, Scope
from api.matching.change_words import Known
from api.matching.comparing import Cause, Kind, Move, Outcome, Refill
from api.matching.gone_posts import Gone
from models.consent import ConsentEntry, ConsentKind
from models.days import bounds
from models.duplicate import WorkerMerge
from models.employer import Employer
from models.ledger import Reservation
from models.reference import Education
from models.run import MatchingRun
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker


@dataclass(frozen=True, slots=True)
class Sight:
    """Ids the reader reaches; None is all. A specialist reaches vacancies and, through their places, people."""

    workers: frozenset[str] | None
    vacancies: frozenset[str] | None
    by_post: bool = True

    @classmethod
    def of(cls, session: Session, access: Access, today: date) -> "Sight":
        if Scope.ALL in access.scope:
            return cls(None, None)
        posts = sa.select(col(Vacancy.id)).where(reach(Vacancy, access.to(Action.NEED_REPORT), today))
        if not access.may(Action.WORKER_READ):
            return cls(frozenset(), _ids(session, posts))
        people = sa.select(col(Worker.id)).where(reach(Worker, access.to(Action.WORKER_READ), today))
        return cls(_ids(session, people), _ids(session, posts), by_post=False)

    def person(self, worker: str, *places: str | None) -> bool:
        """Whether the reader may read of this worker, who had these places."""
        if self.workers is None or worker in self.workers:
            return True
        return self.by_post and self.vacancies is not None and any(place in self.vacancies for place in places)

    def here(self, vacancy: str) -> bool:
        """Whether the vacancy is one of the reader's own."""
        return self.vacancies is None or vacancy in self.vacancies

    def post(self, vacancy: str) -> bool:
        """Titles are read by all of the office; a specialist reads those of their own employers."""
        return self.vacancies is None or not self.by_post or vacancy in self.vacancies


def _ids(session: Session, rows: sa.Select[Any]) -> frozenset[str]:
    return frozenset(str(key) for key in session.execute(rows).scalars())


def known(
    session: Session,
    sight: Sight,
    runs: tuple[MatchingRun, MatchingRun],
    outcomes: tuple[Outcome, Outcome],
    told: Iterable[Move | Refill | Gone],
) -> Known:
    """Names and fates of everybody and everything these lines speak of, as far as the reader may know them."""
    people, posts = set[str](), set[str]()
    for line in told:
        _subjects(line, people, posts)
    names = {
        worker: name
        for worker, name in _names(session, people).items()
        if sight.person(worker, *_places(worker, outcomes))
    }
    titles = {vacancy: title for vacancy, title in _titles(session, posts).items() if sight.post(vacancy)}
    fates = _worker_fates(session, people, runs) | _post_fates(session, posts, runs[1])
    office = frozenset(people) if sight.workers is None else frozenset(people) & sight.workers
    education = {str(row.code): row.name for row in session.exec(select(Education))}
    return Known(names, titles, fates, office, education)


def _places(worker: str, outcomes: Iterable[Outcome]) -> list[str | None]:
    return [outcome.pairs.get(worker) for outcome in outcomes]


def _subjects(line: Move | Refill | Gone, people: set[str], posts: set[str]) -> None:
    if isinstance(line, Move):
        people.add(line.worker)
        posts.update(filter(None, (line.before, line.now)))
    else:
        posts.add(line.vacancy)
    for cause in line.causes:
        _of_cause(cause, people, posts)


OF_A_WORKER = frozenset({Kind.WORKER_NEW, Kind.WORKER_GONE, Kind.WORKER_CHANGED, Kind.TAKEN_BY, Kind.LEFT_BY})


def _of_cause(cause: Cause, people: set[str], posts: set[str]) -> None:
    if cause.subject:
        (people if cause.kind in OF_A_WORKER else posts).add(cause.subject)
    if cause.behind:
        _of_cause(cause.behind, people, posts)


def _numbers(ids: Collection[str]) -> list[int]:
    return sorted(map(int, ids))


def _names(session: Session, people: Collection[str]) -> dict[str, str]:
    """Masked names. The rows are loaded whole, so that the audit knows whose file was opened."""
    rows = session.exec(select(Worker).where(col(Worker.id).in_(_numbers(people))))
    return {str(row.id): wording.masked(row.name) for row in rows}


def _titles(session: Session, posts: Collection[str]) -> dict[str, tuple[str, str]]:
    rows = session.exec(
        select(Vacancy.id, Vacancy.title, Employer.name)
        .join(Employer, col(Employer.id) == Vacancy.employer_id)
        .where(col(Vacancy.id).in_(_numbers(posts)))
    )
    return {str(key): (title, name) for key, title, name in rows}


def _worker_fates(
    session: Session, people: Collection[str], runs: tuple[MatchingRun, MatchingRun]
) -> dict[tuple[Kind, str], str]:
    """How somebody came into the later run or fell out of it, by what was noted between the two."""
    ids = _numbers(people)
    first, last = (run.started_at or run.asked_at for run in runs)
    gone, new = Kind.WORKER_GONE, Kind.WORKER_NEW
    fates: dict[tuple[Kind, str], str] = {}
    for entry in session.exec(
        select(ConsentEntry)
        .where(col(ConsentEntry.worker_id).in_(ids), ConsentEntry.kind == ConsentKind.RECOMMEND)
        .where(ConsentEntry.at > first, ConsentEntry.at <= last)
        .order_by(col(ConsentEntry.id))
    ):
        fates[(new, str(entry.worker_id))] = "又同意推荐了"
        fates[(gone, str(entry.worker_id))] = "不再同意推荐"
    for promise in session.exec(select(Reservation).where(col(Reservation.worker_id).in_(ids))):
        if promise.released_at is None or promise.released_at > last:
            fates[(gone, str(promise.worker_id))] = "已有安排（推荐或录用），名额已留"
        elif promise.released_at > first:
            fates[(new, str(promise.worker_id))] = "原来的安排取消了，又可推荐"
    for merge in session.exec(select(WorkerMerge).where(col(WorkerMerge.gone_id).in_(ids), WorkerMerge.at <= last)):
        if merge.undone_at is None or merge.undone_at > last:
            fates[(gone, str(merge.gone_id))] = "和另一份档案合并了"
    for worker in session.exec(select(Worker).where(col(Worker.id).in_(ids))):
        if worker.erased_at and worker.erased_at <= last:
            fates[(gone, str(worker.id))] = "注销了档案"
        if worker.registered_at > first:
            fates[(new, str(worker.id))] = "新登记"
    return fates


def _post_fates(session: Session, posts: Collection[str], run: MatchingRun) -> dict[tuple[Kind, str], str]:
    """Why a vacancy is not on offer in the later run."""
    started = run.started_at or run.asked_at
    fates: dict[tuple[Kind, str], str] = {}
    for post in session.exec(select(Vacancy).where(col(Vacancy.id).in_(_numbers(posts)))):
        key = (Kind.VACANCY_GONE, str(post.id))
        if post.open_until and post.open_until < run.as_of:
            fates[key] = "过了截止日"
        elif post.fresh_until and post.fresh_until < run.as_of:
            fates[key] = "人数过期没有再报"
        if post.state != VacancyState.OPEN and post.state_since <= max(started, bounds(run.as_of)[0]):
            fates[key] = post.state.label
    return fates
