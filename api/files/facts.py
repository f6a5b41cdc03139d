"""The values of a file in words, group by group; what nobody knows stays None, and the page says so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from api import wording
from api.files.fields import UNKNOWN, Field, Group, Kind


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """One group as the page shows it; ``correct`` leads to its form, when the reader may correct it."""

    key: str
    title: str
    facts: list[Fact]
    correct: str = ""


def facts_of(session: Session, group: Group, values: Mapping[str, Any], today: date) -> list[Fact]:
    """The fields of a group, in its order; a field without a value in ``values`` is left out."""
    return [
        Fact(field.label, in_words(session, field, values[field.name], today))
        for field in group.fields
        if field.name in values
    ]


def in_words(session: Session, field: Field, value: Any, today: date) -> str | None:
    if value is None or value in ("", []):
        return None
    if field.kind == Kind.CHOICE:
        chosen = dict(field.options(session)).get(str(value)) if field.options else str(value)
        return None if chosen == UNKNOWN[1] else chosen
    if field.kind == Kind.DAY:
        return wording.day(value, today)
    return _WORDS.get(field.kind, str)(value) + (f" {field.unit}" if field.unit else "")


_WORDS: Mapping[Kind, Callable[[Any], str]] = {
    Kind.YES_NO: lambda value: "是" if value else "否",
    Kind.TICK: lambda value: "是" if value else "否",
    Kind.MONEY: wording.yuan,
    Kind.LIST: "、".join,
}
