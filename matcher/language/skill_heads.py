"""The head of an unlisted title, which in Chinese stands at the end.

酒店保安 is a 保安, but 洗车工 is no 车工: the head must begin where a word begins. And some heads change their trade
with whatever stands before them: 宠物美容师 is no 美容师, so a ``closed`` head takes only plain words (places, shifts,
people).
"""

import re
from functools import lru_cache

import rjieba

from matcher.language.skill_deeds import NOT_OWN
from matcher.language.skill_lattice import lattice, rows_of, stem
from matcher.language.skill_words import normal

# Equipment of the 特种设备目录 and the great building machines: who runs one is no plain operator.
_SPECIAL = re.compile(
    r"起重|吊|叉车|锅炉|压力容器|压力管道|电梯|索道|游乐|挖掘|装载|推土|压路|摊铺|塔机|架桥|盾构|桩机|泵车|升降|充装"
)
_PLAIN_OPERATOR, _MACHINE_OPERATOR = "普工", "机械操作"
_TRADES = frozenset({"making", "building", "services", "office", "computing"})


def head_of(word: str) -> str | None:
    """The concept an unlisted word is a kind of, or None when that cannot be told safely.

    The longest listed tail owns the word; a shorter one may only stand in for it as something it is a kind of
    (红木家具木工 is not cut as 红木|家具木工, but 木工 still holds).
    """
    owner: str | None = None
    for start in range(1, len(word) - 1):
        key = _trade(word[start:])
        if key and (owner is None or key in lattice().concepts[owner].above) and _parts_there(word, start):
            if key == _PLAIN_OPERATOR and _SPECIAL.search(word[:start]):
                return _MACHINE_OPERATOR
            return key if _may_stand_before(word[:start], key) else None
        owner = owner or key
    return None


def _trade(name: str) -> str | None:
    known = lattice()
    key, paper = known.names.get(name, (known.stems.get(stem(name)), False))
    return key if key and not paper and not name.isascii() and known.concepts[key].kind in _TRADES else None


def _parts_there(word: str, start: int) -> bool:
    return (start > 1 and _is_plain(word[:start])) or _begins_a_word(word, start)


def _begins_a_word(word: str, start: int) -> bool:
    """Whether no dictionary word straddles the place, unless it could only begin inside another word."""
    cuts = {0}
    for piece in rjieba.cut(word):
        cuts.add(max(cuts) + len(piece))
    straddling = (
        (left, right)
        for left in range(max(0, start - 3), start)
        for right in range(start + 1, min(len(word), left + 4) + 1)
        if rjieba.has_word(word[left:right])
    )
    return not any(left in cuts for left, _ in straddling)


def _may_stand_before(modifier: str, key: str) -> bool:
    if _is_plain(modifier):
        return True
    if NOT_OWN.search(modifier):
        return False
    return len(modifier) > 1 and "closed" not in lattice().concepts[key].flags


def _is_plain(modifier: str) -> bool:
    """Whether a modifier is nothing but plain words, longest first."""
    while modifier:
        size = next((n for n in range(min(6, len(modifier)), 0, -1) if modifier[:n] in _plain()), 0)
        if not size:
            return False
        modifier = modifier[size:]
    return True


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    return frozenset(normal(row["word"]) for row in rows_of("skill_modifiers.csv"))
