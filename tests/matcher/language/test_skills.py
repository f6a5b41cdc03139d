"""Does a worker's skill satisfy a requirement? The judged pairs, and single facts worth a name."""

import csv
from pathlib import Path

import numpy as np
import pytest

from matcher.language.skills import KINDS, relate, relate_all

JUDGED = [
    (row["skill"], row["requirement"], frozenset(row["relation"].split("|")))
    for row in csv.DictReader(
        (Path(__file__).parent / "fixtures" / "skills.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t"
    )
]


def test_nineteen_of_twenty_judged_pairs_are_told_right() -> None:
    right = [relate(skill, asked).kind in labels for skill, asked, labels in JUDGED]
    assert len(right) >= 1000
    assert np.mean(right) >= 0.95


def test_no_trap_is_accepted() -> None:
    traps = [(skill, asked) for skill, asked, labels in JUDGED if labels.isdisjoint({"same", "covers"})]
    assert [pair for pair in traps if relate(*pair).kind in {"same", "covers"} and ("no" in _labels(pair))] == []


def _labels(pair: tuple[str, str]) -> frozenset[str]:
    return next(labels for skill, asked, labels in JUDGED if (skill, asked) == pair)


@pytest.mark.parametrize(
    ("skill", "asked", "kind", "named"),
    [
        ("A2驾照", "B2驾照", "covers", "B2"),
        ("打荷", "厨师", "partly", "厨房"),
        ("高级电工", "中级电工", "covers", "高级高于中级"),
        ("初级电工", "高级电工", "partly", "初级低于高级"),
        ("厨师学徒", "厨师", "partly", "学徒"),
        ("电工", "电工证", "partly", "电工证"),
        ("车工", "叉车工", "no", "两回事"),
        ("无此技能词", "电工", "no", "无此技能词"),
    ],
)
def test_the_reason_names_the_fact(skill: str, asked: str, kind: str, named: str) -> None:
    relation = relate(skill, asked)
    assert relation.kind == kind
    assert named in relation.reason


@pytest.mark.parametrize("word", ["木薯发酵记录", "zzz9"])
def test_an_unknown_word_satisfies_only_itself(word: str) -> None:
    assert (relate(word, word).kind, relate(word, "电工").kind) == ("same", "no")


@pytest.mark.parametrize("empty", ["", " ", "（）", "---"])
def test_nothing_written_satisfies_nothing(empty: str) -> None:
    assert relate(empty, "电工").kind == relate("电工", empty).kind == "no"


def test_a_bare_n1_is_the_forklift_licence_and_with_japanese_the_exam() -> None:
    assert relate("N1", "叉车证").kind == "same"
    assert relate("日语N1", "叉车证").kind == "no"


def test_all_of_several_skills_asked_together_are_needed() -> None:
    assert relate("电工证", "电工证和焊工证").kind == "partly"
    assert relate("电工证、焊工证", "电工证和焊工证").kind == "same"


def test_one_of_several_skills_is_enough_where_either_will_do() -> None:
    assert relate("电工证", "电工证或焊工证").kind == "covers"


@pytest.mark.parametrize(
    "written", ["電焊工", " 电焊工 ", "【电焊工】", "电焊 工", "熟练电焊工", "3年电焊工经验", "电焊工优先"]
)
def test_the_way_it_is_written_does_not_matter(written: str) -> None:
    assert relate(written, "电焊工").kind == "same"


def test_the_table_of_all_pairs_says_what_each_pair_says() -> None:
    skills = [skill for skill, _, _ in JUDGED[::5]]
    asked = [requirement for _, requirement, _ in JUDGED[::5]]
    table = relate_all(skills, asked)
    assert table.dtype == np.int8
    assert [[KINDS[cell] for cell in row] for row in table.tolist()] == [
        [relate(skill, requirement).kind for requirement in asked] for skill in skills
    ]


def test_an_empty_side_gives_an_empty_table() -> None:
    assert relate_all([], ["电工"]).shape == (0, 1)
    assert relate_all(["电工"], []).shape == (1, 0)
