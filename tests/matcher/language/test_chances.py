import doctest

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.language import chances
from matcher.language.chances import NOTHING, SURENESS, Chances, fit_chances


def test_the_examples_hold() -> None:
    assert doctest.testmod(chances).failed == 0


@given(st.dictionaries(st.text(max_size=3), st.floats(-20, 20), max_size=8), st.sampled_from(SURENESS))
def test_chances_fall_and_leave_something_for_none_of_them(odds: dict[str, float], sureness: float) -> None:
    found = list(Chances(sureness, 0.1).of(odds).values())
    assert found == sorted(found, reverse=True)
    assert sum(found) <= 1 + 1e-9


def test_odds_that_are_always_wrong_are_damped() -> None:
    title = np.repeat(np.arange(50), 2)
    log_odds = np.tile(np.array([4.0, -4.0], np.float32), 50)
    mistaken = fit_chances(title, log_odds, np.tile([False, True], 50))
    trusted = fit_chances(title, log_odds, np.tile([True, False], 50))
    assert mistaken.sureness == min(SURENESS)
    assert trusted.sureness == max(SURENESS)


@pytest.mark.parametrize(("answered", "nothing"), [(False, max(NOTHING)), (True, min(NOTHING))])
def test_none_is_as_likely_as_titles_without_a_right_candidate(answered: bool, nothing: float) -> None:
    title = np.arange(20)
    found = fit_chances(title, np.zeros(20, np.float32), np.full(20, answered))
    assert found.nothing == nothing
