"""Exact recounts for employers: how many suitable people a vacancy has, and would have after one change.

Suitable is who passes every hard rule and reaches the least score, counted by the very steps of a run on the vacancy
with its cells changed. All changes of all vacancies asked for stand side by side as vacancies of one problem, so the
words are compared once. What such work pays here follows the vacancy's own new wage, as it would in a run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import numpy as np
import pandas as pd

from matcher.pairing.advice.changed_vacancies import each_paid
from matcher.pairing.advice.changes import Change, changed, changes_of, row_of
from matcher.pairing.advice.steps import AdviceTable, advice_on
from matcher.pairing.candidates import Problem, sift
from matcher.pairing.cells import day
from matcher.pairing.comparisons import local_wages
from matcher.pairing.instance import Instance, Ints, PairRows, read_vacancies
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
    words = vacancy_words(instance.vacancy_arrays)
    usual = local_wages(instance.vacancy_arrays, words)
    pay = each_paid(instance.vacancy_arrays, words, usual, np.array(rows, dtype=np.int64), vacancies)
    settled = _settled(instance.settled_rows, rows)
    return Problem(instance.worker_arrays, vacancies, known, pay, params, as_of, settled)


def _settled(pairs: PairRows, rows: list[int]) -> PairRows:
    """The settled pairs of the variants: whoever is settled with a vacancy is so with each of its variants."""
    pair, variant = np.nonzero(pairs[:, 1, None] == np.array(rows, dtype=np.int64))
    return np.column_stack([pairs[pair, 0], variant])


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
