from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.forms.cells.dates import parse_date
from api.forms.cells.plain import Impossible

AS_OF = date(2021, 2, 7)
SHAPES = (
    "{0:%Y-%m-%d}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}.{0.month}.{0.day}",
    "{0.year}年{0.month}月{0.day}日",
    "{0:%Y%m%d}",
)


@given(st.dates(date(1930, 1, 1), date(2099, 12, 31)), st.sampled_from(SHAPES))
def test_every_shape_of_text_gives_the_day_back(day: date, shape: str):
    assert parse_date(shape.format(day), AS_OF) == day


@given(st.dates(date(1930, 1, 1), date(2099, 12, 31)))
def test_a_serial_number_is_the_day_excel_means(day: date):
    assert parse_date(float((day - date(1899, 12, 30)).days), AS_OF) == day


@given(st.text(max_size=40) | st.floats(allow_nan=True) | st.integers())
def test_no_cell_raises_anything_but_impossible(raw: str | float | int):
    try:
        day = parse_date(raw, AS_OF)
    except Impossible:
        return
    assert day is None or 1900 <= day.year <= 2100


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("二〇二一年二月十八日", date(2021, 2, 18)),
        ("2021年２月１８日（初七）", date(2021, 2, 18)),
        ("2月20日", date(2021, 2, 20)),
        ("2.20", date(2021, 2, 20)),
        ("21.2.18", date(2021, 2, 18)),
        ("90-5-3", date(1990, 5, 3)),
        ("2021 02 18", date(2021, 2, 18)),
        ("18/02/2021", date(2021, 2, 18)),
        ("2021-02-18 09:00", date(2021, 2, 18)),
        ("2021.2.18-2021.3.5", date(2021, 2, 18)),
        (datetime(2021, 2, 18, 9), date(2021, 2, 18)),  # noqa: DTZ001  (as the reader gives it)
    ],
)
def test_other_ways_to_write_a_day(raw: object, day: date):
    assert parse_date(raw, AS_OF) == day


@pytest.mark.parametrize(
    "raw",
    [
        "随时",
        "面议",
        "长期",
        "节后",
        "正月十五",
        "2021年3月",
        "2021",
        "待定",
        "3月初",
        "",
        None,
        "即日起至2021-03-31",
        202103.0,
        "03/02/2021",
    ],
)
def test_what_names_no_day_is_unknown(raw: object):
    assert parse_date(raw, AS_OF) is None


@pytest.mark.parametrize(
    "raw",
    [
        "2021-02-30",
        "2021/2/29",
        "2021年13月1日",
        "20210231",
        20210230.0,
        "4月31日",
        "2021.0.5",
        -3,
        time(0),
        timedelta(1),
        "0021-01-01",
    ],
)
def test_a_day_that_does_not_exist_is_impossible(raw: object):
    with pytest.raises(Impossible):
        parse_date(raw, AS_OF)


@pytest.mark.parametrize("raw", ["5月3日", "90.05", 5.3, "5.3"])
def test_a_birthday_without_its_year_is_unknown(raw: object):
    assert parse_date(raw, AS_OF, past=True, needs_year=True) is None


def test_the_end_of_a_range_takes_its_year_from_the_start():
    assert parse_date("2021-2-18至3月5日", AS_OF, last=True) == date(2021, 3, 5)


def test_a_past_day_without_a_year_goes_back():
    assert parse_date("11月3日", AS_OF, past=True) == date(2020, 11, 3)


def test_a_coming_day_long_past_means_next_year():
    assert parse_date("1月5日", date(2020, 12, 28)) == date(2021, 1, 5)


def test_eight_digits_typed_as_a_number_must_be_a_day():
    with pytest.raises(Impossible):
        parse_date(99999999.0, AS_OF)
