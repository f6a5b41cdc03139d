"""Chinese numerals read as Arabic digits, wherever they stand in a text."""

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_NUMERAL = re.compile("[零〇○一二两俩三四五六七八九十百千万]+")


def arabic(text: str) -> str:
    """The text with each Chinese numeral written in digits.

    >>> arabic("二〇二一年二月十八日"), arabic("六千五到一万二"), arabic("5千")
    ('2021年2月18日', '6500到12000', '5千')
    """
    return _NUMERAL.sub(_read, text)


def _read(found: re.Match[str]) -> str:
    word = found.group()
    if not any(c in _UNITS for c in word):
        return "".join(str(_DIGITS[c]) for c in word)
    after_digit = found.start() > 0 and (
        found.string[found.start() - 1].isdigit() or found.string[found.start() - 1] == "."
    )
    if after_digit or word in ("百", "千", "万"):
        return word
    return str(_value(word))


def _value(word: str) -> int:
    """Value of a numeral with units; a last digit right after a unit counts in tenths of it (六千五 = 6500)."""
    total, section, digit, last_unit = 0, 0, None, 1
    for c in word:
        if c in _DIGITS:
            digit = _DIGITS[c]
            if digit == 0:
                last_unit = 10
            continue
        unit = _UNITS[c]
        if unit == 10_000:
            total, section = (total + section + (digit or 0)) * unit or unit, 0
        else:
            section += (1 if digit is None else digit) * unit
        digit, last_unit = None, unit
    return total + section + (digit or 0) * max(last_unit // 10, 1)
