import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.language.titles.clauses import Stance, clauses


def _stances(title: str) -> list[tuple[str, Stance]]:
    return [(clause.words, clause.stance) for clause in clauses(title)]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("做了十年电工", [("电工", Stance.DONE)]),
        ("开过五年货车", [("开货车", Stance.DONE)]),
        ("我现在想转行做电商", [("电商", Stance.WANTED)]),
        ("老公开货车 我跟车", [("开货车", Stance.OF_OTHERS), ("我跟车", Stance.SAID)]),
        ("不想进厂", [("进厂", Stance.REFUSED)]),
        ("除了保安都可以", [("保安", Stance.REFUSED)]),
        ("会做饭但不想住家", [("会做饭", Stance.SAID), ("住家", Stance.REFUSED)]),
        ("非销售客服", [("销售", Stance.REFUSED), ("客服", Stance.SAID)]),
    ],
)
def test_a_clause_loses_the_words_that_tell_its_stance(title: str, told: list[tuple[str, Stance]]) -> None:
    assert _stances(title) == told


@pytest.mark.parametrize("title", ["会计主管", "求职顾问", "理想汽车销售", "换热站运行", "想象力培训师", "不锈钢焊工"])
def test_a_plain_title_is_one_clause_as_it_stands(title: str) -> None:
    assert _stances(title) == [(title, Stance.SAID)]


@given(st.text(st.sampled_from("我现在想找份不做除了保安以前过厂 ,的")))
def test_any_words_have_clauses_made_of_their_letters(words: str) -> None:
    assert all(set(clause.words) <= set(words) for clause in clauses(words))
