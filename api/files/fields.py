"""The short forms of a file: which fields stand together, how a value is typed and what the typed words mean."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from api import wording
from api.refusals import BadField, FieldProblem

Options = list[tuple[str, str]]
UNKNOWN = ("", "未知")
YES_NO: Options = [UNKNOWN, ("yes", "是"), ("no", "否")]
_YES_NO = {"yes": True, "no": False}


class Kind(StrEnum):
    TEXT = "text"
    AREA = "area"
    DAY = "day"
    CHOICE = "choice"
    YES_NO = "yes_no"
    TICK = "tick"
    MONEY = "money"  # typed in yuan, kept in fen
    NUMBER = "number"
    LIST = "list"  # several, set apart by commas or lines


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its column (``name``), its label, how it is typed; ``options`` are read when the form is shown."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    unit: str = ""
    required: bool = False
    options: Callable[[Session], Options] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that are corrected together, under one title."""

    key: str
    title: str
    fields: tuple[Field, ...]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(field.name for field in self.fields)


def typed(field: Field, value: Any) -> str:
    """A kept value as it stands in the form."""
    if value is None or value == "":
        return ""
    return _TYPED.get(field.kind, str)(value)


def meant(fields: Sequence[Field], values: Mapping[str, str]) -> dict[str, Any]:
    """What the typed values mean, ready for a body's schema; raises `BadField` naming each that means nothing."""
    said, problems = dict[str, Any](), list[FieldProblem]()
    for field in fields:
        try:
            said[field.name] = _meaning(field, values.get(field.name, ""))
        except ValueError as wrong:
            problems.append(FieldProblem(field.name, str(wrong)))
    if problems:
        raise BadField(*problems)
    return said


def _meaning(field: Field, words: str) -> Any:
    """Raises `ValueError` with words on how to mend it."""
    if field.required and not words:
        raise ValueError(f"请填{field.label}")
    return _MEANT.get(field.kind, str)(words)


def _fen(words: str) -> int | None:
    plain = words.replace(",", "").removesuffix("元").strip()
    if not plain:
        return None
    if not re.fullmatch(r"\d{1,7}(\.\d{1,2})?", plain, re.ASCII):
        raise ValueError("请只写数字，比如 6000")
    return round(float(plain) * 100)


def _whole(words: str) -> int | None:
    if not words:
        return None
    if not re.fullmatch(r"\d{1,8}", words, re.ASCII):
        raise ValueError("请填整数，比如 30")
    return int(words)


def _day(words: str) -> date | None:
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ValueError("日期写成 2021-02-08 这样，且真实存在") from None


def _items(words: str) -> list[str]:
    return [part for part in re.split(r"[、，,；;\n]+\s*", words) if part.strip()]


_TYPED: Mapping[Kind, Callable[[Any], str]] = {
    Kind.YES_NO: lambda value: "yes" if value else "no",
    Kind.TICK: lambda value: "yes" if value else "",
    Kind.MONEY: wording.yuan,
    Kind.LIST: "、".join,
    Kind.DAY: date.isoformat,
}
_MEANT: Mapping[Kind, Callable[[str], Any]] = {
    Kind.YES_NO: _YES_NO.get,
    Kind.TICK: lambda words: words == "yes",
    Kind.MONEY: _fen,
    Kind.NUMBER: _whole,
    Kind.LIST: _items,
    Kind.DAY: _day,
    Kind.CHOICE: lambda words: words or None,
}
