"""E3: what the measures of ranked words say of a few lines judged by hand, and that the packaged lines hold."""

import numpy as np
import pytest

from matcher.evaluation.words import Judged, baselines, figures, judged_words, pairs_right, read_judged

LINES = [
    Judged("车位", ("缝纫工",), ("停车位管理员",)),
    Judged("叉车工", ("叉车工", "叉车司机"), ("保洁员",)),
]


def test_words_are_judged_once() -> None:
    judged = judged_words()
    assert len({(line.query, line.suits) for line in judged}) == len(judged) >= 700


def test_no_title_both_suits_and_does_not() -> None:
    assert not [line.query for line in judged_words() if set(line.suits) & set(line.does_not)]


def test_a_draw_is_no_right_order() -> None:
    assert not pairs_right(LINES[0], np.array([0.5, 0.5])).any()


@pytest.mark.parametrize("line", ['{"query": "车位"}', '{"query": "", "suits": ["a"], "does_not": ["b"]}'])
def test_a_line_that_judges_nothing_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="lacks"):
        read_judged([line])


def test_shares_are_of_pairs_and_of_queries() -> None:
    pairs, queries = figures(LINES)
    assert (pairs.cases, queries.cases) == (3, 2)
    assert pairs.ours == queries.ours == 1.0


def test_likeness_of_letters_falls_for_a_shared_word() -> None:
    assert figures(LINES)[1].others["char TF-IDF"] == 0.5


def test_every_baseline_scores_every_title() -> None:
    assert {scorer(LINES[1]).shape for scorer in baselines(LINES).values()} == {(3,)}
