import numpy as np
import pytest

from matcher.language.occupations.analogy import Analogy, Kinship, fit_analogy, names_of, restored, stored
from matcher.language.occupations.evidence import places
from matcher.language.occupations.meaning import seen

TAUGHT = [
    ("奶茶店店员", "4-01-02-03"),
    ("服装店店员", "4-01-02-03"),
    ("叉车司机", "6-30-05-01"),
    ("叉车工", "6-30-05-01"),
    ("家政保姆", "4-10-01-06"),
]
TITLES = ["鞋店店员", "叉车驾驶员", "住家保姆"]


@pytest.fixture(scope="module")
def borne() -> list[int]:
    return [places()[code] for _, code in TAUGHT]


@pytest.fixture(scope="module")
def taught(borne: list[int]) -> Analogy:
    cores = [core for core, _ in TAUGHT]
    return fit_analogy(seen(cores), borne, names_of({code: places()[code] for _, code in TAUGHT}))


@pytest.fixture(scope="module")
def kin(taught: Analogy) -> Kinship:
    return taught.kinship(seen(TITLES), len(places()))


@pytest.mark.parametrize("kind", ["score", "near", "like"])
def test_a_title_is_most_akin_to_the_code_of_titles_like_it(kin: Kinship, kind: str) -> None:
    wanted = [places()[code] for code in ("4-01-02-03", "6-30-05-01", "4-10-01-06")]
    assert getattr(kin, kind).argmax(axis=1).tolist() == wanted


@pytest.mark.parametrize("kind", ["score", "near", "like"])
def test_a_code_that_no_title_bears_is_akin_to_none(kin: Kinship, borne: list[int], kind: str) -> None:
    unborne = np.setdiff1d(np.arange(len(places())), borne)
    assert np.abs(getattr(kin, kind)[:, unborne]).max() == 0


def test_votes_leave_something_open(kin: Kinship) -> None:
    assert kin.near.min() >= 0
    assert kin.near.sum(axis=1).max() < 1


def test_names_of_codes_that_no_title_bears_change_nothing(taught: Analogy, borne: list[int]) -> None:
    more = names_of({code: places()[code] for code in [*{code for _, code in TAUGHT}, "6-31-03-02"]})
    other = fit_analogy(seen([core for core, _ in TAUGHT]), borne, more)
    np.testing.assert_allclose(other.dual, taught.dual, atol=1e-3)


def test_what_is_stored_is_restored(taught: Analogy) -> None:
    again = restored(stored(taught)).kinship(seen(TITLES), len(places()))
    np.testing.assert_allclose(again.score, taught.kinship(seen(TITLES), len(places())).score, atol=1e-3)
