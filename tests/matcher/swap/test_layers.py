from hypothesis import given
from hypothesis import strategies as st

from matcher.swap.layers import Layer, layers

FREE = st.lists(st.integers(0, 5), max_size=12)


def test_people_free_throughout_are_one_window() -> None:
    assert layers([3, 3, 3]) == [Layer(0, 3, 3)]


def test_nobody_free_is_no_window() -> None:
    assert layers([0, 0]) == layers([]) == []


def test_a_day_on_which_nobody_is_free_parts_the_windows() -> None:
    assert layers([1, 0, 1]) == [Layer(0, 1, 1), Layer(2, 3, 1)]


@given(FREE)
def test_on_each_day_the_windows_add_up_to_those_free(free: list[int]) -> None:
    found = layers(free)
    assert [sum(one.people for one in found if one.begin <= day < one.end) for day in range(len(free))] == free


@given(FREE)
def test_two_windows_are_apart_or_one_within_the_other(free: list[int]) -> None:
    """Else somebody free in both would be in none of them throughout."""
    found = layers(free)
    for one in found:
        for other in found:
            apart = one.end <= other.begin or other.end <= one.begin
            within = one.begin <= other.begin and other.end <= one.end
            assert apart or within or (other.begin <= one.begin and one.end <= other.end)


@given(FREE)
def test_windows_that_touch_were_not_one(free: list[int]) -> None:
    """Whoever could stay on from one window to the next has one window."""
    found = {(one.begin, one.end) for one in layers(free)}
    for begin, end in found:
        for later, until in found:
            if later == end:
                assert any(outer <= begin and until <= last for outer, last in found) or min(free[begin:until]) == 0
