"""Free people that differ from day to day, as windows in which the same people are free throughout."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Layer:
    """So many people free from day ``begin`` up to, not including, day ``end``."""

    begin: int
    end: int
    people: int


def layers(free: Sequence[int]) -> list[Layer]:
    """The profile cut into the longest windows first; on each day the people of its windows add up to those free.

    Who is lent to one window is not lent on in another, so that plans stay lawful; what that loses against loans that
    change windows is a person who could have stayed on.

    >>> layers([2, 2, 1, 3])
    [Layer(begin=0, end=2, people=1), Layer(begin=0, end=4, people=1), Layer(begin=3, end=4, people=2)]
    """
    return sorted(_of(list(free), 0, len(free)))


def _of(free: list[int], begin: int, end: int) -> list[Layer]:
    """The windows within ``[begin, end)``: the least number is free throughout, the rest in pieces between."""
    if begin >= end:
        return []
    least = min(free[begin:end])
    if least == max(free[begin:end]):
        return [Layer(begin, end, least)] if least else []
    found = [Layer(begin, end, least)] if least else []
    rest = [people - least for people in free[begin:end]]
    start = 0
    for place, people in enumerate([*rest, 0]):
        if not people:
            found += [
                Layer(one.begin + begin + start, one.end + begin + start, one.people)
                for one in _of(rest[start:place], 0, place - start)
            ]
            start = place + 1
    return found
