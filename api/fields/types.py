"""Field types for request bodies that take what they say and nothing that merely resembles it.

The web framework asks pydantic for lenient parsing, which turns ``true`` into 1, ``"5"`` into 5 and 1612713600 into a
date. These refuse: a wrong type is a mistake of the sender and is named.
"""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from sqlmodel._compat import SQLModelConfig

from api.forms.cells.identity import parse_uscc
from api.forms.cells.phones import parse_phones
from api.forms.cells.plain import Impossible
from models.days import FIRST_DAY, LAST_DAY

STRICT = SQLModelConfig(extra="forbid")  # ``model_config`` of a body: a field we do not know is a mistake, not noise

UNSTORABLE = "含有看不见的控制字符，请删去后再试"

LARGEST_ID = 2**31 - 1  # an integer column of PostgreSQL holds no more


def id_of(text: str) -> int | None:
    """The id a box or a field of a form names; None when no row can have it.

    >>> [id_of(text) for text in ("17", "0", "²", "9" * 5000)]
    [17, None, None, None]
    """
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID)) else 0
    return number if 0 < number <= LARGEST_ID else None


def _whole(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float) or value % 1 != 0:
        raise ValueError("应是整数")
    if abs(value) > LARGEST_ID:
        raise ValueError("数字太大")
    return int(value)


def _yes_no(value: Any) -> Any:
    if not isinstance(value, bool):
        raise ValueError("应是 true 或 false")
    return value


def within_reach(day: date) -> date:
    """The day, if it can be meant; raises `ValueError`."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"日期应在 {FIRST_DAY.year} 年到 {LAST_DAY.year} 年之间")
    return day


def _day(value: Any) -> Any:
    if not isinstance(value, date):
        if not isinstance(value, str) or len(value) != 10:
            raise ValueError("日期应写成 2021-02-08 这样，且真实存在")
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise ValueError("日期应写成 2021-02-08 这样，且真实存在") from None
    return within_reach(value)


# Tabs and ends of lines are meant. Word ends its lines with a vertical tab and its pages with a form feed.
_WORDS_ENDS = re.compile("[\x0b\x0c\x85]")
# Nobody reads a control character; PostgreSQL keeps no NUL, and no database half of a surrogate pair.
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def storable(text: str) -> bool:
    """Whether both databases can keep the text and people can read it."""
    return not _UNREADABLE.search(text) and not _WORDS_ENDS.search(text)


def without_controls(text: str) -> str:
    """The text as it was meant: without its control characters, the ends of its lines as everybody writes them.

    >>> without_controls("叉" + chr(0) + "车" + chr(11) + "包住")
    '叉车\\n包住'
    """
    return _UNREADABLE.sub("", _WORDS_ENDS.sub("\n", text))


def _as_typed(value: Any) -> Any:
    if isinstance(value, str) and not storable(value):
        raise ValueError(UNSTORABLE)
    return value


def _clean(value: Any) -> Any:
    """Text without the white space around it, before its length is counted."""
    value = _as_typed(value)
    return value.strip() if isinstance(value, str) else value


Whole = Annotated[int, BeforeValidator(_whole)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Day = Annotated[date, BeforeValidator(_day)]
Text = Annotated[str, BeforeValidator(_clean)]
Secret = Annotated[str, BeforeValidator(_as_typed)]  # a password's own spaces belong to it


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("应是数字")
    return float(value)


def _phone(value: str) -> str:
    """As the forms read it: several numbers stand beside each other with a slash."""
    try:
        numbers = parse_phones(_clean(value))
    except Impossible as impossible:
        raise ValueError(str(impossible)) from None
    if _clean(value) and not numbers:
        raise ValueError("没有电话号码，例如 13800138000 或 020-81880000")
    return "/".join(numbers)


def _words(values: list[str]) -> list[str]:
    cleaned = [_clean(value) for value in values]
    if any(not value or len(value) > 100 for value in cleaned):
        raise ValueError("每一项应有 1 到 100 个字")
    return list(dict.fromkeys(cleaned))


Number = Annotated[float, BeforeValidator(_number), Field(allow_inf_nan=False)]
Phone = Annotated[str, AfterValidator(_phone)]
Words = Annotated[list[str], AfterValidator(_words)]


def _uscc(value: str) -> str | None:
    """A unified social credit code. Any other number is refused: taken for “none” it would erase the code kept."""
    text = _clean(value)
    try:
        code = parse_uscc(text)
    except Impossible as impossible:
        raise ValueError(str(impossible)) from None
    if text and code is None:
        raise ValueError("不是 18 位统一社会信用代码（2015 年以前的注册号不是它）；照营业执照填写，没有就留空")
    return code


Uscc = Annotated[str, Field(max_length=30), AfterValidator(_uscc)]
