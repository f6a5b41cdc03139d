"""One worker, or one typed request, against all open vacancies: the run's rules, criteria and reasons, at once."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from matcher.pairing.breakdown import Breakdown, breakdown
from matcher.pairing.candidates import Problem
from matcher.pairing.cells import day
from matcher.pairing.instance import WORKER_COLUMNS, Floats, Ints, read_workers
from matcher.pairing.lists.listing import adjacent, noted
from matcher.pairing.lists.load import place_chance
from matcher.pairing.lists.ordering import arranged
from matcher.pairing.params import MICRO, MatchParams
from matcher.pairing.phrases import worker_words
from matcher.pairing.portion import part_of
from matcher.pairing.reasons.explain import UNRELATED, reasons
from matcher.pairing.retrieval import Retrieved, retrieve
from matcher.pairing.rules import RULES
from matcher.pairing.vacancy_index import VacancyIndex
from matcher.pairing.wording import wording

TOO_LOW = "匹配分太低"
__all__ = ["TOO_LOW", "UNRELATED", "VacancyIndex", "rank_vacancies", "weigh_pair"]


def rank_vacancies(
    request_row: Mapping[str, object],
    vacancies: VacancyIndex,
    params: MatchParams | None = None,
    *,
    as_of: date,
    top: int = 20,
    settled: Collection[str] = (),
    load: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """The best ``top`` vacancies for one worker, with the columns of ``lists.csv`` but for the worker.

    ``request_row`` holds columns of a worker (contract names); those it lacks are unknown. ``settled`` are the ids of
    vacancies that were proposed to them before. ``load`` says how many applicants each vacancy expects, by id, as the
    lists of the last run had it, none where it is not named; the order then follows the crowd, while ``chance``, like
    ``score``, stays the pair's own. Without it ``expected_applicants`` is unknown (nan). Of equals key and urgent
    vacancies come first, then the order of the index decides.

    Why the other vacancies are not there stands in ``attrs["refused"]``: how many by each cause, in words, the
    largest first; a vacancy that breaks two rules counts under both.
    """
    problem = _problem(request_row, vacancies, params or MatchParams.on(as_of), as_of, settled)
    found = retrieve(problem)
    expected = _expected(problem, found, load)
    place = _place_chance(problem, found, expected)
    order = _order(problem, found, place)[:top]
    pairs = found.pairs.take(order)
    frame = pd.DataFrame(
        {
            "rank": np.arange(1, len(order) + 1),
            "vacancy_id": [problem.vacancies.ids[row] for row in pairs.vacancy.tolist()],
            "score": found.scores.score[order],
            "chance": found.scores.chance[order].round(6),
            "expected_applicants": expected[order].round(2),
            "openings": problem.vacancies.openings[pairs.vacancy],
            "reasons": noted(reasons(problem, pairs), pairs, problem.params),
        }
    )
    frame.attrs["refused"] = _refused(found)
    return frame


def weigh_pair(
    request_row: Mapping[str, object], vacancies: VacancyIndex, vacancy_id: str, params: MatchParams, *, as_of: date
) -> Breakdown | None:
    """The score of one worker at one vacancy of the index taken apart, as a run over the whole index has it.

    None when the vacancy is not in the index or a hard rule stands against the pair, whatever its score otherwise.
    """
    rows = np.flatnonzero(np.array(vacancies.vacancies.ids) == vacancy_id)
    whole = _problem(request_row, vacancies, replace(params, min_score=0.0), as_of, settled=())
    problem = part_of(whole, np.zeros(1, dtype=np.int64), rows)
    pairs = retrieve(problem).pairs
    return breakdown(problem, pairs) if len(pairs) else None


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
    workers = read_workers(pd.DataFrame([list(row.values())], columns=list(row), dtype=object))
    known = wording(worker_words(workers), index.words, params)
    rows = np.flatnonzero(np.isin(index.vacancies.ids, list(settled))) if settled else np.zeros(0, dtype=np.int64)
    pairs = np.column_stack([np.zeros_like(rows), rows])
    return Problem(workers, index.vacancies, known, index.local_pay, params, day(as_of), pairs)


def _expected(problem: Problem, found: Retrieved, load: Mapping[str, float] | None) -> Floats:
    """How many applicants the vacancy of each pair expects; nan where nothing is known of any."""
    if load is None:
        return np.full(len(found.pairs), np.nan)
    ids = problem.vacancies.ids
    return np.array([load.get(ids[row], 0.0) for row in found.pairs.vacancy.tolist()], dtype=float)


def _place_chance(problem: Problem, found: Retrieved, expected: Floats) -> Floats:
    """How likely each pair finds a place beside its expected applicants; 1 where nothing is known of them.

    Of the others nothing is known but their number: they count as likely to be accepted as the one who asks.
    """
    others = expected * found.scores.chance
    return np.where(np.isnan(others), 1.0, place_chance(others, problem.vacancies.openings[found.pairs.vacancy]))


def _order(problem: Problem, found: Retrieved, place: Floats) -> Ints:
    """The pairs by falling surplus under the crowd, as lists have them."""
    micro, vacancy = found.scores.micro, found.pairs.vacancy
    value = np.rint(micro * place).astype(np.int64)
    near, band = adjacent(found.pairs, problem.params), round(problem.params.equal_band * MICRO)
    return arranged(np.zeros(len(micro), dtype=np.int64), value, micro, near, problem.vacancies.priority[vacancy], band)


def _refused(found: Retrieved) -> dict[str, int]:
    """How many vacancies went for each cause, largest first."""
    counts = {rule.words: int(count) for rule, count in zip(RULES, found.workers.refused[0].tolist(), strict=True)}
    counts |= {UNRELATED: int(found.workers.unrelated[0]), TOO_LOW: int(found.workers.too_low[0])}
    return {words: count for words, count in sorted(counts.items(), key=lambda item: -item[1]) if count}
