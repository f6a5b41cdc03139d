"""How vacancies are ranked for one reader on one day: those on offer, by the numbers in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlmodel import Session

from api.matching.weighing import params_on
from api.vacancies.index import IndexShelf
from matcher.pairing.params import MatchParams
from matcher.pairing.search import VacancyIndex, rank_vacancies


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everything that a ranking depends on beside what is asked for."""

    index: VacancyIndex
    params: MatchParams
    today: date

    @classmethod
    def of(cls, session: Session, shelf: IndexShelf, today: date) -> "Ranking":
        return cls(shelf.index(session, today), params_on(session, today), today)

    def best(self, row: Mapping[str, object], top: int) -> pd.DataFrame:
        """The best vacancies for a row of the matching contract, as ``rank_vacancies`` gives them."""
        return rank_vacancies(row, self.index, self.params, as_of=self.today, top=top)
