"""The variation of a labour contract: one person's facts, and the way back to the contract as it was."""

from dataclasses import replace

import pytest

from api.swap_papers.paper import Incomplete
from api.swap_papers.variation import variation
from api.swap_papers.variation_facts import missing_facts
from matcher.swap.arrangement import Person
from tests.api.swap_papers.arranged import SEWING, SWAP, agreed

SEWER, PACKER = SWAP.people[0], SWAP.people[3]


def said(person: Person = SEWER) -> str:
    return "\n".join(variation(SWAP, person, number="方案编号 12，第3版").texts())


@pytest.mark.parametrize(
    "words",
    [
        "缝制一次性医用口罩耳带",
        "荔湾区东沙大道1号三楼车间",
        "每日8小时、每周五天",
        "各项假期",
        "月工资为4500元",
        "劳动条件：空调车间",
        "职业危害：少量粉尘",
        "安全生产状况：最近一年",
        "规章制度：《考勤制度》",
        "只在2021年2月10日至2021年2月22日期间有效",
        "固定期限，至2021年12月31日",
        "双方的劳动关系不变",
    ],
)
def test_it_says_what_changes_and_what_does_not(words: str):
    assert words in said()


def test_a_lower_wage_is_said_to_be_known_and_agreed_to():
    assert "低于劳动者原来的工资" in said(PACKER)


def test_a_wage_that_does_not_fall_needs_no_word():
    assert "低于劳动者原来的工资" not in said()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"id_last4": ""}, "没有身份证号"),
        ({"own_post": ""}, "没有写原岗位"),
        ({"own_wage_fen": None}, "没有写原工资"),
        ({"contract": None}, "不知道劳动合同到哪天"),
        ({"contract_until": None}, "不知道劳动合同到哪天"),
        ({"consent": None}, "还没有同意第3版安排"),
        ({"consent": replace(agreed(), version=2)}, "还没有同意第3版安排"),
        ({"own_wage_fen": 460_000}, "本人没有单独同意"),
        ({"post": "电工"}, "没有“电工”这个岗位"),
    ],
)
def test_a_person_of_whom_something_is_unknown_gets_no_paper(change: dict[str, object], what: str):
    with pytest.raises(Incomplete, match=what):
        variation(SWAP, replace(SEWER, **change), number="")


@pytest.mark.parametrize("fact", ["work", "conditions", "place", "hazards", "safety", "pay", "house_rules"])
def test_each_of_the_seven_facts_must_have_been_told(fact: str):
    silent = replace(SEWING, disclosure=replace(SEWING.disclosure, **{fact: ""}))
    swap = replace(SWAP, posts=(silent, SWAP.posts[1]))
    assert len(missing_facts(swap, SEWER)) == 1


def test_hours_that_nobody_typed_are_missing():
    swap = replace(SWAP, agreement=replace(SWAP.agreement, hours=""))
    assert ["A06" in lack.where for lack in missing_facts(swap, SEWER)] == [True]


def test_words_typed_for_the_two_firms_are_not_taken_for_the_worker():
    assert "乙方指借入单位" in said()


def test_where_none_are_taken_over_nothing_is_explained():
    neutral = replace(SWAP, agreement=replace(SWAP.agreement, hours="每日8小时", pay="每月15日发放"))
    paper = variation(neutral, SEWER, number="")
    assert [words for words in paper.texts() if "乙方" in words] == []
