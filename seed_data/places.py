"""Where people live and firms stand: a street of Liwan, or (mostly in the `city` size) elsewhere in Guangzhou."""

from functools import cache
from random import Random
from typing import NamedTuple

from seed_data.codes import table

SPREAD = 0.004
"""Standard deviation around a centre, degrees: about 400 m."""

NO_POINT = 0.25
"""Share of addresses that nobody has put on the map."""

NO_STREET = 0.05

ELSEWHERE = {
    "越秀区": (113.262, 23.131),
    "海珠区": (113.305, 23.088),
    "天河区": (113.355, 23.135),
    "白云区": (113.265, 23.190),
    "黄埔区": (113.450, 23.110),
    "番禺区": (113.350, 22.970),
}
"""Rough centres of the other districts, WGS84, placed by hand."""


class Place(NamedTuple):
    """A 9-digit street (of Liwan only), an address in words and a WGS84 point; each part may be unknown."""

    street_code: str | None
    address: str
    lng: float | None
    lat: float | None


def somewhere(rng: Random, streets: tuple[str, ...] = (), in_liwan: float = 0.95) -> Place:
    """A place on one of `streets` (last three digits; all when empty), or outside Liwan."""
    if rng.random() >= in_liwan:
        return _outside(rng)
    centres = _centres()
    code = "440103" + rng.choice(streets) if streets else rng.choice(tuple(centres))
    name, lng, lat = centres[code]
    address = f"荔湾区{name}{rng.choice(_communities()[code])}社区{rng.randint(1, 98)}号"
    lng, lat = round(rng.gauss(lng, SPREAD), 5), round(rng.gauss(lat, SPREAD), 5)
    street = None if rng.random() < NO_STREET else code
    if rng.random() < NO_POINT:
        return Place(street, address, None, None)
    return Place(street, address, lng, lat)


def _outside(rng: Random) -> Place:
    district = rng.choice(tuple(ELSEWHERE))
    lng, lat = ELSEWHERE[district]
    # Ten times wider than a street: a district is.
    return Place(
        None, f"广州市{district}", round(rng.gauss(lng, 10 * SPREAD), 5), round(rng.gauss(lat, 10 * SPREAD), 5)
    )


@cache
def _centres() -> dict[str, tuple[str, float, float]]:
    return {s["code"]: (s["name"], float(s["lng"]), float(s["lat"])) for s in table("reference", "streets")}


@cache
def _communities() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in table("vocabulary", "communities"):
        found.setdefault(row["street_code"], []).append(row["name"])
    return {code: tuple(names) for code, names in found.items()}
