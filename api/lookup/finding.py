"""Asks the store for what a search may mean, within the reader's reach; `hits` decides.

The newest rows come first, and only so many are read: who types one common surname is asked for another word.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from api.access.scopes import Condition, reach
from api.access.table import Access, Action
from api.fields.types import LARGEST_ID
from api.lookup import places
from api.lookup.alike import Alike
from api.lookup.hits import SHORTEST_END, SHORTEST_SOUND
from api.lookup.words import Word
from api.vacancies.around import street_names
from models.duplicate import merged_away
from models.employer import Employer
from models.referral import Referral
from models.vacancy import Vacancy
from models.worker import Worker

READ = 1000  # rows of one kind that are looked through closely
WHOLE_LAND_LINE = 10  # digits
Row = Any


def worker_rows(session: Session, words: Sequence[Word], access: Access, today: date) -> Sequence[Row]:
    """Candidates among the workers; columns only: nobody's file is opened by a search."""
    wanted = (Worker.id, Worker.name, Worker.sounds, Worker.phone, Worker.address, Worker.street_code)
    statement = (
        sa.select(*map(col, wanted), col(Worker.registered_at))
        .where(reach(Worker, access.to(Action.WORKER_LIST), today))
        .where(col(Worker.erased_at).is_(None), col(Worker.id).not_in(merged_away()))
    )
    return _read(session, statement, words, _worker, Worker)


def employer_rows(session: Session, words: Sequence[Word], access: Access, today: date) -> Sequence[Row]:
    wanted = (Employer.id, Employer.name, Employer.sounds, Employer.phone, Employer.address, Employer.street_code)
    more = (Employer.uscc, Employer.contact, Employer.verified)
    statement = sa.select(*map(col, (*wanted, *more))).where(reach(Employer, access.to(Action.EMPLOYER_FILE), today))
    return _read(session, statement, words, _employer, Employer)


def vacancy_rows(session: Session, words: Sequence[Word], access: Access, today: date) -> Sequence[Row]:
    wanted = (Vacancy.id, Vacancy.title, Vacancy.phone, Vacancy.address, Vacancy.state, Vacancy.openings)
    statement = (
        sa.select(
            *map(col, wanted), col(Employer.name).label("employer"), col(Employer.sounds), col(Vacancy.street_code)
        )
        .join(Employer, col(Employer.id) == col(Vacancy.employer_id))
        .where(reach(Vacancy, access.to(Action.VACANCY_FILE), today))
    )
    return _read(session, statement, words, _vacancy, Vacancy)


def referred(session: Session, words: Sequence[Word]) -> dict[int, tuple[int, int]]:
    """Referrals whose number was typed: worker and vacancy by number."""
    numbers = {n for word in words if (n := word.numbers("referral")) and n <= LARGEST_ID}
    if not numbers:
        return {}
    rows = sa.select(col(Referral.id), col(Referral.worker_id), col(Referral.vacancy_id))
    return {row[0]: (row[1], row[2]) for row in session.execute(rows.where(col(Referral.id).in_(numbers)))}


def _read(
    session: Session,
    statement: Any,
    words: Sequence[Word],
    may_be: Callable[[Word], list[Condition]],
    table: Any,
) -> Sequence[Row]:
    key, streets = col(table.id), street_names(session)
    for word in words:
        codes = [code for code, name in streets.items() if places.is_in(word.text, name)]
        in_street = [col(table.street_code).in_(codes)] if codes else []
        statement = statement.where(sa.or_(sa.false(), *may_be(word), *in_street))
    return session.execute(statement.order_by(key.desc()).limit(READ)).all()


def _worker(word: Word) -> list[Condition]:
    named: list[Condition] = [] if word.digits else [Alike(col(Worker.name), f"%{word.text}%")]
    if word.surname:
        named.append(col(Worker.name).startswith(word.surname, autoescape=True))
    if word.end_of_name:
        named.append(col(Worker.name).endswith(word.end_of_name, autoescape=True))
    return [*named, *_sounding(Worker, word), *_placed(Worker, word), *_numbered(Worker, "worker", "worker_id", word)]


def _employer(word: Word) -> list[Condition]:
    named = [each for column in (Employer.name, Employer.contact, Employer.uscc) for each in _alike(column, word.text)]
    return [*named, *_sounding(Employer, word), *_placed(Employer, word), *_of_id(Employer, "employer", word)]


def _vacancy(word: Word) -> list[Condition]:
    named = [*_alike(Vacancy.title, word.text), *_alike(Employer.name, word.text), *_sounding(Employer, word)]
    return [*named, *_placed(Vacancy, word), *_numbered(Vacancy, "vacancy", "vacancy_id", word)]


def _alike(column: Any, text: str) -> list[Condition]:
    return [Alike(col(column), pattern) for pattern in places.prefilters(text)]


def _sounding(table: Any, word: Word) -> list[Condition]:
    sounds = word.is_latin and len(word.text) >= SHORTEST_SOUND
    return [col(table.sounds).contains(word.text, autoescape=True)] if sounds else []


def _placed(table: Any, word: Word) -> list[Condition]:
    found = _alike(table.address, word.text) if places.may_be_place(word.text) else []
    if len(word.digits) >= SHORTEST_END:
        number = _as_kept(word.digits)
        found += [col(table.phone).like(f"%{number}"), col(table.phone).like(f"%{number}/%")]
    return found


def _as_kept(digits: str) -> str:
    """A whole land line is kept with a dash behind its area code."""
    return f"{digits[:3]}%{digits[3:]}" if digits.startswith("0") and len(digits) >= WHOLE_LAND_LINE else digits


def _of_id(table: Any, kind: str, word: Word) -> list[Condition]:
    number = word.numbers(kind)
    return [col(table.id) == number] if number is not None and number <= LARGEST_ID else []


def _numbered(table: Any, kind: str, side: str, word: Word) -> list[Condition]:
    """The row's own number, or that of a referral it is a side of."""
    number, conditions = word.numbers("referral"), _of_id(table, kind, word)
    if number is not None and number <= LARGEST_ID:
        sides = sa.select(getattr(Referral, side)).where(col(Referral.id) == number)
        conditions.append(col(table.id).in_(sides))
    return conditions
