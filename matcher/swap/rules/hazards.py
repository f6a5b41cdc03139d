"""Work that the law keeps minors and women from, told from the words in which a post names a hazard."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from importlib import resources
from typing import Literal
from unicodedata import normalize

from matcher.policy.phrases import phrases

Group = Literal["minors", "women"]
_GRADE = re.compile(r"(iv|iii|ii|i|[一二三四1-4])级")
_GRADES = {"一": 1, "二": 2, "三": 3, "四": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_WEIGHT = re.compile(r"(\d+(?:\.\d+)?)(?:公斤|千克|kg)")
_TIMES = re.compile(r"每?小时(\d+)次")


class Verdict(IntEnum):
    """Whether a hazard is barred; unclear where the degree decides and is not told."""

    FREE = 0
    UNCLEAR = 1
    BARRED = 2


@dataclass(frozen=True, slots=True)
class Exposure:
    """What the law says of one hazard: its source, and how the degree would be written."""

    verdict: Verdict
    source: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class _Hazard:
    group: str
    words: str
    grade: int
    valid_from: date
    valid_to: date = date.max

    def judge(self, text: str) -> tuple[Verdict, str]:
        grade = _GRADE.search(text)
        example = f"{text}{max(self.grade - 1, 1)}级"
        if self.grade == 0:
            return Verdict.BARRED, example
        if grade is None:
            return Verdict.UNCLEAR, example
        told = _GRADES.get(grade[1]) or int(grade[1])
        return (Verdict.BARRED if told >= self.grade else Verdict.FREE), example


@dataclass(frozen=True, slots=True)
class _Load:
    group: str
    words: str
    often_kg: float
    often_times: int
    seldom_kg: float
    valid_from: date
    valid_to: date = date.max

    def judge(self, text: str) -> tuple[Verdict, str]:
        example = f"负重{self.often_kg:g}公斤，每小时{self.often_times}次"
        weight, times = _WEIGHT.search(text), _TIMES.search(text)
        if weight is None:
            return Verdict.UNCLEAR, example
        kilograms = float(weight[1])
        if kilograms > self.seldom_kg:
            return Verdict.BARRED, example
        if kilograms <= self.often_kg:
            return Verdict.FREE, example
        if times is None:
            return Verdict.UNCLEAR, example
        return (Verdict.BARRED if int(times[1]) >= self.often_times else Verdict.FREE), example


def exposure(hazard: str, group: Group, day: date) -> Exposure:
    """The gravest that the lists in force on a day say of a hazard.

    What no row names is looked up among the hazards that adverts may not offer minors.
    """
    text = re.sub(r"\s", "", normalize("NFKC", hazard)).lower()
    found = [row.judge(text) for row in _table().rows if _named(row, text, group, day)]
    if not found and group == "minors" and phrases("ages").one("hazard").search(text):
        found = [(Verdict.BARRED, "")]
    verdict, example = max(found, default=(Verdict.FREE, ""))
    return Exposure(verdict, _table().source[group], example)


def _named(row: _Hazard | _Load, text: str, group: Group, day: date) -> bool:
    return row.group == group and row.valid_from <= day <= row.valid_to and any(w in text for w in row.words.split())


@dataclass(frozen=True, slots=True)
class _Table:
    rows: tuple[_Hazard | _Load, ...]
    source: Mapping[str, str]


@cache
def _table() -> _Table:
    packaged = resources.files("matcher.swap.rules").joinpath("data", "hazards.toml")
    written = tomllib.loads(packaged.read_text(encoding="utf-8"))
    hazards, loads = (_Hazard(**row) for row in written["hazard"]), (_Load(**row) for row in written["load"])
    return _Table((*hazards, *loads), written["source"])
