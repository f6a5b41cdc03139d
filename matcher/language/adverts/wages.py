"""What a post pays: fen a month or an hour, and the words of what the pay is made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from matcher.language.adverts.facts import Fact, Span
from matcher.language.adverts.said import Said
from matcher.language.numerals import amount

Period = Literal["month", "hour", "other"]

_BOUNDS = {"month": (800, 100_000), "hour": (5, 500)}  # yuan; other numbers are no pay
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?\s{0,4}[千万百kw]?(?:(?<=[千万])\d)?"
    r"|[一二两三四五六七八九][千万](?:[一二三四五六七八九]百?)?(?:(?<=百)[五半])?"
    r"|[一二两三四五六七八九]百(?!分)(?:[一二三四五六七八九]十?)?|[一二三四五六七八九]?十[一二三四五六七八九]?(?=元"
    r"|块|蚊))"
)
_MONEY = r"(?:元|块钱?|蚊|圆|rmb|¥)?"
_PER = (
    r"(?:\s{0,4}[/每一]\s{0,4}(?:1|一)?\s{0,4}个?\s{0,4}(?P<per>月|小时|钟头?|时|h(?:our)?(?![a-z])|天|日|年|件|单|票"
    r"|台|套|米|平方?|次|周|班|车|吨|餐|桌|位|条|晚|夜|\d{2}\s{0,4}天|人|课时|节|打|双|斤|箱|公里)"
    r"|\s{0,4}(?P<per2>月薪|/m(?:onth)?(?![a-z])))?"
)
_PAY = re.compile(
    rf"(?<![\d.\-/年月第nx])(?<!\d:)[¥$]?(?P<low>{_NUMBER})\s{{0,4}}{_MONEY}(?:\s{{0,4}}[/每]月)?(?:\s{{0,4}}(?:[-—–~至到]{{1,3}})\s{{0,4}}¥?(?P<high>{_NUMBER}))?\s{{0,4}}{_MONEY}(?:左右"
    rf"|上下)?{_PER}",
)
_NOT_PAY = re.compile(
    r"(?:\s{0,4}(?:周?岁|小时|人(?!民)|名)|小时|个小时|h(?![a-z])|点|时(?![薪间])|年|号|[天日](?!薪)|名|人|位"
    r"|个(?!月工)|公里|公斤|斤|kg|楼|层|班|吨|餐|险|平|米|㎡|字|分|%|℃|度|:\d|后|届|室|月(?!薪)|休|薪|km|-\d|强|余?家"
    r"|台|套|cm|mm|码|路|次|栋|座|[a-z])"
)
_WORD = (
    r"(?:底薪|保底|月薪|月入|月收入|工资|薪资|薪酬|薪水|待遇|收入|综合|到手|人工|报酬|平均|月均|均薪|起薪|salary|pay"
    r"|可达|转正|试用期?|工价|一个月|每月|每个月)"
)
_PAID = re.compile(rf"{_WORD}[^\d,;。|\n]{{0,8}}\Z")
_MAIN = re.compile(r"(?:综合|合计|总|到手|月薪|月入|月均|收入|月收入|可达|平均|转正)[^\d,;。|\n底]{0,6}\Z")
_BASE = re.compile(r"(?:底薪|保底|基本工资|基本|起薪)[^\d,;。|\n]{0,5}\Z")
_TRIAL = re.compile(r"(?:试用期?|学徒期?|培训期?|实习(?:期|工资|期?间)?)[^\d,;。|\n]{0,6}\Z")
_SIDE = re.compile(
    r"(?:补贴|补助|津贴|餐补|房补|饭补|住补|车补|话补|全勤|奖金?|奖励|加班费?|提成|红包|押金|报销|社保|工龄|另加"
    r"|高温费|夜班费|注册资金?|投资|占地|面积|房租|住宿费|伙食费|水电|年终|出师后?|学成|返费|介绍费|利润|业绩|营业额"
    r"|课时费)[^\d,;。|\n]{0,5}\Z"
)
_SUM = re.compile(r"\+[^,;。|\n]{1,8}:\s?\Z")  # 底薪+提成：4000-6000
_SIDE_BEHIND = re.compile(r" ?(?:元|块)?(?:的)?(?:补贴|补助|津贴|餐补|房补|饭补|全勤|奖金|奖励|红包|押金|返费|年终奖)")
_AT_LEAST = re.compile(r"\s{0,4}(?:元|块)?\s{0,4}(?:以上|起|及以上|\+|往上|加)")
_AT_LEAST_BEFORE = re.compile(r"(?:不低于|不少于|至少|最少|最低|起码|≥|高于|起薪)[^\d]{0,3}\Z")
_AT_MOST = re.compile(r"\s{0,4}(?:元|块)?(?:以下|以内|封顶)")
_AT_MOST_BEFORE = re.compile(r"(?:最高|不超过|至多|可达|高达)[^\d]{0,3}\Z")
_SPOKEN = re.compile(
    r"(?P<hour>时薪|每小时|一小时|小时工资|工时费)[^\d,;。\n]{0,6}$|(?P<other>日薪|日工资|每天|每日|一天|年薪|每年"
    r"|每[件单台张次桌位班晚]|每个(?!月)|单价|周薪)[^\d,;。\n]{0,6}\Z"
)
_RATE = re.compile(r"(?:日薪|日工资|年薪|周薪|每天|每日|一天|每[件单台张次桌位班晚])\s?:?\Z")
_ELSEWHERE = (
    "duties",
    "company",
    "place",
    "phone",
    "contact",
    "age",
    "experience",
    "openings",
    "rest",
    "hours",
    "start",
    "until",
)

_HOUR = frozenset({"小时", "时", "h", "hour", "钟", "钟头"})
_PIECE_RATE = r"(?:计件|计时|按[件台单米吨]结算|按件|件薪|多劳多得)"
_EXTRA = (
    r"(?:提成|绩效|奖金|补贴|津贴|全勤奖?|加班费|补助|分红|手工费?|课时费|工龄奖|年终奖|派件费|餐补|岗位工资|计件"
    r"|佣金|房补|高温费|年终|夜班费)"
)
_PARTS = (
    re.compile(
        r"(?:无责)?(?:底薪|保底|基本工资|基薪|固定工资)[^,;。|\n+加()]{0,14}(?:\+|加)[^,;。|\n()]*?(?=\s{0,4}[,;。"
        r"|\n:=()]|$|\s+(?:月|综合|到手|包|五险))"
    ),
    re.compile(rf"(?:另有|另加|外加|还有|加(?!班)|含|\+)\s{{0,4}}[^,;。|\n\d]{{0,6}}{_EXTRA}"),
    re.compile(rf"{_PIECE_RATE}[^,;。|\n月综]*(?:,多劳多得)?"),
    re.compile(rf"\+\s{{0,4}}[^,;。|\n]{{0,8}}{_EXTRA}\d*"),
    re.compile(r"(?:手工|销售|派件|业绩|高额?)?提成(?:高|\d{1,2}%)?"),
)


@dataclass(frozen=True, slots=True)
class _Pay:
    """Yuan; an open end is ``None``. ``weight``: how likely it is the whole pay."""

    low: float | None
    high: float | None
    period: Period
    weight: int
    span: Span


@dataclass(frozen=True, slots=True)
class Wage:
    """The pay of a post; every part may be unknown."""

    low_fen: Fact[int] | None = None
    high_fen: Fact[int] | None = None
    unit: Fact[Literal["month", "hour"]] | None = None
    parts: Fact[str] | None = None


def wage(said: Said) -> Wage:
    """The pay said; unknown where two sums compete for being all of it."""
    found = list(_pays(said))
    main = _main([pay for pay in found if pay.period != "other"])
    beside = {"other"} if main is None or main.period == "hour" else {"other", "hour"}
    parts = _parts(said, [pay for pay in found if pay.period in beside])
    if main is None:
        return Wage(parts=parts)
    unit: Literal["month", "hour"] = "hour" if main.period == "hour" else "month"
    spans = (main.span,)
    low, high = (None if end is None else Fact(round(end * 100), spans) for end in (main.low, main.high))
    return Wage(low, high, Fact(unit, spans), parts)


def _main(pays: list[_Pay]) -> _Pay | None:
    """The likeliest to be the whole pay: by the month before by the hour; none where equals differ."""
    if not pays:
        return None
    best = max((pay.period == "month", pay.weight) for pay in pays)
    likeliest = [pay for pay in pays if (pay.period == "month", pay.weight) == best]
    same = {(pay.low, pay.high) for pay in likeliest}
    return likeliest[0] if len(same) == 1 else None


def _pays(said: Said) -> Iterator[_Pay]:
    """Sums of the post's own sections; of the shared ones only where its own say none."""
    for group in (said.own, said.shared):
        pays = []
        for section in group:
            if section.kind in _ELSEWHERE:
                continue
            for found in _PAY.finditer(said.words, section.start, section.end):
                pay = _pay(said.words, found, section.start, section.kind)
                if pay:
                    pays.append(pay)
        if pays:
            yield from pays
            return


def _pay(words: str, found: re.Match[str], start: int, kind: str) -> _Pay | None:
    before, behind = (
        words[max(start - (12 if kind == "wage" else 0), found.start() - 16, 0) : found.start()],
        words[found.end() : found.end() + 8],
    )
    if (_SIDE.search(before) and not _SUM.search(before)) or _SIDE_BEHIND.match(behind):
        return None
    period = _period(found, before, kind, words[start - 10 if start > 10 else 0 : start])
    if period is None or (not found["per"] and _NOT_PAY.match(behind)):
        return None
    low, high = _ends(found["low"], found["high"])
    if low is None:
        return None
    if period == "other":
        led = _RATE.search(before)
        return _Pay(low, high, period, 0, (found.start() - (len(led[0]) if led else 0), found.end()))
    least, most = _BOUNDS[period]
    if not least <= low <= most or (high is not None and not low <= high <= most):
        return None
    return _bounded(low, high, period, before, words, found)


def _period(found: re.Match[str], before: str, kind: str, label: str) -> Period | None:
    """By what the pay goes; None where nothing shows that it is pay."""
    per = found["per"] or ("月" if found["per2"] else None)
    if per:
        return "month" if per == "月" or per[:2].isdigit() else "hour" if per in _HOUR else "other"
    spoken = _SPOKEN.search(before) or (_SPOKEN.search(label.rstrip(": ")) if kind == "wage" else None)
    if spoken:
        return "hour" if spoken["hour"] else "other"
    if kind == "wage" or _PAID.search(before):
        return "month"
    unit = re.search(r"[千万kw]", found[0])
    money = re.search(r"元|块|蚊|¥", found[0])
    if found["high"] or unit or money:
        bare = not unit and not money and not re.fullmatch(r"\d{4,5}", found["low"])
        return None if bare else "month"
    return "month" if re.fullmatch(r"[2-9]\d00|[12]\d{2}00", found["low"]) and _is_alone(found) else None


def _is_alone(found: re.Match[str]) -> bool:
    """Whether a bare number stands by itself: 保安 4500 包住, 3800起, 2600+补贴."""
    behind = found.string[found.end() : found.end() + 1]
    return not behind or behind in " \n,;。|起+包以)("


def _ends(low: str, high: str | None) -> tuple[float | None, float | None]:
    """Both ends in yuan; a unit said once holds for both: 5-6千, 6-8k."""
    if not high:
        return _yuan(low), None
    unit = re.search("[千万kw]", high)
    other = re.search("[千万kw]", low)
    least, most = _yuan(low), _yuan(high)
    if unit and not other and least is not None and least < 100:
        least = _yuan(low + unit[0])
    if other and not unit and most is not None and most < 100:
        most = _yuan(high + other[0])
    return least, most


def _yuan(written: str) -> float | None:
    bare = written.replace(" ", "").replace(",", "")
    return float(bare) if re.fullmatch(r"\d+\.\d+", bare) else amount(bare)


def _bounded(low: float, high: float | None, period: Period, before: str, words: str, found: re.Match[str]) -> _Pay:
    base, trial = _BASE.search(before), _TRIAL.search(before)
    weight = 4 * bool(_MAIN.search(before)) - 3 * bool(base) - 4 * bool(trial) + 2 * bool(high)
    span = (found.start(), found.end())
    behind = _AT_LEAST.match(words, found.end(), found.end() + 6)
    if high is None and (behind or base or _AT_LEAST_BEFORE.search(before)):
        more = behind if behind and "+" not in behind[0] and "加" not in behind[0] else None
        return _Pay(low, None, period, weight, (span[0], more.end() if more else span[1]))
    behind = _AT_MOST.match(words, found.end(), found.end() + 6)
    if high is None and (behind or _AT_MOST_BEFORE.search(before)):
        return _Pay(None, low, period, weight, (span[0], behind.end() if behind else span[1]))
    return _Pay(low, low if high is None else high, period, weight, span)


def _parts(said: Said, rates: list[_Pay]) -> Fact[str] | None:
    """底薪+提成, 计件, 200元/天: in the order of the text, none inside another."""
    spans = [pay.span for pay in rates]
    for pattern in _PARTS:
        for group in (said.own, said.shared):
            spans += [
                found.span()
                for section in group
                if section.kind not in _ELSEWHERE
                for found in pattern.finditer(said.words, section.start, section.end)
            ]
    outer = sorted(set(spans), key=lambda span: (span[0], -span[1]))
    kept: list[Span] = []
    for span in outer:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return said.quoted(kept)
