"""Who plays: the demonstration's accounts, its posts, and workers whose wish is what a post is called."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from sqlmodel import Session, col, select

from api.accounts.lookup_codes import Fresh, account_of, give, login_of
from models.account import Account
from models.employer import Employer, KeyListing
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker, WorkerWish
from seed_data.generator import AS_OF

CODE = "20210208"  # the lookup code of everybody in the story; the password is the demonstration's
STILL_OPEN = AS_OF + timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Cast:
    """`seekers` are first wishes by pairs of characters; `played` are workers who have their part already."""

    accounts: Mapping[str, Account]
    employers: Mapping[int, Employer]
    key_employers: list[int]
    posts: list[Vacancy]
    seekers: Mapping[str, list[Worker]]
    played: set[int] = field(default_factory=set)

    @property
    def own(self) -> Employer:
        return self.employers[self.accounts["employer"].employer_id or 0]

    @property
    def street(self) -> str:
        return self.accounts["street"].street_code or ""

    def open_posts(self, fits: Callable[[Vacancy], bool]) -> list[Vacancy]:
        """Posts that stay on offer for a week more."""
        return [
            post
            for post in self.posts
            if post.state == VacancyState.OPEN and (post.open_until or STILL_OPEN) >= STILL_OPEN and fits(post)
        ]

    def pair(
        self, posts: list[Vacancy], fits: Callable[[Worker], bool], since: datetime
    ) -> tuple[Worker, Vacancy] | None:
        """The next worker with a post of their wish, both on file at that moment."""
        for post in posts:
            if post.created_at >= since:
                continue
            for worker in self._seeking(post.title):
                if worker.id not in self.played and worker.registered_at < since and fits(worker):
                    self.played.add(worker.id or 0)
                    return worker, post
        return None

    def _seeking(self, title: str) -> Iterator[Worker]:
        for pair in _pairs(title):
            yield from self.seekers.get(pair, ())


def cast(session: Session) -> Cast:
    accounts = {account.login: account for account in session.exec(select(Account).where(Account.made_up))}
    employers = {row.id or 0: row for row in session.exec(select(Employer))}
    listed = session.exec(select(KeyListing.employer_id).order_by(col(KeyListing.employer_id))).all()
    posts = list(session.exec(select(Vacancy).order_by(col(Vacancy.id))))
    seekers = _seekers(session)
    players = Cast(accounts, employers, list(dict.fromkeys(listed)), posts, seekers)
    players.played.add(accounts["worker"].worker_id or 0)
    return players


def _seekers(session: Session) -> dict[str, list[Worker]]:
    """Workers the office may recommend, by the pairs of characters of their first wish."""
    found: defaultdict[str, list[Worker]] = defaultdict(list)
    rows = session.exec(
        select(Worker, WorkerWish.words)
        .join(WorkerWish, col(WorkerWish.worker_id) == Worker.id)
        .where(WorkerWish.position == 1, Worker.consent_recommend)
        .order_by(col(Worker.id))
    )
    for worker, words in rows:
        for pair in _pairs(words):
            found[pair].append(worker)
    return found


def _pairs(words: str) -> list[str]:
    return [first + second for first, second in pairwise(words)]


def account_for(session: Session, players: Cast, worker: Worker, now: datetime) -> Account:
    """The worker's own way in, opened now if there is none."""
    known = account_of(session, worker.id or 0)
    return known or give(session, worker, fresh_code(players, worker.phone), now)


def fresh_code(players: Cast, phone: str) -> Fresh:
    return Fresh(CODE, login_of(phone, CODE), players.accounts["district"].password_hash)
