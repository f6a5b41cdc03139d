"""The gap over time as a line: where each point and each stroke goes. Widths are per cent, heights pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

HEIGHT = 150
TOP = 22  # room for a number above the highest point


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float
    words: str
    value: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """From one day to the next that is known; broken where days in between are missing."""

    x1: float
    y1: float
    x2: float
    y2: float
    broken: bool


@dataclass(frozen=True, slots=True)
class Chart:
    height: int
    zero: float
    points: list[Point]
    strokes: list[Stroke]
    first: str
    last: str


def chart(gaps: Sequence[tuple[date, int]]) -> Chart | None:
    """The line through (day, short), earliest first; None for fewer than two days, which make no line."""
    if len(gaps) < 2:
        return None
    values = [short for _, short in gaps]
    low, high = min(0, *values), max(1, *values)
    begin, span = gaps[0][0], (gaps[-1][0] - gaps[0][0]).days
    labelled = {0, len(gaps) - 1, values.index(max(values))}

    def at(short: int) -> float:
        return round(TOP + (high - short) / (high - low) * HEIGHT, 1)

    points = [
        Point(
            round(3 + 94 * (day - begin).days / span, 2),
            at(short),
            f"{_short(day)} {short}",
            _label(place, short, labelled),
        )
        for place, (day, short) in enumerate(gaps)
    ]
    strokes = [
        Stroke(a.x, a.y, b.x, b.y, broken=(gaps[place + 1][0] - gaps[place][0]).days > 1)
        for place, (a, b) in enumerate(pairwise(points))
    ]
    return Chart(TOP + HEIGHT, at(0), points, strokes, _short(gaps[0][0]), _short(gaps[-1][0]))


def _label(place: int, short: int, labelled: set[int]) -> str:
    return str(short) if place in labelled else ""


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"
