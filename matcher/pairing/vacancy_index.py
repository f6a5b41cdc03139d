"""The vacancies on offer, checked and read once and then used for every request, however few of them change."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from scipy import sparse

from matcher.pairing.comparisons import alike_titles, local_wages
from matcher.pairing.instance import Floats, Vacancies, read_vacancies
from matcher.pairing.phrases import VacancyWords, vacancy_words
from matcher.pairing.sides import merged


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
        vacancies = merged(self.vacancies, read_vacancies(frame), ids)
        words = vacancy_words(vacancies, self.words)
        alike = self.alike if words.titles is self.words.titles else alike_titles(words)
        return self._made(vacancies, words, alike)

    def row(self, vacancy_id: str) -> int:
        """Where a vacancy stands. Raises ``KeyError`` where it does not."""
        try:
            return self.vacancies.ids.index(vacancy_id)
        except ValueError:
            raise KeyError(vacancy_id) from None

    @classmethod
    def _made(cls, vacancies: Vacancies, words: VacancyWords, alike: sparse.csr_array) -> "VacancyIndex":
        return cls(vacancies, words, alike, local_wages(vacancies, words, alike))
