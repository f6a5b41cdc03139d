"""Exact recounts for employers: how many suitable people a vacancy has, and would have after one change.

Suitable is who passes every hard rule and reaches the least score, counted by the very steps of a run on the vacancy
with its cells changed. All changes of all vacancies asked for stand side by side as vacancies of one problem, so the
words are compared once. What such work pays here follows the vacancy's own new wage, as it would in a run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from matcher.pairing.advice.changes import Change, changed, changes_of, row_of
from matcher.pairing.advice.steps import AdviceTable, advice_on
from matcher.pairing.candidates import Problem, sift
from matcher.pairing.cells import day
from matcher.pairing.comparisons import alike_titles, local_wages
from matcher.pairing.instance import Floats, Instance, Ints, PairRows, Vacancies, read_vacancies
from matcher.pairing.params import MatchParams
from matcher.pairing.scoring import score_pairs
from matcher.pairing.wording import vacancy_words, wording

COLUMNS = ["vacancy_id", "change", "words", "before", "after", "gain", "cost"]


@dataclass(frozen=True, slots=True)
class Variant:
    """A vacancy of the instance, by row, with one change; None as it stands."""

    row: int
    change: Change | None


def recount(
    instance: Instance, vacancy_ids: Sequence[str], params: MatchParams | None = None, *, as_of: date
) -> pd.DataFrame:
    """Single changes that bring suitable people to each vacancy: the columns ``COLUMNS``.

    The vacancies come in the order asked for; of each, what brings people at the least cost a head comes first, then
    the larger gain. ``cost`` is in yuan a month for each opening. A change that brings nobody is left out, and a
    larger step that brings nobody more than a smaller one. How many suit each vacancy as it stands is in
    ``attrs["suitable"]``, by its id. Raises ``KeyError`` for a vacancy that is not there.
    """
    params, ids = params or MatchParams.on(as_of), list(dict.fromkeys(vacancy_ids))
    place = {name: row for row, name in enumerate(instance.vacancy_arrays.ids)}
    variants = [each for name in ids for each in _variants(instance, place[name], advice_on(as_of))]
    told: list[tuple[object, ...]] = []
    now: dict[str, int] = {}
    counts = suitable(_problem(instance, variants, params, day(as_of))).tolist()
    for _, group in groupby(zip(variants, counts, strict=True), key=lambda each: each[0].row):
        (variant, before), *counted = group
        name = instance.vacancy_arrays.ids[variant.row]
        now[name] = before
        told += _lines(name, before, [(each.change, after) for each, after in counted if each.change])
    frame = pd.DataFrame(told, columns=COLUMNS)
    frame.attrs["suitable"] = now
    return frame


def _variants(instance: Instance, row: int, table: AdviceTable) -> Iterator[Variant]:
    """A vacancy as it stands, then with each change."""
    yield Variant(row, None)
    for change in changes_of(row_of(instance.vacancies, row), table):
        yield Variant(row, change)


def _problem(instance: Instance, variants: list[Variant], params: MatchParams, as_of: float) -> Problem:
    """All workers and, as vacancies, the variants."""
    rows = [variant.row for variant in variants]
    cells = [variant.change.cells if variant.change else {} for variant in variants]
    vacancies = read_vacancies(changed(instance.vacancies, rows, cells))
    known = wording(instance.worker_arrays, vacancy_words(vacancies), params)
    pay = local_pay(instance.vacancy_arrays, rows, vacancies)
    settled = _settled(instance.settled_rows, rows)
    return Problem(instance.worker_arrays, vacancies, known, pay, params, as_of, settled)


def _settled(pairs: PairRows, rows: list[int]) -> PairRows:
    """The settled pairs of the variants: whoever is settled with a vacancy is so with each of its variants."""
    pair, variant = np.nonzero(pairs[:, 1, None] == np.array(rows, dtype=np.int64))
    return np.column_stack([pairs[pair, 0], variant])


def local_pay(vacancies: Vacancies, rows: list[int], changed_to: Vacancies) -> Floats:
    """What such work pays here, for each of ``changed_to``, which is one of ``vacancies`` with another wage.

    The changed wage counts among those it is compared with, as it would in a run.
    """
    words = vacancy_words(vacancies)
    alike = alike_titles(words)
    usual = local_wages(vacancies, words, alike)[rows]
    wages = changed_to.wage_low, changed_to.wage_high
    moved = ~_same(wages[0], vacancies.wage_low[rows]) | ~_same(wages[1], vacancies.wage_high[rows])
    for position in np.flatnonzero(moved).tolist():
        low, high = vacancies.wage_low.copy(), vacancies.wage_high.copy()
        low[rows[position]], high[rows[position]] = wages[0][position], wages[1][position]
        new = local_wages(replace(vacancies, wage_low=low, wage_high=high), words, alike)
        usual[position] = new[rows[position]]
    return usual


def _same(a: Floats, b: Floats) -> NDArray[np.bool_]:
    same: NDArray[np.bool_] = (a == b) | (np.isnan(a) & np.isnan(b))
    return same


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
