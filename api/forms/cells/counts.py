"""Head counts and other whole numbers."""

import re

from api.forms.cells.numerals import arabic
from api.forms.cells.plain import Impossible, RawCell, number, plain, says_nothing, typed

_MEND = "填一个不小于 1 的整数，如 5"
_MOST_PEOPLE = 20_000
_SEXES = re.compile(r"男[^\d女]{0,3}(\d+)[^\d女]*女[^\d男]{0,3}(\d+)|女[^\d男]{0,3}(\d+)[^\d男]*男[^\d女]{0,3}(\d+)")
_SEXES_AFTER = re.compile(r"(\d+)[人名个]?男[^\d]*(\d+)[人名个]?女|(\d+)[人名个]?女[^\d]*(\d+)[人名个]?男")


def parse_openings(raw: RawCell) -> int | None:
    """How many people are wanted; the smaller number of a range; ``None`` for “若干” and the like."""
    value = number(raw)
    if value is not None:
        return _people(value, raw)
    words = arabic(plain(raw))
    if says_nothing(raw) or not re.search(r"\d", words):
        return None
    if re.match(r"[-−–—负]\d", words):
        raise Impossible("招聘人数不能是负数", _MEND)
    for pattern in (_SEXES, _SEXES_AFTER):
        if both := pattern.search(words):
            return _people(float(sum(int(g) for g in both.groups() if g)), raw)
    found = re.search(r"\d+(?:\.\d+)?", words)
    return _people(float(found.group()), raw) if found else None


def _people(value: float, raw: RawCell) -> int:
    if value < 0:
        raise Impossible("招聘人数不能是负数", _MEND)
    if not value.is_integer():
        raise Impossible(f"招聘人数“{typed(raw)}”不是整数", _MEND)
    if value == 0:
        raise Impossible("招聘人数是 0", _MEND)
    if value > _MOST_PEOPLE:
        raise Impossible(f"招聘人数“{typed(raw)}”太大，不像人数", _MEND)
    return int(value)


def parse_whole(raw: RawCell, most: int) -> int | None:
    """A whole number between 0 and ``most`` standing anywhere in the cell, else unknown.

    >>> parse_whole("约120人", 10_000)
    120
    """
    found = re.search(r"(?<![\d.-])\d+(?![\d.])", arabic(plain(raw)))
    return int(found.group()) if found and int(found.group()) <= most else None


def parse_months(raw: RawCell) -> int | None:
    """A length of time in months: “1年”, “两年半”, “6个月”, “3年期”; other words are unknown."""
    words = arabic(plain(raw))
    if whole := re.search(r"(?<!\d)(\d{1,2})年(半)?", words):
        return int(whole.group(1)) * 12 + (6 if whole.group(2) else 0)
    months = re.search(r"(?<!\d)(\d{1,3})个?月", words)
    if months:
        return int(months.group(1))
    return 6 if "半年" in words else None
