"""Which titles are near which? Sparse affinities for a matching run, ranks for a list.

Two titles whose jobs are both known are as near as the jobs are; the letters only
order what the jobs leave equal. Letters alone speak where a job is unknown, and never
loudly: 车位工 and 停车位 share more letters than 车位工 and 缝纫工.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.language.closeness import concept_closeness
from matcher.language.letters import as_rows, letters
from matcher.language.lexicon import lexicon
from matcher.language.reading import UNKNOWN, Mention, read
from matcher.language.titles import clean_title

Scores = npt.NDArray[np.float32]

SLOTS = 3  # jobs read from one title; more than three wishes are not kept anywhere
CELLS = 2_000_000  # scores held at once: 8 MB a block
LETTERS_SHARE = 0.1  # of a score between known jobs
UNKNOWN_CEILING = 0.7  # of a score from letters alone

SAME_LETTERS = 0.9999  # a cosine of one, but for rounding
OTHER_CONTENT = 0.55  # nearness left to one generic job on two things
OTHER_PLACE = 0.9  # nearness left to one specific job in two places
SAME_FIELD = 0.3  # a clerk of the warehouse and its keeper
RANK_NEARNESS = np.array(
    # worker, learner, helper, leader
    [[1.0, 0.75, 0.65, 0.7], [0.75, 1.0, 0.8, 0.5], [0.65, 0.8, 1.0, 0.5], [0.7, 0.5, 0.5, 1.0]],
    dtype=np.float32,
)


@dataclass(frozen=True, slots=True)
class _Jobs:
    """The n-th job of every title that names so many; ``row`` says which titles those are."""

    row: npt.NDArray[np.intp]
    concept: npt.NDArray[np.int32]
    rank: npt.NDArray[np.int8]
    field: npt.NDArray[np.int32]
    has_content: npt.NDArray[np.bool_]
    content: sparse.csr_array
    weight: Scores


@dataclass(frozen=True, slots=True, eq=False)
class Titles:
    """Titles read once, to be compared often: their letters, and their jobs in order of weight.

    Two are the same only when they are one object, so what was compared with one can be remembered by it.
    """

    letters: sparse.csr_array
    jobs: list[_Jobs]

    def __len__(self) -> int:
        return int(self.letters.shape[0])


def affinity(queries: Sequence[str], corpus: Sequence[str] | Titles, floor: float = 0.15) -> sparse.csr_array:
    """Affinity of every query (row) to every title (column), in [0, 1]; entries below the floor are not kept.

    A corpus asked again and again is read once with ``prepare``.
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


def _blocks(queries: Sequence[str], corpus: Sequence[str] | Titles) -> Iterator[tuple[int, Scores]]:
    """Dense scores, a bounded number of queries at a time."""
    if not queries or not len(corpus):
        return
    titles = corpus if isinstance(corpus, Titles) else prepare(corpus)
    step = max(1, CELLS // len(corpus))
    for first in range(0, len(queries), step):
        yield first, _scores(prepare(queries[first : first + step]), titles)


def prepare(titles: Sequence[str]) -> Titles:
    """Titles cleaned and read."""
    cores = [clean_title(title).core for title in titles]
    mentions = [_weighted(read(core)) for core in cores]
    return Titles(letters(cores), [_jobs(mentions, slot) for slot in range(SLOTS)])


def _weighted(mentions: tuple[Mention, ...]) -> list[tuple[Mention, float]]:
    """Known jobs, the one named most often first; one named less often counts a little less."""
    known = Counter(mention for mention in mentions if mention.concept != UNKNOWN).most_common()
    return [
        (mention, (0.7 + 0.3 * mention.certainty) * (1.0 if count == known[0][1] else 0.85)) for mention, count in known
    ]


def _jobs(titles: list[list[tuple[Mention, float]]], slot: int) -> _Jobs:
    named = [(row, *mentions[slot]) for row, mentions in enumerate(titles) if slot < len(mentions)]
    return _Jobs(
        row=np.array([row for row, _, _ in named], dtype=np.intp),
        concept=np.array([mention.concept for _, mention, _ in named], dtype=np.int32),
        rank=np.array([mention.rank for _, mention, _ in named], dtype=np.int8),
        field=np.array([_field(mention) for _, mention, _ in named], dtype=np.int32),
        has_content=np.array([bool(mention.content) for _, mention, _ in named], dtype=np.bool_),
        content=letters([mention.content for _, mention, _ in named]),
        weight=np.array([weight for _, _, weight in named], dtype=np.float32),
    )


def _field(mention: Mention) -> int:
    """The concept a job works on: the 仓管 in 仓库文员 for a generic job; a specific job is its own field."""
    if not lexicon().concepts[mention.concept].generic:
        return mention.concept
    inner = read(mention.content) if mention.content else ()
    return inner[0].concept if inner else UNKNOWN


def _scores(queries: Titles, titles: Titles) -> Scores:
    alike = np.asarray((queries.letters @ titles.letters.T).toarray(), dtype=np.float32)
    nearest = np.zeros_like(alike)
    for mine, theirs in product(queries.jobs, titles.jobs):
        if mine.row.size and theirs.row.size:
            cells = np.ix_(mine.row, theirs.row)
            nearest[cells] = np.maximum(nearest[cells], _job_nearness(mine, theirs))
    return _combine(nearest, alike, _known(queries)[:, None] & _known(titles)[None, :])


def _known(titles: Titles) -> npt.NDArray[np.bool_]:
    known = np.zeros(titles.letters.shape[0], dtype=np.bool_)
    known[titles.jobs[0].row] = True
    return known


def _combine(jobs: Scores, alike: Scores, known: npt.NDArray[np.bool_]) -> Scores:
    from_letters = np.where(alike > SAME_LETTERS, np.float32(1), UNKNOWN_CEILING * alike)
    both = np.where(known, (1 - LETTERS_SHARE) * jobs + LETTERS_SHARE * alike, from_letters)
    return np.clip(both, 0, 1).astype(np.float32)


def _job_nearness(mine: _Jobs, theirs: _Jobs) -> Scores:
    """Nearness of one job of each query to one job of each title."""
    near = concept_closeness()[np.ix_(mine.concept, theirs.concept)]
    near = np.where(near == 1, _content_nearness(mine, theirs), near)
    near = np.maximum(near, SAME_FIELD * _field_nearness(mine, theirs))
    near = near * RANK_NEARNESS[np.ix_(mine.rank, theirs.rank)]
    return np.asarray(near * (mine.weight[:, None] * theirs.weight[None, :]), dtype=np.float32)


def _content_nearness(mine: _Jobs, theirs: _Jobs) -> Scores:
    """房产销售 and 汽车销售 sell different things; 医院保洁 and 学校保洁 do one job in two places."""
    alike = np.asarray((mine.content @ theirs.content.T).toarray(), dtype=np.float32)
    other = np.where(_generic()[mine.concept], OTHER_CONTENT, OTHER_PLACE).astype(np.float32)[:, None]
    near = other + (1 - other) * alike
    near = np.where(mine.has_content[:, None] != theirs.has_content[None, :], (1 + other) / 2, near)
    return np.where(mine.has_content[:, None] | theirs.has_content[None, :], near, np.float32(1))


@cache
def _generic() -> npt.NDArray[np.bool_]:
    return np.array([concept.generic for concept in lexicon().concepts])


def _field_nearness(mine: _Jobs, theirs: _Jobs) -> Scores:
    near = concept_closeness()[np.ix_(mine.field, theirs.field)]
    known = (mine.field != UNKNOWN)[:, None] & (theirs.field != UNKNOWN)[None, :]
    return np.where(known, near, np.float32(0))
