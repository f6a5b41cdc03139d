"""Field types for request bodies that take what they say and nothing that merely resembles it.

The web framework asks pydantic for lenient parsing, which turns ``true`` into 1, ``"5"`` into 5 and 1612713600 into a
date. These refuse: a wrong type is a mistake of the sender and is named.
"""

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from sqlmodel._compat import SQLModelConfig

STRICT = SQLModelConfig(extra="forbid")  # ``model_config`` of a body: a field we do not know is a mistake, not noise

LARGEST_ID = 2**53 - 1  # what a JSON number carries exactly; SQLite and PostgreSQL bigint hold more


def _whole(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise ValueError("应是整数")
    if abs(value) > LARGEST_ID:
        raise ValueError("数字太大")
    return int(value)


def _yes_no(value: Any) -> Any:
    if not isinstance(value, bool):
        raise ValueError("应是 true 或 false")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError("日期应写成 2021-02-08 这样，且真实存在")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("日期应写成 2021-02-08 这样，且真实存在") from None


def _clean(value: str) -> str:
    if "\0" in value or any(0xD800 <= ord(letter) <= 0xDFFF for letter in value):
        raise ValueError("含有不能保存的字符")
    return value.strip()


Whole = Annotated[int, BeforeValidator(_whole)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Day = Annotated[date, BeforeValidator(_day)]
Text = Annotated[str, AfterValidator(_clean)]
