"""Amounts of money as people write them."""

import re

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_TENS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "k": 1000, "w": 10_000}
_ARABIC = re.compile(r"^(\d+(?:\.\d+)?)([千万百kw]?)(\d?)$")
_CHINESE = re.compile(r"^[零〇一二两三四五六七八九十百千万半]+$")


def amount(written: str) -> int | None:
    """The number a written amount means; None when it is none.

    >>> [amount(w) for w in ("六千", "六千五", "5k", "5千", "4.5k", "一万二", "5000", "5千5", "叉车")]
    [6000, 6500, 5000, 5000, 4500, 12000, 5000, 5500, None]
    """
    text = written.lower().replace(",", "").replace("，", "")
    arabic = _ARABIC.match(text)
    if arabic:
        unit = _TENS.get(arabic[2], 1)
        rest = int(arabic[3]) * unit // 10 if arabic[3] and arabic[2] else 0
        return round(float(arabic[1]) * unit) + rest if arabic[2] or not arabic[3] else int(text)
    return _chinese(text) if _CHINESE.match(text) else None


def _chinese(text: str) -> int | None:
    """六千五百, or 六千五 where the last digit counts the next smaller unit."""
    total, section, digit, unit = 0, 0, 0, 1
    for character in text:
        if character == "半":
            digit = 5
        elif character == "万":
            total, section, digit, unit = (total + section + digit) * 10_000, 0, 0, 10_000
        elif character in _TENS:
            unit = _TENS[character]
            section, digit = section + (digit or 1) * unit, 0
        else:
            digit = _DIGITS[character]
            unit = 1 if character in "零〇" else unit
    loose = digit * unit // 10 if unit >= 100 else digit
    return total + section + loose or None
