"""People put forward for an employer's vacancies, as that employer may know them, those who wait for an answer first.

Name and phone are open once the worker applied, agreed, or consented to be called (`may_be_called`), and closed again
when nothing came of it; else a masked name and what concerns the work. Neither sex, age, hukou nor any group is read
here.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from api import wording
from api.candidates import fit
from api.candidates.deciding import WORDS, possible
from api.referrals.reading import may_be_called, standing, words_of_worker
from api.vacancies.around import street_names
from matcher.language.requests import understand
from models.account import Account
from models.days import day_of
from models.parameter import value_on
from models.referral import ENDED, Referral, ReferralLog, ReferralOrigin, ReferralState
from models.referral_standing import repeated
from models.vacancy import Vacancy
from models.worker import Worker, certificates_of, skills_of, wishes_of

CONTACT_DAYS = "referral.contact_days"
MOST_WORDS = 4  # skills told of one person
TAGS = {
    ReferralState.INTERVIEW: "info",
    ReferralState.OFFERED: "info",
    ReferralState.HIRED: "ok",
    ReferralState.DECLINED_BY_EMPLOYER: "",
    ReferralState.DECLINED_BY_WORKER: "",
    ReferralState.WITHDRAWN: "",
}


@dataclass(frozen=True, slots=True)
class Papers:
    """What workers wrote of their work, by worker id."""

    wishes: Mapping[int, list[str]]
    skills: Mapping[int, list[str]]
    certificates: Mapping[int, list[str]]

    def work(self, worker_id: int) -> str:
        """想做什么、会什么, in the names of work; free words around them stay with the worker."""
        said = self.wishes.get(worker_id, [])
        wishes = [name for wish in said for name in understand(wish, streets={}).wishes]
        able = self.skills.get(worker_id, [])[:MOST_WORDS]
        return wording.joined(
            f"想做{'、'.join(dict.fromkeys(wishes))}" if wishes else None, f"会{'、'.join(able)}" if able else None
        )


@dataclass(frozen=True, slots=True)
class Person:
    """One row; `phone` is empty where the contact is closed, `why_closed` then says how it opens."""

    id: int
    link: str
    name: str
    phone: str
    why_closed: str
    came: str
    says: str  # the sentence the applicant wrote to the employer
    state: str
    tag: str
    since: str
    waits: bool
    overdue: int  # days beyond the promised answer; 0 is in time
    ended: bool
    may_decline: bool
    next: list[str]
    work: str
    street: str
    way: str
    shift: str
    pay: str
    certificates: str
    to_ask: str
    first_day: str


def papers(session: Session, worker_ids: Collection[int], today: date) -> Papers:
    """What these workers wish, can and hold today."""
    held = [row for row in session.exec(certificates_of(worker_ids)) if not row.valid_until or row.valid_until >= today]
    return Papers(
        _grouped((row.worker_id, row.words) for row in session.exec(wishes_of(worker_ids))),
        _grouped((row.worker_id, row.words) for row in session.exec(skills_of(worker_ids))),
        _grouped((row.worker_id, row.words) for row in held),
    )


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for key, words in rows:
        found.setdefault(key, []).append(words)
    return found


def people(session: Session, rows: Sequence[Referral], vacancy: Vacancy, today: date) -> list[Person]:
    """Who waits for an answer first (those who waited too long before the others, applicants before the proposed),
    then who is in talks, then who has an outcome; in each the longest waiting first.
    """
    ids = {row.worker_id for row in rows}
    workers = {worker.id: worker for worker in session.exec(select(Worker).where(col(Worker.id).in_(ids)))}
    known, streets = papers(session, ids, today), street_names(session)
    sentences = _sentences(session, rows)
    days = int(value_on(session, CONTACT_DAYS, today))
    told = [
        (row, _person(row, workers[row.worker_id], vacancy, known, streets, sentences, days, today))
        for row in rows
        if row.worker_id in workers
    ]
    told.sort(key=lambda pair: _place(*pair))
    return [person for _, person in told]


def _sentences(session: Session, rows: Sequence[Referral]) -> dict[int, str]:
    """What workers wrote to the employer, by referral id.

    Who applied twice under one name and phone is one row; what they wrote the second time stands beside the first.
    """
    shown, first = aliased(Referral), aliased(Worker)
    own = (
        select(Referral.id, ReferralLog.note, ReferralLog.id)
        .join(ReferralLog, col(ReferralLog.referral_id) == Referral.id)
        .join(Account, col(Account.id) == ReferralLog.account_id)
        .where(col(Referral.id).in_([row.id for row in rows]), *words_of_worker())
    )
    again = (
        select(shown.id, ReferralLog.note, ReferralLog.id)
        .join(first, col(first.id) == shown.worker_id)
        .join(Worker, sa.and_(col(Worker.phone) == first.phone, col(Worker.name) == first.name))
        .join(Referral, sa.and_(col(Referral.worker_id) == Worker.id, col(Referral.vacancy_id) == shown.vacancy_id))
        .join(ReferralLog, col(ReferralLog.referral_id) == Referral.id)
        .join(Account, col(Account.id) == ReferralLog.account_id)
        .where(shown.origin == ReferralOrigin.WORKER, col(shown.id).in_([row.id for row in rows]))
        .where(repeated(), *words_of_worker())
    )
    said: dict[int, list[str]] = {}
    for key, note, _ in sorted([*session.exec(own), *session.exec(again)], key=lambda line: line[2]):
        if note not in said.setdefault(key, []):
            said[key].append(note)
    return {key: "；又说：".join(notes) for key, notes in said.items()}


def _place(row: Referral, person: Person) -> tuple[object, ...]:
    applied = row.origin == ReferralOrigin.WORKER
    return (person.ended, not person.waits, not person.overdue, not applied, row.state_since, row.id)


def _person(
    row: Referral,
    worker: Worker,
    vacancy: Vacancy,
    known: Papers,
    streets: Mapping[str, str],
    sentences: Mapping[int, str],
    days: int,
    today: date,
) -> Person:
    stands, key = standing(row, vacancy, today), worker.id or 0
    open_ = may_be_called(row, stands.state, worker)
    fits, ended = fit.fit_of(worker, vacancy), stands.state in ENDED
    waits = stands.state in (ReferralState.TOLD, ReferralState.PROPOSED)
    return Person(
        id=row.id or 0,
        link=f"/candidates/{row.id}",
        name=worker.name if open_ else wording.masked(worker.name),
        phone=worker.phone if open_ else "",
        why_closed="" if open_ or ended else "对方还没有同意您打电话，街道问过以后会显示",
        came=CAME[row.origin],
        says=sentences.get(row.id or 0, "") if open_ else "",
        state="等您答复" if waits else stands.state.label,
        tag="no" if waits else TAGS.get(stands.state, ""),
        since=wording.day(day_of(stands.state_since), today) or "",
        waits=waits,
        overdue=overdue_days(row, today, days) if waits else 0,
        ended=ended,
        may_decline=not ended,
        next=[] if ended else [WORDS[decision] for decision in possible(stands.state)],
        work=known.work(key),
        street=streets.get(worker.street_code or "", ""),
        way=fits.way,
        shift=fit.shift_told(fits, vacancy.shift),
        pay=fits.pay_words,
        certificates="、".join(known.certificates.get(key, [])),
        to_ask=fit.to_ask(known.certificates.get(key, []), vacancy.certificates_required),
        first_day=fit.first_day(worker, today),
    )


CAME = {
    ReferralOrigin.WORKER: "本人申请",
    ReferralOrigin.STAFF: "街道推荐",
    ReferralOrigin.RUN: "街道推荐",
    ReferralOrigin.EMPLOYER: "您请街道联系的",
}


def overdue_days(row: Referral, today: date, days: int) -> int:
    """How many days beyond the promised answer a referral waits."""
    return max(0, (today - day_of(row.state_since) - timedelta(days=days)).days)
