import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.forms.cells.counts import parse_months, parse_openings
from api.forms.cells.numerals import arabic
from api.forms.cells.plain import Impossible


@given(st.integers(1, 9999), st.sampled_from(["{}", "{}人", "{}名", " {} ", "招{}人", "约{}人", "{}.0"]))
def test_a_head_count_is_read_however_it_is_dressed(count: int, dress: str):
    assert parse_openings(dress.format(count)) == count


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        ("五人", 5),
        ("二十名", 20),
        ("３人", 3),
        ("3-5人", 3),
        ("10人以上", 10),
        ("男2女3", 5),
        ("2男3女", 5),
        (5.0, 5),
        ("两人", 2),
    ],
)
def test_other_ways_to_count(raw: object, count: int):
    assert parse_openings(raw) == count


@pytest.mark.parametrize("raw", ["若干", "多名", "不限", "", None, "数名"])
def test_a_count_without_a_number_is_unknown(raw: object):
    assert parse_openings(raw) is None


@pytest.mark.parametrize("raw", [0, "0人", -2, "-2", 2.5, 13800138000.0])
def test_a_count_that_cannot_be_is_impossible(raw: object):
    with pytest.raises(Impossible):
        parse_openings(raw)


@pytest.mark.parametrize(
    ("raw", "months"), [("1年", 12), ("两年半", 30), ("6个月", 6), ("半年", 6), ("无固定期限", None), ("2021年", None)]
)
def test_a_contract_in_months(raw: str, months: int | None):
    assert parse_months(raw) == months


@given(st.integers(1, 9999))
def test_chinese_numerals_come_back_as_their_digits(number: int):
    digits, units = "零一二三四五六七八九", ["", "十", "百", "千"]
    text = ""
    for place, digit in enumerate(str(number)):
        unit = units[len(str(number)) - place - 1]
        text += digits[int(digit)] + unit if digit != "0" else "零"
    text = text.rstrip("零") if number > 9 else text
    while "零零" in text:
        text = text.replace("零零", "零")
    assert arabic(text) == str(number)
