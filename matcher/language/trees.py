"""Boosted trees kept as plain arrays: grown by scikit-learn, read here with numpy only."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

TREES = 150
LEAVES = 15  # of a tree; bits of a mask
STEP = 0.06
LEAST_LEAF = 40
SHRINKING = 5.0  # l2 of leaf values

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees × splits, and trees × leaves in order from left to right.

    A split sends a row whose ``column`` is above ``at`` to the right; ``keeps`` are the leaves (bits) still open to
    it then. The lowest leaf open after all splits of a tree is the row's, whatever the order of the splits
    (Lucchese et al., QuickScorer, 2015). ``start`` is the log-odds before any tree.
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


def grow(rows: Floats, right: npt.NDArray[np.bool_]) -> Trees:
    """Trees that tell rows that are right from those that are not, by log loss. The same rows give the same trees."""
    forest = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_leaf_nodes=LEAVES,
        learning_rate=STEP,
        min_samples_leaf=LEAST_LEAF,
        l2_regularization=SHRINKING,
        early_stopping=False,
        random_state=0,
    ).fit(rows, right)
    return _as_arrays([stage[0].nodes for stage in forest._predictors], float(forest._baseline_prediction[0, 0]))


def _as_arrays(trees: list[npt.NDArray[np.void]], start: float) -> Trees:
    """Out of the nodes scikit-learn keeps to itself; a test holds what is read here to its own predictions."""
    shape = (len(trees), LEAVES - 1)
    column, at = np.zeros(shape, np.int16), np.full(shape, np.inf, np.float32)
    keeps, value = np.full(shape, 2**LEAVES - 1, np.uint16), np.zeros((len(trees), LEAVES), np.float32)
    for tree, nodes in enumerate(trees):
        splits: list[tuple[int, float, int]] = []
        leaves: list[float] = []
        _walk(nodes, 0, splits, leaves)
        value[tree, : len(leaves)] = leaves
        for place, (asked, threshold, closed) in enumerate(splits):
            column[tree, place], at[tree, place] = asked, _not_above(threshold)
            keeps[tree, place] = (2**LEAVES - 1) & ~closed
    return Trees(column, at, keeps, value, start)


def _walk(nodes: npt.NDArray[np.void], place: int, splits: list[tuple[int, float, int]], leaves: list[float]) -> None:
    """Add the leaves under a node from left to right, and its splits: column, threshold, leaves to the left."""
    node = nodes[place]
    if node["is_leaf"]:
        leaves.append(float(node["value"]))
        return
    first = len(leaves)
    _walk(nodes, int(node["left"]), splits, leaves)
    splits.append((int(node["feature_idx"]), float(node["num_threshold"]), 2 ** len(leaves) - 2**first))
    _walk(nodes, int(node["right"]), splits, leaves)


def _not_above(threshold: float) -> np.float32:
    """The greatest single-precision number not above it: columns are of single precision, so no answer changes."""
    near = np.float32(threshold)
    return np.nextafter(near, np.float32(-np.inf)) if near > threshold else near
