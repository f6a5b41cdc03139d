"""Growing of the trees that choose one candidate of a title.

scikit-learn boosts rows one by one; here the rows of a title compete (McFadden's conditional logit, boosted as in
Friedman, Greedy Function Approximation, 2001), so the loss is ours and only the growing of each tree is theirs.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from sklearn.ensemble._hist_gradient_boosting.binning import _BinMapper
from sklearn.ensemble._hist_gradient_boosting.grower import TreeGrower

from matcher.language.occupations.trees import LEAVES, Trees

FORESTS = 4  # grown on different draws and averaged; brings .004 of the first codes right over one of all titles
TREES = 100  # of a forest
TITLES_SHARE = 0.7  # of the titles, drawn for a forest
COLUMNS_SHARE = 0.5  # of the columns, drawn for a split
STEP = 0.09
LEAST_LEAF = 40
SHRINKING = 5.0  # l2 of leaf values
START = -3.0  # log-odds of a candidate before any tree; there are some fifty

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def grow(rows: Floats, title: Numbers, right: Flags) -> Trees:
    """Trees that make each title's right row, or none of its rows, likeliest. The same rows give the same trees."""
    owner = np.unique(title, return_inverse=True)[1]
    grown: list[npt.NDArray[np.void]] = []
    for number in range(FORESTS):
        draw = np.random.default_rng(number)
        drawn = (draw.random(owner.max() + 1) < TITLES_SHARE)[owner]
        grown += _forest(rows[drawn], owner[drawn], right[drawn], draw)
    return _as_arrays(grown, START)


def _forest(rows: Floats, owner: Numbers, right: Flags, draw: np.random.Generator) -> Iterator[npt.NDArray[np.void]]:
    """The nodes of each tree as scikit-learn keeps them; every tree mends what those before it left."""
    bins = _BinMapper(random_state=0, n_threads=1)
    binned = np.asfortranarray(bins.fit_transform(rows))
    log_odds = np.full(len(rows), START)
    for _ in range(TREES):
        tree = _next_tree(binned, bins.n_bins_non_missing_, *_newton(log_odds, owner, right), draw)
        for leaf in tree.finalized_leaves:
            log_odds[leaf.sample_indices] += leaf.value
        yield tree.make_predictor(binning_thresholds=bins.bin_thresholds_).nodes


def _newton(log_odds: Doubles, owner: Numbers, right: Flags) -> tuple[Floats, Floats]:
    """First and second derivative of the log loss of each row's title, in which no row at all has log-odds 0."""
    shares = np.exp(log_odds)
    chances = shares / (1 + np.bincount(owner, shares))[owner]
    return (chances - right).astype(np.float32), (chances * (1 - chances)).astype(np.float32)


def _next_tree(
    binned: npt.NDArray[np.uint8],
    bins: npt.NDArray[np.uint32],
    slope: Floats,
    curve: Floats,
    draw: np.random.Generator,
) -> TreeGrower:
    tree = TreeGrower(
        binned,
        slope,
        curve,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=LEAST_LEAF,
        l2_regularization=SHRINKING,
        shrinkage=STEP,
        n_bins_non_missing=bins,
        feature_fraction_per_split=COLUMNS_SHARE,
        rng=draw,
        n_threads=1,  # sums of several threads differ from run to run
    )
    tree.grow()
    return tree


def _as_arrays(trees: list[npt.NDArray[np.void]], start: float) -> Trees:
    """Out of the nodes scikit-learn keeps to itself; a test holds what is read here to its own predictions."""
    shape = (len(trees), LEAVES - 1)
    column, at = np.zeros(shape, np.int16), np.full(shape, np.inf, np.float32)
    keeps, value = np.full(shape, 2**LEAVES - 1, np.uint16), np.zeros((len(trees), LEAVES), np.float32)
    for tree, nodes in enumerate(trees):
        splits: list[tuple[int, float, int]] = []
        leaves: list[float] = []
        _walk(nodes, 0, splits, leaves)
        value[tree, : len(leaves)] = np.array(leaves) / FORESTS
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
