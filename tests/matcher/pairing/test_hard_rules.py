"""Candidates against a naive double loop written apart from the matcher, and each rule at its edge."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.language.skills.relating import relate
from matcher.pairing.places import street_centres

AS_OF = date(2021, 2, 8)
LEVELS = {"90": 0, "80": 1, "70": 2, "60": 3, "40": 3, "30": 4, "20": 5, "10": 6, "41": 3, "61": 3, "21": 5}
PAPERS = ["叉车证", "电工证", "低压电工证", "健康证"]
STREETS = ["", "440103001", "440103021", "440103020", "440106001"]


def maybe(*values):
    return st.sampled_from(["", *values])


def sets(values):
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map("；".join)


DAYS = [f"2021-02-{number:02}" for number in (1, 7, 8, 9, 14, 15, 16, 22, 28)]
WORKERS = st.fixed_dictionaries(
    {
        "wishes": sets(["叉车司机", "文员", "缝纫工"]),
        "certificates": sets(PAPERS),
        "education": maybe(*LEVELS),
        "birth_date": maybe("1980-01-01", "2005-02-15", "2005-02-16", "2004-02-29", "2009-01-01"),
        "street": st.sampled_from(STREETS),
        "lng": maybe("113.24", "113.60"),
        "lat": maybe("23.05", "23.40"),
        "wage_min": maybe("4000", "5000", "6000.5"),
        "shifts": sets(["day", "night", "rotating"]),
        "needs_lodging": maybe("0", "1"),
        "available_from": maybe(*DAYS),
    }
)
VACANCIES = st.fixed_dictionaries(
    {
        "title": maybe("叉车工", "文员", "车位工"),
        "certificates_required": sets(PAPERS),
        "education_min": maybe(*LEVELS),
        "street": st.sampled_from(STREETS),
        "lng": maybe("113.24", "113.48"),
        "lat": maybe("23.05", "23.10"),
        "wage_low": maybe("3500"),
        "wage_high": maybe("3999", "4000", "5000", "7000"),
        "shift": maybe("day", "night", "rotating"),
        "lodging": maybe("0", "1"),
        "openings": st.sampled_from(["0", "1", "2"]),
        "start_date": maybe(*DAYS),
        "open_until": maybe("2021-02-07", "2021-02-08", "2021-03-31"),
    }
)


def passes(worker: dict[str, str], vacancy: dict[str, str]) -> bool:
    """The hard rules as contracts.md words them, one pair at a time; an unknown never excludes."""
    papers, asked = (
        side.split("；") if side else [] for side in (worker["certificates"], vacancy["certificates_required"])
    )
    km = haversine(place(worker), place(vacancy))
    refused = [
        int(vacancy["openings"]) == 0,
        both(worker["birth_date"], vacancy["start_date"]) and not sixteen(worker["birth_date"], vacancy["start_date"]),
        both(worker["education"], vacancy["education_min"])
        and LEVELS[worker["education"]] < LEVELS[vacancy["education_min"]],
        papers and not all(any(relate(p, a).kind in ("same", "covers") for p in papers) for a in asked),
        both(worker["shifts"], vacancy["shift"]) and vacancy["shift"] not in worker["shifts"].split("；"),
        worker["needs_lodging"] == "1" and vacancy["lodging"] == "0",
        both(worker["wage_min"], vacancy["wage_high"]) and float(vacancy["wage_high"]) < float(worker["wage_min"]),
        both(worker["available_from"], vacancy["start_date"])
        and day(worker["available_from"]) > day(vacancy["start_date"]) + timedelta(days=7),
        vacancy["open_until"] != "" and day(vacancy["open_until"]) < AS_OF,
        km is not None and km > 25 and vacancy["lodging"] == "0",
    ]
    return not any(refused)


def both(a: str, b: str) -> bool:
    return a != "" and b != ""


def day(written: str) -> date:
    return date.fromisoformat(written)


def sixteen(born: str, on: str) -> bool:
    birth, start = day(born), day(on)
    return (start.year - birth.year) - ((start.month, start.day) < (birth.month, birth.day)) >= 16


def place(row: dict[str, str]) -> tuple[float, float] | None:
    if both(row["lng"], row["lat"]):
        return float(row["lng"]), float(row["lat"])
    return street_centres().get(row["street"])


def haversine(a, b) -> float | None:
    if a is None or b is None:
        return None
    (x, y), (u, v) = ([math.radians(degrees) for degrees in point] for point in (a, b))
    h = math.sin((v - y) / 2) ** 2 + math.cos(y) * math.cos(v) * math.sin((u - x) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


def numbered(rows, key, letter):
    return [{**row, key: f"{letter}{number}"} for number, row in enumerate(rows, start=1)]


def pairs_of(frame) -> set[tuple[str, str]]:
    return set(zip(frame["worker_id"], frame["vacancy_id"], strict=True))


@settings(max_examples=120, deadline=None)
@given(st.lists(WORKERS, min_size=1, max_size=5), st.lists(VACANCIES, min_size=1, max_size=5))
def test_with_no_least_score_candidates_are_exactly_the_pairs_a_double_loop_accepts(run_match, workers, vacancies):
    workers, vacancies = numbered(workers, "worker_id", "w"), numbered(vacancies, "vacancy_id", "v")
    accepted = {(w["worker_id"], v["vacancy_id"]) for w in workers for v in vacancies if passes(w, v)}
    assert pairs_of(run_match(workers, vacancies, min_score=0).candidates) == accepted


@settings(max_examples=60, deadline=None)
@given(st.lists(WORKERS, min_size=1, max_size=6), st.lists(VACANCIES, min_size=1, max_size=6))
def test_every_listed_or_chosen_pair_passes_the_double_loop(run_match, workers, vacancies):
    workers, vacancies = numbered(workers, "worker_id", "w"), numbered(vacancies, "vacancy_id", "v")
    accepted = {(w["worker_id"], v["vacancy_id"]) for w in workers for v in vacancies if passes(w, v)}
    found = run_match(workers, vacancies)
    assert pairs_of(found.pairs) | pairs_of(found.lists) | pairs_of(found.candidates) <= accepted


FITS = [
    ({"birth_date": "2005-02-19"}, {}),
    ({"education": "60"}, {"education_min": "40"}),
    ({"education": "41"}, {"education_min": "61"}),
    ({"education": "20"}, {"education_min": "70"}),
    ({"certificates": ""}, {"certificates_required": "叉车证"}),
    ({"shifts": "night；day"}, {}),
    ({"wage_min": "6000"}, {}),
    ({"available_from": "2021-02-26"}, {}),
    ({}, {"open_until": "2021-02-08"}),
    ({"lng": "113.6", "lat": "23.5"}, {"lodging": "1"}),
    ({"lng": "113.6", "lat": "23.5"}, {"lodging": ""}),
    ({"needs_lodging": "1"}, {"lodging": ""}),
    ({"wage_min": "9000"}, {"wage_high": ""}),
]
FAILS = [
    ("age", {"birth_date": "2005-02-20"}, {}),
    ("education", {"education": "70"}, {"education_min": "60"}),
    ("certificates", {"certificates": "健康证"}, {"certificates_required": "叉车证"}),
    ("shift", {"shifts": "night"}, {}),
    ("lodging", {"needs_lodging": "1"}, {}),
    ("wage", {"wage_min": "6001"}, {}),
    ("start", {"available_from": "2021-02-27"}, {}),
    ("closed", {}, {"open_until": "2021-02-07"}),
    ("distance", {"lng": "113.6", "lat": "23.5"}, {}),
    ("openings", {}, {"openings": "0"}),
]


@pytest.mark.parametrize(("worker", "vacancy"), FITS)
def test_the_edge_of_each_rule_still_fits(run_match, worker, vacancy):
    assert len(run_match([worker], [vacancy]).pairs) == 1


@pytest.mark.parametrize(("rule", "worker", "vacancy"), FAILS)
def test_beyond_the_edge_the_refusal_is_counted_under_its_rule(run_match, rule, worker, vacancy):
    refused = run_match([worker], [vacancy]).report["counts"]["refused"]
    assert {name for name, count in refused.items() if count} == {rule}


def test_hukou_sex_and_ethnicity_change_nothing(run_match):
    plain = run_match([{}], [{}])
    told = run_match([{"sex": "女", "hukou": "522400", "ethnicity": "苗族"}], [{}])
    assert told.candidates.equals(plain.candidates)
