"""Why a row was found: the words of the search in its name, phone, address or number, each marked.

The store narrows roughly (`finding`); here it is decided, so that 502 is never 1502 and a middle of a phone is no end.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.lookup import places
from api.lookup.words import Word

BEST, GOOD, FAIR = 0, 1, 2
SHORTEST_END = 4  # of a phone
SHORTEST_SOUND = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A run of letters, marked or not."""

    words: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One word found: where (``label``), what to show of it, how well (0 is best), where in the value itself."""

    label: str
    parts: tuple[Part, ...]
    rank: int
    span: tuple[int, int] | None = None


Find = Callable[[Word], Hit | None]


def in_name(name: str, label: str = "名字") -> Find:
    """The word in a name, or a way of calling its bearer; nothing of the name is shown that the word does not say."""

    def find(word: Word) -> Hit | None:
        span = name_span(word, name)
        return (
            Hit(label, (Part(name[slice(*span)], True),), BEST if span == (0, len(name)) else GOOD, span)
            if span
            else None
        )

    return find


def name_span(word: Word, name: str) -> tuple[int, int] | None:
    at = name.lower().find(word.text)
    if at >= 0:
        return at, at + len(word.text)
    if word.surname and name.startswith(word.surname):
        return 0, len(word.surname)
    end = word.end_of_name
    return (len(name) - len(end), len(name)) if end and name.endswith(end) else None


def in_text(label: str, text: str, rank: int = FAIR) -> Find:
    """The word anywhere in a text that may be shown whole; 滘 finds 漖."""

    def find(word: Word) -> Hit | None:
        seen = re.search(places.letters(word.text), text, re.IGNORECASE)
        return Hit(label, marked(text, seen.span()), rank, seen.span()) if seen else None

    return find


def by_sound(sounds: str) -> Find:
    """Letters at the beginning of a reading of the name, or inside it when they are many."""

    def find(word: Word) -> Hit | None:
        if not word.is_latin or len(word.text) < SHORTEST_SOUND:
            return None
        for reading in sounds.split():
            if reading.startswith(word.text) or (len(word.text) >= 4 and word.text in reading):
                at = reading.find(word.text)
                return Hit("拼音", marked(reading, (at, at + len(word.text))), BEST if reading == word.text else GOOD)
        return None

    return find


def by_phone(phones: str) -> Find:
    """The last four or more digits of one of the numbers; only what was typed is shown."""

    def find(word: Word) -> Hit | None:
        if len(word.digits) < SHORTEST_END:
            return None
        ends = any(number.replace("-", "").endswith(word.digits) for number in phones.split("/"))
        return Hit("电话", (Part("…"), Part(word.digits, True)), BEST) if ends else None

    return find


def in_address(address: str, *, whole: bool) -> Find:
    """The word in an address; of a person's home only the piece that was asked for is shown."""

    def find(word: Word) -> Hit | None:
        span = places.found_in(word.text, address)
        if span is None:
            return None
        shown = marked(address, span) if whole else (Part("…"), Part(address[slice(*span)], True))
        return Hit("地址" if whole else "住址", shown, FAIR)

    return find


def by_number(kind: str, label: str, numbers: Sequence[int | None]) -> Find:
    """The number of the row itself, or of something that belongs to it."""

    def find(word: Word) -> Hit | None:
        number = word.numbers(kind)
        return Hit(label, (Part(str(number), True),), BEST) if number is not None and number in numbers else None

    return find


def marked(text: str, span: tuple[int, int]) -> tuple[Part, ...]:
    start, end = span
    parts = (Part(text[:start]), Part(text[start:end], True), Part(text[end:]))
    return tuple(part for part in parts if part.words)


def hits(words: Sequence[Word], finds: Sequence[Find]) -> list[Hit] | None:
    """The best hit of each word; None as soon as one word is found nowhere: several words narrow."""
    found = []
    for word in words:
        here = [hit for find in finds if (hit := find(word))]
        if not here:
            return None
        found.append(min(here, key=lambda hit: hit.rank))
    return found
