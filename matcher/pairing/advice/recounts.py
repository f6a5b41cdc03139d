"""Exact recounts for employers: how many suitable people a vacancy has, and would have after one change.

Suitable is who passes every hard rule and reaches the least score, counted by the very steps of a run on the vacancy
with its cells changed. All its changes stand side by side as vacancies of one problem, so the words are compared once.
What such work pays here follows the vacancy's own new wage, as it would in a run.
"""

from collections.abc import Collection
from datetime import date

import numpy as np
import pandas as pd

from matcher.pairing import cells
from matcher.pairing.advice.changed_vacancies import each_paid
from matcher.pairing.advice.changes import Change, Row, changed, changes_of
from matcher.pairing.advice.steps import advice_on
from matcher.pairing.candidates import Problem, sift
from matcher.pairing.instance import Ints, read_vacancies
from matcher.pairing.params import MatchParams
from matcher.pairing.phrases import vacancy_words
from matcher.pairing.scoring import score_pairs
from matcher.pairing.vacancy_index import VacancyIndex
from matcher.pairing.wording import wording
from matcher.pairing.worker_index import WorkerIndex

COLUMNS = ["vacancy_id", "change", "words", "before", "after", "gain", "cost"]


def recount(
    people: WorkerIndex,
    offer: VacancyIndex,
    vacancy: Row,
    params: MatchParams | None = None,
    *,
    as_of: date,
    settled: Collection[str] = (),
) -> pd.DataFrame:
    """Single changes that bring suitable people to a vacancy on offer: the columns ``COLUMNS``.

    ``vacancy`` is its row of the frame that ``offer`` was made of, ``settled`` are the ids of workers who were
    proposed to it before. What brings people at the least cost a head comes first, then the larger gain. ``cost`` is
    in yuan a month for each opening. A change that brings nobody is left out, and a larger step that brings nobody
    more than a smaller one. How many suit the vacancy as it stands is in ``attrs["suitable"]``. Raises ``KeyError``
    for a vacancy that is not there.
    """
    params, changes = params or MatchParams.on(as_of), list(changes_of(vacancy, advice_on(as_of)))
    name = cells.identity(vacancy["vacancy_id"])
    variants = changed(pd.DataFrame([vacancy]), [0] * (1 + len(changes)), [{}, *(change.cells for change in changes)])
    before, *after = suitable(_problem(people, offer, offer.row(name), variants, params, as_of, settled)).tolist()
    frame = pd.DataFrame(_lines(name, before, list(zip(changes, after, strict=True))), columns=COLUMNS)
    frame.attrs["suitable"] = before
    return frame


def _problem(
    people: WorkerIndex,
    offer: VacancyIndex,
    row: int,
    variants: pd.DataFrame,
    params: MatchParams,
    as_of: date,
    settled: Collection[str],
) -> Problem:
    """All workers and, as vacancies, one vacancy of the offer as it stands and with each change."""
    vacancies = read_vacancies(variants)
    known = wording(people.words, vacancy_words(vacancies), params)
    rows = np.full(len(variants), row)
    pay = each_paid(offer.vacancies, offer.words, offer.local_pay, rows, vacancies, offer.alike)
    pairs = people.pairs(settled, len(variants))
    return Problem(people.workers, vacancies, known, pay, params, cells.day(as_of), pairs)


def suitable(problem: Problem) -> Ints:
    """How many workers suit each vacancy: within every hard rule, and of the least score."""
    count = np.zeros(len(problem.vacancies.ids), dtype=np.int64)
    for block in sift(problem):
        kept = score_pairs(problem, block.pairs).micro >= problem.params.least_micro
        count += np.bincount(block.pairs.vacancy[kept], minlength=len(count))
    return count


def _lines(name: str, before: int, counted: list[tuple[Change, int]]) -> list[tuple[object, ...]]:
    """What is told of one vacancy, given how many suit it after each change."""
    most: dict[str, int] = {}
    found = []
    for change, after in counted:
        if after > most.get(change.kind, before):
            most[change.kind] = after
            found.append((change, after))
    found.sort(key=lambda each: (each[0].cost / (each[1] - before), before - each[1]))
    return [
        (
            name,
            change.code,
            f"{change.words}：合适人选从{before}位增加到{after}位",
            before,
            after,
            after - before,
            change.cost,
        )
        for change, after in found
    ]
