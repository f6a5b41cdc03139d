"""How people write: slips of the input method, traditional characters, several ways of saying one thing."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from random import Random
from typing import Any

from seed_data.codes import parts, table

SLIP = 0.06
"""Share of texts with a slip of the input method."""

TRADITIONAL = 0.03

SIMPLE = "车员务厨师电装缝纫搬运单银货仓库洁递驾驶档绿养护机钱饭两几后时间达买卖头马门难"
COMPLEX = "車員務廚師電裝縫紉搬運單銀貨倉庫潔遞駕駛檔綠養護機錢飯兩幾後時間達買賣頭馬門難"
TO_COMPLEX = str.maketrans(SIMPLE, COMPLEX)

DIGITS = "零一二三四五六七八九"


def as_typed(rng: Random, text: str, slip: float = SLIP, traditional: float = TRADITIONAL) -> str:
    """`text` as somebody keyed it: usually the same, now and then with a slip or in traditional characters."""
    luck = rng.random()
    if luck < slip:
        return _slipped(text)
    if luck < slip + traditional:
        return text.translate(TO_COMPLEX)
    return text


@cache
def _slipped(text: str) -> str:
    for row in table("vocabulary", "homophones"):
        if row["right"] in text:
            return text.replace(row["right"], row["wrong"], 1)
    return text


def yuan(rng: Random, amount: int) -> str:
    """A wage as people say it: 5500, 5千5, 五千五, 5.5k.

    The parts below a hundred yuan are never said.
    """
    thousands, hundreds = divmod(amount // 100, 10)
    tail = (f"{hundreds}", DIGITS[hundreds], f".{hundreds}") if hundreds else ("", "", "")
    return rng.choice(
        (
            str(amount // 100 * 100),
            str(amount // 100 * 100) + "元",
            f"{thousands}千{tail[0]}",
            f"{DIGITS[thousands]}千{tail[1]}",
            f"{thousands}{tail[2]}k",
        )
    )


SEEKS = ("想找{}", "揾{}", "找{}的工", "想做{}", "{}", "求{}工作", "有冇{}做", "做过{}", "{}，熟手")
WAGES = ("{}以上", "工资{}", "{}左右", "底薪{}", "最少{}", "{}起")
LODGING = {True: ("包吃住", "要包住", "包食宿", "有宿舍", "包住"), False: ("不用住宿", "自己有地方住", "走读")}
SHIFTS = {
    "day": ("长白班", "白班", "不上夜班", "返日班"),
    "night": ("夜班", "夜班都得", "上晚班"),
    "rotating": ("两班倒可以", "倒班", "轮班没问题"),
}
NEAR = ("{}附近", "最好在{}", "{}", "住{}，想近点")
STARTS = (
    (date(2021, 2, 9), ("随时到岗", "马上可以上班", "春节可以上班")),
    (date(2021, 2, 20), ("过完年来", "初八后可以上班", "年后到岗")),
    (date.max, ("元宵后", "过了十五再来")),
)
"""What people say who can start by a day; the new year began on 2021-02-12, the Lantern Festival was 02-26."""

EXTRAS = ("做过三年", "吃苦耐劳", "会讲白话", "两公婆一起", "老乡介绍来的", "新手肯学", "可以加班", "想稳定点")


def own_words(rng: Random, wish: str, facts: Mapping[str, Any], near: str) -> str:
    """One line in a worker's own words; it says nothing that contradicts the `facts` (columns of the worker's row).

    `near` is a street without 街道, or empty.
    """
    wage, lodging = facts["wage_min_fen"], facts["needs_lodging"]
    shifts, free = facts["shifts"], facts["available_from"]
    said = [rng.choice(SEEKS).format(wish)]
    if wage is not None and rng.random() < 0.6:
        said.append(rng.choice(WAGES).format(yuan(rng, wage // 100)))
    if lodging is not None and rng.random() < 0.6:
        said.append(rng.choice(LODGING[lodging]))
    if len(shifts) == 1 and rng.random() < 0.5:
        said.append(rng.choice(SHIFTS[shifts[0]]))
    if near and rng.random() < 0.3:
        said.append(rng.choice(NEAR).format(near))
    if free is not None and rng.random() < 0.35:
        said.append(rng.choice(next(words for day, words in STARTS if free <= day)))
    if rng.random() < 0.25:
        said.append(rng.choice(EXTRAS))
    return rng.choice(("，", " ", "、", "。")).join(said)


@cache
def _certificate_words() -> dict[str, tuple[str, ...]]:
    return {row["certificate"]: parts(row["words"]) for row in table("vocabulary", "certificates")}


def certificate_words(rng: Random, certificate: str) -> str:
    """One of the ways `certificate` is written."""
    return rng.choice(_certificate_words()[certificate])


@cache
def certificate_years(certificate: str) -> int | None:
    """For how many years `certificate` is good; none when it has no end."""
    for row in table("vocabulary", "certificates"):
        if row["certificate"] == certificate:
            return int(row["valid_years"]) if row["valid_years"] else None
    raise KeyError(certificate)


TITLE_BEFORE = ("急聘", "急招", "诚聘", "高薪聘", "长期招")
TITLE_AFTER = ("（包吃住）", "数名", "（长白班）", "（可住宿）", "/学徒亦可", "（春节不打烊）")


def advert_title(rng: Random, title: str) -> str:
    """A post's title as an employer writes it: mostly plain, sometimes with noise around it."""
    luck = rng.random()
    if luck < 0.06:
        title = rng.choice(TITLE_BEFORE) + title
    elif luck < 0.12:
        title = title + rng.choice(TITLE_AFTER)
    return as_typed(rng, title, slip=0.02, traditional=0.02)
