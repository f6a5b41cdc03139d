"""Addresses as people say them: 3栋502 is 3幢502房, 东滘 is 东漖; 502 is not 1502."""

import re
from functools import lru_cache
from itertools import islice, product

# Characters that stand for one another in the names of Liwan's places: 东漖/东滘/东窖, 芳村涌/冲, 塱/朗, 埗/步.
VARIANTS = ("滘漖窖", "涌冲", "塱朗", "埗步")
_SAME = {letter: group for group in VARIANTS for letter in group}
_BUILDING, _ROOM = "栋|幢|座|号楼|#", "号房|房|室"
_PIECES = re.compile(rf"(\d+)({_BUILDING}|{_ROOM})?|([^\d]+?)(?=\d|$)")
ANY = "%"
MOST_WRITTEN = 9


def prefilters(word: str) -> list[str]:
    """LIKE patterns (escaped by ``/``): every address that matches the word fits one of them, and some others do.

    >>> prefilters("3栋502"), prefilters("东漖")
    (['%3%502%'], ['%东滘%', '%东漖%', '%东窖%'])
    """
    pieces = [digits or text for digits, _, text in _PIECES.findall(word)]
    written = product(*(_SAME.get(letter, letter) for letter in ANY.join(pieces)))
    return [ANY + "".join(map(_escaped, letters)) + ANY for letters in islice(written, MOST_WRITTEN)]


def _escaped(letter: str) -> str:
    return f"/{letter}" if letter in "_/" else letter


@lru_cache(maxsize=256)
def pattern(word: str) -> re.Pattern[str]:
    """What of an address a word means. Numbers are whole numbers; words for buildings, and for rooms, are all alike."""
    parts = [_number(digits, unit) if digits else letters(text) for digits, unit, text in _PIECES.findall(word)]
    return re.compile(".{0,8}?".join(parts), re.IGNORECASE)


def _number(digits: str, unit: str) -> str:
    whole = rf"(?<!\d){digits}(?!\d)"
    if unit and unit in _BUILDING.split("|"):
        return rf"{whole}\s*(?:{_BUILDING}|号(?!房))"
    if unit:
        return rf"{whole}(?:{_ROOM}|号房)?(?!\s*(?:{_BUILDING}|号))"
    return rf"{whole}(?:{_ROOM})?"


def letters(text: str) -> str:
    """A pattern for a text whose place names may be written otherwise."""
    return "".join(f"[{_SAME[c]}]" if c in _SAME else re.escape(c) for c in text)


def may_be_place(word: str) -> bool:
    """One letter is no address; one digit may be a door."""
    return len(word) >= 2 or word.isdigit()


def is_in(word: str, text: str) -> bool:
    """Whether at least two letters of a place name stand in a text."""
    return len(word) >= 2 and not word.isdigit() and re.search(letters(word), text) is not None


def found_in(word: str, address: str) -> tuple[int, int] | None:
    """Where in the address the word stands, or None.

    >>> found_in("3栋502", "龙溪中路13幢3幢502房"), found_in("502房", "3栋1502")
    ((7, 13), None)
    """
    found = pattern(word).search(address) if may_be_place(word) else None
    return found.span() if found else None
