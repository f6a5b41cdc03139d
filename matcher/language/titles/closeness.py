"""How near are two kinds of work? From the lexicon and the tree of the classification."""

from functools import cache

import numpy as np
import numpy.typing as npt

from matcher.language.tables import rows
from matcher.language.titles.lexicon import lexicon

Matrix = npt.NDArray[np.float32]

# One rung of the ladder each: the same work, one workshop, one code, then up the tree.
SAME, FAMILY, CODE, SMALL_GROUP, MIDDLE_GROUP = 1.0, 0.6, 0.45, 0.28, 0.1


@cache
def concept_closeness() -> Matrix:
    """Closeness of every two concepts of the lexicon, in [0, 1]; symmetric, 1 on the diagonal."""
    concepts = lexicon().concepts
    near = np.zeros((len(concepts), len(concepts)), dtype=np.float32)
    for width, value in ((4, MIDDLE_GROUP), (7, SMALL_GROUP), (10, CODE)):
        near = np.where(_equal([_within(concept.code, width) for concept in concepts]), np.float32(value), near)
    near = np.where(_equal([concept.family for concept in concepts]), np.maximum(near, np.float32(FAMILY)), near)
    _put_related(near)
    np.fill_diagonal(near, SAME)
    near.setflags(write=False)
    return near


def _within(code: str, width: int) -> str:
    """The code cut at one level; a code that does not reach that level stands for itself."""
    return code[:width] if code[width - 2 : width] != "00" else f"{code}/{width}"


def _equal(labels: list[str]) -> npt.NDArray[np.bool_]:
    numbers = np.unique(labels, return_inverse=True)[1]
    return np.asarray(numbers[:, None] == numbers[None, :])


def _put_related(near: Matrix) -> None:
    """Pairs that the tree keeps apart and daily life does not, from ``related.csv``."""
    number = {concept.name: row for row, concept in reversed(list(enumerate(lexicon().concepts)))}
    for row in rows("related"):
        one, other = number[row["concept"]], number[row["other"]]
        near[one, other] = near[other, one] = float(row["closeness"])
