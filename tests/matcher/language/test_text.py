from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from matcher.language.text import clean, tokenise, tokenise_by_dictionary

FIXTURES = Path(__file__).parent / "fixtures"
SIMPLIFIED = st.text(
    st.sampled_from("荔湾区茶滘东漖街道招聘叉车工缝纫保安员月薪六千元包吃住乾著(N1)（白班），。、;:,?! 0123456789\nabc")
)


@pytest.fixture(scope="module")
def plan() -> str:
    return clean((FIXTURES / "plan_original.txt").read_text(encoding="utf-8"))


def test_the_plan_as_it_was_received_comes_out_readable(plan: str) -> None:
    expected = (FIXTURES / "plan_clean.txt").read_text(encoding="utf-8")
    assert Indel.normalized_similarity(plan, expected) > 0.995


def test_no_reading_in_brackets_is_left(plan: str) -> None:
    assert not set(plan) & set("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ")


@pytest.mark.parametrize(
    "heading",
    [
        "（一）异地务工人员",
        "（一）多措并举提供服务保障",
        "（二）落实政策持续援企稳岗",
        "（三）线上线下就业服务不打烊",
        "（一）高度重视，提高政治站位",
        "（二）建立机制，做好应急保障",
        "（三）加强宣传，营造良好氛围",
    ],
)
def test_slipped_headings_of_the_plan_are_read_again(plan: str, heading: str) -> None:
    assert heading in plan


def _slip(heading: str) -> str:
    """The damage as it happens: the first byte lost, every later one paired with its neighbour."""
    stream = heading.encode("cp936")
    written = "?"
    place = 0
    stream = b"\xa1" + stream
    while place < len(stream):
        if stream[place] < 0x80:
            return written + stream[place:].decode("cp936")
        try:
            written += stream[place : place + 2].decode("cp936")
        except UnicodeDecodeError:
            written += "?" if stream[place + 1] < 0x80 else ""
            place -= stream[place + 1] < 0x80
        place += 2
    return written


@pytest.mark.parametrize(
    ("heading", "readable"),
    [
        ("（一）加大宣傳力度,擴大影響", "（一）加大宣传力度，扩大影响"),
        ("（四）優先保障重點企業,做好對接", "（四）优先保障重点企业，做好对接"),
        ("（十）加強組織領導,明確分工", "（十）加强组织领导，明确分工"),
    ],
)
def test_other_slipped_headings_are_read_again(heading: str, readable: str) -> None:
    assert clean(_slip(heading)) == readable


def test_a_reading_is_dropped_only_after_the_character_it_reads() -> None:
    assert clean("區(qū)屬各有關(guān)單位") == "区属各有关单位"
    assert "(wèi)" in clean("為甚(wèi)")


@pytest.mark.parametrize(
    "text", ["叉车工(N1)", "（一）白班", "(一)夜班(白班)", "区(区)", "茶滘街道、东漖街道", "乾隆著名"]
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert clean(text) == text


def test_short_labels_keep_their_brackets_in_repaired_text() -> None:
    assert clean("區(qū)叉車工(N1)(白班)，區(区)") == "区叉车工(N1)(白班)，区(区)"


def test_remarks_get_chinese_brackets_in_repaired_text() -> None:
    assert clean("(牽頭單位:區(qū)人力社保局(區(qū)來穗局))") == "（牵头单位：区人力社保局（区来穗局））"


@given(SIMPLIFIED)
def test_simplified_text_stays_itself(text: str) -> None:
    assert clean(text) == text


@settings(deadline=None)
@given(st.text(st.sampled_from("區屬為關貫qūguān(wù)（）?。ㄒ唬┊惖業務,;.:招聘 \n")))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "荔湾区东沙街道招聘车衣工，会平车，月薪六千五包吃住",
        "诚聘叉车司机22-40岁 3.5K起 要有叉车证",
        "广州市白云区某酒楼急招楼面部长、打荷、砧板、传菜员若干名",
        "送外卖也可以 想找保洁阿姨 做钟点工",
    ],
)
def test_the_fast_tokeniser_and_the_dictionary_of_record_agree_on_chinese_words(text: str) -> None:
    assert [w for w in tokenise(text) if not w.isascii()] == [
        w for w in tokenise_by_dictionary(text) if not w.isascii()
    ]


def test_names_of_jobs_stay_whole() -> None:
    assert "车衣工" in tokenise("招车衣工两名")
    assert "月嫂" in tokenise("找月嫂工作")
