"""A raw cell as text: what was typed, and the same without the noise of typing."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from math import isfinite

RawCell = str | int | float | bool | date | datetime | time | timedelta | None

UNSTATED = frozenset(
    [
        "-",
        "--",
        "---",
        "—",
        "——",
        "/",
        "//",
        "\\",
        ".",
        "、",
        "*",
        "?",
        "无",
        "没有",
        "暂无",
        "未知",
        "不详",
        "不清楚",
        "不明",
        "未提供",
        "未填",
        "空",
        "待定",
        "待补",
        "待补充",
        "待确认",
        "面议",
        "面谈",
        "电议",
        "详谈",
        "另议",
        "随时",
        "随时可到岗",
        "随时到岗",
        "即时",
        "即时到岗",
        "立即",
        "马上",
        "长期",
        "长期有效",
        "长期招聘",
        "不限",
        "无要求",
        "不要求",
        "不限制",
        "无限制",
        "none",
        "null",
        "na",
        "n/a",
        "nil",
        "tbd",
        "略",
    ]
)
"""Words that fill a cell without saying anything: read as an empty cell, never refused."""

LONGEST_READ = 400
"""Characters of a cell that rules look at; all of them are kept as words."""

LOST_DIGITS = 1e15
"""From here on a number in a cell has lost its last digits: Excel keeps fifteen."""

_ZERO_WIDTH = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
_GAPS = re.compile(r"[ \t\u00a0\u3000\x0b\x0c]+")


class Impossible(ValueError):  # noqa: N818 (a judgement on a cell, named for what it says)
    """The cell holds something that cannot be true; the row is refused.

    ``why`` and ``mend`` are short Chinese sentences shown to whoever filled in the form.
    """

    def __init__(self, why: str, mend: str) -> None:
        super().__init__(f"{why}；{mend}")
        self.why, self.mend = why, mend


def typed(raw: RawCell) -> str:
    """The cell as a person reads it in Excel: 13800138000.0 is 13800138000, a date is 2021-02-18."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float) and abs(raw) >= LOST_DIGITS:
        return f"{raw:.14E}"  # as many digits as Excel kept; writing it out in full would invent the rest
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else raw.isoformat(" ", "minutes")
    return str(raw)


def written(raw: RawCell) -> str:
    """The words to keep: as typed, but without invisible characters and with single spaces inside a line."""
    lines = (_GAPS.sub(" ", line).strip() for line in _ZERO_WIDTH.sub("", typed(raw)).splitlines())
    return "\n".join(line for line in lines if line)


def plain(raw: RawCell) -> str:
    """For reading by rules: full-width forms made half-width, every space and line break gone.

    Only the first ``LONGEST_READ`` characters: no rule needs more, and none may be made to take minutes.
    """
    text = typed(raw)
    if text.isascii() and text.isalnum():
        return text[:LONGEST_READ]
    return "".join(unicodedata.normalize("NFKC", _ZERO_WIDTH.sub("", text[: 4 * LONGEST_READ])).split())[:LONGEST_READ]


def number(raw: RawCell) -> float | None:
    """The number in a cell typed as a number; ``None`` for text, dates, yes/no cells and what is not finite."""
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not isfinite(raw):
        return None
    return float(raw)


def says_nothing(raw: RawCell) -> bool:
    """Whether the cell is empty or filled with a word that states nothing.

    >>> says_nothing("　面 议 ")
    True
    """
    words = plain(raw).strip("()。,;").lower()
    return not words or words in UNSTATED
