from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.forms.cells.identity import IdNumber, check_digit, parse_id, parse_uscc, uscc_check
from api.forms.cells.plain import Impossible

AS_OF = date(2021, 2, 7)
FIRST_17 = st.builds(
    lambda day, serial: f"440103{day:%Y%m%d}{serial:03d}",
    st.dates(date(1930, 1, 1), date(2004, 1, 1)),
    st.integers(1, 999),
)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@given(FIRST_17)
def test_a_number_with_its_check_digit_tells_birthday_and_sex(first: str):
    found = parse_id(first + check_digit(first), AS_OF)
    assert found is not None
    assert (found.birth_date.strftime("%Y%m%d"), found.sex) == (first[6:14], "男" if int(first[16]) % 2 else "女")


@given(FIRST_17, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(first: str, place: int, shift: int):
    wrong = first[:place] + str((int(first[place]) + shift) % 10) + first[place + 1 :]
    with pytest.raises(Impossible):
        parse_id(wrong + check_digit(first), AS_OF)


@given(FIRST_17)
def test_a_number_typed_as_a_number_has_lost_digits_and_is_never_repaired(first: str):
    digits = first + check_digit(first)
    for raw in (float(digits.replace("X", "0")), int(digits.replace("X", "0"))):
        with pytest.raises(Impossible, match="丢失"):
            parse_id(raw, AS_OF)


@given(st.text(max_size=25) | st.floats() | st.integers())
def test_no_cell_raises_anything_but_impossible(raw: str | float | int):
    for parse in (lambda r: parse_id(r, AS_OF), parse_uscc):
        try:
            parse(raw)
        except Impossible:
            continue


def test_a_small_x_and_spaces_are_the_same_number():
    assert parse_id("11010519491231 002x", AS_OF) == IdNumber(
        "11010519491231002X", "居民身份证", date(1949, 12, 31), "女"
    )


def test_an_old_number_of_15_digits_is_taken_even_as_a_number():
    found = parse_id(110105491231002.0, AS_OF)
    assert found is not None
    assert (found.text, found.birth_date) == ("110105491231002", date(1949, 12, 31))


@pytest.mark.parametrize(
    "raw",
    [
        "4.40306E+17",
        "1101051949123100",
        "110105194912310021",
        "110105199002300020",
        "990105194912310021",
        "1101**********002X",
        "11010520311231002X",
    ],
)
def test_a_number_that_cannot_be_is_impossible(raw: str):
    with pytest.raises(Impossible):
        parse_id(raw, AS_OF)


@pytest.mark.parametrize("raw", ["", None, "无", "暂无"])
def test_no_number_is_unknown(raw: object):
    assert parse_id(raw, AS_OF) is None


@pytest.mark.parametrize("raw", ["H12345678", "E12345678"])
def test_other_papers_are_taken_as_they_are(raw: str):
    found = parse_id(raw, AS_OF)
    assert found is not None
    assert (found.text, found.birth_date) == (raw, None)


@given(st.text(ALPHABET, min_size=16, max_size=16))
def test_a_credit_code_needs_its_check_character(body: str):
    code = "9" + body
    right = uscc_check(code)
    wrong = ALPHABET[(ALPHABET.index(right) + 1) % 31]
    assert parse_uscc(f"{code}{right}".lower()) == code + right
    with pytest.raises(Impossible):
        parse_uscc(code + wrong)


def test_a_published_credit_code_passes():
    assert parse_uscc("91350100M000100Y43") == "91350100M000100Y43"


def test_an_old_licence_number_is_unknown_not_wrong():
    assert parse_uscc("440103000012345") is None
