"""One cell of a frame, read strictly: an unknown stays unknown, a value that cannot be is refused.

Numbers, dates and flags come back as floats with nan for unknown, because every comparison with nan is
false: a rule written ``asked > offered`` then never refuses for what nobody has said.
"""

import math
import re
from collections.abc import Iterable
from datetime import date, datetime

import numpy as np
import pandas as pd

UNKNOWN = math.nan
EPOCH = date(1970, 1, 1).toordinal()
SEPARATORS = re.compile(r"[；;]")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
STREET = re.compile(r"[0-9]{9}")
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")  # no exponents; float() would also take 1_000
HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}  # ４５００ as a Chinese keyboard types it

# GB/T 4658: the tens digit names the stage of schooling; 中等职业 (40) and 普通高中 (60) are one level.
EDUCATION_LEVELS = {9: 0, 8: 1, 7: 2, 6: 3, 4: 3, 3: 4, 2: 5, 1: 6}
SHIFT_BITS = {"day": 1, "night": 2, "rotating": 4}
KEY_CLASSES = ("K0", "K1", "K2", "K3", "K4", "K5", "K6")


def unknown(value: object) -> bool:
    """Whether a cell says nothing: None, nan, NaT, NA or blank."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    if isinstance(value, str):
        return not value.strip()
    return isinstance(value, float) and math.isnan(value)


def text(value: object) -> str:
    """The words of a cell, "" when unknown."""
    return "" if unknown(value) else str(value).strip()


def identity(value: object) -> str:
    """An id as text; 17.0 is read as 17, because a spreadsheet turns whole numbers into floats."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if not (found := text(value)):
        raise ValueError("an id is needed")
    return found


def items(value: object) -> tuple[str, ...]:
    """The members of a list cell, joined by ； or ;, each once, in the order written."""
    if unknown(value):
        return ()
    parts: Iterable[object] = value if isinstance(value, Iterable) and not isinstance(value, str) else [value]
    if isinstance(parts, (set, frozenset)):
        parts = sorted(parts, key=str)
    words = (word.strip() for part in parts for word in SEPARATORS.split(text(part)))
    return tuple(dict.fromkeys(word for word in words if word))


def number(value: object) -> float:
    """A finite number; text has to be plain decimal digits, half or full width."""
    if unknown(value):
        return UNKNOWN
    if isinstance(value, (float, np.floating)):
        found = float(value)
    else:
        written = str(value).strip().translate(HALF_WIDTH)
        found = float(written) if PLAIN_NUMBER.fullmatch(written) else math.inf
    if not math.isfinite(found):
        raise ValueError(f"{str(value)!r} is not a number")
    return found


def amount(value: object) -> float:
    """A sum of money in yuan, not negative."""
    if (found := number(value)) < 0:
        raise ValueError(f"{str(value)!r} is negative")
    return found


def within(low: float, high: float, value: object) -> float:
    """A number between two limits."""
    found = number(value)
    if found < low or found > high:
        raise ValueError(f"{str(value)!r} is not between {low:g} and {high:g}")
    return found


def longitude(value: object) -> float:
    """Degrees east, WGS84."""
    return within(-180, 180, value)


def latitude(value: object) -> float:
    """Degrees north, WGS84."""
    return within(-90, 90, value)


def openings(value: object) -> float:
    """How many people are wanted, a whole number; unknown means one, since the vacancy is there."""
    found = number(value)
    if math.isnan(found):
        return 1.0
    if found < 0 or not found.is_integer() or found > 1_000_000:
        raise ValueError(f"{str(value)!r} is not a whole number of openings")
    return found


def day(value: object) -> float:
    """A date as the number of days since 1970-01-01."""
    if unknown(value):
        return UNKNOWN
    return float(calendar_day(value).toordinal() - EPOCH)


def sixteenth_birthday(value: object) -> float:
    """The day a person born on this date turns 16 (29 February, where there is none: 1 March)."""
    if unknown(value):
        return UNKNOWN
    born = calendar_day(value)
    if born.year + 16 > date.max.year:
        raise ValueError(f"{str(value)!r} is no day on which anybody was born")
    try:
        turned = born.replace(year=born.year + 16)
    except ValueError:
        turned = date(born.year + 16, 3, 1)
    return float(turned.toordinal() - EPOCH)


def flag(value: object) -> float:
    """1 yes, 0 no."""
    found = number(float(value) if isinstance(value, (bool, np.bool_)) else value)
    if found not in (0, 1) and not math.isnan(found):
        raise ValueError(f"{str(value)!r} is neither 0 nor 1")
    return found


def education_level(value: object) -> float:
    """The level (0 lowest … 6 highest) of a GB/T 4658 code, subcodes such as 41 or 61 included."""
    found = number(value)
    if math.isnan(found):
        return UNKNOWN
    if not found.is_integer() or not 10 <= found < 100 or int(found) // 10 not in EDUCATION_LEVELS:
        raise ValueError(f"{str(value)!r} is not an education code (10, 20, 30, 40, 60, 70, 80, 90)")
    return float(EDUCATION_LEVELS[int(found) // 10])


def shifts(value: object) -> float:
    """The shifts named, one bit each; 0 when unknown."""
    names = items(value)
    if strange := [name for name in names if name not in SHIFT_BITS]:
        raise ValueError(f"{strange[0]!r} is not a shift (day, night, rotating)")
    return float(sum(SHIFT_BITS[name] for name in names))


def shift(value: object) -> float:
    """The one shift of a vacancy; 0 when unknown."""
    if len(items(value)) > 1:
        raise ValueError(f"{str(value)!r} names more than one shift")
    return shifts(value)


def key_class(value: object) -> float:
    """0 for K0 (or unknown), 1…6 for the classes of key enterprises."""
    name = text(value) or "K0"
    if name not in KEY_CLASSES:
        raise ValueError(f"{name!r} is not a key class (K0 … K6)")
    return float(name[1])


def street(value: object) -> str:
    """A 9-digit street code, "" when unknown."""
    code = str(int(value)) if isinstance(value, float) and value.is_integer() else text(value).translate(HALF_WIDTH)
    if code and not STREET.fullmatch(code):
        raise ValueError(f"{code!r} is not a 9-digit street code")
    return code


def calendar_day(value: object) -> date:
    """The calendar day of a date, a timestamp or an ISO string; the string has to be YYYY-MM-DD."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = text(value)
    try:
        if ISO_DATE.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise ValueError(f"{written!r} is not a date (YYYY-MM-DD)")
