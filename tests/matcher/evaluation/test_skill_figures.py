"""E2: what the measures of skill relations say of a few pairs judged by hand, and that the packaged pairs hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.evaluation.skills import (
    Judged,
    accuracy,
    accuracy_in_two,
    best_steps,
    figures,
    judged_pairs,
    read_judged,
    traps_accepted,
    wrongly_missing,
)
from matcher.language.skills.relating import KINDS

PAIRS = judged_pairs()
NO, PARTLY, COVERS, SAME = range(4)
ONLY = np.eye(4, dtype=bool)


def test_a_pair_is_judged_once() -> None:
    assert len({(pair.skill, pair.requirement) for pair in PAIRS}) == len(PAIRS) >= 2_000


def test_every_kind_and_both_sides_of_enough_are_judged_often() -> None:
    assert min(sum(pair.kinds == {kind} for pair in PAIRS) for kind in KINDS) >= 300


@pytest.mark.parametrize("line", ["车工", "车工\t叉车工", "车工\t叉车工\tmaybe", "车工\t叉车工\t"])
def test_a_line_of_another_form_is_refused_by_name(line: str) -> None:
    with pytest.raises(ValueError, match="车工"):
        read_judged([line])


def test_either_of_two_judgements_is_right() -> None:
    allowed = ONLY[[SAME, NO]] | ONLY[[COVERS, NO]]
    assert accuracy(allowed, np.array([COVERS, NO])) == 1.0
    assert accuracy(allowed, np.array([PARTLY, PARTLY])) == 0.0


def test_a_lower_kind_of_enough_is_right_in_two_classes_and_wrong_in_four() -> None:
    assert accuracy_in_two(ONLY[[SAME]], np.array([COVERS])) == 1.0
    assert accuracy(ONLY[[SAME]], np.array([COVERS])) == 0.0


def test_only_pairs_nobody_calls_enough_are_traps() -> None:
    allowed = np.array([ONLY[NO], ONLY[NO] | ONLY[COVERS], ONLY[PARTLY]])
    assert traps_accepted(allowed, np.array([SAME, SAME, COVERS])) == 2


def test_only_pairs_everybody_calls_enough_can_be_wrongly_missing() -> None:
    allowed = np.array([ONLY[SAME], ONLY[COVERS], ONLY[NO], ONLY[NO] | ONLY[SAME]])
    assert wrongly_missing(allowed, np.array([PARTLY, COVERS, NO, NO])) == 0.5


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 3)), min_size=1, max_size=12))
def test_no_threshold_beats_the_best_steps(cases: list[tuple[int, int]]) -> None:
    likeness = np.array([float(alike) for alike, _ in cases])
    allowed = np.stack([ONLY[kind] for _, kind in cases])
    in_two = np.stack([allowed[:, :COVERS].any(axis=1), allowed[:, COVERS:].any(axis=1)], axis=1)
    best = accuracy(in_two, best_steps(likeness, in_two))
    assert best == max(accuracy(in_two, (likeness >= at).astype(np.int64)) for at in range(102))


def test_steps_never_fall_as_likeness_rises() -> None:
    likeness = np.array([1.0, 2.0, 3.0])
    said = best_steps(likeness, ONLY[[SAME, NO, SAME]])
    assert (np.diff(said) >= 0).all()


def test_figures_stand_beside_every_baseline_on_the_same_cases() -> None:
    pairs = [
        Judged("车位工", "缝纫工", frozenset({"same"})),
        Judged("叉车工", "车工", frozenset({"no"})),
        Judged("数控车工", "车工", frozenset({"covers"})),
    ]
    lines = {figure.measure: figure for figure in figures(pairs)}
    assert lines["four classes right"].ours == 1.0
    assert lines["traps accepted"].cases == 1
    assert set(lines["four classes right"].others) == {"rapidfuzz ratio", "rapidfuzz WRatio", "jieba Jaccard"}
    assert lines["four classes right"].others["rapidfuzz ratio"] == pytest.approx(1 / 3)
