"""What screening says of whole adverts: verdict, phrase and rewrite."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.evaluation.adverts import Judged, judged_adverts
from matcher.policy.advert import Advert
from matcher.policy.findings import Finding, Level, Screening
from matcher.policy.parameters import packaged_parameters
from matcher.policy.screening import rewritten, screen

JUDGED_ON = date(2021, 2, 8)
BROKEN = (
    "限男性",
    "只招女生",
    "男士优先",
    "仅限汉族",
    "限本地户口",
    "不招河南人",
    "已婚已育优先",
    "乙肝两对半",
    "残疾人勿扰",
    "入职交押金",
    "扣押身份证",
    "自愿放弃社保",
)
LAWFUL = (
    "男女不限",
    "女装店诚聘店员",
    "不限户籍",
    "无需押金，不收取任何费用",
    "会白话优先",
    "年满18周岁",
    "每天8小时，周休一天",
    "汉族特色菜系厨师",
    "月薪4200至5200元",
    "持健康证上岗",
)
NOISE = st.lists(st.sampled_from(" .·*_~|—-☆　#✨"), max_size=3).map("".join)


def of(text: str) -> Screening:
    return screen(Advert(text), packaged_parameters(), JUDGED_ON)


@given(st.sampled_from(BROKEN), st.data())
@settings(deadline=None)
def test_symbols_between_the_characters_never_make_a_phrase_lawful(phrase: str, data: st.DataObject) -> None:
    noisy = "".join(character + data.draw(NOISE) for character in phrase)
    assert of(noisy).verdict is Level.BLOCK


@given(st.lists(st.sampled_from(LAWFUL), min_size=2, max_size=6), st.sampled_from("。；\n，"))
@settings(deadline=None)
def test_lawful_adverts_stay_lawful_when_joined(texts: list[str], mark: str) -> None:
    assert of(mark.join(texts)).findings == ()


@given(st.lists(st.one_of(st.text(max_size=12), st.sampled_from([*BROKEN, *LAWFUL])), max_size=5))
@settings(max_examples=300, deadline=None)
def test_the_phrase_is_what_was_typed_there(parts: list[str]) -> None:
    text = "".join(parts)
    assert [one.phrase for one in of(text).findings] == [text[one.start : one.end] for one in of(text).findings]


@pytest.mark.parametrize("phrase", BROKEN)
def test_the_rewrites_in_place_leave_nothing_to_find(phrase: str) -> None:
    text = f"招普工，{phrase}，包吃住"
    assert of(rewritten(text, of(text).findings)).findings == ()


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("文员，残,疾,人,勿,扰，双休", "残,疾,人,勿,扰"),
        ("前台【未】【婚】【优】【先】双休", "未】【婚】【优】【先"),
        ("保洁，身亻分证押公司，双休", "身亻分证押公司"),
        ("司机，拒hubei籍，双休", "拒hubei籍"),
        ("保安，交300元yajin，双休", "交300元yajin"),
        ("仓管，限 ⼥ 性，双休", "限 ⼥ 性"),
    ],
)
def test_a_disguised_phrase_is_cut_out_of_what_was_typed_and_the_rest_is_kept(text: str, phrase: str) -> None:
    (finding,) = of(text).findings
    before, _, behind = text.partition(phrase)
    assert finding.phrase == phrase
    assert rewritten(text, [finding]) == f"{before}{finding.rewrite}{behind}"


@given(
    st.text(
        alphabet="限男女招月薪元千万kw0123456789.-:岁以上下至/每天小时押金社保乙肝本地户籍，。(𠮷\ud800\x00 ",
        max_size=60,
    )
)
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_odd_to_be_screened(text: str) -> None:
    assert of(text).verdict in set(Level)


@pytest.mark.parametrize("line", judged_adverts(), ids=lambda line: line.advert.text[:12])
def test_the_rewrites_of_a_judged_advert_leave_nothing_to_find(line: Judged) -> None:
    found = [one for one in screen(line.advert, packaged_parameters(), JUDGED_ON).findings if one.field == "text"]
    mended = replace(line.advert, text=rewritten(line.advert.text, found))
    left = screen(mended, packaged_parameters(), JUDGED_ON).findings
    assert [one for one in left if one.field == "text"] == []


def test_of_findings_that_overlap_the_worse_is_rewritten() -> None:
    warning = Finding("V06", Level.WARN, "男18", "", "年满18周岁", start=1, end=4)
    block = Finding("V01", Level.BLOCK, "限男", "", "不限性别", start=0, end=2)
    assert rewritten("限男18岁", [warning, block]) == "不限性别18岁"


@pytest.mark.parametrize("line", judged_adverts()[::5], ids=lambda line: line.advert.text[:12])
def test_sentences_that_say_nothing_hide_no_finding(line: Judged) -> None:
    """Rules read only sentences that hold a sign of theirs, wherever such a sentence stands."""
    alone = screen(line.advert, packaged_parameters(), JUDGED_ON)
    among = screen(replace(line.advert, text=f"地铁旁。{line.advert.text}。有空调"), packaged_parameters(), JUDGED_ON)
    assert [one.phrase for one in among.findings] == [one.phrase for one in alone.findings]
