"""Pay as employers and workers write it: ranges, units, and the meals and beds that come with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from api.forms.cells.numerals import arabic
from api.forms.cells.plain import Impossible, RawCell, number, plain, says_nothing, typed
from matcher.language.board import Provided, provided

Unit = Literal["month", "hour"]
Period = Literal["month", "hour", "day", "year"]

_MEND = "写每月多少元，如 4500-6000；按小时就写 25元/小时；没定就写 面议"
_MOST = {"month": 200_000, "hour": 2_000, "day": 10_000, "year": 2_400_000}
_LEAST = {"month": 300, "hour": 3, "day": 30, "year": 6_000}
_LEAST_BARE_MONTH = 800  # a bare number below this could be a day's or an hour's pay: unknown
_NUM = r"(\d+(?:\.\d+)?)(万|千|百|[kKwW])?"
_TO = r"元?(?:/?月)?(?:[-~—–−～]{1,3}|至|到|--)"
_PER = r"元?[)]?(?:[/每]?一?(?:个)?(小时|时|[hH]|天|日|月|年|班|件|个|单|次|台|米|平方|条|只|餐|顿|晚))?"
_AMOUNT = re.compile(rf"(?:{_NUM}{_TO})?(?<![\d.]){_NUM}{_PER}")
_PERIOD_WORD = {
    "小时": "hour",
    "时": "hour",
    "h": "hour",
    "H": "hour",
    "天": "day",
    "日": "day",
    "月": "month",
    "年": "year",
}
_TIMES = {"万": 10_000, "w": 10_000, "W": 10_000, "千": 1000, "k": 1000, "K": 1000, "百": 100}
_NOISE = re.compile(
    r"[五六七5-7]险[一二两12]?金?|\d+[薪险金]|[月每周]休\d天?|\d+休\d|\d+小时制|[上做]\d+休\d+|\d+(?:天|个?小时)/?(?:周|天|月)|\d+%"
)
_SIDE_MONEY = re.compile(
    r"(?:补贴|补助|津贴|餐补|房补|饭补|奖金?|加班费?|提成|红包|押金|报销|社保|全勤|工龄|另加|话补|车补|高温费)[^\d,;。]{0,4}$"
)
_MAIN_MONEY = re.compile(r"(?:综合|合计|总|到手|月薪|月入|月收入|薪资|工资|收入|平均)[^\d,;。底]{0,6}$")
_BASE_MONEY = re.compile(r"(?:底薪|基本工资|基本|保底|试用期?)[^\d,;。]{0,4}$")
_AT_LEAST = re.compile(r"(?:不低于|不少于|至少|最少|最低|[≥>]=?|高于|起薪)[^\d]{0,3}$")
_AT_MOST = re.compile(r"(?:最高|不超过|不高于|至多|[≤<]=?|上限)[^\d]{0,3}$")


@dataclass(frozen=True, slots=True)
class Wage:
    """Pay in fen per ``unit``; an open end is ``None``. ``words`` keeps the cell when it says more than the numbers."""

    low_fen: int | None
    high_fen: int | None
    unit: Unit
    words: str = ""
    provided: Provided = field(default_factory=Provided)


@dataclass(frozen=True, slots=True)
class PayScale:
    """How a bare number in a column is meant: the header's unit, e.g. 薪资(千元/月) is month × 1000."""

    period: Period | None = None
    times: int = 1
    paid_days: Decimal | None = None
    """Paid days in a month, to turn a day's pay into a month's; without it a day's pay stays unknown."""


@dataclass(frozen=True, slots=True)
class _Money:
    low: Decimal | None
    high: Decimal | None
    period: Period | None
    weight: int
    bare: bool


def scale_of(header: str, paid_days: Decimal | None = None) -> PayScale:
    """The unit a header states: “月薪(元)”, “工资（元/小时）”, “年薪（万元）”."""
    words = plain(header)
    period: Period | None = None
    for pattern, name in (
        (r"时薪|小时|/时|/h", "hour"),
        (r"日薪|日工资|[/每]天|[/每]日", "day"),
        (r"年薪|年收入|[/每]年", "year"),
        (r"月", "month"),
    ):
        if re.search(pattern, words):
            period = name  # type: ignore[assignment]
            break
    times = 10_000 if "万元" in words or "(万" in words else 1000 if re.search(r"千元|\(千|\([kK]", words) else 1
    return PayScale(period, times, paid_days)


def parse_wage(raw: RawCell, scale: PayScale | None = None) -> Wage | None:
    """The pay a cell states; ``None`` when it states none (“面议”, “看情况”, “计件”)."""
    scale = scale or PayScale()
    value = number(raw)
    words = arabic_pay(raw)
    if says_nothing(raw) or value == 0:
        return None
    if (value is not None and value < 0) or re.match(r"[-−–—负](?:人民币|¥)?\d", words):
        raise Impossible("工资不能是负数", _MEND)
    monies = sorted(_monies(words, scale), key=lambda m: -m.weight)
    if not monies:
        return None
    money = monies[0]
    bare_number = re.fullmatch(r"[¥]?[\d.]+(?:[-~至到][\d.]+)?元?", words)
    return _wage(money, scale, "" if bare_number else typed(raw).strip(), words, raw)


def arabic_pay(raw: RawCell) -> str:
    """The cell's words with digits for numerals and without what only looks like money (五险一金, 月休4天)."""
    words = _NOISE.sub(" ", plain(raw).replace("¥", "").replace("￥", "").replace("RMB", ""))
    digits = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", arabic(words))
    return re.sub(r"(?<![\d.])(\d)([万千])(\d)(?![\d.万千百kKwW])", _and_a_bit, digits)


def _and_a_bit(found: re.Match[str]) -> str:
    """4千5 is 4500, 1万2 is 12000."""
    unit = _TIMES[found.group(2)]
    return str(int(found.group(1)) * unit + int(found.group(3)) * unit // 10)


def _monies(words: str, scale: PayScale) -> Iterator[_Money]:
    """Every sum of money in the words that could be pay, heavier = likelier to be the whole pay."""
    for m in _AMOUNT.finditer(words):
        low_digits, low_unit, high_digits, high_unit, per = m.groups()
        before, after = words[: m.start()], words[m.end() :]
        if _SIDE_MONEY.search(before) or (per and per not in _PERIOD_WORD):
            continue
        bare = not (low_unit or high_unit)
        times = scale.times if bare and Decimal(high_digits) < 1000 else 1
        high_unit = _unit(high_digits, high_unit, low_unit)
        high = Decimal(high_digits) * _TIMES.get(high_unit or "", times)
        low = high
        if low_digits:
            low = Decimal(low_digits) * _TIMES.get(_unit(low_digits, low_unit, high_unit) or "", times)
            if not low_unit and _TIMES.get(high_unit or "") == 10_000 and low > high:
                low /= 10  # 8-1万 is eight thousand to ten thousand
        yield _bounded(low, high, per, before, after, bare)


def _unit(digits: str, own: str | None, other: str | None) -> str | None:
    """The unit of one end of a range; said once, it holds for both: 5-6千, 6千-8."""
    return other if not own and Decimal(digits) < 100 else own


def _bounded(low: Decimal, high: Decimal, per: str | None, before: str, after: str, bare: bool) -> _Money:
    weight = (
        (4 if _MAIN_MONEY.search(before) else 0) - (3 if _BASE_MONEY.search(before) else 0) + (2 if low != high else 0)
    )
    period: Period | None = _PERIOD_WORD.get(per or "")  # type: ignore[assignment]
    spoken = re.search(r"(时薪|每小时|日薪|每天|每日|年薪|每年|月薪|每月)[^\d]{0,6}$", before)
    if period is None and spoken:
        period = {"时": "hour", "小": "hour", "日": "day", "天": "day", "年": "year", "月": "month"}[
            spoken.group(1).replace("每", "")[0]
        ]  # type: ignore[assignment]
    if low == high and (
        re.match(r"元?(?:以上|起|及以上|\+|往上|多)", after) or _AT_LEAST.search(before) or _BASE_MONEY.search(before)
    ):
        return _Money(low, None, period, weight, bare)
    if low == high and (re.match(r"元?(?:以下|以内|封顶|及以下)", after) or _AT_MOST.search(before)):
        return _Money(None, high, period, weight, bare)
    return _Money(low, high, period, weight, bare)


def _wage(money: _Money, scale: PayScale, kept: str, words: str, raw: RawCell) -> Wage | None:
    period = money.period or scale.period
    least = _LEAST[period] if period else _LEAST_BARE_MONTH
    ends = sorted(end for end in (money.low, money.high) if end is not None)
    backwards = money.low is not None and money.high is not None and money.low > money.high
    if max(ends) > _MOST[period or "month"]:
        raise Impossible(f"工资“{typed(raw).strip()}”大得不可能", _MEND)
    if max(ends) < least or (backwards and min(ends) < least):
        return None
    share = scale.paid_days if period == "day" else Decimal(1) / 12 if period == "year" else Decimal(1)
    if share is None:
        return None
    unit: Unit = "hour" if period == "hour" else "month"
    if period in ("day", "year"):
        kept = typed(raw).strip() if not number(raw) else f"{typed(raw)}元/{'天' if period == 'day' else '年'}"
    low, high = (
        None if end is None else int((end * share * 100).to_integral_value())
        for end in (ends if backwards else (money.low, money.high))  # 6000-4500 means the same range
    )
    return Wage(low, high, unit, kept, provided(words))
