"""The agreement: sixteen articles from the plan's data, or none and a word on each that lacks something."""

from dataclasses import replace
from datetime import date

import pytest

from api.swap_papers.agreement import agreement, missing_terms
from api.swap_papers.name_list import name_list
from api.swap_papers.paper import Grid, Incomplete, Paper, numbered, typed
from matcher.swap.arrangement import Arrangement, Contract
from tests.api.swap_papers.arranged import SEWING, SWAP, agreed

NUMBER = "方案编号 12，第3版"


def made(swap: Arrangement = SWAP) -> Paper:
    return agreement(swap, number=NUMBER)


def article(paper: Paper, place: int) -> str:
    """All words of the article of that number."""
    found = paper.articles[place - 1]
    return "\n".join(block if isinstance(block, str) else "|".join(sum(block.rows, ())) for block in found.blocks)


def with_terms(**terms: object) -> Arrangement:
    return replace(SWAP, agreement=replace(SWAP.agreement, **terms))


def with_person(place: int, **changes: object) -> Arrangement:
    people = list(SWAP.people)
    people[place] = replace(people[place], **changes)
    return replace(SWAP, people=tuple(people))


def test_an_arrangement_that_lacks_nothing_is_an_agreement_of_sixteen_articles():
    assert [found.heading.split("　")[0] for found in made().articles] == [numbered(place) for place in range(1, 17)]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (1, "91440101MA5AAAAA0A"),
        (2, "共4人"),
        (3, "自2021年2月10日起至2021年2月22日止"),
        (4, "广州市荔湾区东沙大道1号。"),
        (5, "包装工|1人|2021年2月12日至2021年2月22日|4000.50元/月"),
        (6, "缝纫工每日8小时、每周40小时"),
        (7, "职业危害：粉尘、噪声；乙方发给的防护用品：防尘口罩、耳塞"),
        (8, "每月15日由甲方通过银行转账"),
        (9, "免费提供午餐和晚餐"),
        (10, "费用由乙方承担"),
        (11, "（一）严重违反规章制度；\n（二）不能胜任工作。"),
        (12, "《工伤保险条例》第四十三条第三款"),
        (13, "差额为0元"),
        (14, "单位缴费部分按在乙方出勤的天数由乙方承担"),
        (15, "（五）双方不要求、不诱导劳动者注册为个体工商户。"),
        (16, "向乙方所在地人民法院起诉"),
    ],
)
def test_each_article_says_what_was_arranged(place: int, words: str):
    assert words in article(made(), place)


def test_an_article_waived_by_the_office_gives_the_reason_instead():
    waived = made(with_terms(pay="", pay_waived="两家已有集体合同"))
    assert "理由：两家已有集体合同。" in article(waived, 8)


@pytest.mark.parametrize(("since", "by"), [(None, "2021年2月10日"), (date(2021, 2, 18), "2021年2月18日")])
def test_it_is_signed_before_the_first_day_under_this_version(since: date | None, by: str):
    assert f"最迟在{by}之前签订" in made(replace(SWAP, since=since)).closing[0]


def test_without_agreed_cases_the_borrower_may_send_nobody_back():
    assert "乙方可以提前退回" not in article(made(with_terms(return_cases=frozenset())), 11)


@pytest.mark.parametrize(
    ("swap", "place"),
    [
        (replace(SWAP, lender=replace(SWAP.lender, uscc="")), "A01"),
        (replace(SWAP, borrower=replace(SWAP.borrower, signatory=" ")), "A01"),
        (replace(SWAP, people=()), "A02"),
        (replace(SWAP, people=SWAP.people[1:]), "A02"),
        (with_person(0, name=""), "A02"),
        (with_person(0, id_last4=""), "A02"),
        (with_person(0, consent=None), "A02"),
        (with_person(0, consent=replace(agreed(), version=2)), "A02"),
        (with_person(0, contract=None), "A03"),
        (with_person(0, contract_until=None), "A03"),
        (with_person(0, contract_until=date(2021, 2, 21)), "A03"),
        (with_terms(place=""), "A04"),
        (with_terms(content="  "), "A05"),
        (replace(SWAP, posts=(replace(SEWING, wage_fen=0), SWAP.posts[1])), "A05"),
        (with_terms(hours=""), "A06"),
        (with_terms(protection=""), "A07"),
        (replace(SWAP, posts=(replace(SEWING, protection=()), SWAP.posts[1])), "A07"),
        (with_terms(pay=""), "A08"),
        (with_terms(board=""), "A09"),
        (with_terms(transport=""), "A10"),
        (with_terms(returns=""), "A11"),
        (with_terms(injury=""), "A12"),
        (with_terms(settlement=""), "A13"),
        (with_terms(insurance=""), "A14"),
        (with_terms(no_profit=False), "A15"),
        (with_terms(no_fee=False), "A15"),
        (with_terms(no_dispatch=False), "A15"),
        (with_terms(no_lending_on=False), "A15"),
        (with_terms(no_trader=False), "A15"),
        (with_terms(disputes=""), "A16"),
    ],
)
def test_an_article_that_lacks_something_is_named(swap: Arrangement, place: str):
    assert {lack.article for lack in missing_terms(swap)} == {place}


def test_an_incomplete_agreement_is_refused_with_all_it_lacks():
    with pytest.raises(Incomplete, match=r"缺2项。A04 没有写工作地点：.*；A09 没有写食宿：") as refused:
        made(with_terms(place="", board=""))
    assert len(refused.value.missing) == 2


def test_a_contract_without_an_end_bears_any_term():
    assert missing_terms(with_person(0, contract=Contract.OPEN, contract_until=None)) == ()


# ── the annex ──
def rows(swap: Arrangement = SWAP) -> list[tuple[str, ...]]:
    return [row for block in name_list(swap, number=NUMBER).opening if isinstance(block, Grid) for row in block.rows]


def test_the_annex_has_a_row_for_each_person_who_goes():
    assert [row[1] for row in rows()] == [person.name for person in SWAP.people]


def test_a_row_says_who_goes_where_until_when_and_for_how_much():
    assert rows()[3] == (
        *("4", "王小芳", "4321", "包装工", "2021.2.12", "2021.2.22", "4000.50", "2021.12.31"),
        "2021.2.8",
    )


def test_a_list_that_lacks_something_of_a_person_is_refused_too():
    with pytest.raises(Incomplete, match="李春梅没有身份证号"):
        rows(with_person(0, id_last4=""))


def test_an_open_contract_is_said_to_be_one():
    assert rows()[1][7] == "无固定期限"


def test_the_agreement_carries_its_annex():
    (annex,) = made().annexes
    assert annex.opening == name_list(SWAP, number=NUMBER).opening


# ── words ──
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("包午餐", ("包午餐。",)),
        ("一\n\n 二；", ("一。", "二；")),
        ("逗号结尾，", ("逗号结尾。",)),
        ("铃\x07声\u200b", ("铃声。",)),
        (" \n ", ()),
    ],
)
def test_typed_words_become_ended_sentences(words: str, said: tuple[str, ...]):
    assert typed(words) == said
