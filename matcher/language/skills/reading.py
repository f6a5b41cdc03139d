"""From a phrase as people write it to points of the lattice.

The vocabulary is asked first; then the phrase is taken apart by rules (wrappers, certificate, grade, place in the team,
word for the person, licence class). Of what is then still unknown see ``guessing``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from matcher.language.skills.brands import unbranded
from matcher.language.skills.deeds import deed
from matcher.language.skills.having import Having
from matcher.language.skills.lattice import GRADES, Concept, lattice, rows_of, stem
from matcher.language.skills.levels import (
    WORKER,
    Standing,
    grade_inside,
    split_grade,
    split_paper,
    split_rank,
    whole_grade,
)
from matcher.language.skills.licences import licence_classes
from matcher.language.skills.scores import read_score
from matcher.language.skills.tongues import speaking, tongue_before
from matcher.language.skills.words import bracketed, brackets_first, normal, peeled, unwrapped, without_brackets
from matcher.language.skills.work import doers

DEPTH = 5  # pieces that are taken off one after another
# Done for the family it is a little of the trade.
_AT_HOME = re.compile(r"在家|自己|自家|家里|孙子|孙女|外孙|亲生")
_MACHINE = re.compile(r"(?P<work>.{2,6}?)(?:机床|机器|机台|设备|机)(?:操作|作业)?")
# Items of 《特种设备作业人员资格认定分类与项目》 behind the trade.
_CODE = re.compile(r"(?P<trade>[\u4e00-\u9fff]{2,}?)(?:作业)?(?P<code>[ngqrstyp][1-5]?)(?:类|项)?证?$")
_HOLDS = re.compile(r"^(?:持有?|有|会开|会)")


@dataclass(frozen=True)
class Reading:
    """One skill: where it stands in the lattice, how far the person is in it, and the words it was read from.

    ``deed``: it was said as deed and thing, or with where and when, which is no name of the concept, yet enough for it.
    """

    concept: Concept
    standing: Standing
    text: str
    deed: bool = False

    @property
    def listed(self) -> bool:
        """Whether the lattice knows the word or its head."""
        return bool(self.concept.kind)


def read_listed(text: str) -> tuple[Reading, ...]:
    """The readings of one skill the lattice knows: several licence classes, or one trade, paper or level; else none.

    ``text`` is readable (``words.readable``).
    """
    return _licences(text) or _scored(text) or _one(text) or _work(text)


def _licences(text: str) -> tuple[Reading, ...]:
    known, word = lattice(), normal(text)
    for form in dict.fromkeys((word, *peeled(word), without_brackets(text))):
        if unwrapped(form, known.names):
            return ()
        if classes := licence_classes(form):
            return tuple(
                Reading(known.concepts[key], Standing(paper=True), _quoted(_HOLDS.sub("", form), text))
                for key in classes
            )
    return ()


def _scored(text: str) -> tuple[Reading, ...]:
    """An examination by its score: 雅思6.5分, 普通话88分. A failed one is still ahead of the person."""
    score = None if unwrapped(normal(text), lattice().names) else read_score(text)
    if score is None:
        return ()
    having = Having.HAS if score.passed else Having.ON_THE_WAY
    return (Reading(lattice().concepts[score.concept], Standing(paper=True, having=having), text),)


def _one(text: str) -> tuple[Reading, ...]:
    for word in dict.fromkeys((normal(text), brackets_first(text), without_brackets(text))):
        if word and (reading := taken_apart(word, DEPTH) or _bare_grade(word)):
            reading = _within_brackets(text) or reading
            return (_with_doers(replace(reading, text=_quoted(reading.text, text)), word), *_also(word, text))
    return ()


def _within_brackets(text: str) -> Reading | None:
    """What stands in brackets says which kind of the trade before them: 焊工（氩弧焊）, 缝纫工(平车)."""
    word, inside = without_brackets(text), bracketed(text)
    outer, inner = (taken_apart(part, DEPTH) if part else None for part in (word, inside))
    if not outer or not inner or outer.concept.key not in inner.concept.above - {inner.concept.key}:
        return None
    return replace(inner, standing=outer.standing)


def _with_doers(reading: Reading, word: str) -> Reading:
    """What is said as deed and thing may be the work of more titles than the one it was read as: 抹墙."""
    others = doers(word) if reading.deed and "wide" not in reading.concept.flags else frozenset()
    return replace(reading, concept=replace(reading.concept, doers=others)) if others else reading


def _work(text: str) -> tuple[Reading, ...]:
    """A piece of work described: 给老人喂饭翻身."""
    word = normal(text)
    titles = doers(word) or doers(without_brackets(text))
    concept = Concept(word, "tasks", frozenset({word}), frozenset(), doers=titles)
    return (Reading(concept, Standing(), text.strip()),) if titles else ()


def _also(word: str, text: str) -> tuple[Reading, ...]:
    """四级 alone is a grade of workers and the English examination of students."""
    known = lattice()
    return (Reading(known.concepts["英语四级"], Standing(), text),) if word == "四级" else ()


def _quoted(form: str, text: str) -> str:
    """The words a skill was read from as the person wrote them: “A2驾照” of “有A2驾照优先”."""
    at = text.casefold().find(form)
    return text[at : at + len(form)] if at >= 0 else text.strip()


def _bare_grade(word: str) -> Reading | None:
    """A grade of no named trade: 高级技师, 中级工以上, 三级证书."""
    paper = split_paper(word)
    grade = whole_grade(paper or word)
    return Reading(lattice().concepts[GRADES], Standing(grade=grade, paper=paper is not None), word) if grade else None


@lru_cache(maxsize=65536)
def taken_apart(word: str, depth: int) -> Reading | None:
    """The reading of a word made of known pieces, or None."""
    forms = (word, *peeled(word)) if depth else ()
    if listed := next((reading for form in forms if (reading := _named(form, depth))), None):
        return listed
    tried = ((rule(form, depth), form) for form in forms for rule in _RULES)
    return next((replace(reading, text=form) for reading, form in tried if reading), None)


@lru_cache(maxsize=65536)
def _named(word: str, _depth: int) -> Reading | None:
    known = lattice()
    name = unwrapped(word, known.names)
    if name is None:
        return None
    key, paper = known.names[name]
    return Reading(known.concepts[key], Standing(paper=paper), name, deed=name in known.deeds)


def _certified(word: str, depth: int) -> Reading | None:
    trade = split_paper(word)
    if trade is None:
        return None
    reading = _named(trade + "证", depth) or taken_apart(trade, depth - 1)
    return reading and replace(reading, standing=replace(reading.standing, paper=True))


def _coded(word: str, depth: int) -> Reading | None:
    """A certificate of special equipment named with its code: 电梯T证, 叉车N1."""
    found = _CODE.match(word)
    reading = taken_apart(found["trade"], depth - 1) if found else None
    if not found or not reading:
        return None
    names = lattice().names
    owners = {names[name][0] for name in (found["code"], found["code"] + "证") if name in names}
    return replace(reading, standing=replace(reading.standing, paper=True)) if reading.concept.key in owners else None


def _graded(word: str, depth: int) -> Reading | None:
    found = split_grade(word)
    if not found:
        return None
    reading = taken_apart(found[0], depth - 1)
    if reading is None or reading.standing.grade:
        return None
    return replace(reading, standing=replace(reading.standing, grade=found[1]))


def _graded_inside(word: str, depth: int) -> Reading | None:
    found = grade_inside(word)
    reading = _named(found[0], depth) or _personal(found[0], depth) if found else None
    return reading and found and replace(reading, standing=replace(reading.standing, grade=found[1]))


def _ranked(word: str, depth: int) -> Reading | None:
    found = split_rank(word)
    if not found:
        return None
    reading = taken_apart(found[0], depth - 1) or _staff(found[0], depth)
    if reading is None or reading.standing.rank != WORKER or reading.concept.kind in {"languages", "traits"}:
        return None
    return replace(reading, standing=replace(reading.standing, rank=found[1]))


def _staff(place: str, depth: int) -> Reading | None:
    """Who works in a shop: 水果店 is kept by 水果店员."""
    if not place.endswith("店"):
        return None
    return _named(place + "员", depth) or _named(place + "店员", depth)


def _personal(word: str, _depth: int) -> Reading | None:
    known = lattice()
    short = stem(word)
    key = known.names[short][0] if short in known.names and len(short) > 1 else known.stems.get(short)
    return Reading(known.concepts[key], Standing(), word) if key else None


def _inverted(word: str, depth: int) -> Reading | None:
    """What people do, said as verb and thing: 修家电 is 家电维修, 教英语 is 英语老师, 做防水 is 防水."""
    for verb, tails in _doing():
        thing = word.removeprefix(verb).removeprefix("过")
        for tail in tails if thing != word and len(thing) > 1 else ():
            if reading := _named(thing + tail, depth) or _personal(thing + tail, depth):
                return reading
    return None


def _done(word: str, _depth: int) -> Reading | None:
    key = deed(word)
    standing = Standing(having=Having.A_LITTLE if _AT_HOME.search(word) else Having.HAS)
    return Reading(lattice().concepts[key], standing, word, deed=True) if key else None


@lru_cache(maxsize=1)
def _doing() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((row["verb"], tuple(row["tails"].split("|"))) for row in rows_of("skill_doing.csv"))


def _machine(word: str, depth: int) -> Reading | None:
    """A machine stands for running it: 折弯机 is the machine of the 折弯工. 洗衣机 belongs to nobody's factory."""
    found = _MACHINE.fullmatch(word)
    reading = _personal(found["work"] + "工", depth) if found else None
    return replace(reading, deed=True) if reading and reading.concept.kind == "making" else None


def _branded(word: str, depth: int) -> Reading | None:
    """海底捞服务员 is a 餐厅服务员 of one house."""
    for form in unbranded(word):
        if reading := _named(form, depth) or _personal(form, depth):
            return replace(reading, concept=lattice().under(reading.concept.key, word))
    return None


def _speaking(word: str, depth: int) -> Reading | None:
    for tongue, rest in tongue_before(word):
        reading = _named(rest, depth) or _personal(rest, depth)
        if reading and not reading.standing.paper and (concept := speaking(reading.concept, tongue, word)):
            return replace(reading, concept=concept)
    return None


_Rule = Callable[[str, int], Reading | None]
_RULES: tuple[_Rule, ...] = (
    *(_certified, _coded, _graded, _graded_inside, _ranked, _personal),
    *(_machine, _speaking, _branded, _inverted, _done),
)
