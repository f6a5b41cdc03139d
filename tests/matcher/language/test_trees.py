import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from matcher.language import trees
from matcher.language.trees import Trees, grow


@pytest.fixture
def rows() -> np.ndarray:
    drawn = np.random.default_rng(5).normal(size=(600, 4)).astype(np.float32)
    drawn[:, 3] = np.round(drawn[:, 3])  # many draws
    return drawn


def test_what_is_read_out_of_the_trees_is_what_they_say(rows: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    right = rows[:, 0] * rows[:, 1] + rows[:, 3] > 0
    kept: list[HistGradientBoostingClassifier] = []

    class Kept(HistGradientBoostingClassifier):
        def fit(self, *args: np.ndarray) -> "Kept":
            kept.append(super().fit(*args))
            return self

    monkeypatch.setattr(trees, "HistGradientBoostingClassifier", Kept)
    np.testing.assert_allclose(grow(rows, right).log_odds(rows), kept[0].decision_function(rows), atol=1e-4)


def test_the_same_rows_give_the_same_trees(rows: np.ndarray) -> None:
    right = rows[:, 0] > rows[:, 1]
    assert grow(rows, right).at.tobytes() == grow(rows, right).at.tobytes()


def test_a_row_lands_in_the_lowest_leaf_still_open() -> None:
    """One tree: column 0 above 1 closes the left leaf; otherwise column 1 above 2 would have closed the middle one."""
    tree = Trees(
        column=np.array([[0, 1]], np.int16),
        at=np.array([[1, 2]], np.float32),
        keeps=np.array([[0b110, 0b101]], np.uint16),
        value=np.array([[10, 20, 30]], np.float32),
        start=0.5,
    )
    asked = np.array([[1, 9], [2, 2], [2, 3]], np.float32)
    assert tree.log_odds(asked).tolist() == [10.5, 20.5, 30.5]
