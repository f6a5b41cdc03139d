"""Dated weights: the table in force on a day, and what a run takes from it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from matcher.pairing import weights
from matcher.pairing.params import MatchParams
from matcher.pairing.weights import newest_weights, weights_on


@pytest.fixture
def two_tables(monkeypatch):
    """The packaged table, and one that begins later."""
    first = newest_weights()
    later = replace(first, name="later", valid_from=first.valid_from + timedelta(days=100), neutral=0.4)
    monkeypatch.setattr(weights, "weight_tables", lambda: (first, later))
    return first, later


@pytest.mark.parametrize(("days", "which"), [(-1, 0), (0, 0), (99, 0), (100, 1), (5000, 1)])
def test_the_last_table_that_has_begun_is_in_force(two_tables, days, which):
    assert weights_on(two_tables[0].valid_from + timedelta(days=days)) is two_tables[which]


def test_a_run_goes_by_the_table_of_its_day(two_tables, run_match):
    day = two_tables[1].valid_from
    reports = [run_match([], [], as_of=as_of).report for as_of in (day - timedelta(days=1), day)]
    assert [report["weights"] for report in reports] == [two_tables[0].name, "later"]


def test_parameters_of_a_day_keep_what_is_said_of_them(two_tables):
    read = MatchParams.from_mapping({"smoothing": 0.2}, two_tables[1].valid_from)
    assert (read.weights, read.neutral, read.smoothing) == ("later，另有改动", 0.4, 0.2)


def test_every_table_says_how_it_was_set():
    assert all(table.name and table.source and table.valid_from <= date.max for table in weights.weight_tables())


def test_a_report_names_the_bands_and_what_they_rest_on(run_match):
    bands = run_match([], [], bands={"fair": 0.4, "outcomes": [0, 5, 8], "hired": [0, 2, 6]}).report["chance_bands"]
    assert [(band["from"], band["outcomes"], band["hired"]) for band in bands] == [
        (0, 0, 0),
        (0.4, 5, 2),
        (0.6667, 8, 6),
    ]
    assert bands[0]["basis"] == "按要求符合程度估计，暂无历史结果"
