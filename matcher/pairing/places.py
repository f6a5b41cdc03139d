"""Where workers and vacancies are, and how far apart.

Coordinates are WGS84 degrees. Points are kept as unit vectors: the chord between two of them needs three
subtractions, no trigonometry, which matters at twenty million pairs.
"""

import csv
import math
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
EARTH_RADIUS_KM = 6371.0088


@cache
def street_centres() -> dict[str, tuple[float, float]]:
    """(lng, lat) of each street's centre by its 9-digit code; how they were placed: data/SOURCES.md."""
    return {row["code"]: (float(row["lng"]), float(row["lat"])) for row in _streets()}


@cache
def south_of_river() -> dict[str, bool]:
    """Whether each street, by its 9-digit code, lies on the south-western bank of the Pearl River (the former 芳村)."""
    return {row["code"]: row["south_of_river"] == "1" for row in _streets()}


@cache
def _streets() -> tuple[dict[str, str], ...]:
    written = resources.files("matcher.pairing").joinpath("data/street_centres.csv").read_text("utf-8")
    return tuple(csv.DictReader(written.splitlines()))


def banks(streets: list[str]) -> Floats:
    """1 south-west of the Pearl River, 0 on its other side, nan where no street of the district says.

    Coordinates alone do not say: near the river a street's point is known to half a kilometre only.
    """
    south = south_of_river()
    return np.array([float(south[code]) if code in south else math.nan for code in streets], dtype=np.float64)


def located(lng: Floats, lat: Floats, streets: list[str]) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Coordinates with the street's centre where one is missing, and which rows were filled that way."""
    nowhere = (math.nan, math.nan)
    missing = np.isnan(lng) | np.isnan(lat)
    centres = np.array([street_centres().get(code, nowhere) for code in streets], dtype=float).reshape(-1, 2)
    filled = missing & ~np.isnan(centres[:, 0])
    return np.where(missing, centres[:, 0], lng), np.where(missing, centres[:, 1], lat), filled


def unit_vectors(lng: Floats, lat: Floats) -> Floats:
    """Points on the unit sphere, one row each; nan where a place is unknown."""
    east, north = np.radians(lng), np.radians(lat)
    return np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


def squared_chord(a: Floats, b: Floats) -> Floats:
    """Squared straight-line distance between unit vectors, broadcasting over all but the last axis."""
    gap = a[..., 0] - b[..., 0]
    total = gap * gap
    for axis in (1, 2):
        gap = a[..., axis] - b[..., axis]
        total += gap * gap
    return total


def kilometres(a: Floats, b: Floats) -> Floats:
    """Great-circle distance between unit vectors."""
    half: Floats = np.minimum(1.0, np.sqrt(squared_chord(a, b)) / 2)
    return 2 * EARTH_RADIUS_KM * np.arcsin(half)


def chord_limit(km: float) -> float:
    """The squared chord of a great-circle distance; no limit beyond half way round the earth."""
    angle = km / EARTH_RADIUS_KM
    return math.inf if angle >= math.pi else (2 * math.sin(angle / 2)) ** 2
