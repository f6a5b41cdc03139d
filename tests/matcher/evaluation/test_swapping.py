"""E6 on districts small enough to be quick."""

import pytest

from matcher.evaluation.figures import Figure
from matcher.evaluation.swap_districts import SHAPES, draw_swap
from matcher.evaluation.swap_rivals import RIVALS, flow_by_day, person_days
from matcher.evaluation.swapping import figures, loans_of_picks
from matcher.swap.checking import faults
from matcher.swap.pairs import market


@pytest.fixture(scope="module")
def measured() -> dict[str, Figure]:
    return {figure.measure: figure for figure in figures(districts=1, firms=20, seconds=20.0)}


def test_every_shape_of_district_is_measured(measured) -> None:
    assert {name.split(":")[0] for name in measured} == set(SHAPES)


def test_no_lawful_rival_reaches_more_key_person_days(measured) -> None:
    keys = [figure for name, figure in measured.items() if name.endswith(": key person-days, of the bound")]
    assert [figure.ours for figure in keys] == [1.0] * len(SHAPES)
    assert max(value for figure in keys for value in figure.others.values()) <= 1.0


@pytest.mark.parametrize("rival", RIVALS)
@pytest.mark.parametrize("shape", SHAPES)
def test_rivals_keep_every_rule_too(rival: str, shape: str) -> None:
    """They would be easy to beat, or hard, if they broke the rules that a plan keeps."""
    instance = draw_swap(1, firms=25, shape=SHAPES[shape])
    its = market(instance)
    picks = RIVALS[rival](its)
    assert person_days(picks) > 0
    assert faults(instance, loans_of_picks(instance, its, picks)) == []


def test_no_rival_lends_more_than_the_flow_of_each_day() -> None:
    its = market(draw_swap(2, firms=25))
    assert max(person_days(rival(its)) for rival in RIVALS.values()) <= flow_by_day(its)


def test_a_district_is_the_same_for_the_same_seed_only() -> None:
    assert draw_swap(3, firms=5) == draw_swap(3, firms=5)
    assert draw_swap(3, firms=5) != draw_swap(4, firms=5)
