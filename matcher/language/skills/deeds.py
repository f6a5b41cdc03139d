"""What people do, said as deed and thing: 焊电路板, 照顾过瘫痪老人, 拖地擦窗.

``data/skill_deeds.csv`` says which deeds to which things are which work, ``data/skill_verb_forms.csv`` how else a deed
is called; a deed of two characters may also stand behind its thing (花草修剪). Words between deed and thing may say
more of the thing (瘫痪老人), but never that the deed was another's.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from matcher.language.skills.lattice import lattice, rows_of, words
from matcher.language.skills.words import normal

# Who watched, knows or dreads somebody's work does not do it.
NOT_OWN = re.compile(
    r"看(?!护|店|守)|见过|听|喜欢|爱好|认识|老公|老婆|爱人|家人|家属|亲戚|朋友|邻居|同事|父|母亲|妈(?!妈)|儿子|女儿|人家|别人"
    r"|不|没|未(?!来)|冇|唔|假|差点|隔壁|请(?!假)|投诉|被|骗|雇|遇|碰到|[^经]过$|转行|离职|辞|怕|(?:^|[想刚在])学(?!校|生|前|院|会)|技校|想|打算|视频教"
)
_DONE = re.compile(r"^(?:过|了|着|得来|得|好|点|些|一下)")
_CAN = re.compile(r"^(?:能够?|可以|会|懂得?|识得?|擅长|从事|负责)")
_AT_A_PLACE = re.compile(
    r"^(?:一直|以前|之前)?在.{0,5}?(?:里|厂|店|家|楼|场|公司|院|校|工地|厂里|档口|酒店)(?:里面?)?(?:帮忙|负责|专门)?"
)
_BETWEEN = 5
_LONGEST = 3  # characters of a deed


def deed(word: str) -> str | None:
    """The concept of a normal word that names one deed, or several deeds of one work; None for anything else.

    >>> deed("照顾过瘫痪老人"), deed("拖地擦窗"), deed("看人家开叉车")
    ('养老护理员', '清洁工', None)
    """
    able = _CAN.sub("", _AT_A_PLACE.sub("", word))
    return _one(able) or _several(able)


def _several(word: str) -> str | None:
    for at in range(2, len(word) - 1):
        first = _one(word[:at])
        if first and first == deed(word[at:]):
            return first
    return None


@lru_cache(maxsize=65536)
def _one(word: str) -> str | None:
    return _verb_first(word) or _verb_last(word)


def _verb_first(word: str) -> str | None:
    for size in range(min(_LONGEST, len(word) - 1), 0, -1):
        things = _deeds().get(word[:size])
        if things and (found := _of_thing(_DONE.sub("", word[size:]), things)):
            return found
    return None


def _verb_last(word: str) -> str | None:
    for size in range(min(_LONGEST, len(word) - 2), 1, -1):
        things = _deeds().get(word[-size:])
        if things and (found := things.get(word[:-size])):
            return found
    return None


def _of_thing(rest: str, things: Mapping[str, str]) -> str | None:
    for start in range(min(_BETWEEN, len(rest)) + 1):
        key = things.get(rest[start:])
        if key and (not start or len(rest) - start > 1) and not NOT_OWN.search(rest[:start]):
            return key
    return None


@lru_cache(maxsize=1)
def things() -> frozenset[str]:
    """All things that deeds are done to."""
    return frozenset(thing for listed in _deeds().values() for thing in listed)


@lru_cache(maxsize=1)
def _deeds() -> Mapping[str, Mapping[str, str]]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    names = lattice().names
    forms = {row["verb"]: (row["verb"], *words(row["forms"])) for row in rows_of("skill_verb_forms.csv")}
    for row in rows_of("skill_deeds.csv"):
        if normal(row["concept"]) not in names:
            raise ValueError(f"skill data: skill_deeds.csv names {row['concept']!r}, which no row names")
        spoken = [form for verb in words(row["verbs"]) for form in forms.get(verb, (verb,))]
        for verb in spoken:
            for thing in words(row["objects"]):
                found[verb].setdefault(normal(thing), names[normal(row["concept"])][0])
    return found
