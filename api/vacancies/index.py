"""The vacancies on offer, prepared for ranking once and kept until something about them changes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import Session, col

from matcher.pairing.instance import VACANCY_COLUMNS
from matcher.pairing.search import VacancyIndex
from models.employer import KeyListing
from models.ledger import Reservation
from models.matching import matching_vacancies
from models.vacancy import Vacancy, WageUnit, on_offer

FEN = 100
MONTHLY_HOURS = 174  # 21.75 paid days of 8 hours: how a wage by the hour compares with one by the month

Version = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    version: Version
    index: VacancyIndex


class IndexShelf:
    """Keeps the last index of one store; a process has one."""

    def __init__(self) -> None:
        self._kept: Kept | None = None

    def index(self, session: Session, today: date) -> VacancyIndex:
        version = _version(session, today)
        kept = self._kept
        if kept is None or kept.version != version:
            kept = Kept(version, VacancyIndex(vacancy_frame(session, today)))
            self._kept = kept
        return kept.index


def _version(session: Session, today: date) -> Version:
    """Changes whenever a vacancy, the key list or a promise does."""
    offered = sa.select(
        sa.func.count(), sa.func.max(Vacancy.updated_at), sa.func.sum(Vacancy.openings), sa.func.max(Vacancy.id)
    ).where(on_offer(today))
    promises = sa.select(sa.func.count(), sa.func.max(Reservation.released_at))
    listings = sa.select(sa.func.count(), sa.func.max(KeyListing.id), sa.func.max(col(KeyListing.valid_to)))
    return (today, *(tuple(session.execute(part).one()) for part in (offered, promises, listings)))


def vacancy_frame(session: Session, today: date) -> pd.DataFrame:
    """The vacancies on offer with the columns of the matching contract: whole yuan a month."""
    rows = [_contract(dict(row)) for row in session.execute(matching_vacancies(today)).mappings()]
    return pd.DataFrame({column: pd.Series([row[column] for row in rows], dtype=object) for column in VACANCY_COLUMNS})


def _contract(row: dict[str, Any]) -> dict[str, Any]:
    factor = MONTHLY_HOURS if row["wage_unit"] == WageUnit.HOUR else 1
    for column in ("wage_low", "wage_high"):
        fen = row[f"{column}_fen"]
        row[column] = None if fen is None else fen * factor / FEN
    return row
