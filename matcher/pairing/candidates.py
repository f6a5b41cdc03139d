"""Candidates: hard rules first, then the pairs whose words are near, kept as row numbers.

Work goes in blocks of workers against all vacancies, so memory follows the block, not the instance.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from matcher.pairing.instance import Floats, PairRows, Vacancies, Workers
from matcher.pairing.params import MatchParams
from matcher.pairing.phrases import Rows
from matcher.pairing.rules import MET_TOGETHER, RULES, Block
from matcher.pairing.wording import Closeness, Shares, Wording, closeness, near_wishes, worth

PAIRS_A_BLOCK = 1_000_000  # a block's masks and distances then stay near 60 MB


@dataclass(frozen=True, slots=True)
class Problem:
    """An instance ready to be compared: arrays of both sides, their words, the parameters and the day."""

    workers: Workers
    vacancies: Vacancies
    known: Wording
    local_pay: Floats  # what such work pays here, yuan a month, one per vacancy
    params: MatchParams
    as_of: float
    settled: PairRows  # proposed before and not to be again


@dataclass(frozen=True, slots=True)
class Pairs:
    """Some pairs of a problem by row number, with how near their words are (nan: not said) and two facts of both sides.

    ``unsaid``: a certificate is required and the worker says nothing of certificates. ``across``: the river lies
    between them for certain.
    """

    worker: Rows
    vacancy: Rows
    title: Shares
    duties: Shares
    trade: Shares
    skills: Shares
    certificates: Shares
    unsaid: NDArray[np.bool_]
    across: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.worker)

    @property
    def related(self) -> NDArray[np.bool_]:
        """Pairs whose work is near what the worker wishes, or whose worker wishes nothing in particular."""
        return near_wishes(self.title, self.duties)

    def take(self, which: NDArray[np.bool_] | NDArray[np.integer]) -> "Pairs":
        """The pairs of a mask or of some positions."""
        return Pairs(*(getattr(self, column.name)[which] for column in fields(self)))

    @staticmethod
    def joined(parts: list["Pairs"]) -> "Pairs":
        """One table from several."""
        return Pairs(*(np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(Pairs)))


@dataclass(frozen=True, slots=True)
class Sifted:
    """What the hard rules and the words left of a block, and why the rest went."""

    pairs: Pairs
    near_misses: Pairs  # pairs one change away; those that no score could let in are not kept
    missed_by: NDArray[np.int8]  # the number of the rule that refuses, or of the two in MET_TOGETHER
    refused_workers: NDArray[np.int64]  # worker of the block × rule: pairs refused
    refused_vacancies: NDArray[np.int64]  # rule × vacancy
    unrelated_workers: NDArray[np.int64]  # pairs within the rules left out because their work is not wished
    unrelated_vacancies: NDArray[np.int64]


def sift(problem: Problem, progress: Callable[[float], None] = lambda _: None) -> Iterator[Sifted]:
    """Every block of the problem, sifted in the order of the workers."""
    count = len(problem.workers.ids)
    size = max(1, PAIRS_A_BLOCK // max(1, len(problem.vacancies.ids)))
    for start in range(0, count, size):
        yield sift_block(problem, slice(start, min(start + size, count)))
        progress(min(start + size, count) / count)


def sift_block(problem: Problem, rows: slice) -> Sifted:
    """Apply every hard rule to some workers and all vacancies, then leave out what cannot reach the least score."""
    block = block_of(problem, rows)
    near = block.near
    failures = np.zeros(block.shape, dtype=np.int8)
    which = np.zeros(block.shape, dtype=np.int8)
    together = {number: np.ones(block.shape, dtype=bool) for number in MET_TOGETHER}
    by_worker, by_vacancy = [], []
    for number, rule in enumerate(RULES):
        refused = rule.refuses(block)
        by_worker.append(refused.sum(axis=1))
        by_vacancy.append(refused.sum(axis=0))
        failures += refused
        which[refused] = number
        for both, names in MET_TOGETHER.items():
            if rule.name in names:
                together[both] &= refused
    one_change = failures == 1
    for both, refused in together.items():
        alone = refused & (failures == len(MET_TOGETHER[both]))
        which[alone] = both
        one_change |= alone
    possible = near.related if problem.params.leaves_out_unrelated else np.ones(block.shape, dtype=bool)
    unrelated = (failures == 0) & ~possible
    missed = one_change & possible
    return Sifted(
        pairs=pairs_where(problem, near, (failures == 0) & possible, rows.start),
        near_misses=pairs_where(problem, near, missed, rows.start),
        missed_by=which[missed],
        refused_workers=np.column_stack(by_worker),
        refused_vacancies=np.array(by_vacancy),
        unrelated_workers=unrelated.sum(axis=1),
        unrelated_vacancies=unrelated.sum(axis=0),
    )


def block_of(problem: Problem, rows: slice) -> Block:
    """Some workers, all vacancies, their words spread over them."""
    begin, end = np.searchsorted(problem.settled[:, 0], (rows.start, rows.stop))
    return Block(
        problem.workers,
        rows,
        problem.vacancies,
        problem.known,
        closeness(problem.known, rows),
        problem.params,
        problem.as_of,
        problem.settled[begin:end],
    )


def pairs_where(problem: Problem, near: Closeness, mask: NDArray[np.bool_], offset: int) -> Pairs:
    """The pairs of a mask over a block, with their words compared."""
    row, vacancy = (found.astype(np.int32) for found in np.nonzero(mask))
    words = problem.known.words
    has_duties = np.diff(words.duties_of.indptr) > 0
    certificates = worth(near.certificate_grades, words.certificates_of, row, vacancy)
    return Pairs(
        worker=row + np.int32(offset),
        vacancy=vacancy,
        title=near.title[row, vacancy],
        duties=np.where(has_duties[vacancy], near.duties[row, vacancy], np.float32(np.nan)),
        trade=near.trade[row, vacancy],
        skills=worth(near.skill_grades, words.skills_of, row, vacancy),
        certificates=certificates,
        unsaid=np.isnan(certificates) & (words.certificates_of[vacancy] >= 0).any(axis=1),
        across=_across(problem.workers.bank[row + offset], problem.vacancies.bank[vacancy]),
    )


def _across(home: Floats, work: Floats) -> NDArray[np.bool_]:
    """Whether both banks are known and differ."""
    between: NDArray[np.bool_] = ~np.isnan(home) & ~np.isnan(work) & (home != work)
    return between
