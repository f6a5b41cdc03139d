import numpy as np

from matcher.language.occupations.meaning import WIDTH, meanings, seen

TEXTS = ["月嫂", "育婴师", "数控车床操作工"]


def test_a_meaning_has_length_one() -> None:
    np.testing.assert_allclose(np.linalg.norm(meanings(TEXTS), axis=1), 1, atol=1e-5)


def test_words_for_one_trade_mean_more_alike_than_others() -> None:
    maternity, infants, lathe = meanings(TEXTS)
    assert maternity @ infants > maternity @ lathe


def test_a_meaning_does_not_depend_on_its_company() -> None:
    np.testing.assert_allclose(meanings(TEXTS)[1], meanings(TEXTS[1:2])[0], atol=1e-5)


def test_no_texts_have_no_meanings() -> None:
    assert meanings([]).shape == (0, WIDTH)


def test_some_of_what_is_seen_keeps_its_rows() -> None:
    both = seen(TEXTS)
    one = both.of(np.array([2]))
    np.testing.assert_array_equal(one.meant, both.meant[2:])
    np.testing.assert_array_equal(one.counted.toarray(), both.counted[[2]].toarray())
