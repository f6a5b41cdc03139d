"""How a text is brought into one spelling, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.policy.reading import read
from matcher.policy.spellings import unmasked


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("限 男", "限男"),
        ("限·男—性", "限男性"),
        ("只招♂", "只招男"),
        ("👩‍🍳厨师", "厨师"),
        ("㊛士", "女士"),
        ("限廣州戶籍", "限广州户籍"),
        ("月薪４,２００～５２００", "月薪4200-5200"),
        ("8：00－17：30", "8:00-17:30"),
        ("男①枚", "男1枚"),
        ("底薪1800 + 提成", "底薪1800+提成"),
        ("元 / 月", "元/月"),
        ("男 25-35 4500", "男25-35、4500"),
        ("月薪4500 3名", "月薪4500、3名"),
        ("138 0013 8000", "13800138000"),
        ("22——32", "22-32"),
        ("4200②厨工", "4200。厨工"),
    ],
)
def test_one_spelling_for_all_ways_of_typing(typed: str, text: str) -> None:
    assert read(typed).text == text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("xian男", "限男"),
        ("限nan生", "限男生"),
        ("只招蓝生", "限男生"),
        ("压金", "押金"),
        ("ya金", "押金"),
        ("身分证", "身份证"),
        ("身亻分证", "身份证"),
        ("己婚", "已婚"),
        ("s保", "社保"),
        ("社b", "社保"),
        ("交yj", "交押金"),
        ("贰佰伍拾元", "二百五十元"),
        ("胡北籍", "湖北籍"),
    ],
)
def test_words_written_by_sound_are_read_as_meant(typed: str, text: str) -> None:
    assert unmasked(read(typed)).text == text


@pytest.mark.parametrize(
    "typed",
    [
        "女式皮鞋",
        "限兰州拉面师傅",
        "有限公司",
        "农户及客户",
        "公司已与多家合作",
        "周末婚礼",
        "每月干26天",
        "男s码",
        "入伍",
    ],
)
def test_other_words_that_sound_alike_stay(typed: str) -> None:
    assert unmasked(read(typed)).text == typed


@given(st.text(max_size=40))
def test_every_character_of_a_reading_knows_where_it_was_typed(raw: str) -> None:
    reading = unmasked(read(raw))
    assert len(reading.text) == len(reading.starts) == len(reading.ends)
    assert all(0 <= start < end <= len(raw) for start, end in zip(reading.starts, reading.ends, strict=True))


def test_a_sign_typed_without_end_is_read_as_a_short_run_of_it() -> None:
    reading = read(f"限{'男' * 500}，双休")
    assert reading.text == f"限{'男' * 16}，双休"
    assert reading.span(reading.text.index("双"), len(reading.text)) == (502, 504)
