"""All candidates of a problem: sifted block by block, scored, cut at the least score."""

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.candidates import Pairs, Problem, Sifted, sift
from matcher.pairing.comparisons import local_wages
from matcher.pairing.instance import Instance
from matcher.pairing.params import MICRO, MatchParams
from matcher.pairing.phrases import Rows, vacancy_words, worker_words
from matcher.pairing.scoring import Scores, near_equal, score_pairs
from matcher.pairing.wording import wording


@dataclass(frozen=True, slots=True)
class Left:
    """What fell away, as counts of pairs, one row for each worker or each vacancy."""

    refused: NDArray[np.int64]  # row × rule
    unrelated: NDArray[np.int64]  # within the rules, but other work than wished
    too_low: NDArray[np.int64]  # related and within the rules, but below the least score
    candidates: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Candidates with their scores, what fell just short, and the counts of everything that fell away."""

    pairs: Pairs
    scores: Scores
    too_low: Pairs  # within the rules and of wished work, but below the least score
    unwished: Pairs  # the same of other work; none where such pairs are left out before they are scored
    near_misses: Pairs
    missed_by: NDArray[np.int8]
    workers: Left
    vacancies: Left
    pruned: int


def problem_of(instance: Instance, params: MatchParams, as_of: float) -> Problem:
    """An instance made ready: every distinct phrase compared once."""
    vacancies = instance.vacancy_arrays
    words = vacancy_words(vacancies)
    known = wording(worker_words(instance.worker_arrays), words, params)
    pay = local_wages(vacancies, words)
    return Problem(instance.worker_arrays, vacancies, known, pay, params, as_of, instance.settled_rows)


def retrieve(problem: Problem, progress: Callable[[float], None] = lambda _: None) -> Retrieved:
    """Every pair the assignment may choose."""
    blocks, scored, dropped = [], [], 0
    nothing = _nothing(problem)
    too_low, unwished = [nothing[0]], [nothing[0]]
    for block in sift(problem, progress):
        scores = score_pairs(problem, block.pairs)
        kept, related = scores.micro >= problem.params.least_micro, block.pairs.related
        too_low.append(block.pairs.take(~kept & related))
        unwished.append(block.pairs.take(~kept & ~related))
        pairs, scores = block.pairs.take(kept), _take(scores, kept)
        within = _not_pruned(problem, pairs, scores.micro)
        dropped += int((~within).sum())
        scored.append((pairs.take(within), _take(scores, within)))
        blocks.append(block)
    pairs = Pairs.joined([nothing[0], *(part for part, _ in scored)])
    low, other = Pairs.joined(too_low), Pairs.joined(unwished)
    return Retrieved(
        pairs,
        _joined([nothing[1], *(part for _, part in scored)]),
        low,
        other,
        Pairs.joined([nothing[0], *(block.near_misses for block in blocks)]),
        np.concatenate([np.zeros(0, dtype=np.int8), *(block.missed_by for block in blocks)]),
        _left_workers(problem, blocks, (low.worker, other.worker), pairs.worker),
        _left_vacancies(problem, blocks, (low.vacancy, other.vacancy), pairs.vacancy),
        dropped,
    )


def _not_pruned(problem: Problem, pairs: Pairs, micro: NDArray[np.int64]) -> NDArray[np.bool_]:
    """The best ``max_candidates`` pairs of each worker, and every near-equal pair of a key or urgent vacancy."""
    if len(problem.vacancies.ids) <= problem.params.max_candidates or not len(pairs):
        return np.ones(len(pairs), dtype=bool)
    worker = pairs.worker - pairs.worker[0]
    order = np.lexsort((-micro, worker))
    counts = np.bincount(worker)
    rank = np.empty(len(pairs), dtype=np.int64)
    rank[order] = np.arange(len(pairs)) - np.repeat(np.cumsum(counts) - counts, counts)
    close = near_equal(worker, micro, len(counts), round(problem.params.tier_margin * MICRO))
    return (rank < problem.params.max_candidates) | (close & problem.vacancies.priority[pairs.vacancy])


def _left_workers(problem: Problem, blocks: list[Sifted], below: tuple[Rows, Rows], kept: Rows) -> Left:
    """The counts of each worker; ``below`` are the pairs under the least score, of wished and of other work."""
    count = len(problem.workers.ids)
    low, other = (np.bincount(rows, minlength=count) for rows in below)
    refused = [block.refused_workers for block in blocks]
    unrelated = [block.unrelated_workers for block in blocks]
    candidates = np.bincount(kept, minlength=count)
    return Left(
        np.vstack(refused) if refused else np.zeros((count, 0), dtype=np.int64),
        np.concatenate(unrelated) + other if unrelated else other,
        low,
        candidates,
    )


def _left_vacancies(problem: Problem, blocks: list[Sifted], below: tuple[Rows, Rows], kept: Rows) -> Left:
    """The counts of each vacancy; ``below`` as for the workers."""
    count = len(problem.vacancies.ids)
    low, other = (np.bincount(rows, minlength=count) for rows in below)
    candidates = np.bincount(kept, minlength=count)
    zero = np.zeros((count, 0), dtype=np.int64)
    return Left(
        np.sum([block.refused_vacancies for block in blocks], axis=0).T if blocks else zero,
        np.sum([block.unrelated_vacancies for block in blocks], axis=0) + other if blocks else other,
        low,
        candidates,
    )


def _nothing(problem: Problem) -> tuple[Pairs, Scores]:
    """No pairs and their scores."""
    rows, shares = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
    no_facts = np.zeros(0, dtype=bool)
    pairs = Pairs(rows, rows, shares, shares, shares, shares, shares, no_facts, no_facts)
    return pairs, score_pairs(problem, pairs)


def _take(scores: Scores, which: NDArray[np.bool_]) -> Scores:
    return Scores(*(getattr(scores, column.name)[which] for column in fields(scores)))


def _joined(parts: list[Scores]) -> Scores:
    return Scores(*(np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(Scores)))
