"""Days an advert names: the first one of work, the last one it stands, work and pay over the Spring Festival."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from matcher.language.adverts.facts import Fact
from matcher.language.adverts.said import Said
from matcher.language.numerals import amount
from matcher.language.tables import rows

_DAY = (
    r"(?:(?P<y>(?:20)?\d{2})\s{0,4}[年./-]\s{0,4})?(?P<m>\d{1,2})\s{0,4}(?:月"
    r"|[./-](?=\d))\s{0,4}(?P<d>\d{1,2})(?!\d)\s{0,4}[日号]?"
    r"|(?P<first>正月|大年|农历正月|年)?初(?P<lunar>[一二三四五六七八九十]{1,2})(?![中小高级])"
    r"|正月(?P<lunar2>十[一二三四五六七八九]?|二十[一二三四五六七八九]?)"
)
_START = (
    r"(?:前|左右|后|起|开始)?(?:正式|可以|统一)?(?:到岗|上班|上岗|入职|开工|开班|报到|复工|返岗|返工|开始上班|起上班"
    r"|进场)"
)
_STARTS = re.compile(
    rf"(?P<before>(?:到岗|上班|上岗|入职|开工|报到|复工)(?:时间"
    rf"|日期)?[:为]?\s{{0,4}})?(?:{_DAY})\s{{0,4}}(?:\([^)\n]{{1,6}}\))?\s{{0,4}}(?P<behind>{_START})?"
)
_AT_ONCE = re.compile(r"(?:即日|马上|立即|立刻|今天|当天|随时)(?:起)?(?:可|就|可以)?(?:上班|上岗|入职|到岗|开工)")
_UNTIL_BEHIND = re.compile(
    r"\s{0,4}(?:\([^)\n]{1,6}\))?\s{0,4}(?:之?前\s{0,4}(?:报名|应聘|面试|联系|投递|有效|截止)|截[止至]|止)"
)
_OPEN_FROM = re.compile(r"即日起\s{0,4}(?:至|到|[-—~])\s{0,4}\Z")
_WORK_PERIOD = re.compile(r"(?:做|干|工作|上班|留用|上)(?:到|至|满)\s{0,4}\Z")
_PERIOD_LED = re.compile(r"(?:时间|用工期?|工期|工作|兼职)[:为]?\s{0,4}\Z")
_ALONE = re.compile(r"[,;。\n|:]\s?\Z")
_PERIOD_ON = re.compile(r"\s{0,4}(?:至|到|[-—~]+)\s{0,4}\d")
_HALF_YEAR = timedelta(days=183)
_FESTIVAL_WORK = re.compile(
    r"(?:春节|过年|新年|年三十|除夕|年初一)(?:期间|假期|当天|都|仍|也|均|时|正常|照常)*[^,;。|\n]{0,4}?(?:不(?:放假"
    r"|打烊|休|停工|停产|关门|歇业)|(?:正常|照常)?(?:上班|营业|开工|生产|值班|在岗|开门|留岗|坚守))"
    r"|(?:留(?:岗|守|穗|厂)|在岗|就地)过(?:年|节)|春节(?:留守|留岗|值守|加班|工|兼职)|不打烊"
)
_FESTIVAL_OFF = re.compile(r"(?:春节|过年|新年)(?:期间)?(?:正常|统一|带薪|有)?(?:放假|休假|休息|停工)")
_FESTIVAL_PAY = re.compile(
    r"(?:[三3](?:倍|薪)|双倍|[两二2]倍|[三3]百?%|300%)(?:工资|薪资|薪水|日?工资|加班费|薪酬|加班工资)?|(?:过年|新年"
    r"|春节|开[工年]|开门|留岗|留守)(?:[^,;。|\n\d]{0,4})?(?:红包|利是|奖金?|补贴|津贴|奖励)"
)
_NEAR_FESTIVAL = re.compile(r"春节|过年|除夕|年三十|初[一二三四五六]|新年|年初|留岗|留守|大年|法定")
_NOT_DAYS = ("wage", "payday", "company", "duties", "phone", "contact", "place")


def start_date(said: Said, on: date) -> Fact[date] | None:
    """The day work begins; 即日上岗 is ``on``, 随时 says no day."""
    for found, day in _days(said, on, ("start",), ("until", "interview", "festival")):
        labelled = any(s.kind == "start" and s.start <= found.start() < s.end for s in (*said.own, *said.shared))
        ends = _WORK_PERIOD.search(said.words[max(0, found.start() - 6) : found.start()])
        if (
            (labelled or found["before"] or found["behind"] or _period(said.words, found))
            and not ends
            and not _OPEN_FROM.search(said.words[: found.start()][-8:])
        ):
            return Fact(day, (said.bare(found.span()),))
    at_once = next((f for f in said.find(_AT_ONCE, never=_NOT_DAYS) if not f[0].startswith("随时")), None)
    return Fact(on, (at_once.span(),)) if at_once else None


def _period(words: str, found: re.Match[str]) -> bool:
    """Whether a day begins a time of work: 时间2月9日至2月20日."""
    led = _PERIOD_LED.search(words[max(0, found.start() - 6) : found.start()]) or _ALONE.search(
        words[max(0, found.start() - 2) : found.start()]
    )
    return led is not None and _PERIOD_ON.match(words, found.end()) is not None


def open_until(said: Said, on: date) -> Fact[date] | None:
    """The last day the advert stands."""
    for found, day in _days(said, on, ("until",)):
        before = said.words[max(0, found.start() - 10) : found.start()]
        labelled = any(s.kind == "until" and s.start <= found.start() < s.end for s in (*said.own, *said.shared))
        told = (
            _OPEN_FROM.search(before)
            or re.search(r"截[止至][^,;。\n]{0,5}$|有效期[^,;。\n]{0,3}$", before)
            or _UNTIL_BEHIND.match(said.words, _day_end(found))
        )
        if (labelled or told) and not found["behind"]:
            following = [
                d
                for f, d in _days(said, on, ("until",))
                if labelled
                and f.start() > found.start()
                and re.search(r"(?:至|到|[-—~])\s{0,4}$", said.words[found.start() : f.start()])
            ]
            return Fact(following[0] if following else day, (said.bare((found.start(), _day_end(found))),))
    return None


def _day_end(found: re.Match[str]) -> int:
    return found.start("behind") if found["behind"] else found.end()


def _days(
    said: Said, on: date, first: tuple[str, ...], never: tuple[str, ...] = ()
) -> Iterator[tuple[re.Match[str], date]]:
    for found in said.find(_STARTS, first, (*_NOT_DAYS, *never)):
        day = _day(found, on)
        if day:
            yield found, day


def _day(found: re.Match[str], on: date) -> date | None:
    """The day meant; one without a year lies nearest ahead, or not more than half a year back."""
    lunar = found["lunar"] or found["lunar2"]
    if lunar:
        return _lunar(amount(lunar), on)
    if not re.search(r"月|[日号]", found[0]) and not found["y"]:
        return None
    year = int(found["y"]) if found["y"] else None
    month, day = int(found["m"]), int(found["d"])
    if year is not None:
        return _on_calendar(2000 + year if year < 100 else year, month, day)
    this_year = _on_calendar(on.year, month, day)
    return _on_calendar(on.year + 1, month, day) if this_year and this_year < on - _HALF_YEAR else this_year


def _lunar(number: int | None, on: date) -> date | None:
    """The n-th day of the first lunar month that is nearest ahead, or not more than half a year back."""
    festivals = [first for first in _new_years() if first + timedelta(days=30) >= on - _HALF_YEAR]
    ahead = [first for first in festivals if first - on <= timedelta(days=366)]
    return ahead[0] + timedelta(days=number - 1) if ahead and number else None


def _on_calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _new_years() -> tuple[date, ...]:
    """The first day of each lunar year of the table."""
    return tuple(date.fromisoformat(row["day"]) for row in rows("lunar_new_years"))


def works_in_festival(said: Said) -> Fact[bool] | None:
    """Whether one works over the Spring Festival."""
    never = ("company", "duties")
    works = next(said.find(_FESTIVAL_WORK, ("festival",), never), None)
    if works:
        return Fact(True, (works.span(),))
    rests = next(said.find(_FESTIVAL_OFF, ("festival",), never), None)
    return Fact(False, (rests.span(),)) if rests else None


def festival_pay(said: Said) -> Fact[str] | None:
    """What is paid for it: 三倍工资, 过年红包."""
    for found in said.find(_FESTIVAL_PAY, ("festival",), ("company", "duties")):
        line = said.words.rfind("\n", 0, found.start()) + 1
        if _NEAR_FESTIVAL.search(said.words, max(line, found.start() - 30), found.end()):
            return said.quoted((found.span(),))
    return None
