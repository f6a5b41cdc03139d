import numpy as np

from matcher.language.titles.descriptions import counted
from matcher.language.titles.lexicon import lexicon
from matcher.language.titles.senses import senses, shipped

UNKNOWN = -1


def _near(text: str, *names: str) -> list[float]:
    concepts = [lexicon().whole[name] for name in names]
    rows = senses([text, *names], [UNKNOWN, *concepts])
    return (rows[[0]] @ rows[1:].T).toarray()[0].tolist()


def test_words_are_near_the_occupation_whose_definition_holds_them() -> None:
    worker, other = _near("马匹饲养调教", "养殖工", "缝纫工")
    assert worker > other


def test_a_known_job_is_its_code_and_the_groups_above_it() -> None:
    assert _near("保安", "保安员", "安检员", "缝纫工")[2] == 0


def test_rows_keep_the_order_of_the_texts() -> None:
    guard, sewer = lexicon().whole["保安员"], lexicon().whole["缝纫工"]
    rows = senses(["保安员", "甲", "缝纫工"], [guard, UNKNOWN, sewer])
    assert np.allclose((rows[[0]] @ senses([""], [guard]).T).toarray(), 1)
    assert np.allclose((rows[[2]] @ senses([""], [sewer]).T).toarray(), 1)


def test_words_like_nothing_have_no_sense() -> None:
    assert senses([""], [UNKNOWN]).nnz == 0


def test_the_letters_that_ship_are_those_of_the_tables() -> None:
    changed = "texts or cleaning changed: run python -m matcher.language.titles.descriptions"
    assert shipped().shape == counted().shape, changed
    assert (shipped() != counted()).nnz == 0, changed
