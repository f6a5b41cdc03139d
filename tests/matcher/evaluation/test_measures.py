import numpy as np

from matcher.evaluation import measures


def test_a_confidence_that_is_always_right_by_its_share_has_no_calibration_error() -> None:
    confidence = np.repeat([0.25, 0.75], 400)
    right = np.r_[np.arange(400) % 4 == 0, np.arange(400) % 4 != 0]
    assert measures.calibration_error(confidence, right) == 0


def test_the_interval_of_a_clear_gain_lies_above_zero() -> None:
    low, mean, high = measures.interval([0.1, 0.2, 0.15, 0.12, 0.18])
    assert 0 < low < mean < high


def test_the_interval_of_no_difference_holds_zero() -> None:
    low, _, high = measures.interval([0.1, -0.1, 0.2, -0.2])
    assert low < 0 < high
