"""Examinations by their score: 雅思6.5分, 托福95, 英语四级430分, 普通话88分.

Each row of ``data/skill_scores.csv`` is the lowest score of a concept; the highest row not above the score holds.
Characters a minute (每分钟80字) prove typing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from matcher.language.skills.lattice import rows_of, words

_OVER = r"(?:证书?)?(?:成绩|考试|考了|考到|总分|得分|分数|过了?|已过|通过)*[:：为(（]*"
_SCORE = r"(?P<score>\d{1,3}(?:\.\d)?)分?(?:及?以上|左右|多)?[)）]*"
_TYPING = re.compile(
    r"(?:会?(?:电脑|拼音|五笔|盲|中文)?(?:打字|录入|输入)(?:速度)?(?:达到?)?)?(?:大约|约)?(?:每|一|1)分钟?(?:能|可以?)?(?:打字?|录入|输入)?"
    r"(?:达到?)?[1-9]\d{1,2}个?字?(?:以上|左右|多)?"
    r"|(?:会?(?:电脑|拼音|五笔|盲|中文)?(?:打字|录入|输入)(?:速度)?(?:达到?)?)?(?:约)?[1-9]\d{1,2}个?字?(?:以上)?(?:[/每](?:1|一)?|1|一)?分钟?(?:以上)?"
)


@dataclass(frozen=True)
class Score:
    """The concept a score stands for, and whether the examination was passed with it."""

    concept: str
    passed: bool


@lru_cache(maxsize=65536)
def read_score(text: str) -> Score | None:
    """What an examination score is worth, or None when the text is no such thing.

    >>> read_score("雅思6.5分"), read_score("CET-4 410分"), read_score("电工")
    (Score(concept='雅思6.5', passed=True), Score(concept='英语四级', passed=False), None)
    >>> read_score("每分钟80字")
    Score(concept='打字', passed=True)
    """
    bare = text.casefold().replace(" ", "")
    if _TYPING.fullmatch(bare):
        return Score("打字", passed=True)
    found = _pattern().match(bare)
    if not found:
        return None
    exam = _exams()[found["exam"]]
    floors = (row for row in _rows() if row["exam"] == exam)
    row = next(row for row in floors if float(found["score"]) >= float(row["floor"]))
    return Score(row["concept"], row["passed"] == "1")


@lru_cache(maxsize=1)
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(rows_of("skill_scores.csv"))


@lru_cache(maxsize=1)
def _exams() -> dict[str, str]:
    return {name.casefold(): row["exam"] for row in _rows() for name in words(row["names"])}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_exams(), key=len, reverse=True))
    return re.compile(rf"^(?P<exam>{names}){_OVER}{_SCORE}$")
