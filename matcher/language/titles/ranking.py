"""Which titles are near which? Sparse affinities for a matching run, ranks for a list.

Two titles whose jobs are both known are as near as the jobs are; the letters only
order what the jobs leave equal. Where a job is unknown, letters and the sense of the
words speak, never loudly: 车位工 and 停车位 share more letters than 车位工 and 缝纫工.
"""

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.language.titles.letters import as_rows
from matcher.language.titles.nearness import job_nearness, refused_share
from matcher.language.titles.prepared import Scores, Titles, prepare

__all__ = ["Scores", "Titles", "affinity", "prepare", "rank"]

CELLS = 2_000_000  # scores held at once: 8 MB a block
LETTERS_SHARE = 0.1  # of a score between known jobs
UNKNOWN_CEILING = 0.7  # of a score from letters alone
ANY_JOB = 0.05  # score of whatever is not refused, when nothing else was said

SAME_LETTERS = 0.9999  # a cosine of one, but for rounding


def affinity(queries: Sequence[str] | Titles, corpus: Sequence[str] | Titles, floor: float = 0.15) -> sparse.csr_array:
    """Affinity of every query (row) to every title (column), in [0, 1]; entries below the floor are not kept.

    What is asked again and again, on either side, is read once with ``prepare``.
    """
    blocks = [sparse.csr_array(np.where(block >= floor, block, np.float32(0))) for _, block in _blocks(queries, corpus)]
    if not blocks:
        return sparse.csr_array(np.zeros((len(queries), len(corpus)), dtype=np.float32))
    return as_rows(sparse.vstack(blocks, format="csr"), len(corpus))


def rank(queries: Sequence[str], corpus: Sequence[str], top: int) -> list[tuple[int, int, float]]:
    """The nearest ``top`` titles of each query as (query, title, score), both from 1, best first.

    Equals keep the order of the corpus.
    """
    ranked = []
    for first, block in _blocks(queries, corpus):
        scores = np.round(block.astype(np.float64), 6)
        order = np.argsort(-scores, axis=1, kind="stable")[:, :top]
        for row, columns in enumerate(order):
            ranked += [(first + row + 1, int(column) + 1, float(scores[row, column])) for column in columns]
    return ranked


def _blocks(queries: Sequence[str] | Titles, corpus: Sequence[str] | Titles) -> Iterator[tuple[int, Scores]]:
    """Dense scores, a bounded number of queries at a time."""
    if not len(queries) or not len(corpus):
        return
    titles = corpus if isinstance(corpus, Titles) else prepare(corpus)
    step = max(1, CELLS // len(corpus))
    for first in range(0, len(queries), step):
        yield first, _scores(_part(queries, first, first + step), titles)


def _part(queries: Sequence[str] | Titles, first: int, last: int) -> Titles:
    return queries.part(first, last) if isinstance(queries, Titles) else prepare(queries[first:last])


def _scores(queries: Titles, titles: Titles) -> Scores:
    alike = np.asarray((queries.letters @ titles.letters.T).toarray(), dtype=np.float32)
    nearest = np.zeros_like(alike)
    for mine, theirs in product(queries.jobs, titles.jobs):
        if mine.row.size and theirs.row.size:
            cells = np.ix_(mine.row, theirs.row)
            nearest[cells] = np.maximum(nearest[cells], job_nearness(mine, theirs))
    scores = _combine(nearest, alike, _known(queries)[:, None] & _known(titles)[None, :])
    _add_senses(scores, queries, titles)
    if queries.refused:
        only_refusing = ~_known(queries) & np.isin(np.arange(len(queries)), [row for row, _ in queries.refused])
        scores[only_refusing] += ANY_JOB
        scores *= refused_share(queries, titles)
    return np.clip(scores, 0, 1)


def _known(titles: Titles) -> npt.NDArray[np.bool_]:
    known = np.zeros(len(titles), dtype=np.bool_)
    known[titles.jobs[0].row] = True
    return known


def _combine(jobs: Scores, alike: Scores, known: npt.NDArray[np.bool_]) -> Scores:
    from_letters = np.where(alike > SAME_LETTERS, np.float32(1), UNKNOWN_CEILING * alike)
    both = np.where(known, (1 - LETTERS_SHARE) * jobs + LETTERS_SHARE * alike, from_letters)
    return both.astype(np.float32)


def _add_senses(scores: Scores, queries: Titles, titles: Titles) -> None:
    """Raise scores in place to what the senses of the words say, where a job of either side is in doubt."""
    for rows, columns in (
        (np.flatnonzero(queries.doubt), np.arange(len(titles))),
        (np.flatnonzero(queries.doubt == 0), np.flatnonzero(titles.doubt)),
    ):
        if rows.size and columns.size:
            near = np.asarray((queries.senses[rows] @ titles.senses[columns].T).toarray(), dtype=np.float32)
            near *= np.maximum(queries.doubt[rows][:, None], titles.doubt[columns][None, :])
            cells = np.ix_(rows, columns)
            scores[cells] = np.maximum(scores[cells], near + LETTERS_SHARE * scores[cells])
