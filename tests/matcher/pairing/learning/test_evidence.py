"""Results of referrals: which of them speak of the chance."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from matcher.pairing.comparisons import CHANCE
from matcher.pairing.learning.evidence import read_outcomes

DAY = date(2021, 3, 1)


def results(*rows):
    """A frame of (result, reason) or (result, reason, day), every criterion at 0.8."""
    made = [dict(zip(("result", "reason", "day"), (*row, DAY)[:3], strict=True)) for row in rows]
    return pd.DataFrame([{"gate": 1.0, **dict.fromkeys(CHANCE, 0.8), **row} for row in made])


@pytest.mark.parametrize(
    ("result", "reason", "speaks_of"),
    [
        ("hired", "", "chance"),
        ("declined_by_employer", "skill", "chance"),
        ("declined_by_employer", "certificate", "chance"),
        ("declined_by_employer", "experience", "chance"),
        ("declined_by_employer", "filled", "none"),
        ("declined_by_employer", "unreachable", "none"),
        ("declined_by_worker", "found_other", "none"),
        ("declined_by_worker", "going_home", "none"),
        ("declined_by_worker", "wage", "utility"),
        ("declined_by_worker", "distance", "utility"),
        ("declined_by_worker", "shift", "utility"),
        ("declined_by_worker", "lodging", "utility"),
        ("declined_by_worker", "a reason of tomorrow", "none"),
        ("withdrawn", "", "none"),
    ],
)
def test_a_result_speaks_of_the_chance_only_when_somebody_was_judged(result, reason, speaks_of):
    outcomes, counted = read_outcomes(results((result, reason)))
    assert {name for name, count in counted.items() if count} == {speaks_of}
    assert len(outcomes) == (speaks_of == "chance")


def test_outcomes_stand_in_the_order_of_their_days_with_what_is_unknown_left_open():
    frame = results(("hired", "", date(2021, 3, 2)), ("declined_by_employer", "skill", DAY))
    frame.loc[0, "skills"] = None
    outcomes, _ = read_outcomes(frame)
    assert outcomes.hired.tolist() == [False, True]
    assert np.isnan(outcomes.values[:, 0]).tolist() == [False, True]


def test_no_results_are_no_outcomes():
    nothing = pd.DataFrame(columns=["day", "result", "reason", "gate", *CHANCE])
    assert len(read_outcomes(nothing)[0]) == 0
