"""The deletion test sees a reason that is not one, and sees none among those a run shows."""

from dataclasses import replace

import pytest

from matcher.evaluation.deletion import (
    BY_HAND,
    deletion_test,
    every_true_fact,
    figures,
    kinds,
    learnt_params,
    shown_by_run,
    shown_by_search,
)
from matcher.evaluation.districts import district
from matcher.evaluation.reading_reasons import Blank, blanks, claims_of

WORKER = {"wishes": "叉车司机；仓管员", "skills": "叉车；打字", "certificates": "叉车证", "shifts": "day；night"}
VACANCY = {
    "title": "叉车工",
    "duties": "叉车司机，打包",
    "skills_required": "打字；叉车",
    "certificates_required": "N1",
}


@pytest.fixture(scope="module")
def small():
    return district(7, 30, 20)


@pytest.fixture(scope="module")
def shown(small):
    return shown_by_run(small)


def test_every_reason_shown_passes(small, shown):
    assert deletion_test(small, shown).failed == []
    assert len(shown) > 100


def test_every_reason_of_a_search_passes(small):
    searched = shown_by_search(small)
    assert deletion_test(small, searched).failed == []
    assert len(searched) > 100


@pytest.mark.parametrize(("name", "params"), learnt_params().items())
def test_every_reason_passes_under_learnt_chances(small, name, params):
    assert params.chance != BY_HAND.chance, name
    assert deletion_test(small, shown_by_run(small, params), params).failed == []


def test_reasons_of_every_kind_are_tested(shown):
    assert len(kinds(shown)) >= 9
    assert "unread" not in kinds(shown)


def test_a_reason_that_overstates_its_score_fails(small, shown):
    """Were the pair worth nothing to begin with, no deletion could lower it."""
    assert len(deletion_test(small, [replace(shown[0], micro=0)]).failed) == 1


def test_a_reason_that_cannot_be_read_back_fails(small, shown):
    assert len(deletion_test(small, [replace(shown[0], rests_on=())]).failed) == 1


def test_calling_every_true_fact_a_reason_fails(small):
    assert deletion_test(small, every_true_fact(small)).passed < 0.98


def test_notes_are_no_reasons():
    assert claims_of("同工种；拓宽：相近工种；留意：离家9.0公里；待核实：证书") == ["同工种"]


@pytest.mark.parametrize(
    ("reason", "named"),
    [
        ("想做叉车司机，招叉车工", Blank("worker", (("wishes", "仓管员"),))),
        ("会叉车、打字，正是岗位要求", Blank("worker", (("skills", ""),))),
        ("会叉车、打字，正是岗位要求", Blank("vacancy", (("skills_required", ""),))),
        ("会叉车，符合岗位要求“叉车”", Blank("vacancy", (("skills_required", "打字"),))),
        ("会叉车，与岗位对口", Blank("worker", (("skills", "打字"),))),
        ("持叉车证，符合岗位要求“N1”", Blank("vacancy", (("certificates_required", ""),))),
        ("工作内容“叉车司机”是想做的", Blank("vacancy", (("duties", "，打包"),))),
        ("能上夜班", Blank("worker", (("shifts", "day"),))),
        ("离家约2.3公里", Blank("vacancy", (("street", ""), ("lng", ""), ("lat", "")))),
        ("最低工资比期望高400元", Blank("vacancy", (("wage_low", ""), ("wage_high", "")))),
    ],
)
def test_what_a_reason_names_is_read_back_from_its_words(reason, named):
    assert named in blanks(reason, WORKER, VACANCY)


def test_a_word_that_stands_twice_in_a_cell_is_taken_out_twice():
    assert Blank("worker", (("wishes", "文员"),)) in blanks("想做司机，招司机", {"wishes": "司机；文员；司机"}, VACANCY)


@pytest.mark.parametrize("reason", ["会开飞机，与岗位对口", "工资合适", "想做月嫂，招叉车工"])
def test_words_that_are_not_in_the_cells_cannot_be_read_back(reason):
    assert blanks(reason, WORKER, VACANCY) == []


def test_the_figures_reach_what_they_have_to():
    found = {figure.measure: figure for figure in figures(seeds=range(1), workers=20, vacancies=12)}
    assert all(figure.ours == 1 for measure, figure in found.items() if "pass" in measure)
    assert found["parts that add up to the utility (±1e-6)"].ours == 1
    assert found["same pair, same words"].ours == 1
    assert found["lines with a reason"].ours > 0.9
