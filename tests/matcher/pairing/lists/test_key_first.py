"""Key and urgent employers first among equals, hand-solved and on lists drawn at random."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.pairing.lists.key_first import key_first

BAND = 10
LINES = st.lists(st.tuples(st.integers(0, 60), st.booleans(), st.booleans()), max_size=12)


def put(lines: list[tuple[int, bool, bool]]) -> list[int]:
    """One list of (score, adjacent, key) in the order that ``key_first`` gives it."""
    micro, near, key = (np.array([line[at] for line in lines], kind) for at, kind in enumerate((int, bool, bool)))
    return key_first(np.zeros(len(lines), dtype=np.int64), micro, near, key, BAND).tolist()


def base(lines: list[tuple[int, bool, bool]]) -> list[tuple[int, bool, bool]]:
    """The lines with every adjacent one below the wished ones of a better score, as lists come to be ordered."""

    def lowest(at: int) -> int:
        score, near, _ = lines[at]
        return max([at, *(w for w, (other, kind, _) in enumerate(lines) if near and not kind and other > score)])

    return [lines[at] for at in sorted(range(len(lines)), key=lambda at: (lowest(at), lines[at][1], at))]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([(500, 0, 0), (500, 0, 1)], [1, 0], id="the crowd put the key line below its equal"),
        pytest.param([(500, 0, 0), (490, 0, 1)], [1, 0], id="a band apart is equal"),
        pytest.param([(500, 0, 0), (489, 0, 1)], [0, 1], id="more than a band is not"),
        pytest.param([(500, 0, 0), (300, 0, 0), (500, 0, 1)], [2, 0, 1], id="what suits less gives way"),
        pytest.param([(505, 0, 0), (512, 0, 0), (500, 0, 1)], [1, 2, 0], id="what suits better stays above"),
        pytest.param([(500, 1, 0), (500, 0, 0), (500, 1, 1)], [2, 0, 1], id="adjacent work has its own equals"),
        pytest.param([(500, 0, 0), (500, 1, 1)], [0, 1], id="an adjacent key line is no equal of wished work"),
        pytest.param([(300, 1, 0), (305, 0, 0), (300, 1, 1)], [1, 2, 0], id="better wished work stays above"),
        pytest.param([(500, 0, 1), (500, 0, 0), (500, 0, 1)], [0, 2, 1], id="two key lines keep their order"),
    ],
)
def test_a_key_line_stands_above_its_equals(lines, expected):
    assert put(lines) == expected


@given(LINES)
def test_no_line_stands_above_a_key_line_it_equals(lines):
    lines = base(lines)
    order = put(lines)
    at = {row: place for place, row in enumerate(order)}
    for k, (score, near, key) in enumerate(lines):
        for o, (other, its_kind, its_key) in enumerate(lines):
            if key and not its_key and near == its_kind and abs(score - other) <= BAND:
                assert at[k] < at[o]


@given(LINES)
def test_no_line_passes_one_that_suits_clearly_better(lines):
    lines = base(lines)
    at = {row: place for place, row in enumerate(put(lines))}
    for b, (better, kind, _) in enumerate(lines):
        for o, (score, its_kind, _) in enumerate(lines):
            if b < o and kind == its_kind and better > score + BAND:
                assert at[b] < at[o]


@given(LINES)
def test_adjacent_work_stays_below_wished_work_of_a_better_score(lines):
    lines = base(lines)
    order = put(lines)
    for place, row in enumerate(order):
        for below in order[place:]:
            assert not (lines[row][1] and not lines[below][1] and lines[below][0] > lines[row][0])


@given(LINES.filter(lambda lines: not any(key for _, _, key in lines)))
def test_without_key_lines_nothing_moves(lines):
    assert put(lines) == list(range(len(lines)))


def test_lists_do_not_mix():
    lists, micro, no = np.array([3, 3, 7, 7]), np.array([5, 5, 5, 5]), np.zeros(4, dtype=bool)
    assert key_first(lists, micro, no, np.array([False, False, False, True]), BAND).tolist() == [0, 1, 3, 2]
