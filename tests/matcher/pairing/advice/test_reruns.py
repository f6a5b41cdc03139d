"""What a way out promises is what a run with that change places more."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.pairing.advice.steps import advice_on
from matcher.pairing.instance import Instance
from matcher.pairing.params import MatchParams
from matcher.pairing.run import match

AS_OF = date(2021, 2, 8)
TABLE = advice_on(AS_OF)
WORKERS = st.fixed_dictionaries(
    {
        "wishes": st.sampled_from(["叉车司机", "叉车工；缝纫工", "缝纫工", "不限", ""]),
        "certificates": st.sampled_from(["", "叉车证", "健康证"]),
        "education": st.sampled_from(["", "60", "80"]),
        "birth_date": st.sampled_from(["1985-03-02", "2005-02-22", ""]),
        "wage_min": st.sampled_from(["", "4500", "5000", "6200", "6500"]),
        "shifts": st.sampled_from(["", "day", "night"]),
        "needs_lodging": st.sampled_from(["", "0", "1"]),
        "available_from": st.sampled_from(["", "2021-02-18", "2021-03-01", "2021-03-10"]),
        "lng": st.sampled_from(["113.24", "113.52", "114.10"]),
        "lat": st.just("23.10"),
        "assist": st.sampled_from(["0", "0", "1"]),
    }
)
VACANCIES = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["叉车司机", "叉车工", "车位工"]),
        "certificates_required": st.sampled_from(["", "叉车证", "健康证；叉车证"]),
        "education_min": st.sampled_from(["", "60", "70"]),
        "wage_low": st.sampled_from(["", "4000", "5500"]),
        "wage_high": st.sampled_from(["", "6000"]),
        "shift": st.sampled_from(["", "day", "night"]),
        "lodging": st.sampled_from(["", "0", "0", "1"]),
        "openings": st.sampled_from(["1", "2", "4"]),
        "start_date": st.sampled_from(["", "2021-02-19"]),
        "open_until": st.sampled_from(["", "", "2021-02-01"]),
        "key_class": st.sampled_from(["K0", "K0", "K1"]),
    }
)
CELLS = {
    "lodging": ("lodging", "1"),
    "education": ("education_min", ""),
    "shift": ("shift", ""),
    "closed": ("open_until", ""),
}


def raised(cell: str) -> str:
    return str(int(cell) + TABLE.shortage_wage) if cell else ""


def later(cell: str) -> str:
    return (date.fromisoformat(cell) + timedelta(days=TABLE.shortage_days)).isoformat() if cell else ""


def taken(instance: Instance, params: MatchParams, short: Mapping, way: Mapping) -> tuple[Instance, MatchParams]:
    """The instance and the parameters with a way out taken."""
    workers, vacancies = instance.workers.copy(), instance.vacancies.copy()
    concerned, trained = vacancies["vacancy_id"].isin(short["vacancies"]), workers["worker_id"].isin(way["trained"])
    match way["rule"]:
        case "wage":
            for column in ("wage_low", "wage_high"):
                vacancies.loc[concerned, column] = vacancies.loc[concerned, column].map(raised)
        case "start":
            vacancies.loc[concerned, "start_date"] = vacancies.loc[concerned, "start_date"].map(later)
        case "distance":
            params = replace(params, max_km=params.max_km + TABLE.shortage_km)
        case "certificates":
            workers.loc[trained, "certificates"] += f"；{way['paper']}"
        case rule:
            column, cell = CELLS[rule]
            vacancies.loc[concerned, column] = cell
    return Instance(workers, vacancies), params


def assert_promises_hold(instance: Instance, params: MatchParams) -> set[str]:
    """Every way out of every shortage places what it says; the rules that were tried."""
    report = match(instance, params, as_of=AS_OF).report
    tried = set()
    for short in report["shortages"]:
        for way in short["relaxations"]:
            after = match(*taken(instance, params, short, way), as_of=AS_OF).report
            assert (way["words"], way["gain"]) == (
                way["words"],
                after["objective"]["placed"] - report["objective"]["placed"],
            )
            tried.add(way["rule"])
    return tried


@settings(max_examples=40, deadline=None)
@given(
    st.lists(WORKERS, min_size=3, max_size=9),
    st.lists(VACANCIES, min_size=1, max_size=4),
    st.floats(0, 1),
)
def test_a_way_out_places_as_many_as_a_run_with_it(make_instance, workers, vacancies, share):
    """The least score is one that a pair just reaches, so that a change drives pairs away and lifts others over it."""
    instance = make_instance(workers, vacancies)
    scores = match(instance, MatchParams(min_score=0.0), as_of=AS_OF).candidates["score"]
    least = float(scores.quantile(share, interpolation="nearest")) if len(scores) else 0.15
    assert_promises_hold(instance, MatchParams(min_score=least))


ONE_WAY = {
    "wage": ({"wage_min": "6200"}, {}),
    "start": ({"available_from": "2021-03-01"}, {}),
    "lodging": ({"needs_lodging": "1"}, {}),
    "education": ({"education": "80"}, {}),
    "shift": ({"shifts": "night"}, {}),
    "closed": ({}, {"open_until": "2021-02-01"}),
    "distance": ({"lng": "113.52", "lat": "23.10"}, {}),
    "certificates": ({"certificates": "健康证"}, {"certificates_required": "叉车证"}),
}


@pytest.mark.parametrize("rule", ONE_WAY)
def test_every_kind_of_way_out_is_told_and_holds(make_instance, rule):
    worker, vacancy = ONE_WAY[rule]
    assert rule in assert_promises_hold(make_instance([worker] * 2, [{**vacancy, "openings": "2"}]), MatchParams())


def test_a_later_start_also_brings_whoever_is_sixteen_and_free_by_then(make_instance):
    worker = {"birth_date": "2005-02-22", "available_from": "2021-03-01"}
    assert "start" in assert_promises_hold(make_instance([worker], [{}]), MatchParams())
