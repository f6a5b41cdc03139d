import numpy as np

from matcher.language.occupations.trees import Trees


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
