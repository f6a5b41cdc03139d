"""Columns side by side, one for each day."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 600, 120  # of the drawing, in its own units; the page scales it
GAP = 0.25  # of a column's place stays free
LEAST = 2.0  # height of a column that is not nought, so that one is seen beside a hundred


@dataclass(frozen=True, slots=True)
class Bar:
    """A column: its place and size in the drawing, and what it says."""

    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Columns:
    bars: tuple[Bar, ...]
    first: str
    last: str
    most: int
    total: int
    width: int = WIDTH
    height: int = HEIGHT


def columns(values: Sequence[tuple[str, int]]) -> Columns:
    """Draw values, each with its label; none at all draws nothing.

    >>> [(bar.x, bar.height) for bar in columns([("1日", 2), ("2日", 1)]).bars]
    [(37.5, 120.0), (337.5, 60.0)]
    """
    most = max((value for _, value in values), default=0)
    place = WIDTH / max(1, len(values))
    bars = tuple(_bar(index, label, value, most, place) for index, (label, value) in enumerate(values))
    first, last = (values[0][0], values[-1][0]) if values else ("", "")
    return Columns(bars, first, last, most, sum(value for _, value in values))


def _bar(index: int, label: str, value: int, most: int, place: float) -> Bar:
    height = max(LEAST, HEIGHT * value / most) if value else 0.0
    return Bar((index + GAP / 2) * place, HEIGHT - height, (1 - GAP) * place, height, f"{label}：{value}")
