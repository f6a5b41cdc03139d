"""The vacancies on offer, prepared for ranking once and kept until something about them changes."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import RLock
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import Session, col

from api.vacancies import crowd
from api.vacancies.changes import Changes
from api.vacancies.crowd import Expected
from api.vacancies.kept import Kept
from matcher.pairing.instance import VACANCY_COLUMNS
from matcher.pairing.search import VacancyIndex
from models.employer import KeyListing
from models.ledger import Reservation
from models.matching import matching_vacancies
from models.parameter import PAID_DAYS, parameter_on
from models.vacancy import Vacancy, WageUnit, on_offer

FEN = 100
HOURS_A_DAY = 8  # of a paid day

Version = tuple[object, ...]
Seen = tuple[Hashable, date]  # a mark of the store, and the day
Stamps = dict[str, tuple[object, ...]]  # by the id of a vacancy, in the order of the index; see `_stamps`

MOST_CHANGED = 500  # vacancies; for more of them all are read anew

PAGES_KEPT = 1_000  # of some 30 kB
RANKINGS_KEPT = 200  # of some 100 kB


@dataclass(frozen=True, slots=True)
class KeptIndex:
    """An index, what it was made from, and under which mark of the store that was last seen to hold."""

    version: Version
    stamps: Stamps
    index: VacancyIndex
    row_of: Mapping[int, int]  # id → row of the index
    newest: Sequence[int]  # ids of those that seek somebody, the newest first
    seen: Seen


@dataclass(frozen=True, slots=True)
class KeptLoad:
    version: crowd.Version
    index: VacancyIndex  # whose openings it is about
    expected: dict[int, Expected]  # by the last run, whose word does not change
    load: dict[str, float] | None
    seen: Hashable


class IndexShelf:
    """Keeps the last index of one store, the crowd at its vacancies, and what was made of them; a process has one.

    Nothing is asked of the store while nobody has committed to it. Whatever is read to be kept is read after the mark
    it is kept under, by a session of its own: the asker's may have begun earlier and see less.
    """

    def __init__(self) -> None:
        self._index: KeptIndex | None = None
        self._load: KeptLoad | None = None
        self.changes = Changes()
        self.turn = RLock()  # of whoever computes, see `kept`
        self.pages: Kept[Any] = Kept(PAGES_KEPT, self.turn)  # parts of public pages, by `ground`
        self.rankings: Kept[Any] = Kept(RANKINGS_KEPT, self.turn)  # rankings, by what they were ranked with
        self.params: Kept[Any] = Kept(1, self.turn)  # the matching's of a day, by the mark of the store
        self.reading = RLock()  # two at once would read the same words twice, and each wait twice as long
        self.counting = RLock()

    def ground(self, session: Session) -> Hashable:
        """Pages made on equal grounds are alike: nothing was committed in between, and no index was made anew."""
        offer, load = self._index, self._load
        counted = None if load is None else (load.version, offer is not None and load.index is offer.index)
        return self.changes.mark(session), None if offer is None else offer.version, counted

    def index(self, session: Session, today: date) -> VacancyIndex:
        """The index of what is on offer now."""
        return self.offer(session, today).index

    def offer(self, session: Session, today: date) -> KeptIndex:
        """The index with its version and the row of each vacancy.

        Who asks first after a change makes it anew; who asks while another does has today's last one, in which a
        vacancy that has just closed may still stand.
        """
        seen, kept = (self.changes.mark(session), today), self._index
        if kept is not None and kept.seen == seen:
            return kept
        lasts = kept if kept is not None and kept.seen[1] == today else None
        if not self.reading.acquire(blocking=lasts is None) and lasts is not None:
            return lasts
        try:
            self._index = made = self._read(session, today, seen)
        finally:
            self.reading.release()
        return made

    def _read(self, session: Session, today: date, seen: Seen) -> KeptIndex:
        """The kept index if nothing about it changed, else one with what did."""
        kept = self._index
        with Session(session.get_bind()) as reader:
            version = _version(reader, today)
            if kept is not None and kept.version == version:
                return replace(kept, seen=seen)
            stamps = _stamps(reader, today)
            index = _index(reader, today, stamps, kept if kept is not None and kept.seen[1] == today else None)
        row_of = {int(key): row for row, key in enumerate(stamps)}
        newest = [int(key) for key, (seeks, *_) in reversed(stamps.items()) if seeks]
        return KeptIndex(version, stamps, index, row_of, newest, seen)

    def load(self, session: Session, index: VacancyIndex) -> dict[str, float] | None:
        """How many people wait for the free openings of each vacancy of the index; None before the first run."""
        return self.crowd(session, index).load

    def crowd(self, session: Session, index: VacancyIndex) -> KeptLoad:
        """The same with its version. Who asks while another counts has the last count."""
        seen, kept = self.changes.mark(session), self._load
        if kept is not None and kept.index is index and kept.seen == seen:
            return kept
        if not self.counting.acquire(blocking=kept is None) and kept is not None:
            return kept
        try:
            self._load = made = self._count(session, index, seen)
        finally:
            self.counting.release()
        return made

    def expected(self, session: Session) -> Mapping[int, Expected] | None:
        """What the last run expects of each vacancy; None while there is no index, which only a search is worth."""
        kept = self._index
        return None if kept is None else self.crowd(session, kept.index).expected

    def _count(self, session: Session, index: VacancyIndex, seen: Hashable) -> KeptLoad:
        kept = self._load
        with Session(session.get_bind()) as reader:
            version = crowd.version(reader)
            if kept is not None and kept.index is index and kept.version == version:
                return replace(kept, seen=seen)
            same_run = kept is not None and kept.version[0] == version[0]
            expected = kept.expected if kept is not None and same_run else crowd.expected_by(reader, version[0])
            free = dict(zip(map(int, index.vacancies.ids), index.vacancies.openings.tolist(), strict=True))
            load = None if version[0] is None else crowd.waiting(reader, free, expected)
            return KeptLoad(version, index, expected, load, seen)

    def close(self) -> None:
        self.changes.close()


def _version(session: Session, today: date) -> Version:
    """Changes whenever a vacancy, the key list or a promise does."""
    offered = sa.select(
        sa.func.count(), sa.func.max(Vacancy.updated_at), sa.func.sum(Vacancy.openings), sa.func.max(Vacancy.id)
    ).where(on_offer(today))
    promises = sa.select(sa.func.count(), sa.func.max(Reservation.released_at))
    listings = sa.select(sa.func.count(), sa.func.max(KeyListing.id), sa.func.max(col(KeyListing.valid_to)))
    return (today, *(tuple(session.execute(part).one()) for part in (offered, promises, listings)))


def _stamps(session: Session, today: date) -> Stamps:
    """Of each vacancy on offer whether it seeks anybody, when it was changed, what other tables say of it."""
    offered = matching_vacancies(today)
    others = (offered.selected_columns[name] for name in ("openings", "key_class", "urgent"))
    written = sa.type_coerce(col(Vacancy.updated_at), sa.String)  # as it stands in the store: read, it takes longer
    seeks = col(Vacancy.openings) > 0
    found = session.execute(offered.with_only_columns(col(Vacancy.id), seeks, written, *others))
    return {str(row[0]): tuple(row[1:]) for row in found}


def _index(session: Session, today: date, stamps: Stamps, lasts: KeptIndex | None) -> VacancyIndex:
    """The index of these vacancies, made of today's last one if there is one and little has changed since."""
    if lasts is None:
        return VacancyIndex.of(vacancy_frame(session, today))
    changed = [int(key) for key, stamp in stamps.items() if lasts.stamps.get(key) != stamp]
    if len(changed) > MOST_CHANGED:
        return VacancyIndex.of(vacancy_frame(session, today))
    return lasts.index.changed(list(stamps), vacancy_frame(session, today, changed))


def vacancy_frame(session: Session, today: date, only: Collection[int] | None = None) -> pd.DataFrame:
    """The vacancies on offer, or some of them, with the columns of the matching contract: whole yuan a month."""
    hours, offered = _hours_a_month(session, today), matching_vacancies(today)
    if only is not None:
        offered = offered.where(col(Vacancy.id).in_(only))
    rows = [_contract(dict(row), hours) for row in session.execute(offered).mappings()]
    return pd.DataFrame({column: pd.Series([row[column] for row in rows], dtype=object) for column in VACANCY_COLUMNS})


def _hours_a_month(session: Session, today: date) -> float | None:
    """How a wage by the hour compares with one by the month; without the parameter it does not."""
    paid_days = session.exec(parameter_on(PAID_DAYS, today)).first()
    return None if paid_days is None else float(paid_days.value) * HOURS_A_DAY


def _contract(row: dict[str, Any], hours: float | None) -> dict[str, Any]:
    factor = hours if row["wage_unit"] == WageUnit.HOUR else 1.0
    for column in ("wage_low", "wage_high"):
        fen = row[f"{column}_fen"]
        row[column] = None if fen is None or factor is None else round(fen * factor / FEN)
    return row
