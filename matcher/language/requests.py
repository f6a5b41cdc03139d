"""What does a worker want, in the worker's own words?

Facts are taken out of the words one kind after the other, each by its own patterns;
what is left is read as jobs, and what is no job either is kept.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from matcher.language.cantonese import written
from matcher.language.numerals import amount
from matcher.language.scripts import simplify
from matcher.language.wishes import wishes

LEAST_WAGE, MOST_WAGE = 1_000, 100_000  # yuan a month; other numbers are ages, hours, days or telephones


@dataclass(frozen=True, slots=True)
class Request:
    """A worker's wishes and conditions; None and empty where the words do not say.

    ``wage_min`` is yuan a month, ``street`` a nine-digit code, ``shifts`` a subset of
    day, night, rotating; ``rest`` the words nothing was read from.
    """

    wishes: tuple[str, ...] = ()
    wage_min: int | None = None
    lodging: bool | None = None
    meals: bool | None = None
    shifts: frozenset[str] = frozenset()
    street: str | None = None
    rest: str = ""


_NO = (
    r"(?:不用|不需要|不需|不要|不想|不能|不愿意?|不做|不上|不|无需|(?<!有)没有|(?<!有)没|拒绝|除了)"
    r"(?:上|做|倒|包|提供|接受|值|熬|住)?"
)
_BOTH = r"包吃包住|包吃住|包食宿|包住吃|管吃管住|管吃住|提供食宿|提供吃住|有吃有住|有吃住|食宿|吃住"
_LODGING = re.compile(
    rf"(?P<no>{_NO}|自己)?(?P<both>{_BOTH})|(?P<no2>{_NO}|自己)?"
    r"(?:免费住宿|提供住宿|提供宿舍|包住宿|包住|管住|有宿舍|有地方住|要宿舍|要住宿|住宿舍|宿舍|住宿|住厂|有住|需要住宿|夫妻房|住家(?!保姆|阿姨|月嫂))"
)


def _unless_refused(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<no>{_NO})?(?:{'|'.join(phrases.split())})")


_MEALS = _unless_refused("包一餐 包两餐 包三餐 包餐 包吃 包食 管饭 管吃 包饭 有饭堂 有食堂 有饭吃 提供午餐 工作餐")
_SHIFTS = (
    ("rotating", _unless_refused("两班倒 三班倒 二班倒 两班制 三班制 倒班 轮班 翻班 转班 换班 两班 三班")),
    ("night", _unless_refused("通宵班 通宵 大夜班 大夜 小夜班 小夜 中夜班 夜班 晚班 夜更 上夜 熬夜")),
    ("day", _unless_refused("长白班 常白班 正常白班 白班 日班 早班 正常班 白天班 白天 朝九晚五 朝九晚六")),
)
_NUMBER = r"(?:\d+(?:[.,]\d+)*[千万百kw]?\d?(?!\d)|[一二两三四五六七八九十][零一二两三四五六七八九十百千万半]*)"
_WAGE = re.compile(
    r"(?:(?:月薪|月入|工资|薪资|底薪|收入|薪水|人工|待遇|每月|一个月|月)(?:要|有|是|在|大概|期望)?)?"
    r"(?:不低于|不少于|不低過|至少|最少|最低|起码|大概|大约|约)?"
    rf"(?P<low>{_NUMBER})(?:元|块钱?|蚊)?(?:\s*[-—–~到至]+\s*(?P<high>{_NUMBER})(?:元|块钱?|蚊)?)?"
    r"(?P<after>\s*(?:岁|周岁|小时|个小时|点|年|号|天|人|名|公里|公斤|斤|楼|班|吨|餐|险|[/每一](?:天|日|小时)))?"
    r"(?:每月|一个月|/月|每个月|个?月)?(?:以上|起步|起|左右|上下|多|加|\+|打底|保底)?",
    re.IGNORECASE,
)
_NEARBY = "(?:街道|街)?(?:附近|那边|这边|一带|周边|片区|区域)?"


def understand(words: str, streets: Mapping[str, str]) -> Request:
    """The request in a worker's words; ``streets`` gives the code of every street by name.

    >>> understand("叉车 包住 六千 夜班 东沙", {"东沙街道": "440103021"})
    Request(wishes=('叉车',), wage_min=6000, lodging=True, meals=None, \
shifts=frozenset({'night'}), street='440103021', rest='')
    """
    text = written(simplify(unicodedata.normalize("NFKC", words)).lower())
    text, lodging, meals = _lodging_and_meals(text)
    text, shifts = _shifts(text)
    text, wage_min = _wage(text)
    text, street = _street(text, streets)
    jobs, rest = wishes(text)
    return Request(jobs, wage_min, lodging, meals, shifts, street, rest)


def _lodging_and_meals(text: str) -> tuple[str, bool | None, bool | None]:
    lodging = meals = None
    for found in _LODGING.finditer(text):
        lodging = found["no"] is None and found["no2"] is None
        if found["both"]:
            meals = lodging
    text = _LODGING.sub(" ", text)
    for found in _MEALS.finditer(text):
        meals = found["no"] is None
    return _MEALS.sub(" ", text), lodging, meals


def _shifts(text: str) -> tuple[str, frozenset[str]]:
    """The shifts asked for; when only refusals are stated, the others."""
    wanted: set[str] = set()
    refused: set[str] = set()
    for shift, pattern in _SHIFTS:
        for found in pattern.finditer(text):
            (refused if found["no"] else wanted).add(shift)
        text = pattern.sub(" ", text)
    if refused and not wanted:
        wanted = {shift for shift, _ in _SHIFTS} - refused - ({"rotating"} if "night" in refused else set())
    return text, frozenset(wanted - refused)


def _wage(text: str) -> tuple[str, int | None]:
    """The least wage named, and the text without it; ages, hours and telephones stay."""
    for found in _WAGE.finditer(text):
        low, high = _bounds(found["low"], found["high"])
        if not found["after"] and low is not None and LEAST_WAGE <= low <= MOST_WAGE and (high is None or high >= low):
            return f"{text[: found.start()]} {text[found.end() :]}", low
    return text, None


def _bounds(low: str, high: str | None) -> tuple[int | None, int | None]:
    """Both ends of a range; 5-6千 gives its unit to both."""
    least, most = amount(low), amount(high) if high else None
    unit = re.search("[千万kw]", high) if high else None
    if unit and least is not None and least < 100:
        least = amount(low + unit[0])
    return least, most


def _street(text: str, streets: Mapping[str, str]) -> tuple[str, str | None]:
    """The first street named, with or without 街 or 街道, where a word begins or ends with it."""
    bare = {name.removesuffix("街道").removesuffix("街"): code for name, code in streets.items()}
    names = "|".join(sorted(map(re.escape, bare), key=len, reverse=True))
    if not names:
        return text, None
    begins = rf"(?:荔湾区?|广州市?|芳村)?(?:(?<=[\s在到去住近离区村湾])|^)(?P<first>{names}){_NEARBY}"
    ends = rf"(?P<last>{names}){_NEARBY}(?=$|[\s,，。;；、的找做])"
    edges = f"{begins}|{ends}"
    found = re.search(edges, text)
    if found is None:
        return text, None
    return f"{text[: found.start()]} {text[found.end() :]}", bare[found["first"] or found["last"]]
