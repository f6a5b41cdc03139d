"""What is wrong with a field, in Chinese: the validators' English codes put into words.

Both validators are covered: pydantic (bodies) gives an error type and its context, msgspec (query and path) only a
sentence.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from api.refusals import FieldProblem

# pydantic error type → words; {…} are keys of the error's own context.
WORDS = {
    "missing": "没有填",
    "extra_forbidden": "没有这个字段，请检查拼写",
    "int_type": "应是整数",
    "int_parsing": "应是整数",
    "int_from_float": "应是整数",
    "float_type": "应是数字",
    "float_parsing": "应是数字",
    "finite_number": "应是有限的数字",
    "bool_type": "应是 true 或 false",
    "bool_parsing": "应是 true 或 false",
    "string_type": "应是文字",
    "string_too_short": "至少 {min_length} 个字",
    "string_too_long": "最多 {max_length} 个字",
    "string_pattern_mismatch": "格式不对",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than": "应小于 {lt}",
    "less_than_equal": "不能大于 {le}",
    "list_type": "应是列表",
    "too_short": "至少 {min_length} 项",
    "too_long": "最多 {max_length} 项",
    "enum": "只能是 {expected}",
    "literal_error": "只能是 {expected}",
    "date_from_datetime_parsing": "日期应写成 2021-02-08 这样，且真实存在",
    "date_parsing": "日期应写成 2021-02-08 这样，且真实存在",
    "date_type": "日期应写成 2021-02-08 这样，且真实存在",
    "datetime_parsing": "时间应写成 2021-02-08T09:00:00+08:00 这样",
    "timezone_aware": "时间要带时区，例如 2021-02-08T09:00:00+08:00",
    "model_attributes_type": "应是一个 JSON 对象",
    "model_type": "应是一个 JSON 对象",
    "dict_type": "应是一个 JSON 对象",
}

# msgspec says it in a sentence; the first match wins.
SENTENCES = (
    (re.compile(r"Missing required (?:query|header|cookie|path) parameter"), "没有填"),
    (re.compile(r"missing required field"), "没有填"),
    (re.compile(r"Expected `int`, got"), "应是整数"),
    (re.compile(r"Expected `int` >= (\S+)"), r"不能小于 \1"),
    (re.compile(r"Expected `int` <= (\S+)"), r"不能大于 \1"),
    (re.compile(r"Expected `(?:float|int \| float)`"), "应是数字"),
    (re.compile(r"Expected `bool`"), "应是 true 或 false"),
    (re.compile(r"Expected `str` of length <= (\d+)"), r"最多 \1 个字"),
    (re.compile(r"Expected `str` of length >= (\d+)"), r"至少 \1 个字"),
    (re.compile(r"Invalid RFC3339 encoded date|Expected `date`"), "日期应写成 2021-02-08 这样，且真实存在"),
    (re.compile(r"Invalid enum value '(.*)'"), r"没有“\1”这个选项"),
)


def _of_pydantic(error: Mapping[str, Any]) -> str:
    if error["type"] == "value_error":
        return str(error["msg"]).removeprefix("Value error, ")
    words = WORDS.get(error["type"], "填写有误")
    return words.format_map({key: _listed(str(value)) for key, value in error.get("ctx", {}).items()})


def _listed(value: str) -> str:
    """``'a', 'b' or 'c'``, as pydantic lists choices, in Chinese punctuation."""
    return value.replace(" or ", "、").replace(", ", "、").replace("'", "")


def _of_sentence(sentence: str) -> str:
    for pattern, words in SENTENCES:
        if match := pattern.search(sentence):
            return match.expand(words)
    return "填写有误"


MISSING = re.compile(r"Missing required \w+ parameter '([^']+)'")


def field_problems(cause: BaseException | None, extra: Any, sentence: str = "") -> list[FieldProblem]:
    """Every faulty field of a rejected request, named as the client wrote it."""
    if missing := MISSING.search(sentence):
        return [FieldProblem(missing.group(1), WORDS["missing"])]
    errors = getattr(cause, "errors", None)
    if isinstance(errors, list) and all("type" in error and "loc" in error for error in errors):
        return pydantic_problems(errors)
    if not isinstance(extra, list):
        return []
    return [FieldProblem(_key(entry), _of_sentence(entry.get("message", ""))) for entry in extra]


LACKING = re.compile(r"missing required field `(\w+)`")


def pydantic_problems(errors: Sequence[Mapping[str, Any]]) -> list[FieldProblem]:
    return [FieldProblem(".".join(str(part) for part in e["loc"]) or "body", _of_pydantic(e)) for e in errors]


# Parameters that Python or the framework keep their own names from; whoever asks knows them by these.
ASKED_AS = {"wanted_state": "state", "first": "from", "last": "to"}


def _key(entry: Mapping[str, str]) -> str:
    if lacking := LACKING.search(entry.get("message", "")):
        return lacking.group(1)
    key = entry.get("key", "")
    return "body" if key in ("", "data") else ASKED_AS.get(key, key)
