"""How vacancies are ranked for one reader on one day: those on offer, by the numbers in force."""

import logging
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Engine
from sqlmodel import Session

from api.access.table import Access
from api.matching.weighing import params_on
from api.vacancies.index import IndexShelf
from api.vacancies.kept import Kept
from matcher.pairing.params import MatchParams
from matcher.pairing.search import VacancyIndex, rank_vacancies
from models.referral import settled_vacancies

log = logging.getLogger("wengang.vacancies")


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everything that a ranking depends on beside what is asked for."""

    index: VacancyIndex
    params: MatchParams
    today: date
    settled: frozenset[str]  # vacancies the reader, a worker, was proposed to or refused before
    load: Mapping[str, float] | None  # how many people wait for the openings of each vacancy
    row_of: Mapping[int, int]  # id → row of the index
    ground: Hashable  # equal grounds rank alike
    kept: Kept[Any]  # what was ranked on this ground

    @classmethod
    def of(cls, session: Session, shelf: IndexShelf, access: Access, today: date) -> "Ranking":
        offer, params = shelf.offer(session, today), _params(session, shelf, today)
        crowd, settled = shelf.crowd(session, offer.index), _settled(session, access)
        ground = (offer.version, crowd.version, crowd.index is offer.index, params)
        return cls(offer.index, params, today, settled, crowd.load, offer.row_of, ground, shelf.rankings)

    def best(self, row: Mapping[str, object], top: int) -> pd.DataFrame:
        """The best vacancies for a row of the matching contract, as ``rank_vacancies`` gives them."""
        return rank_vacancies(
            row, self.index, self.params, as_of=self.today, top=top, settled=self.settled, load=self.load
        )


def read_ahead(engine: Engine, shelf: IndexShelf, today: date) -> None:
    """Rank once before anybody asks: words and vacancies take seconds to read the first time, and nobody waits."""
    try:
        with shelf.reading, Session(engine) as session:
            rank_vacancies({"wishes": ["普工"]}, shelf.index(session, today), as_of=today, top=1)
    except Exception:
        log.exception("the vacancies could not be read ahead; the first search will read them")


def _params(session: Session, shelf: IndexShelf, today: date) -> MatchParams:
    """Those of the day, read after the mark they are kept under."""

    def read() -> MatchParams:
        with Session(session.get_bind()) as reader:
            return params_on(reader, today)

    found: MatchParams = shelf.params.of(shelf.changes.mark(session), today, read)
    return found


def _settled(session: Session, access: Access) -> frozenset[str]:
    """Of somebody who is not signed in, or no worker, nothing is known."""
    worker_id = access.account.worker_id if access.account else None
    return frozenset(str(key) for key in session.exec(settled_vacancies(worker_id))) if worker_id else frozenset()
