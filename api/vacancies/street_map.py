"""A map of the district to tap on: each street has what lies near its centre, and nearer than to any other's.

The borders of streets are not public, so this is a sketch and says so. The river is drawn where streets of its two
banks meet.
"""

from dataclasses import dataclass
from functools import cache
from math import cos, pi, radians, sin

from matcher.pairing.places import south_of_river, street_centres

WIDTH = 360.0
REACH_KM = 0.95  # how far a street reaches where no other one is near
RIVER_KM = 1.4  # how far from a centre the river is still drawn
KM_A_DEGREE = 111.2
CORNERS = 24

Point = tuple[float, float]
Edge = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Patch:
    """Where one street lies on the map: the points of its border, and where its name stands."""

    points: str
    x: float
    y: float
    south: bool


@dataclass(frozen=True, slots=True)
class StreetMap:
    """In pixels, north up."""

    width: float
    height: float
    patches: dict[str, Patch]
    river: list[Edge]


@cache
def street_map() -> StreetMap:
    """The map; the same for everybody."""
    centres, height, pixels_a_km = _drawn(street_centres())
    cells = {code: _cell(code, centres, REACH_KM * pixels_a_km) for code in centres}
    patches = {code: _patch(code, [corner for corner, _ in cell], centres[code]) for code, cell in cells.items()}
    shores = {code: _cell(code, centres, RIVER_KM * pixels_a_km) for code in centres}
    return StreetMap(WIDTH, round(height, 1), patches, _river(shores))


def _drawn(degrees: dict[str, Point]) -> tuple[dict[str, Point], float, float]:
    """The centres in pixels, the height of the map, and how many pixels are a kilometre."""
    lngs, lats = [lng for lng, _ in degrees.values()], [lat for _, lat in degrees.values()]
    squeeze = cos(radians(sum(lats) / len(lats)))  # a degree of longitude is so much shorter
    scale = WIDTH / ((max(lngs) - min(lngs)) * squeeze * KM_A_DEGREE + 2 * REACH_KM)
    edge, a_degree = REACH_KM * scale, KM_A_DEGREE * scale
    centres = {
        code: (edge + (lng - min(lngs)) * squeeze * a_degree, edge + (max(lats) - lat) * a_degree)
        for code, (lng, lat) in degrees.items()
    }
    return centres, (max(lats) - min(lats)) * a_degree + 2 * edge, scale


# A corner of a border, and the street that lies beyond the edge which leads there ("" for none).
Corner = tuple[Point, str]


def _cell(code: str, centres: dict[str, Point], reach: float) -> list[Corner]:
    """What is within reach of one centre and nearer to it than to any other."""
    x, y = centres[code]
    turns = [2 * pi * corner / CORNERS for corner in range(CORNERS)]
    cell: list[Corner] = [((x + reach * cos(turn), y + reach * sin(turn)), "") for turn in turns]
    for other, there in centres.items():
        if other != code:
            cell = _nearer(cell, (x, y), there, other)
    return cell


def _nearer(cell: list[Corner], here: Point, there: Point, other: str) -> list[Corner]:
    """The part of a cell that is nearer to one point than to another (Sutherland and Hodgman, 1974)."""
    kept: list[Corner] = []
    for (before, _), (corner, beyond) in zip([cell[-1], *cell[:-1]], cell, strict=True):
        was, now = _lead(before, here, there), _lead(corner, here, there)
        if was * now < 0:
            share = was / (was - now)
            crossing = tuple(a + share * (b - a) for a, b in zip(before, corner, strict=True))
            kept.append(((crossing[0], crossing[1]), beyond if now < 0 else other))
        if now >= 0:
            kept.append((corner, beyond))
    return kept


def _lead(point: Point, here: Point, there: Point) -> float:
    """By how much (squared) a point is nearer to ``here``."""
    return _squared(point, there) - _squared(point, here)


def _squared(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _patch(code: str, corners: list[Point], centre: Point) -> Patch:
    """The name stands in the middle of the patch, which is not quite its centre."""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    middle = (sum(corner[axis] for corner in corners) / len(corners) for axis in (0, 1))
    x, y = (round((a + b) / 2, 1) for a, b in zip(middle, centre, strict=True))
    return Patch(points, x, y, south_of_river()[code])


def _river(cells: dict[str, list[Corner]]) -> list[Edge]:
    """The edges beyond which a street of the other bank lies."""
    south = south_of_river()
    return [
        (round(before[0], 1), round(before[1], 1), round(corner[0], 1), round(corner[1], 1))
        for code, cell in cells.items()
        if south[code]
        for (before, _), (corner, beyond) in zip([cell[-1], *cell[:-1]], cell, strict=True)
        if beyond and not south[beyond]
    ]
