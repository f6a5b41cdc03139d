"""Words with what was found in them marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words: a fact was read from it, it may not stand (``level``), or neither."""

    words: str
    fact: bool
    level: str


def pieces(text: str, facts: Sequence[tuple[int, int]], marks: Sequence[tuple[int, int, str]]) -> list[Piece]:
    """The text cut wherever a fact or a mark begins or ends; put together again it is the text."""
    spans = [*facts, *((start, end) for start, end, _ in marks)]
    edges = {edge for span in spans for edge in span}
    inside = sorted({0, len(text), *(edge for edge in edges if edge <= len(text))})
    return [
        Piece(text[start:end], any(a <= start and end <= b for a, b in facts), _worst(start, end, marks))
        for start, end in pairwise(inside)
    ]


def _worst(start: int, end: int, marks: Sequence[tuple[int, int, str]]) -> str:
    here = {level for a, b, level in marks if a <= start and end <= b}
    return next((level for level in ("block", "warn") if level in here), "")


def marked(text: str, findings: Sequence[Mapping[str, Any]], field: str) -> list[Piece]:
    """Words of a field with the kept findings of a review marked wherever their phrase still stands."""
    marks = []
    for finding in findings:
        phrase = finding["phrase"]
        at = text.find(phrase) if phrase and finding["field"] in (field, "text") else -1
        while at >= 0:
            marks.append((at, at + len(phrase), finding["level"]))
            at = text.find(phrase, at + len(phrase))
    return pieces(text, [], marks)
