"""E1: what the measures of coding say of a few cases worked out by hand, and that folds keep titles together."""

from collections.abc import Iterator

import pytest

from matcher.evaluation.coders import by_letters, by_names
from matcher.evaluation.coding import FOLDS, coverage, figures, fold_of, is_among
from matcher.evaluation.figures import Figure
from matcher.language.occupations.fitting import labelled

EXAMPLES = [(f"{place}{job}", code) for place in "东西南北中上下" for job, code in (
    ("保安", "4-07-05-01"), ("电焊工", "6-18-02-04"), ("会计", "2-06-03-00"), ("保洁", "4-09-08-01"),
)]  # fmt: skip


@pytest.fixture(scope="module")
def measured() -> dict[str, Figure]:
    lines = figures(EXAMPLES, lambda taught: {"letters": by_letters(taught)})
    return {line.measure: line for line in lines}


def test_a_title_seen_often_is_always_in_one_fold() -> None:
    cores = [core for core, _ in labelled()]
    assert len({(core, fold_of(core)) for core in cores}) == len(set(cores))


def test_every_fold_holds_about_its_share_of_the_labelled_titles() -> None:
    folds = [fold_of(core) for core, _ in labelled()]
    assert all(0.15 < folds.count(fold) / len(folds) < 0.25 for fold in range(FOLDS))


def test_every_title_is_measured_once(measured: dict[str, Figure]) -> None:
    assert measured["right 细类 first"].cases == len(EXAMPLES)


def test_blue_collar_leaves_out_accountants(measured: dict[str, Figure]) -> None:
    assert measured["blue collar (4, 5, 6): right 细类 first"].cases == len(EXAMPLES) * 3 // 4


def test_jobs_known_from_the_other_folds_are_right(measured: dict[str, Figure]) -> None:
    assert measured["right 细类 first"].ours == 1.0


def test_baselines_are_measured_on_the_same_titles(measured: dict[str, Figure]) -> None:
    assert measured["right 细类 among five"].others == {"letters": 1.0}


@pytest.mark.parametrize(("level", "right"), [(4, False), (3, True), (2, True), (1, True)])
def test_a_sibling_is_right_from_the_group_up(level: int, right: bool) -> None:
    assert is_among("4-07-05-01", ["4-07-05-02"], level, 1) is right


@pytest.mark.parametrize(
    ("right", "share"),
    [([True, True, True, True], 1.0), ([False, False, False, False], 0.0), ([True, True, False, True], 0.5)],
)
def test_coverage_is_the_longest_surest_part_that_is_precise_enough(right: list[bool], share: float) -> None:
    assert coverage([0.9, 0.8, 0.7, 0.6], right, 0.9) == share


def falling() -> Iterator[str]:
    yield from ("电焊工", "保安员")


def test_untaught_names_rank_the_code_of_that_name_first() -> None:
    ranked = by_names()(list(falling()))
    assert [codes[0] for codes in ranked] == ["6-18-02-04", "4-07-05-01"]


def test_a_baseline_ranks_only_the_finest_codes() -> None:
    taught = [("保安", "4-07-05-01"), ("保安队", "4-07-00-00"), ("会计", "2-06-03-00")]
    assert "4-07-00-00" not in by_letters(taught)(["保安"])[0]
