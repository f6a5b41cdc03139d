"""The public codes: complete, consistent, and readable in the encodings offices use."""

import csv
import math
import re
from datetime import date
from pathlib import Path

import pytest

from seed_data.codes import minimum_wage, parameter, table

HERE = Path(__file__).parent
KM_PER_DEGREE = 111.2
NEIGHBOURS = [
    ("沙面街道", "岭南街道"),
    ("华林街道", "龙津街道"),
    ("昌华街道", "多宝街道"),
    ("金花街道", "龙津街道"),
    ("西村街道", "站前街道"),
    ("花地街道", "茶滘街道"),
    ("冲口街道", "白鹤洞街道"),
]


def streets() -> dict[str, tuple[float, float]]:
    return {row["name"]: (float(row["lng"]), float(row["lat"])) for row in table("reference", "streets")}


def outline() -> list[tuple[float, float]]:
    with (HERE / "liwan_outline.csv").open(encoding="utf-8") as lines:
        return [(float(row["lng"]), float(row["lat"])) for row in csv.DictReader(lines)]


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    east = (a[0] - b[0]) * math.cos(math.radians(a[1]))
    return math.hypot(east, a[1] - b[1]) * KM_PER_DEGREE


def inside(point: tuple[float, float], ring: list[tuple[float, float]]) -> bool:
    """Even–odd rule."""
    x, y = point
    crossings = [
        (x1, y1, x2, y2) for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True) if (y1 > y) != (y2 > y)
    ]
    return sum(x < x1 + (x2 - x1) * (y - y1) / (y2 - y1) for x1, y1, x2, y2 in crossings) % 2 == 1


def km_to_edge(point: tuple[float, float], ring: list[tuple[float, float]]) -> float:
    steps = [i / 50 for i in range(51)]
    edges = zip(ring, ring[1:] + ring[:1], strict=True)
    return min(km(point, (a[0] + (b[0] - a[0]) * s, a[1] + (b[1] - a[1]) * s)) for a, b in edges for s in steps)


def test_there_are_22_streets_with_contiguous_codes():
    assert [row["code"] for row in table("reference", "streets")] == [f"440103{n:03d}" for n in range(1, 23)]


def test_street_names_are_different():
    assert len(streets()) == 22


@pytest.mark.parametrize("name", streets())
def test_a_street_lies_in_liwan_or_at_most_half_a_kilometre_outside_its_coarse_outline(name: str):
    point, ring = streets()[name], outline()
    assert inside(point, ring) or km_to_edge(point, ring) < 0.5


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_neighbouring_streets_are_near_each_other(one: str, other: str):
    assert km(streets()[one], streets()[other]) < 2


def test_the_former_fangcun_is_south_of_every_street_across_the_river():
    rows = table("reference", "streets")
    south = [float(row["lat"]) for row in rows if row["south_of_river"] == "1"]
    north = [float(row["lat"]) for row in rows if row["south_of_river"] == "0"]
    assert (len(south), max(south) < min(north)) == (9, True)


def test_the_matcher_uses_the_same_street_centres():
    path = HERE.parents[1] / "matcher" / "pairing" / "data" / "street_centres.csv"
    with path.open(encoding="utf-8") as lines:
        theirs = {row["name"]: (float(row["lng"]), float(row["lat"])) for row in csv.DictReader(lines)}
    assert theirs == streets()


def test_rare_characters_of_street_names_survive_gb18030():
    names = [row["name"] for row in table("reference", "streets") if set("滘漖") & set(row["name"])]
    assert [name.encode("gb18030").decode("gb18030") for name in names] == ["茶滘街道", "东漖街道"]


@pytest.mark.parametrize("name", ["streets", "occupations", "industries", "education", "counties"])
def test_codes_are_unique(name: str):
    codes = [row["code"] for row in table("reference", name)]
    assert len(set(codes)) == len(codes) > 0


@pytest.mark.parametrize("name", ["occupations", "industries"])
def test_each_parent_is_a_code_of_a_higher_level(name: str):
    levels = {row["code"]: int(row["level"]) for row in table("reference", name)}
    wrong = [r["code"] for r in table("reference", name) if r["parent"] and levels[r["parent"]] >= int(r["level"])]
    assert wrong == []


@pytest.mark.parametrize("name", ["occupations", "industries"])
def test_only_the_highest_level_has_no_parent(name: str):
    assert {row["level"] for row in table("reference", name) if not row["parent"]} == {"1"}


def test_occupations_hold_the_detailed_classes_of_2022():
    assert sum(row["level"] == "4" for row in table("reference", "occupations")) == 1631


def test_vocational_and_senior_middle_school_are_one_level_of_education():
    levels = {row["code"]: row["level"] for row in table("reference", "education")}
    assert levels["40"] == levels["60"]


def test_education_levels_fall_as_schooling_does():
    levels = {row["code"]: int(row["level"]) for row in table("reference", "education")}
    assert [levels[c] for c in ("10", "20", "30", "60", "70", "80", "90")] == [7, 6, 5, 4, 3, 2, 1]


def test_county_codes_have_six_digits_and_a_province():
    assert all(re.fullmatch(r"\d{6}", row["code"]) and row["province"] for row in table("reference", "counties"))


def test_parameters_of_one_key_never_begin_on_the_same_day():
    starts = [(row["key"], row["valid_from"]) for row in table("reference", "parameters")]
    assert len(set(starts)) == len(starts)


def test_every_parameter_names_its_source():
    assert all(row["source"] for row in table("reference", "parameters"))


@pytest.mark.parametrize(
    ("on", "yuan"), [(date(2021, 2, 8), 2100), (date(2021, 11, 30), 2100), (date(2021, 12, 1), 2300)]
)
def test_the_minimum_wage_is_that_of_the_day(on: date, yuan: int):
    assert minimum_wage(on) == yuan


def test_a_parameter_outside_its_days_is_an_error():
    with pytest.raises(KeyError):
        parameter("campaign.end", date(2030, 1, 1))


def test_the_campaign_lasts_seventy_days():
    day = date(2021, 2, 8)
    start, end = (date.fromisoformat(parameter(f"campaign.{edge}", day)) for edge in ("start", "end"))
    assert (end - start).days + 1 == 70
