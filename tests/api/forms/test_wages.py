from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.forms.cells.plain import Impossible
from api.forms.cells.wages import PayScale, parse_wage, scale_of
from matcher.language.board import Provided

PAID_DAYS = Decimal("21.75")
RANGES = (
    "{0}-{1}",
    "{0}~{1}元/月",
    "{0}—{1}元",
    "{0}至{1}",
    "{0}元到{1}元",
    "￥{0}-{1}",
    "月薪{0}-{1}元，包吃住",
    "{0}－{1}",
)


@given(st.integers(1000, 20_000), st.integers(0, 20_000), st.sampled_from(RANGES))
def test_a_range_gives_both_ends_in_fen(low: int, more: int, shape: str):
    wage = parse_wage(shape.format(low, low + more))
    assert wage is not None
    assert (wage.low_fen, wage.high_fen, wage.unit) == (low * 100, (low + more) * 100, "month")


@given(st.text(max_size=40) | st.floats() | st.integers())
def test_no_cell_raises_anything_but_impossible(raw: str | float | int):
    try:
        wage = parse_wage(raw)
    except Impossible:
        return
    assert wage is None or (wage.low_fen or 0) >= 0


@pytest.mark.parametrize(
    ("raw", "low", "high"),
    [
        ("5千-6千", 5000, 6000),
        ("4.5K~6K", 4500, 6000),
        ("5-6千", 5000, 6000),
        ("1-1.5万", 10000, 15000),
        ("五千到六千", 5000, 6000),
        ("六千五", 6500, 6500),
        ("4千5左右", 4500, 4500),
        ("6000以上", 6000, None),
        ("6000元起", 6000, None),
        ("不低于2100元", 2100, None),
        ("最高8000", None, 8000),
        ("4,500-6,000元", 4500, 6000),
        ("底薪3000+提成，综合5000-8000", 5000, 8000),
        ("2100+提成", 2100, None),
        ("五险一金，月休4天，4500元", 4500, 4500),
        ("4500-6000（含全勤奖200）", 4500, 6000),
        ("年薪6-9.6万", 5000, 8000),
        ("180元/天", 3915, 3915),
        (5000, 5000, 5000),
        ("５０００－６０００元／月", 5000, 6000),
    ],
)
def test_a_months_pay(raw: object, low: int | None, high: int | None):
    wage = parse_wage(raw, PayScale(paid_days=PAID_DAYS))
    assert wage is not None
    fen = tuple(None if end is None else end * 100 for end in (low, high))
    assert (wage.low_fen, wage.high_fen, wage.unit) == (*fen, "month")


@pytest.mark.parametrize(
    ("raw", "low", "high"), [("25元/小时", 25, 25), ("18-22元/时", 18, 22), ("时薪25", 25, 25), ("25/h", 25, 25)]
)
def test_an_hours_pay(raw: str, low: int, high: int):
    wage = parse_wage(raw)
    assert wage is not None
    assert (wage.low_fen, wage.high_fen, wage.unit) == (low * 100, high * 100, "hour")


@pytest.mark.parametrize(
    "raw", ["面议", "看情况", "计件，0.5元/件", "按公司规定", "20", "餐补300", 0, "", None, "13薪"]
)
def test_pay_that_is_not_told_is_unknown(raw: object):
    assert parse_wage(raw) is None


@pytest.mark.parametrize("raw", [-4500, "-4500", "−4500元/月", "负3000", "45000000", "999999-4500", 13800138000])
def test_impossible_pay_is_refused(raw: object):
    with pytest.raises(Impossible):
        parse_wage(raw)


@pytest.mark.parametrize(
    ("header", "raw", "fen", "unit"),
    [
        ("月薪(千元)", 4.5, 450000, "month"),
        ("工资（元/小时）", 25, 2500, "hour"),
        ("年薪（万元）", 9.6, 800000, "month"),
        ("日薪(元)", 200, 435000, "month"),
    ],
)
def test_the_headers_unit_counts_for_a_bare_number(header: str, raw: float, fen: int, unit: str):
    wage = parse_wage(raw, scale_of(header, PAID_DAYS))
    assert wage is not None
    assert (wage.low_fen, wage.unit) == (fen, unit)


def test_a_days_pay_is_unknown_while_the_paid_days_of_a_month_are():
    assert parse_wage("180元/天") is None


def test_words_beside_the_numbers_are_kept():
    wage = parse_wage("4500-6000元/月 包吃住")
    assert wage is not None
    assert (wage.words, wage.provided) == ("4500-6000元/月 包吃住", Provided(True, True))


@pytest.mark.parametrize(
    ("raw", "low", "high"),
    [
        ("6000-4500", 4500, 6000),
        ("6000-4500元/月 包吃住", 4500, 6000),
        ("6000--4500", 4500, 6000),
        ("6k-4k", 4000, 6000),
        ("1万至8千", 8000, 10000),
        ("6-5千", 5000, 6000),
        ("6千-5", 5000, 6000),
        ("8-1万", 8000, 10000),
        ("9-1.2万", 9000, 12000),
    ],
)
def test_a_range_written_backwards_is_the_range_it_means(raw: str, low: int, high: int):
    wage = parse_wage(raw)
    assert (wage.low_fen, wage.high_fen) == (low * 100, high * 100)


@pytest.mark.parametrize("raw", ["4500-6", "4500-20天"])
def test_a_range_that_ends_in_no_pay_says_nothing(raw: str):
    assert parse_wage(raw) is None
