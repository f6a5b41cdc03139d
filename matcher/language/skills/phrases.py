"""From what stands in a cell to the skills it names, each with whether the person has it."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from matcher.language.skills.guessing import guess
from matcher.language.skills.having import Having, Said, asks_nothing, said
from matcher.language.skills.lattice import EXPERIENCE, lattice
from matcher.language.skills.levels import Standing
from matcher.language.skills.reading import Reading, read_listed
from matcher.language.skills.words import normal, peeled, readable
from matcher.language.skills.years import split_years

# What a person writes of one skill is far shorter; a whole CV in a cell must not cost seconds.
_LONGEST, _LONGEST_PART, _PARTS = 200, 24, 12
_CLAUSES = re.compile(r"[，,;；。]|\n|但是?(?=会|懂|能|有)")
_MARKS = re.compile(r"[、，,;；/|&+]|\n")
_JOINTS = re.compile(r"以及|或者|[和与及或兼]")
# 会电脑会开车
_AGAIN = re.compile(r"(?=(?:会|懂|能)(?!计|务|展|员|议|籍|所|客|源|量|力))")
_BUT_NOT = re.compile(r"(?<=..)(?:但是?|可是?|就是|只是|不过)?(?:不[会懂识是]|唔[会识]|没有?|未|冇)")
_EITHER = re.compile(r"[/|或]|任一|之一|[均皆都]可|任意|[选其择]一|其中一")
# What a clause may name and still speak of the skill before it: 健康证，证已过期; C1，驾龄五年.
_OF_IT = {"", "证", "证书", "证件", "驾龄", "工龄", "驾驶经验", "经验", "工作经验"}
_QUOTED = 24


@dataclass(frozen=True)
class Phrase:
    """What a phrase names; ``either`` when one of its skills is enough (“叉车证或电工证”).

    ``nothing``: as a requirement it says that nothing is asked (“经验不限”).
    """

    readings: tuple[Reading, ...]
    either: bool = False
    nothing: bool = False
    text: str = ""

    @property
    def unsure(self) -> bool:
        """Whether it is left open which of several certificates is meant: 低压电工证或高压电工证."""
        return "或" in self.text and len(self.readings) > 1 and all(one.standing.paper for one in self.readings)


@lru_cache(maxsize=65536)
def _read(text: str) -> Phrase:
    plain = readable(text)
    if not normal(plain):
        return Phrase(())
    if normal(plain) in lattice().names:
        return Phrase(_skills(plain)[0], text=_short(plain))
    readings, either = _clauses(plain) or _clause(plain)
    return Phrase(readings, either, asks_nothing(plain), _short(plain))


def read_phrase(text: str) -> Phrase:
    """Every skill a phrase names. Arbitrary text gives at least one reading, unless it says nothing at all.

    Only the first 200 characters, 12 skills and 24 characters of each are read.
    """
    return _read(text[:_LONGEST])


def _clauses(text: str) -> tuple[tuple[Reading, ...], bool] | None:
    """Clause by clause where one of them speaks of having: 会粤语，不会英语; 健康证，已过期."""
    parts = [piece for part in _parts(text, _CLAUSES) for piece in _contrasted(part)]
    heard = [_said(part) for part in parts]
    if len(parts) < 2 or all(one.rest == part.strip() for one, part in zip(heard, parts, strict=True)):
        return None
    readings: list[Reading] = []
    for one, part in zip(heard, parts, strict=True):
        if normal(one.rest) not in _OF_IT:
            readings += _clause(part)[0]
        elif readings:
            readings[-1] = _of_it(readings[-1], one, part.strip())
    return (tuple(readings), bool(_EITHER.search(text))) if readings else None


def _contrasted(text: str) -> list[str]:
    """会开车不会修车 says two things; 有电工证没有年审 says one."""
    for at in (found.start() for found in _BUT_NOT.finditer(text[: 2 * _LONGEST_PART])):
        denied = said(text[at:], lattice().names)
        if denied.having == Having.LACKS and read_listed(denied.rest) and _claimed(text[:at]):
            return [text[:at], text[at:]]
    return [text]


def _claimed(text: str) -> bool:
    """Whether something the lattice knows is claimed, not denied."""
    claim = _said(text)
    return claim.having > Having.WISHES and bool(read_listed(claim.rest))


def _of_it(reading: Reading, heard: Said, words: str) -> Reading:
    """A clause that only speaks of the skill before it: 会开叉车，没有证; 健康证，已过期."""
    if heard.having == Having.LACKS and heard.rest and not reading.standing.paper:
        heard = Said("", paperless=True)
    return _holding(reading, heard, f"{reading.text}，{words}")


def _said(text: str) -> Said:
    """The clause without its years and words of having, unless they are part of a name: 会电脑基础, 无犯罪记录."""
    rest, years = split_years(text.strip())
    names, word = lattice().names, normal(rest)
    whole = len(word) <= _LONGEST_PART and any(form in names for form in (word, *peeled(word)))
    return replace(Said(rest.strip()) if whole else said(rest.strip(), names), years=years)


def _clause(text: str) -> tuple[tuple[Reading, ...], bool]:
    heard = _said(text)
    if not normal(heard.rest):
        return (_experience(heard, text) or guess(text[:_LONGEST_PART]),), False
    readings, either = _skills(heard.rest)
    first = len(readings) - 1 if heard.last and not either else 0
    held = (_holding(one, heard, _short(text)) if at >= first else one for at, one in enumerate(readings))
    return tuple(held), either


def _experience(heard: Said, text: str) -> Reading | None:
    """Years and nothing else: 三年以上."""
    if heard.years is None:
        return None
    return Reading(lattice().concepts[EXPERIENCE], Standing(years=heard.years), _short(text))


def _holding(reading: Reading, heard: Said, text: str) -> Reading:
    if heard.having == Having.HAS and not heard.paperless and heard.years is None:
        return reading
    paper = reading.standing.paper and not heard.paperless
    having = min(heard.having, reading.standing.having)
    years = reading.standing.years if heard.years is None else heard.years
    standing = replace(reading.standing, having=having, paper=paper, years=years)
    return replace(reading, standing=standing, text=text)


def _skills(text: str) -> tuple[tuple[Reading, ...], bool]:
    """The skills of a clause without words of having, and whether one of them is enough."""
    if whole := read_listed(text[:_LONGEST_PART]):
        return whole, len(whole) > 1
    several = _split(text, _MARKS) or _split(text, _JOINTS, whole=True) or _split(text, _AGAIN, whole=True)
    several = several or _run_on(text)
    if several:
        return several, bool(_EITHER.search(text))
    return (guess(text[:_LONGEST_PART]),), False


def _split(text: str, pattern: re.Pattern[str], *, whole: bool = False) -> tuple[Reading, ...]:
    """The skills between the marks; with ``whole`` only if every part is one (not 道路与桥隧工程)."""
    parts = _parts(text, pattern)
    found = [read_listed(part[:_LONGEST_PART]) for part in parts]
    if len(parts) < 2 or not any(found) or (whole and not all(found)):
        return ()
    return tuple(reading for readings in found for reading in readings)


def _run_on(text: str) -> tuple[Reading, ...]:
    """Two skills of one family written without a mark: 平车四线."""
    if len(text) > _LONGEST_PART:
        return ()
    for form in peeled(normal(text) + "都会"):
        for at in range(2, len(form) - 1):
            first, second = read_listed(form[:at]), read_listed(form[at:])
            if first and second and _of_one_family(first[0], second[0]):
                return (*first, *second)
    return ()


def _of_one_family(one: Reading, other: Reading) -> bool:
    """Whether two skills may stand side by side without a mark: kinds of one trade, or deeds of one person."""
    shared = one.concept.direct & other.concept.direct
    kinds = any("wide" not in lattice().concepts[key].flags for key in shared)
    if one.concept == other.concept:
        return one.concept.kind == "traits"
    return kinds or (one.deed and other.deed)


def _parts(text: str, marks: re.Pattern[str]) -> list[str]:
    """What stands between the marks; a mark within a known name parts nothing: ui/ux设计师的朋友."""
    whole = [found.span() for found in _names_with_marks().finditer(text)]
    cuts = [cut.span() for cut in marks.finditer(text) if not any(a <= cut.start() < b for a, b in whole)][:_PARTS]
    ends = [*(cut[0] for cut in cuts), len(text)]
    parts = [text[begin:end] for begin, end in zip([0, *(cut[1] for cut in cuts)], ends, strict=True)]
    return [part for part in parts[:_PARTS] if normal(part)]


@cache
def _names_with_marks() -> re.Pattern[str]:
    marked = sorted((name for name in lattice().names if _MARKS.search(name)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, marked)), re.IGNORECASE)


def _short(text: str) -> str:
    """The text as it may be quoted, with the brackets Chinese is written with."""
    text = text if text.isascii() else text.replace("(", "（").replace(")", "）")
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
