"""A map of the district to tap on: each street has what lies nearer to its centre than to any other.

Streets' own borders are not public, so this is a sketch and says so. The outline of the district is as coarse as its
source; the river is drawn where streets of its two banks meet.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import cos, radians

from matcher.pairing.places import south_of_river, street_centres

WIDTH = 340.0
MARGIN = 6.0

Point = tuple[float, float]
Shape = list[Point]


@dataclass(frozen=True, slots=True)
class Patch:
    """Where one street lies on the map: the points of its border, and where its name stands."""

    points: str
    x: float
    y: float
    south: bool


@dataclass(frozen=True, slots=True)
class StreetMap:
    width: float
    height: float
    patches: dict[str, Patch]
    river: list[tuple[float, float, float, float]]


@cache
def street_map() -> StreetMap:
    """The map in pixels, north up; the same for everybody."""
    outline = [(float(row["lng"]), float(row["lat"])) for row in _outline()]
    west, east = min(x for x, _ in outline), max(x for x, _ in outline)
    south, north = min(y for _, y in outline), max(y for _, y in outline)
    squeeze = cos(radians((south + north) / 2))  # a degree of longitude is so much shorter
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * squeeze)

    def drawn(point: Point) -> Point:
        return MARGIN + (point[0] - west) * squeeze * scale, MARGIN + (north - point[1]) * scale

    centres = {code: drawn(point) for code, point in street_centres().items()}
    border = [drawn(point) for point in outline]
    cells = {code: _cell(border, code, centres) for code in centres}
    height = (north - south) * scale + 2 * MARGIN
    return StreetMap(
        WIDTH, round(height, 1), {code: _patch(code, cells[code], centres[code]) for code in cells}, _river(cells)
    )


def _outline() -> list[dict[str, str]]:
    written = resources.files("api.vacancies").joinpath("data/district_outline.csv").read_text("utf-8")
    return list(csv.DictReader(written.splitlines()))


def _cell(border: Shape, code: str, centres: dict[str, Point]) -> Shape:
    """What of the border's inside is nearer to one centre than to any other."""
    cell, here = border, centres[code]
    for other, there in centres.items():
        if other != code:
            cell = _nearer(cell, here, there)
    return cell


def _nearer(shape: Shape, here: Point, there: Point) -> Shape:
    """The part of a shape that is nearer to one point than to another (Sutherland and Hodgman, 1974)."""
    kept: Shape = []
    for before, point in zip([shape[-1], *shape[:-1]], shape, strict=True):
        was, now = _lead(before, here, there), _lead(point, here, there)
        if was * now < 0:
            share = was / (was - now)
            kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if now >= 0:
            kept.append(point)
    return kept or shape


def _lead(point: Point, here: Point, there: Point) -> float:
    """By how much (squared) a point is nearer to ``here``."""
    return _squared(point, there) - _squared(point, here)


def _squared(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _patch(code: str, cell: Shape, centre: Point) -> Patch:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in cell)
    return Patch(points, round(centre[0], 1), round(centre[1], 1), south_of_river()[code])


def _river(cells: dict[str, Shape]) -> list[tuple[float, float, float, float]]:
    """The edges that a street of one bank shares with a street of the other."""
    south = south_of_river()
    sides = [
        {_edge(a, b) for code, cell in cells.items() if south[code] == bank for a, b in _edges(cell)}
        for bank in (True, False)
    ]
    return sorted(sides[0] & sides[1])


def _edges(cell: Sequence[Point]) -> list[tuple[Point, Point]]:
    return list(zip([cell[-1], *cell[:-1]], cell, strict=True))


def _edge(a: Point, b: Point) -> tuple[float, float, float, float]:
    (x1, y1), (x2, y2) = sorted((_rounded(a), _rounded(b)))
    return x1, y1, x2, y2


def _rounded(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)
