"""A score taken apart: the parts are the whole, exactly."""

import json
from datetime import date

import numpy as np
import pytest

from matcher.pairing.breakdown import breakdown
from matcher.pairing.cells import day
from matcher.pairing.params import MatchParams
from matcher.pairing.retrieval import problem_of, retrieve
from matcher.pairing.search import VacancyIndex, weigh_pair

AS_OF = day(date(2021, 2, 8))
WORKERS = [{}, {"wishes": ""}, {"certificates": "", "education": ""}, {"wishes": "文员"}]
VACANCIES = [{}, {"title": "叉车工", "certificates_required": "叉车证"}, {"title": "文员", "wage_low": ""}]


@pytest.fixture(scope="module")
def taken_apart(make_instance):
    problem = problem_of(make_instance(WORKERS, VACANCIES), MatchParams.from_mapping({"min_score": 0}), AS_OF)
    found = retrieve(problem)
    return breakdown(problem, found.pairs), found


def summed(parts):
    total = np.zeros(len(next(iter(parts.values()))))
    for part in parts.values():
        total += part
    return total


def test_the_parts_of_the_utility_are_the_utility(taken_apart):
    assert summed(taken_apart[0].utility_parts).tolist() == taken_apart[1].scores.utility.tolist()


def test_the_parts_of_the_chance_are_its_raw_value(taken_apart):
    assert summed(taken_apart[0].chance_parts).tolist() == taken_apart[0].raw.tolist()


def test_the_calibrated_value_times_the_gates_is_the_chance(taken_apart):
    product = taken_apart[0].calibrated
    for factor in taken_apart[0].gates.values():
        product = product * factor
    assert product.tolist() == taken_apart[1].scores.chance.tolist()


def test_every_gate_is_named_and_opens_for_who_fits(taken_apart):
    parts, found = taken_apart
    by_pair = {(w, v): row for row, (w, v) in enumerate(zip(found.pairs.worker, found.pairs.vacancy, strict=True))}
    gates = [
        {name for name, factor in parts.gates.items() if factor[by_pair[pair]] < 1} for pair in ((0, 0), (2, 1), (3, 0))
    ]
    assert gates == [set(), {"unsaid_certificates", "unsaid_education"}, {"unrelated"}]


def test_a_pair_becomes_plain_values_with_what_is_unknown_left_open(taken_apart):
    kept = json.loads(json.dumps(taken_apart[0].as_dict(0)))
    assert kept["values"]["skills"] is None
    assert kept["chance"] == pytest.approx(taken_apart[0].chance[0], abs=1e-9)


def test_a_run_takes_every_chosen_pair_apart(run_match):
    found = run_match([{}, {"certificates": ""}], [{"openings": "2", "certificates_required": "叉车证"}])
    scores = [kept["score"] for kept in found.breakdowns]
    assert scores == pytest.approx(found.pairs["score"].tolist())
    assert found.breakdowns[1]["gates"]["unsaid_certificates"] < 1


def test_a_pair_weighed_alone_is_what_it_is_in_the_whole(make_instance, taken_apart):
    parts, found = taken_apart
    whole = make_instance(WORKERS, VACANCIES)
    index, rows = VacancyIndex.of(whole.vacancies), whole.workers.to_dict("records")
    weighed = {
        (w, v): weigh_pair(row, index, key, MatchParams(), as_of=date(2021, 2, 8))
        for w, row in enumerate(rows)
        for v, key in enumerate(index.vacancies.ids)
    }
    pairs = zip(found.pairs.worker.tolist(), found.pairs.vacancy.tolist(), strict=True)
    kept = {pair: alone.as_dict(0) for pair, alone in weighed.items() if alone}
    assert kept == {pair: parts.as_dict(place) for place, pair in enumerate(pairs)}


def test_a_vacancy_that_is_not_in_the_index_weighs_nothing(make_instance):
    whole = make_instance(WORKERS[:1], VACANCIES)
    [row] = whole.workers.to_dict("records")
    index = VacancyIndex.of(whole.vacancies)
    assert weigh_pair(row, index, "nowhere", MatchParams(), as_of=date(2021, 2, 8)) is None
