"""The vacancies on offer, checked and read once and then used for every request, however few of them change."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from matcher.pairing.comparisons import alike_titles, local_wages
from matcher.pairing.instance import Floats, Vacancies, read_vacancies
from matcher.pairing.wording import VacancyWords, vacancy_words


@dataclass(frozen=True, slots=True, eq=False)
class VacancyIndex:
    """Vacancies as arrays, their words, and what their work pays here."""

    vacancies: Vacancies
    words: VacancyWords
    alike: sparse.csr_array  # title × title, see `alike_titles`
    local_pay: Floats

    @classmethod
    def of(cls, frame: pd.DataFrame) -> "VacancyIndex":
        """The index of a frame with the columns of the ``match`` contract. Raises ``InvalidInstance``."""
        vacancies = read_vacancies(frame)
        words = vacancy_words(vacancies)
        return cls._made(vacancies, words, alike_titles(words))

    def changed(self, ids: Sequence[str], frame: pd.DataFrame) -> "VacancyIndex":
        """The index of the vacancies ``ids``, in this order: those of the frame as it says, the others as they were.

        It ranks like one made of them all, for a fraction of the work. Raises ``InvalidInstance``; ``KeyError`` for an
        id that is in neither.
        """
        vacancies = _merged(self.vacancies, read_vacancies(frame), ids)
        words = vacancy_words(vacancies, self.words)
        alike = self.alike if words.titles is self.words.titles else alike_titles(words)
        return self._made(vacancies, words, alike)

    @classmethod
    def _made(cls, vacancies: Vacancies, words: VacancyWords, alike: sparse.csr_array) -> "VacancyIndex":
        return cls(vacancies, words, alike, local_wages(vacancies, words, alike))


def _merged(before: Vacancies, now: Vacancies, ids: Sequence[str]) -> Vacancies:
    """The vacancies ``ids`` in this order, of two tables of which the later counts."""
    place = {key: row for row, key in enumerate([*before.ids, *now.ids])}
    rows = [place[key] for key in ids]
    taken: dict[str, Any] = {}
    for column in fields(Vacancies):
        old, new = getattr(before, column.name), getattr(now, column.name)
        if isinstance(old, np.ndarray):
            taken[column.name] = np.concatenate([old, new])[rows]
        else:
            both = [*old, *new]
            taken[column.name] = type(old)([both[row] for row in rows])
    return Vacancies(**taken)
