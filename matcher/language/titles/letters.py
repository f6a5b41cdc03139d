"""Titles as bags of characters and character pairs."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.language.hashing import ngram_counts, unit_rows
from matcher.language.titles.lexicon import lexicon

WIDTH = 2**18
LONGEST = 2  # characters counted together


def letters(texts: Sequence[str]) -> sparse.csr_array:
    """Unit rows of weighted characters and pairs; the product of two rows is their cosine.

    Weights come from the names of the lexicon, so a title reads the same in any company.
    """
    counts = ngram_counts(texts, LONGEST, WIDTH)
    counts.data *= _weights()[counts.indices]
    return unit_rows(counts)


def as_rows(matrix: sparse.csr_matrix | sparse.csr_array, width: int) -> sparse.csr_array:
    """The same numbers as a sparse array of known shape; scikit-learn and vstack still hand out matrices."""
    data: npt.NDArray[np.float32] = matrix.data
    indices: npt.NDArray[np.int32] = matrix.indices
    starts: npt.NDArray[np.int32] = matrix.indptr
    return sparse.csr_array((data, indices, starts), shape=(len(starts) - 1, width))


@cache
def _weights() -> npt.NDArray[np.float32]:
    """Inverse frequency among the names: 工 and 员 say little, 叉 says much."""
    names = list(lexicon().whole)
    seen = np.asarray((ngram_counts(names, LONGEST, WIDTH) > 0).sum(axis=0)).ravel()
    return np.asarray(np.log((1 + len(names)) / (1 + seen)) + 1, dtype=np.float32)
