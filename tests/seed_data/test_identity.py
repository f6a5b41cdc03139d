"""Made-up numbers pass every check digit and can still belong to nobody."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from seed_data.codes import table
from seed_data.identity import CREDIT_LETTERS, credit_check, credit_code, id_check_digit, id_number, mobile


def test_the_check_digit_of_the_standards_own_example():
    assert id_check_digit("11010519491231002") == "X"


def test_the_credit_check_of_a_published_code():
    assert credit_check("91350100M000100Y4") == "3"


@given(st.integers(0, 31**4 - 1))
def test_a_credit_code_has_18_characters_of_the_standard_alphabet(number: int):
    code = credit_code(number)
    assert len(code) == 18
    assert set(code) <= set(CREDIT_LETTERS)


@given(st.integers(0, 31**4 - 1), st.integers(0, 31**4 - 1))
def test_different_employers_have_different_credit_codes(one: int, other: int):
    assert (credit_code(one) == credit_code(other)) == (one == other)


@given(st.integers(0, 31**4 - 1), st.integers(0, 16), st.sampled_from(CREDIT_LETTERS))
def test_one_wrong_character_breaks_a_credit_code(number: int, place: int, letter: str):
    code = credit_code(number)
    wrong = code[:place] + letter + code[place + 1 : 17]
    assert (credit_check(wrong) == code[17]) == (wrong == code[:17])


@given(st.dates(date(1950, 1, 1), date(2010, 12, 31)), st.integers(0, 999))
def test_an_id_number_carries_the_birthday(born: date, serial: int):
    assert id_number("450881", born, serial)[6:14] == f"{born:%Y%m%d}"


def test_no_county_has_the_first_six_digits_of_a_made_up_id_number():
    counties = {row["code"] for row in table("reference", "counties")}
    made_up = {id_number(code, date(1980, 1, 1), 1)[:6] for code in counties}
    assert not made_up & counties


@given(st.integers(0, 10**8 - 1), st.integers(0, 10**8 - 1))
def test_different_people_have_different_mobile_numbers(one: int, other: int):
    assert (mobile(one) == mobile(other)) == (one == other)


@given(st.integers(0, 10**8 - 1))
def test_a_mobile_number_has_11_digits_in_a_range_no_operator_holds(number: int):
    assert len(mobile(number)) == 11
    assert mobile(number).startswith("154")
