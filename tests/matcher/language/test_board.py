import pytest

from matcher.language.board import Provided, board, provided


@pytest.mark.parametrize(
    ("words", "meals", "lodging"),
    [
        ("包吃不包住", True, False),
        ("食宿自理", False, False),
        ("不包吃住", False, False),
        ("提供宿舍", None, True),
        ("包两餐", True, None),
        ("餐补300", None, None),
        ("管吃管住", True, True),
        ("无宿舍", None, False),
    ],
)
def test_meals_and_lodging_in_words(words: str, meals: bool | None, lodging: bool | None):
    assert provided(words) == Provided(meals, lodging)


def test_the_words_that_answer_are_told_with_their_place():
    words = "月薪五千,包午饭,住宿自理"
    meals, lodging = board(words, 0, len(words))
    assert meals is not None
    assert words[slice(*meals.span)] == "包午饭"
    assert lodging is not None
    assert words[slice(*lodging.span)] == "住宿自理"
