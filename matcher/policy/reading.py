"""An advert's text in the one spelling that rules are written for, with the way back to what was typed.

Width, script and case are made one, signs of the sexes become words, blanks and symbols go unless a number needs them.
Marks that end something stay, each kind as one sign: ``。`` a sentence, ``，`` a clause, ``、`` an item of a list,
``(`` and ``)`` an aside, ``:`` what follows a name.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from matcher.language.scripts import simplify

EDGES = "。，、()"  # what a clause stands between
_MARKS = {mark: kind for kind, marks in {
    "。": "。．!?;\n\r\u2028\u2029",
    "，": ",\"",
    "、": "、",
    "(": "([{<《〈【〖〔“「『",
    ")": ")]}>》〉】〗〕”」』",
    ":": ":",
}.items() for mark in marks}  # fmt: skip
_SEXES = dict.fromkeys("♂🚹👨👦", "男") | dict.fromkeys("♀🚺👩👧", "女")
_FORBIDDEN = frozenset("❌✖✘✗🚫⛔🈲")  # 女❌ and 🚫女 turn away
_JOINER = "\u200d"  # builds 👩‍🍳, a picture of a trade that says nothing of sex
_DASHES = frozenset("-~—–―‐‑－〜～−")
# Shapes that the table of traditional characters lacks, Japanese ones among them.
_VARIANTS = str.maketrans(
    "㛰戸囯兲亾卆夲囗孑圡叧祇祗両対転験価検険帰帯毎単労経続児円広応発収証黒関県気団",
    "婚户国天人十本口子土另只只两对转验价检险归带每单劳经续儿元广应发收证黑关县气团",
)
_NUMBER = frozenset("0123456789〇零一二两三四五六七八九十百千万")
_BEFORE_A_DASH = _NUMBER | frozenset("kw元块岁点时h号")
_BETWEEN_NUMBERS = re.compile(  # an age, a blank, a wage; a wage, a blank, a head count or a telephone
    r"(?<=(?<!\d)\d\d)\s(?=\s*\d{4})|(?<=\d{4})\s(?=\s*(?:\d{1,2}(?!\d)|\d{7}))"
)
_NUMBERED_ITEM = re.compile(
    r"(?<![早晚朝休])[①-⑳⑴-⒇❶-❿](?!\s*(?:[名个位枚人天岁元块百千]|小时|点(?!心|餐|单)))|(?:(?<=[\s;；。，,:：])|^)[1-9](?=\s?[.．](?!\d))"
)
_LONGEST_RUN = 16  # one sign typed more often in a row says no more
_LONG_RUN = re.compile(rf"(.)\1{{{_LONGEST_RUN},}}", re.DOTALL)
_UNITS = frozenset("月天日年小时h周每人个件")
_DECORATION = frozenset("🈁🈂🈳🈵🈴🈹🈺🈯🈸🉐㊗㊙丨丶丿亅灬")  # strokes too
_HAN = r"[\u4e00-\u9fff]"
_SCATTERED = re.compile(rf"{_HAN}(?:[,，;；。!！/\n]{_HAN}){{3,}}")  # 残,疾,人,勿,扰
_BOXED = re.compile(rf"(?:[【\[(（〔「『《〈“]{_HAN}[】\])）〕」』》〉”]){{2,}}")  # 【优】【先】
_QUOTED = re.compile(rf"(?<={_HAN})[“\"「『]{_HAN}{{1,3}}[”\"」』](?={_HAN})")  # 要“本地”人
_LABEL = re.compile(rf"(?:^|(?<=\n))\s*[【\[]({_HAN}{{2,6}})[】\]](?=[^\s:：])")  # 【保险】自理
_ORNAMENT = re.compile(r"(?<![Ⓐ-ⓩ])[Ⓐ-ⓩ](?![Ⓐ-ⓩ])|(?<=\w)[⒈-⒛](?=[^\W\d名个位枚人])")  # Ⓦ女, 限⒈男
_ENDINGS = (("、", _BETWEEN_NUMBERS), ("。", _NUMBERED_ITEM))  # what ends there without a mark of its own


@dataclass(frozen=True, slots=True)
class Reading:
    """``text`` as rules read it; character ``i`` of it was written as ``raw[starts[i]:ends[i]]``."""

    raw: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the reading stands in what was typed."""
        return self.starts[start], max(self.ends[start:end])

    def replaced(self, pattern: re.Pattern[str], meant: Callable[[re.Match[str]], str]) -> "Reading":
        """The reading with every match of a pattern spelt another way; it is still known where it was typed."""
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for found in pattern.finditer(self.text):
            word, (first, last) = meant(found), self.span(*found.span())
            text += [self.text[at : found.start()], word]
            starts += [*self.starts[at : found.start()], *[first] * len(word)]
            ends += [*self.ends[at : found.start()], *[last] * len(word)]
            at = found.end()
        if not at:
            return self
        return Reading(
            self.raw, "".join([*text, self.text[at:]]), (*starts, *self.starts[at:]), (*ends, *self.ends[at:])
        )


def read(raw: str) -> Reading:
    """The reading of a text.

    >>> read("限 男，月薪 ２-３千元/月").text
    '限男，月薪2-3千元/月'
    """
    idle = _idle(raw)
    marks = {found.start(): mark for mark, where in _ENDINGS for found in where.finditer(raw)}
    marks |= {found.end() - 1: ":" for found in _LABEL.finditer(raw)}
    pieces = [
        (marks.get(place, character), place)
        for place, typed in enumerate(raw)
        if place not in idle
        for character in _character(typed)
        if place in marks or not character.isspace()
    ]
    kept = [
        (left, place) for at, (character, place) in enumerate(pieces) if (left := _in_place(character, at, pieces, raw))
    ]
    places = tuple(place for _, place in kept)
    return Reading(raw, "".join(character for character, _ in kept), places, tuple(place + 1 for place in places))


def _idle(raw: str) -> set[int]:
    """Where signs stand that say nothing: too many of one kind, between single characters, round a word of a phrase."""
    idle = {place for run in _LONG_RUN.finditer(raw) for place in range(run.start() + _LONGEST_RUN, run.end())}
    idle |= {place for run in _SCATTERED.finditer(raw) for place in range(run.start() + 1, run.end(), 2)}
    idle |= {
        place
        for run in _BOXED.finditer(raw)
        for place in range(run.start(), run.end())
        if (place - run.start()) % 3 != 1
    }
    idle |= {found.start() for found in _ORNAMENT.finditer(raw)}
    return idle | {place for run in _QUOTED.finditer(raw) for place in (run.start(), run.end() - 1)}


@lru_cache(maxsize=65536)
def _character(typed: str) -> str:
    """One typed character in one spelling: nothing, a character, or as many as ① or ㈱ stand for."""
    if typed in _SEXES:
        return typed
    if typed in _FORBIDDEN:
        return "拒"
    if typed in _DECORATION:
        return ""
    plain = unicodedata.normalize("NFKC", typed)
    bare = "".join(one for one in unicodedata.normalize("NFD", plain) if unicodedata.category(one)[0] not in "MC")
    marked = _MARKS.get(typed) or _MARKS.get(plain)
    return marked or simplify(unicodedata.normalize("NFC", bare).translate(_VARIANTS)).lower()


def _in_place(character: str, at: int, pieces: list[tuple[str, int]], raw: str) -> str:
    """What stays of a character where it stands."""
    if character.isalnum() or character in "。、()":
        return character
    before = pieces[at - 1][0] if at else ""
    after = pieces[at + 1][0] if at + 1 < len(pieces) else ""
    between_digits = before.isdigit() and after.isdigit()
    if character in _SEXES:
        place = pieces[at][1]
        return "" if _JOINER in raw[max(0, place - 1) : place + 3] else _SEXES[character]
    if character in _DASHES:
        return "-" if after in _NUMBER and _before_dashes(at, pieces) in _BEFORE_A_DASH else ""
    if character == "，":
        return "" if between_digits and raw[pieces[at][1]] != "，" else "，"
    needed = {"+": before in _BEFORE_A_DASH, "/": between_digits or after in _UNITS, ".": between_digits}
    return character if character in ":%" or needed.get(character) else ""


def _before_dashes(at: int, pieces: list[tuple[str, int]]) -> str:
    """What stands before a dash, or before the run that it is the last of: 22——32."""
    while at and pieces[at][0] in _DASHES:
        at -= 1
    return pieces[at][0]
