"""What the occupation model sees of a title: its characters, and the jobs read in it."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.language.hashing import feature_counts, ngram_counts
from matcher.language.titles.letters import as_rows
from matcher.language.titles.lexicon import lexicon
from matcher.language.titles.reading import UNKNOWN, read

LETTERS_WIDTH = 2**16
LONGEST = 3  # characters counted together
JOBS_WIDTH = 2**13
WIDTH = LETTERS_WIDTH + JOBS_WIDTH
JOBS_LENGTH = 0.4  # of the part that holds jobs, beside 1 for the letters; of 0, 0.4, 0.7 and 1.2

Floats = npt.NDArray[np.float32]


def counts(cores: Sequence[str]) -> sparse.csr_array:
    """How often each feature stands in each cleaned title."""
    parts = [letter_counts(cores), feature_counts([_job_features(core) for core in cores], JOBS_WIDTH)]
    return as_rows(sparse.hstack(parts, format="csr", dtype=np.float32), WIDTH)


def letter_counts(texts: Sequence[str]) -> sparse.csr_array:
    """The part of ``counts`` that holds letters."""
    return ngram_counts(texts, LONGEST, LETTERS_WIDTH)


def letters_of(counted: sparse.csr_array) -> sparse.csr_array:
    """The same part, taken out of the whole."""
    return sparse.csr_array(counted[:, :LETTERS_WIDTH])


def inverse_frequency(counted: sparse.csr_array) -> Floats:
    """The weight of each feature: 1 plus the log of how rare it is."""
    seen = np.asarray((counted > 0).sum(axis=0)).ravel()
    return np.asarray(np.log((1 + counted.shape[0]) / (1 + seen)) + 1, dtype=np.float32)


def weighted(counted: sparse.csr_array, frequency: Floats) -> sparse.csr_array:
    """Counts damped by their log, weighted, and brought to unit parts."""
    data = (1 + np.log(counted.data)) * frequency[counted.indices]
    return unit(sparse.csr_array((data, counted.indices, counted.indptr), shape=counted.shape))


def unit(matrix: sparse.csr_array) -> sparse.csr_array:
    """Rows of two parts: letters of length 1, jobs of length ``JOBS_LENGTH``."""
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    of_jobs = matrix.indices >= LETTERS_WIDTH
    part = 2 * rows + of_jobs
    lengths = np.sqrt(np.bincount(part, matrix.data**2, minlength=2 * matrix.shape[0]))
    data: Floats = (matrix.data / lengths[part] * np.where(of_jobs, JOBS_LENGTH, 1)).astype(np.float32)
    indices: npt.NDArray[np.int32] = matrix.indices
    starts: npt.NDArray[np.int32] = matrix.indptr
    return sparse.csr_array((data, indices, starts), shape=(len(starts) - 1, WIDTH))


def _job_features(core: str) -> list[str]:
    return [feature for mention in read(core)[:3] for feature in _of_job(mention.concept, mention.rank)]


def _of_job(number: int, rank: int) -> Iterator[str]:
    if number != UNKNOWN:
        concept = lexicon().concepts[number]
        yield from (f"job {concept.name}", f"family {concept.family}", f"code {concept.code}")
        yield from (f"rank {rank} {concept.name}", f"rank {rank}")
