"""One worker, or one typed request, against all open vacancies: the run's rules, criteria and reasons, at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from matcher.pairing.candidates import Problem
from matcher.pairing.cells import day
from matcher.pairing.comparisons import local_wages
from matcher.pairing.explain import UNRELATED, reasons
from matcher.pairing.instance import WORKER_COLUMNS, Floats, Vacancies, read_vacancies, read_workers
from matcher.pairing.params import MatchParams
from matcher.pairing.retrieval import Retrieved, retrieve
from matcher.pairing.rules import RULES
from matcher.pairing.wording import VacancyWords, vacancy_words, wording

TOO_LOW = "匹配分太低"
__all__ = ["TOO_LOW", "UNRELATED", "VacancyIndex", "rank_vacancies"]


@dataclass(frozen=True, slots=True)
class VacancyIndex:
    """Open vacancies, checked and read once and then used for every request. Raises ``InvalidInstance``."""

    frame: pd.DataFrame
    vacancies: Vacancies = field(init=False, repr=False, compare=False)
    words: VacancyWords = field(init=False, repr=False, compare=False)
    local_pay: Floats = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        vacancies = read_vacancies(self.frame)
        words = vacancy_words(vacancies)
        object.__setattr__(self, "vacancies", vacancies)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "local_pay", local_wages(vacancies, words))


def rank_vacancies(
    request_row: Mapping[str, object],
    vacancies: VacancyIndex,
    params: MatchParams | None = None,
    *,
    as_of: date,
    top: int = 20,
    settled: Collection[str] = (),
) -> pd.DataFrame:
    """The best ``top`` vacancies for one worker: ``rank, vacancy_id, score, chance, reasons``.

    ``request_row`` holds columns of a worker (contract names); those it lacks are unknown. ``settled`` are the ids of
    vacancies that were proposed to them before. Why the other
    vacancies are not there stands in ``attrs["refused"]``: how many by each cause, in words, the largest first; a
    vacancy that breaks two rules counts under both. Equal scores come in the order of the index.
    """
    problem = _problem(request_row, vacancies, params or MatchParams.on(as_of), as_of, settled)
    found = retrieve(problem)
    order = np.argsort(-found.scores.micro, kind="stable")[:top]
    pairs = found.pairs.take(order)
    frame = pd.DataFrame(
        {
            "rank": np.arange(1, len(order) + 1),
            "vacancy_id": [problem.vacancies.ids[row] for row in pairs.vacancy.tolist()],
            "score": found.scores.score[order],
            "chance": found.scores.chance[order].round(6),
            "reasons": reasons(problem, pairs),
        }
    )
    frame.attrs["refused"] = _refused(found)
    return frame


def _problem(
    request_row: Mapping[str, object],
    index: VacancyIndex,
    params: MatchParams,
    as_of: date,
    settled: Collection[str],
) -> Problem:
    """The one-worker problem of a request."""
    row = {column: request_row.get(column) for column in WORKER_COLUMNS}
    row["worker_id"] = row["worker_id"] or "request"
    workers = read_workers(pd.DataFrame({column: pd.Series([cell], dtype=object) for column, cell in row.items()}))
    known = wording(workers, index.words, params)
    rows = np.flatnonzero(np.isin(index.vacancies.ids, list(settled))) if settled else np.zeros(0, dtype=np.int64)
    pairs = np.column_stack([np.zeros_like(rows), rows])
    return Problem(workers, index.vacancies, known, index.local_pay, params, day(as_of), pairs)


def _refused(found: Retrieved) -> dict[str, int]:
    """How many vacancies went for each cause, largest first."""
    counts = {rule.words: int(count) for rule, count in zip(RULES, found.workers.refused[0].tolist(), strict=True)}
    counts |= {UNRELATED: int(found.workers.unrelated[0]), TOO_LOW: int(found.workers.too_low[0])}
    return {words: count for words, count in sorted(counts.items(), key=lambda item: -item[1]) if count}
