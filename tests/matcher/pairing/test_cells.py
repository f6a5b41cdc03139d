"""Cells: unknown stays unknown, the impossible is refused."""

import math
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.pairing import cells


@pytest.mark.parametrize("blank", [None, "", "  ", math.nan, np.float64("nan"), pd.NA, pd.NaT])
def test_a_blank_cell_of_any_kind_is_unknown(blank):
    assert math.isnan(cells.number(blank))
    assert math.isnan(cells.day(blank))
    assert cells.items(blank) == ()


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        (cells.number, "inf"),
        (cells.number, "4500元"),
        (cells.number, "1_000"),
        (cells.number, "５_０"),
        (cells.number, "1e3"),
        (cells.number, "5²"),
        (cells.number, "٤٥٠٠"),
        (cells.number, "4,500"),
        (cells.number, ".5"),
        (cells.number, "9" * 400),
        (cells.amount, "-1"),
        (cells.latitude, "113"),
        (cells.openings, "1.5"),
        (cells.openings, "-1"),
        (cells.day, "2021-02-30"),
        (cells.day, "2021/2/3"),
        (cells.day, "20210203"),
        (cells.day, "2021-2-8"),
        (cells.day, "２０２１-02-08"),
        (cells.flag, "2"),
        (cells.flag, "是"),
        (cells.education_level, "15a"),
        (cells.education_level, "55"),
        (cells.shifts, "day；早班"),
        (cells.shift, "day；night"),
        (cells.key_class, "K7"),
        (cells.street, "东沙街道"),
        (cells.identity, " "),
    ],
)
def test_an_impossible_cell_is_refused(reader, value):
    with pytest.raises(ValueError, match=r"\S"):
        reader(value)


def test_secondary_vocational_and_high_school_are_one_level():
    assert cells.education_level("40") == cells.education_level(60) == cells.education_level("47")


def test_education_rises_from_90_to_10():
    levels = [cells.education_level(code) for code in (90, 80, 70, 60, 30, 20, 10)]
    assert levels == sorted(set(levels))


def test_lists_split_at_both_semicolons_and_keep_each_word_once():
    assert cells.items("叉车司机； 文员;叉车司机；") == ("叉车司机", "文员")


def test_lists_are_also_taken_as_python_collections():
    assert cells.items(["叉车", "打包"]) == cells.items(("叉车", "打包")) == cells.items("叉车；打包")


def test_a_set_reads_the_same_in_any_order():
    assert cells.shifts(frozenset({"night", "day"})) == cells.shifts("day；night")


def test_born_on_29_february_is_16_on_the_first_of_march_where_there_is_no_29th():
    assert cells.sixteenth_birthday("2084-02-29") == cells.day("2100-03-01")


def test_dates_are_taken_as_dates_timestamps_and_text():
    assert cells.day(date(2021, 2, 8)) == cells.day(datetime(2021, 2, 8, 23)) == cells.day("2021-02-08")  # noqa: DTZ001


@given(st.dates(date(1900, 1, 1), date(2080, 12, 31)))
def test_turning_16_is_the_same_month_and_day_16_years_on(born):
    turned = date.fromordinal(int(cells.sixteenth_birthday(born)) + cells.EPOCH)
    assert (turned.year - born.year, turned.month, turned.day) == (16, born.month, born.day)


def test_whole_numbers_that_a_spreadsheet_made_floats_stay_ids_and_streets():
    assert cells.identity(17.0) == "17"
    assert cells.street(440103021.0) == "440103021"


def test_flags_are_taken_as_booleans_of_any_make():
    assert [cells.flag(value) for value in (True, np.True_, "1", 1.0, 0)] == [1, 1, 1, 1, 0]


@pytest.mark.parametrize(
    ("written", "read"), [("４５００", 4500), ("４５００．５", 4500.5), (" 4500.00 ", 4500), (7, 7)]
)
def test_numbers_are_taken_in_full_width_and_with_zero_decimals(written, read):
    assert cells.number(written) == read


def test_a_street_code_is_taken_in_full_width():
    assert cells.street("４４０１０３０２１") == "440103021"
