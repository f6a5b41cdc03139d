"""Wages as the text of an advert states them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matcher.language.numerals import amount
from matcher.policy.phrases import phrases

_PHRASES = phrases("wages")
_UNITS = (("hour", "时h钟"), ("day", "天日"), ("year", "年"), ("month", "月"))
_LEAST_SENSIBLE = {"hour": 1, "day": 10, "month": 100, "year": 1_000}  # below it, a number is no wage in yuan
_GUARANTEED, _BASE = ("保底", "无责"), ("底薪", "基本", "基薪")
_DECIMAL = re.compile(r"\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Pay:
    """A stated wage: yuan per ``unit`` (hour, day, month, year).

    ``kind`` is base for what is paid before commission, guaranteed for what is paid at least, else wage.
    """

    low: float
    high: float | None
    unit: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Work:
    """What an advert says of the work that its wages are paid for; ``hours`` a day, None where none are stated."""

    part_time: bool
    full_time: bool
    hours: float | None

    @classmethod
    def of(cls, text: str) -> "Work":
        hours = _PHRASES.one("hours").search(text)
        return cls(
            part_time=_PHRASES.one("part_time").search(text) is not None,
            full_time=_PHRASES.one("full_time").search(text) is not None,
            hours=float(hours[hours.lastindex or 1]) if hours else None,
        )


def pays(text: str) -> Iterator[Pay]:
    """Every wage of a text; allowances, fines, ages and telephones are none."""
    for found in _PHRASES.one("pay").finditer(text):
        if (pay := _pay(found)) is not None:
            yield pay
    for found in _PHRASES.one("bare").finditer(text):
        if not _PHRASES.one("other_before_it").search(text[max(0, found.start() - 4) : found.start()]):
            yield Pay(float(found["yuan"]), None, "month", "wage", found.start(), found.end("yuan"))


def _pay(found: re.Match[str]) -> Pay | None:
    word = found["word"] or ""
    unit = _unit(word, (found["each"] or "") + (found["per"] or ""))
    low, high = _ends(found["low"], found["high"])
    on_top = found[0].endswith(("+", "加"))  # 底薪1800+提成: what follows is paid on top
    if not unit or _is_other_money(found, on_top=on_top) or low is None or (high is not None and high < low):
        return None
    kind = "guaranteed" if any(sign in word for sign in _GUARANTEED) else "wage"
    kind = "base" if any(sign in word for sign in _BASE) and kind == "wage" else kind
    return Pay(low, high, unit, kind, found.start(), found.end() - on_top) if low >= _LEAST_SENSIBLE[unit] else None


def _is_other_money(found: re.Match[str], *, on_top: bool) -> bool:
    """Whether the words around say that the number is an allowance, a fine, an age or a telephone."""
    before, behind = found.string[max(0, found.start() - 8) : found.start()], found.string[found.end() :][:4]
    if not on_top and _PHRASES.one("other_behind_it").match(behind):
        return True
    return bool(_PHRASES.one("other_before_it").search(before[-3:] if found["word"] else before))


def _unit(word: str, period: str) -> str:
    """hour, day, year or month; empty when nothing says that the number is paid for work."""
    said = period or word
    named = next((unit for unit, signs in _UNITS if any(sign in said for sign in signs)), "")
    return named or ("month" if word else "")


def _ends(low: str, high: str | None) -> tuple[float | None, float | None]:
    """Both ends in yuan; 2-3千 gives its unit to both."""
    first, last = _yuan(low), _yuan(high) if high else None
    unit = re.search("[千万百kw]", high) if high else None
    if unit and first is not None and first < 100:
        first = _yuan(low + unit[0])
    return first, last


def _yuan(written: str) -> float | None:
    return float(written) if _DECIMAL.fullmatch(written) else amount(written)
