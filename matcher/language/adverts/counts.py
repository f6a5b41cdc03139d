"""How many people are wanted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matcher.language.adverts.facts import Fact
from matcher.language.adverts.said import Said
from matcher.language.numerals import amount

MOST_PEOPLE = 20_000
_NUMBER = r"(?:\d{1,5}(?!\d)|[一二两三四五六七八九十][一二三四五六七八九十百]{0,4})"
_FEW = "若干|数|多|大量|几"
_PEOPLE = (
    r"(?:名(?![称额誉])|人(?!间|寝|宿|房|民|员|事|均|份|以?[上下]?(?:团队|规模)|左右的)|位(?![于置])|个(?!月|小时|钟"
    r"|工作|百|休|点|字|半|人(?:信|简))人?|枚)"
)
COUNT = re.compile(
    rf"(?P<each>各)?\s{{0,4}}(?:约|共|合计"
    rf"|大约)?(?<![\d.年月第满\-/])(?<!\d[,:])(?<!员工)(?<!职工)(?<!现有)(?<!规模)(?P<low>{_NUMBER})\s{{0,4}}(?:[-—~至到]\s{{0,4}}(?P<high>{_NUMBER})\s{{0,4}})?{_PEOPLE}"
    rf"|(?P<few>(?:{_FEW})\s{{0,4}}(?:名|人|位)|若干)"
    r"|[x×*]\s{0,4}(?P<times>\d{1,4})(?!\d)"
)
_SEXES = re.compile(
    rf"男[^\d女\n]{{0,3}}(?P<men>{_NUMBER})[名人个位]?[^\d女\n]{{0,3}}女[^\d男\n]{{0,3}}(?P<women>{_NUMBER})(?=[名人个位])"
    rf"|女[^\d男\n]{{0,3}}(?P<women2>{_NUMBER})[名人个位]?[^\d男\n]{{0,3}}男[^\d女\n]{{0,3}}(?P<men2>{_NUMBER})(?=[名人个位])"
)
_TOLD = re.compile(r"(?:人数|名额)\s{0,4}(?:为|约)?(?=\d)")
_PIECES = re.compile(r"个\Z")
_ALONE = re.compile(r"\s?[,;。\n|]")
_WANTED = re.compile(r"[招聘请要缺需][^,;。\n]{0,4}\Z")
_BARE = re.compile(
    rf"\s{{0,4}}(?P<low>{_NUMBER})\s{{0,4}}(?:[-—~至到]\s{{0,4}}(?P<high>{_NUMBER})\s{{0,4}})?(?:[名人位个]|(?=\W|$))"
)


@dataclass(frozen=True, slots=True)
class Count:
    """A head count at a place of the text; ``people`` is unknown for 若干; ``each`` where it counts each post named."""

    start: int
    end: int
    people: int | None
    each: bool = False


def counts(words: str, start: int, end: int) -> Iterator[Count]:
    """The head counts of a stretch, in order."""
    for found in COUNT.finditer(words, start, end):
        written = found["low"] or found["times"]
        yield Count(found.start(), found.end(), _people(written) if written else None, found["each"] is not None)


def openings(said: Said) -> Fact[int] | None:
    """The head count of a single post: the labelled one, men and women together, or the only one in the text."""
    for section in said.sections(("openings",)):
        if section.kind == "openings":
            return _labelled(said, section.start, section.end)
    for told in said.find(_TOLD, never=_NOT_COUNTED):
        return _labelled(said, told.end(), told.end() + 12)
    for both in said.find(_SEXES, never=_NOT_COUNTED):
        return _together(both)
    stated = [
        count
        for section in said.sections(never=_NOT_COUNTED)
        for count in counts(said.words, section.start, section.end)
        if _PIECES.search(said.words, count.start, count.end) is None
        or _is_alone(said.words, count)
        or _WANTED.search(said.words[max(0, count.start - 6) : count.start])
    ]
    distinct = {count.people for count in stated}
    if len(distinct) != 1 or None in distinct:
        return None
    return Fact(stated[0].people, ((stated[0].start, stated[0].end),)) if stated[0].people else None


_NOT_COUNTED = ("duties", "company", "place", "welfare", "hours", "rest", "wage", "requirement", "interview")


def _labelled(said: Said, start: int, end: int) -> Fact[int] | None:
    if "各" in said.words[start : start + 3]:
        return None
    if both := _SEXES.search(said.words, start, end):
        return _together(both)
    found = _BARE.match(said.words, start, end) or COUNT.search(said.words, start, end)
    people = _people(found["low"]) if found and found["low"] else None
    return Fact(people, (said.bare((found.start(), found.end())),)) if found and people else None


def _is_alone(words: str, count: Count) -> bool:
    """Whether a count is a clause by itself: 洗车工，2个，包住."""
    return words[count.start - 1 : count.start] in tuple(",;|\n ") and _ALONE.match(words, count.end) is not None


def _together(both: re.Match[str]) -> Fact[int]:
    return Fact(sum(_people(written) or 0 for written in both.groups() if written), (both.span(),))


def _people(written: str) -> int | None:
    people = amount(written)
    return people if people and people <= MOST_PEOPLE else None
