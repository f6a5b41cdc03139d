"""What a fact rests on is taken away exactly as a blank cell would take it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.pairing.cells import day
from matcher.pairing.instance import Instance
from matcher.pairing.params import MatchParams
from matcher.pairing.reasons.deletions import OF_VACANCY, OF_WORKER
from matcher.pairing.reasons.telling import wishes_for_title, without_skills, without_wishes
from matcher.pairing.retrieval import problem_of, retrieve
from matcher.pairing.scoring import score_pairs

ALL = MatchParams(min_score=0.0)
COLUMNS = {"place": ("street", "lng", "lat"), "wage": ("wage_low", "wage_high")}
WISHES = ["叉车司机", "叉车工", "仓管员", "不限", "文员"]
WORKERS = st.fixed_dictionaries(
    {
        "wishes": st.lists(st.sampled_from(WISHES), max_size=3, unique=True).map("；".join),
        "skills": st.lists(st.sampled_from(["叉车", "打字", "粤语"]), max_size=3, unique=True).map("；".join),
        "certificates": st.sampled_from(["", "叉车证", "健康证；叉车证"]),
        "wage_min": st.sampled_from(["", "4000", "5500"]),
        "needs_lodging": st.sampled_from(["", "0", "1"]),
        "street": st.sampled_from(["", "440103001", "440103021"]),
    }
)
VACANCIES = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["叉车工", "文员", "急招", ""]),
        "duties": st.sampled_from(["", "叉车司机，打包", "叉车司机，仓管员"]),
        "skills_required": st.sampled_from(["", "叉车", "叉车；打字", "不限"]),
        "certificates_required": st.sampled_from(["", "叉车证"]),
        "wage_low": st.sampled_from(["", "4500"]),
        "wage_high": st.sampled_from(["", "6000"]),
        "lodging": st.sampled_from(["", "0", "1"]),
        "street": st.sampled_from(["", "440103001"]),
    }
)
ROWS = st.tuples(st.lists(WORKERS, min_size=1, max_size=2), st.lists(VACANCIES, min_size=1, max_size=3))


def scores(instance: Instance) -> dict[tuple[int, int], int]:
    found = retrieve(problem_of(instance, ALL, day("2021-02-08")))
    pairs = zip(found.pairs.worker.tolist(), found.pairs.vacancy.tolist(), strict=True)
    return dict(zip(pairs, found.scores.micro.tolist(), strict=True))


def edited(instance: Instance, side: str, row: int, cells: dict[str, str]) -> Instance:
    frames = {"workers": instance.workers, "vacancies": instance.vacancies}
    frames[side] = frames[side].copy()
    for column, cell in cells.items():
        frames[side].loc[row, column] = cell
    return Instance(frames["workers"], frames["vacancies"])


@pytest.mark.parametrize("cell", [*OF_WORKER])
@given(rows=ROWS)
@settings(max_examples=8, deadline=None)
def test_a_worker_without_a_cell_scores_as_if_the_cell_were_blank(make_instance, cell, rows):
    instance = make_instance(*rows)
    problem = problem_of(instance, ALL, day("2021-02-08"))
    pairs = retrieve(problem).pairs
    said = score_pairs(*OF_WORKER[cell](problem, pairs)).micro.tolist()
    for row in range(len(instance.workers)):
        blank = scores(edited(instance, "workers", row, dict.fromkeys(COLUMNS.get(cell, (cell,)), "")))
        for number in (pairs.worker == row).nonzero()[0].tolist():
            assert said[number] == blank[row, int(pairs.vacancy[number])]


@pytest.mark.parametrize("cell", [*OF_VACANCY])
@given(rows=ROWS)
@settings(max_examples=8, deadline=None)
def test_a_vacancy_without_a_cell_scores_as_if_the_cell_were_blank(make_instance, cell, rows):
    instance = make_instance(*rows)
    problem = problem_of(instance, ALL, day("2021-02-08"))
    pairs = retrieve(problem).pairs
    said = score_pairs(*OF_VACANCY[cell](problem, pairs)).micro.tolist()
    for row in range(len(instance.vacancies)):
        blank = scores(edited(instance, "vacancies", row, dict.fromkeys(COLUMNS.get(cell, (cell,)), "")))
        for number in (pairs.vacancy == row).nonzero()[0].tolist():
            assert said[number] == blank[int(pairs.worker[number]), row]


@pytest.mark.parametrize(("column", "position"), [("wishes", 0), ("wishes", 1), ("skills", 0), ("skills", 1)])
@given(rows=ROWS)
@settings(max_examples=8, deadline=None)
def test_taking_out_one_word_scores_as_if_it_were_not_in_the_cell(make_instance, column, position, rows):
    instance = make_instance(*rows)
    problem = problem_of(instance, ALL, day("2021-02-08"))
    pairs = retrieve(problem).pairs
    used = problem.known.wishes_of if column == "wishes" else problem.known.skills_of
    phrases = problem.known.wishes if column == "wishes" else problem.known.skills
    if used.shape[1] <= position:
        return
    taken = np.zeros((len(pairs), used.shape[1]), dtype=bool)
    taken[:, position] = True
    without = without_wishes if column == "wishes" else without_skills
    said = score_pairs(problem, without(problem, pairs, taken)).micro.tolist()
    for row in range(len(instance.workers)):
        word = phrases[used[row, position]] if used[row, position] >= 0 else None
        left = [item for item in instance.workers[column][row].split("；") if item != word]
        changed = scores(edited(instance, "workers", row, {column: "；".join(left)}))
        for number in (pairs.worker == row).nonzero()[0].tolist():
            assert said[number] == changed[row, int(pairs.vacancy[number])]


def test_two_wishes_equally_near_are_named_together(make_instance):
    """Without the first, the second would be as near: neither alone is what the title rests on."""
    problem = problem_of(make_instance([{"wishes": "叉车工；急招叉车工；文员"}], [{"title": "叉车工"}]), ALL, 18666.0)
    assert wishes_for_title(problem, retrieve(problem).pairs).tolist() == [[True, True, False]]
