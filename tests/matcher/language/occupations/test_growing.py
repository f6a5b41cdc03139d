import numpy as np
import pytest
from sklearn.ensemble._hist_gradient_boosting.grower import TreeGrower

from matcher.language.occupations import growing
from matcher.language.occupations.growing import FORESTS, START, grow

TITLES = 200
TITLE = np.repeat(np.arange(TITLES), 3)


@pytest.fixture
def rows() -> np.ndarray:
    drawn = np.random.default_rng(5).normal(size=(len(TITLE), 4)).astype(np.float32)
    drawn[:, 3] = np.round(drawn[:, 3])  # many draws
    return drawn


@pytest.fixture
def best(rows: np.ndarray) -> np.ndarray:
    """Of each title's three rows the one with the greatest first column."""
    return (rows[:, 0].reshape(TITLES, 3) == rows[:, 0].reshape(TITLES, 3).max(axis=1, keepdims=True)).ravel()


def chances(log_odds: np.ndarray) -> np.ndarray:
    shares = np.exp(log_odds.astype(float)).reshape(TITLES, 3)
    return np.asarray(shares / (1 + shares.sum(axis=1, keepdims=True)))


def test_what_is_read_out_of_the_trees_is_where_rows_lay_when_they_grew(
    rows: np.ndarray, best: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[TreeGrower] = []

    class Kept(TreeGrower):
        def grow(self) -> None:
            super().grow()
            kept.append(self)

    monkeypatch.setattr(growing, "TreeGrower", Kept)
    monkeypatch.setattr(growing, "TITLES_SHARE", 1)
    found = grow(rows, TITLE, best).log_odds(rows)
    expected = np.full(len(rows), START)
    for tree in kept:
        for leaf in tree.finalized_leaves:
            expected[leaf.sample_indices] += leaf.value / FORESTS
    np.testing.assert_allclose(found, expected, atol=1e-4)


def test_the_same_rows_give_the_same_trees(rows: np.ndarray, best: np.ndarray) -> None:
    assert grow(rows, TITLE, best).at.tobytes() == grow(rows, TITLE, best).at.tobytes()


def test_rows_of_a_title_compete(rows: np.ndarray, best: np.ndarray) -> None:
    rows[:, 1] = rows[:, 0] - np.repeat(rows[:, 0].reshape(TITLES, 3).max(axis=1), 3)  # the gap to the best
    found = chances(grow(rows, TITLE, best).log_odds(rows))
    assert (found.argmax(axis=1) == best.reshape(TITLES, 3).argmax(axis=1)).mean() > 0.98


def test_titles_without_a_right_row_teach_that_none_is(rows: np.ndarray) -> None:
    found = chances(grow(rows, TITLE, np.zeros(len(rows), bool)).log_odds(rows))
    assert found.sum(axis=1).max() < 0.02


def test_the_steps_follow_the_loss_of_a_title() -> None:
    """Two rows at log-odds 0 beside none: each has a third; the loss of the right first one falls by its 2/3."""
    slope, curve = growing._newton(np.zeros(2), np.array([0, 0]), np.array([True, False]))
    np.testing.assert_allclose(slope, [-2 / 3, 1 / 3], rtol=1e-6)
    np.testing.assert_allclose(curve, [2 / 9, 2 / 9], rtol=1e-6)
