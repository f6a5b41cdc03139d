"""What somebody wrote into the fields of a form, read one by one; a mistake says what to write instead."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from api.fields.types import within_reach
from api.refusals import BadField, FieldProblem

Reader = Callable[[str], Any]
"""From a field, stripped, to what it means; raises `ValueError` with words for whoever wrote it."""

FEN = 100
_MONEY = re.compile(r"(\d{1,7})(?:\.(\d{1,2}))?")
_NUMBER = re.compile(r"\d{1,3}(\.\d)?")
_LIST_MARKS = re.compile(r"[、，,；;/\n]+")


Judge = Callable[[Mapping[str, Any]], Iterable[FieldProblem]]
"""What is wrong with the fields that could be read, seen together; those that could not are missing."""


def said(values: Mapping[str, str], readers: Mapping[str, Reader], judge: Judge = lambda _found: ()) -> dict[str, Any]:
    """What each field says; raises `BadField` naming every one that cannot be read or meant."""
    found: dict[str, Any] = {}
    problems: list[FieldProblem] = []
    for name, reader in readers.items():
        try:
            found[name] = reader(values.get(name, "").strip())
        except ValueError as why:
            problems.append(FieldProblem(name, str(why)))
    problems += judge(found)
    if problems:
        raise BadField(*problems)
    return found


def needed(reader: Reader, what: str) -> Reader:
    """The same field, where it may not be left empty; ``what`` says what to write."""

    def read(text: str) -> Any:
        if not text:
            raise ValueError(f"没有填，{what}")
        return reader(text)

    return read


def words(longest: int) -> Reader:
    def read(text: str) -> str:
        if len(text) > longest:
            raise ValueError(f"太长了，最多 {longest} 个字，现在 {len(text)} 个")
        return text

    return read


def count(least: int, most: int) -> Reader:
    """A whole number between two ends; None for nothing."""

    def read(text: str) -> int | None:
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 9 and least <= int(text) <= most):
            raise ValueError(f"请填 {least} 到 {most} 的整数")
        return int(text)

    return read


def money(most: int) -> Reader:
    """Yuan, as fen; None for nothing. ``most`` is in yuan."""

    def read(text: str) -> int | None:
        bare = text.replace(",", "").replace("，", "").removesuffix("元")
        if not bare:
            return None
        found = _MONEY.fullmatch(bare)
        if not found:
            raise ValueError("请只写数字，比如 4500")
        fen = int(found[1]) * FEN + int((found[2] or "").ljust(2, "0"))
        if not 0 < fen <= most * FEN:
            raise ValueError(f"请填 1 到 {most} 元；没有定就留空")
        return fen

    return read


def hours(most: float) -> Reader:
    """Hours, halves allowed; None for nothing."""

    def read(text: str) -> float | None:
        if not text:
            return None
        if not _NUMBER.fullmatch(text) or float(text) > most:
            raise ValueError(f"请填 0 到 {most:g} 的数字，比如 8 或 7.5")
        return float(text)

    return read


def day(text: str) -> date | None:
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise ValueError("请写成 2021-02-08 这样") from None
    return within_reach(found)


def listed(text: str) -> list[str]:
    """Items set apart by commas and the like.

    >>> listed("粉尘、噪声，粉尘")
    ['粉尘', '噪声']
    """
    items = [part.strip() for part in _LIST_MARKS.split(text) if part.strip()]
    if len(items) > 20 or any(len(item) > 50 for item in items):
        raise ValueError("最多 20 项，每项最多 50 个字，用顿号隔开")
    return list(dict.fromkeys(items))


def yes_no(text: str) -> bool | None:
    return {"yes": True, "no": False}.get(text)


def tick(text: str) -> bool:
    return text == "yes"
