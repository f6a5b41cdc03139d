import numpy as np
import pytest

from matcher.language.classification import levels, names
from matcher.language.occupations import code_texts
from matcher.language.occupations.code_texts import Likeness, texts
from matcher.language.occupations.evidence import codes
from matcher.language.occupations.features import letter_counts
from matcher.language.occupations.model import shipped

TITLES = ["叉车司机", "婚礼摄影跟拍", "车位工"]


@pytest.fixture(scope="module")
def like() -> Likeness:
    return shipped().texts.likeness(letter_counts(TITLES))


def test_a_name_is_most_like_itself() -> None:
    known = texts(code_texts.duties())
    fine = [place for place, code in enumerate(codes()) if levels()[code] == 4][::50]
    found = known.likeness(letter_counts([names()[codes()[place]] for place in fine]))
    np.testing.assert_allclose(found.name[range(len(fine)), fine], 1, atol=1e-5)
    np.testing.assert_allclose(found.held[range(len(fine)), fine], 1, atol=1e-5)


@pytest.mark.parametrize("kind", ["name", "called", "held", "mutual", "duties", "told"])
def test_a_likeness_is_a_share(like: Likeness, kind: str) -> None:
    values = getattr(like, kind)
    assert values.shape == (len(TITLES), len(codes()))
    assert values.min() >= 0
    assert values.max() <= 1 + 1e-5


def test_the_likest_word_is_no_less_like_than_the_name(like: Likeness) -> None:
    assert (like.called >= like.name - 1e-6).all()


def test_candidates_of_a_title_do_not_depend_on_its_company() -> None:
    together, alone = shipped().log_odds(TITLES), shipped().log_odds(TITLES[1:2])
    assert together[1].keys() == alone[0].keys()
    assert together[1] == pytest.approx(alone[0], abs=1e-4)


def test_the_lexicons_code_is_always_a_candidate() -> None:
    assert "6-05-01-03" in shipped().log_odds(["车位工"])[0]


def test_every_candidate_has_finite_evidence() -> None:
    found = shipped().candidates(TITLES)
    assert np.isfinite(found.evidence).all()
    assert len({*zip(found.title.tolist(), found.code.tolist(), strict=True)}) == len(found.title)
