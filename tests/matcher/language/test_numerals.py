import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.language.numerals import amount


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("六千五", 6500), ("六千五百", 6500), ("一万二", 12000), ("两千", 2000), ("一万零五百", 10500)),
        *(("5k", 5000), ("4.5K", 4500), ("5千5", 5500), ("1.2w", 12000), ("12,000", 12000), ("十五", 15)),
        *(("叉车", None), ("", None)),
    ],
)
def test_written_amounts(written: str, meant: int | None) -> None:
    assert amount(written) == meant


@given(st.integers(1, 99_999_999))
def test_plain_numbers_mean_themselves(number: int) -> None:
    assert amount(str(number)) == number


@given(st.integers(1, 9), st.integers(1, 9))
def test_a_loose_last_digit_counts_hundreds_after_thousands(thousands: int, hundreds: int) -> None:
    digits = "零一二三四五六七八九"
    assert amount(f"{digits[thousands]}千{digits[hundreds]}") == thousands * 1000 + hundreds * 100
