"""Boosted trees kept as plain arrays and read with numpy; ``growing`` makes them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

LEAVES = 15  # of a tree; bits of a mask

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees × splits, and trees × leaves in order from left to right.

    A split sends a row whose ``column`` is above ``at`` to the right; ``keeps`` are the leaves (bits) still open to
    it then. The lowest leaf open after all splits of a tree is the row's, whatever the order of the splits
    (Lucchese et al., QuickScorer, 2015). ``start`` is the log-odds before any tree.
    Log-odds are those against no candidate at all.
    """

    column: npt.NDArray[np.int16]
    at: Floats
    keeps: npt.NDArray[np.uint16]
    value: Floats
    start: float

    def log_odds(self, rows: Floats) -> Floats:
        """Of each row of columns."""
        by_column = np.ascontiguousarray(rows.T)
        found = np.full(len(rows), self.start, dtype=np.float32)
        for tree in range(len(self.column)):
            found += self.value[tree][self._leaf(tree, by_column)]
        return found

    def _leaf(self, tree: int, by_column: Floats) -> npt.NDArray[np.int64]:
        still_open = np.full(by_column.shape[1], 2**LEAVES - 1, dtype=np.uint16)
        for column, at, keeps in zip(self.column[tree].tolist(), self.at[tree], self.keeps[tree], strict=True):
            still_open &= np.where(by_column[column] > at, keeps, np.uint16(2**LEAVES - 1))
        return _LOWEST[still_open]


_LOWEST = np.array([(mask & -mask).bit_length() - 1 for mask in range(2**LEAVES)])
