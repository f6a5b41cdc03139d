import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.language.scripts import is_traditional, simplify


@pytest.mark.parametrize(
    ("text", "simple"), [("廣州市荔灣區", "广州市荔湾区"), ("誠聘樓面", "诚聘楼面"), ("叉車司機", "叉车司机")]
)
def test_traditional_text_is_simplified(text: str, simple: str) -> None:
    assert simplify(text) == simple


@pytest.mark.parametrize("text", ["茶滘街道", "东漖街道", "乾隆著名", "瞭望员", "abc 123", ""])
def test_simplified_text_and_names_of_places_stay(text: str) -> None:
    assert simplify(text) == text


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)))
def test_simplified_text_shows_no_traditional_character(text: str) -> None:
    assert simplify(simplify(text)) == simplify(text) or is_traditional(simplify(text))
