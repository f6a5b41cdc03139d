"""When one works and when one is paid: shift, hours, days of rest, payday."""

import re
from typing import Literal

from matcher.language.adverts.facts import Fact
from matcher.language.adverts.said import Said

_NOT_TIME = ("company", "place", "interview", "phone", "contact")
_SHIFTS: tuple[tuple[Literal["day", "night", "rotating"], re.Pattern[str]], ...] = (
    (
        "rotating",
        re.compile(
            r"(?<![不无])(?:[两二三四234]班(?:倒|制|运转|轮换?)?(?!车|地铁|公交)|倒班|轮班|翻班|转班|早晚班|早中晚班"
            r"|轮转)"
        ),
    ),
    ("night", re.compile(r"(?<!可能)夜班(?!补|津|费|[车餐])|晚班(?!补|津|费)|夜间(?!补)|大夜|(?<!可能)通宵|夜更")),
    ("day", re.compile(r"长白班|常白班|正常(?:白|行政)?班|白班|日班|早班|行政班|日更")),
)
_NO_NIGHT = re.compile(r"(?:不用?上?|无|没有|不需要?)(?:上|倒)?(?:夜班|晚班|倒班|轮班)")
_EITHER = re.compile(r"[白早日]班?\s{0,4}[/或、]\s{0,4}[夜晚]班?\s{0,4}(?:可选|任选|均可|都可|二选一)")
_CLOCK = (
    r"(?:(?:早上?|上午|下午|晚上?|凌晨|中午|傍晚|夜晚|夜里|次日|第二天|翌日|次晨)\s{0,4})?"
    r"(?:\d{1,2}\s{0,4}:\s{0,4}\d{2}|(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s{0,4}(?:点半|点钟|点\d{0,2}|时(?!薪)|am"
    r"|pm))"
)
_SHORT_CLOCK = r"(?:早上?|上午|晚上?|下午|凌晨|中午|次日)\s{0,4}\d{1,2}(?![\d.])"
_ONE = rf"(?:{_CLOCK}|{_SHORT_CLOCK})"
_FROM_TO = rf"{_ONE}\s{{0,4}}(?:[-—–~至到]|--)+\s{{0,4}}(?:{_ONE}|\d{{1,2}}(?::\d{{2}}|点))"
_HOURS = (
    re.compile(r"[上做]\s{0,4}(?:8|1[0-2]|24)\s{0,4}(?:小时|h)?\s{0,4}休\s{0,4}(?:12|16|24|36|48|72)(?!\d)(?:小时|h)?"),
    re.compile(
        rf"{_FROM_TO}(?:\s{{0,4}}[,、;/和及|]?\s{{0,4}}{_FROM_TO})*|朝[九十八七]晚[五六七八九十]"
        rf"|早\s{{0,4}}[789七八九十]\s{{0,4}}晚\s{{0,4}}[5-9五六七八九十]"
    ),
    re.compile(
        r"(?:(?:每天|每日|一天|日均|每班|天天)(?:工作|上班|直播|上)?|工作|上班|上|返)\s{0,4}(?:约|大约"
        r"|不超过)?\s{0,4}(?:\d{1,2}(?:\.5)?|[四五六七八九十]{1,3}"
        r"|十[一二])(?:\s{0,4}[-—~至到]\s{0,4}\d{1,2})?\s{0,4}个?(?:小时|钟头|钟|h)"
    ),
    re.compile(
        r"(?:\d{1,2}|[八九十]{1,2}|十[一二])\s{0,4}个?(?:小时制?|h)(?:制|工作制|/天|/班)?(?!/月)|\d天\d{1,2}小时"
    ),
)
_RATE = re.compile(r"休息?\Z|[\d.]\Z|(?:元|块)\s{0,4}[/每]?\s{0,4}$|[/每]\Z")
_REST = re.compile(
    r"(?:周末|每周)?双休(?:日)?(?!假)|(?:每周)?单双休|大小周|大小休|(?<!双)单休|轮休|(?:每|一)?(?:个)?(?:月|周"
    r"|星期)(?:可)?(?:休息?|放假|公休|轮休"
    r"|带薪休)\s{0,4}[一二两三四五六七八九十\d](?:\s{0,4}[-—~至到]\s{0,4}\d)?\s{0,4}[天日]?"
    r"|[做上]\s{0,4}[一二两三四五六\d]\s{0,4}天?\s{0,4}休\s{0,4}[一二两三四五六\d]\s{0,4}天?"
    r"|[做上][一二两三四五六\d]天?休[息]?[一二两三\d]天?|上一天休一天|月休[一二两三四五六七八九\d]+天?"
    r"|周[一二三四五六日天](?:固定)?(?:休息|公休)|(?:每周|每月|全月|全年)无休|周末休息?"
)
_PAYDAY = re.compile(
    r"(?:(?:每|次|下|当)个?月)\s{0,4}(?:的)?\s{0,4}\d{1,2}\s{0,4}(?:[-—~至到]\s{0,4}\d{1,2}\s{0,4})?[号日](?:前"
    r"|左右)?(?:准时|按时|固定)?(?:(?:发放?|结算?|出)(?:上月|当月)?(?:工资|薪资|薪水?|粮)?)?"
    r"|(?:每月)?\d{1,2}[号日](?:准时|固定)?(?:发|出)(?:放)?(?:上月|当月)?(?:工资|薪资|薪|粮)"
    r"|[日周月]结\s?[/或、]\s?[日周月]结(?:可选|均可|都可)?|[日周月]结(?!构|合|束|账"
    r"|[核算]员)|当[天日]结(?:算|清|工资)?|做完(?:就)?结|离厂结清|一周一结|半月结|现结"
)


def shift(said: Said) -> Fact[Literal["day", "night", "rotating"]] | None:
    """Day, night or rotating; day and night both named are rotating, a choice between them is unknown."""
    if next(said.find(_EITHER), None):
        return None
    no_night = next(said.find(_NO_NIGHT, ("hours",), _NOT_TIME), None)
    if no_night:
        return Fact("day", (no_night.span(),))
    found = {
        name: match
        for name, pattern in _SHIFTS
        if (match := next(said.find(pattern, ("hours", "title"), _NOT_TIME), None))
    }
    if "rotating" in found:
        return Fact("rotating", (found["rotating"].span(),))
    if len(found) == 2:
        return Fact("rotating", tuple(sorted(match.span() for match in found.values())))
    return next((Fact(name, (match.span(),)) for name, match in found.items()), None)


def hours(said: Said) -> Fact[str] | None:
    """From when to when, or how many hours a day."""
    for pattern in _HOURS:
        for found in said.find(pattern, ("hours",), (*_NOT_TIME, "until", "start")):
            before = said.words[max(0, found.start() - 3) : found.start()]
            if not _RATE.search(before) and not re.match(
                r"[/元]|\s{0,4}(?:内|前|集合|面试|开始面试)", said.words[found.end() : found.end() + 4]
            ):
                return said.quoted((found.span(),))
    return None


def rest_days(said: Said) -> Fact[str] | None:
    """Days off in the words of the advert."""
    for found in said.find(_REST, ("rest", "hours"), _NOT_TIME):
        return said.quoted((found.span(),))
    return None


def payday(said: Said) -> Fact[str] | None:
    """When wages are paid; what stands behind the label, else the first words of it."""
    for found in said.find(_PAYDAY, ("payday", "wage"), _NOT_TIME):
        return said.quoted((found.span(),))
    for section in said.sections(("payday",)):
        return said.quoted(((section.start, section.end),)) if section.kind == "payday" else None
    return None
