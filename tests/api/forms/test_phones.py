import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.forms.cells.phones import parse_phones
from api.forms.cells.plain import Impossible

MOBILE = st.integers(13_000_000_000, 19_999_999_999)


@given(MOBILE, st.sampled_from(["{}", "+86 {}", "86{}", "0086-{}", " {} ", "电话：{}", "{}（微信同号）", "{}\n"]))
def test_a_mobile_is_read_however_it_is_dressed(number: int, dress: str):
    assert parse_phones(dress.format(number)) == [str(number)]


@given(MOBILE)
def test_a_mobile_typed_as_a_number_is_whole(number: int):
    assert parse_phones(float(number)) == [str(number)]


@given(MOBILE, st.integers(1, 9))
def test_a_mobile_with_digits_missing_or_too_many_is_impossible(number: int, digits: int):
    for wrong in (str(number)[:-1], f"{number}{digits}"):
        with pytest.raises(Impossible):
            parse_phones(wrong)


@given(st.text(max_size=30) | st.floats() | st.integers())
def test_no_cell_raises_anything_but_impossible(raw: str | float | int):
    try:
        parse_phones(raw)
    except Impossible:
        return


@pytest.mark.parametrize(
    ("raw", "numbers"),
    [
        ("020-81881234", ["020-81881234"]),
        ("（020）8188 1234 转 801", ["020-81881234-801"]),
        ("020-81881234-801", ["020-81881234-801"]),
        ("02081881234", ["020-81881234"]),
        ("0758-2812345", ["0758-2812345"]),
        ("81881234", ["81881234"]),
        ("400-830-1234", ["4008301234"]),
        ("138-0013-8000", ["13800138000"]),
        ("１３８００１３８０００", ["13800138000"]),
        ("13800138000/13900139000", ["13800138000", "13900139000"]),
        ("13800138000、020-81881234", ["13800138000", "020-81881234"]),
        ("13800138000 13900139000", ["13800138000", "13900139000"]),
        ("13800138000\n13900139000", ["13800138000", "13900139000"]),
        ("陈生13800138000", ["13800138000"]),
        ("无", []),
        ("见附件", []),
        (None, []),
    ],
)
def test_ways_to_write_a_number(raw: object, numbers: list[str]):
    assert parse_phones(raw) == numbers


@pytest.mark.parametrize(
    "raw", ["1380013800O", "138****8000", 2081881234.0, "12345", "12345678901", "13800138000/1390013900", "0"]
)
def test_a_number_that_cannot_be_dialled_is_impossible(raw: object):
    with pytest.raises(Impossible):
        parse_phones(raw)


def test_a_mobile_broken_by_a_space_and_a_dash_is_whole():
    assert parse_phones("137 0013-7012") == ["13700137012"]
