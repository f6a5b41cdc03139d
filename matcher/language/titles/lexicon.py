"""Occupations and everything people call them.

A *concept* is one kind of work as a worker understands it (打荷, 外卖员); several
concepts may share one code of the classification. A *generic* concept (销售员,
工程师) says how one works, and only the words before it say on what.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from matcher.language.tables import items, rows

# 员, 工, 师傅, 阿姨 … tell that somebody does it, not what is done.
_DOER = re.compile(
    r"(?:工作人员|从业人员|人员|专员|职员|员工|技工|师傅|阿姨|大姐|大嫂|小哥|小妹|小弟|大叔|女工|男工|岗位|岗|人|员|工|师|生|仔|佬|妹|哥|姐|嫂|婶|婆|妈|叔|伯)$"
)


_ANYBODYS = frozenset(("作业", "操作"))  # what is left of 作业员 says nothing: 辅导作业, 高空作业

# Shops, drivers, warehouses, kitchens, guards, cleaners, homes, repairs, farms and workshops: trades with plain names,
# of which everybody means the same. What an office calls 主管 or 专员 is anybody's guess.
_TRADES = (
    "4-02",
    "4-03",
    "4-07-05",
    "4-09",
    "4-10",
    "4-12",
    "4-01-02-03",
    "4-01-02-04",
    "4-01-05",
    "5-",
    "6-0",
    "6-1",
    "6-2",
    "6-30",
    "6-31-01",
)


@dataclass(frozen=True, slots=True)
class Concept:
    """One kind of work."""

    name: str
    code: str
    family: str
    generic: bool

    @property
    def is_trade(self) -> bool:
        """Whether its name alone tells the occupation."""
        return not self.generic and self.code.startswith(_TRADES)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All concepts; ``whole`` finds one by a full name, ``heads`` by the end of a longer title."""

    concepts: tuple[Concept, ...]
    whole: dict[str, int]
    heads: dict[str, int]
    stems: dict[str, int]

    @property
    def words(self) -> list[str]:
        """Every name as a dictionary of words, longest last, none shorter than two characters."""
        return sorted((name for name in self.whole if 2 <= len(name) <= 8), key=lambda name: (len(name), name))


def stem(name: str) -> str:
    """The name without its doer: 保洁阿姨 and 保洁员 are both 保洁; 电工 stays whole.

    >>> stem("保洁阿姨"), stem("缝纫师傅"), stem("电工")
    ('保洁', '缝纫', '电工')
    """
    bare = _DOER.sub("", name)
    return bare if len(bare) >= 2 else name


@cache
def lexicon() -> Lexicon:
    """The lexicon of ``concepts.csv``, widened by the names and work types of the classification."""
    concepts: list[Concept] = []
    whole: dict[str, int] = {}
    heads: dict[str, int] = {}
    for concept, names, only_whole in (*_written(), *_classified()):
        fresh = [name for name in names if name not in whole]
        if not fresh:
            continue
        concepts.append(concept)
        for name in fresh:
            whole[name] = len(concepts) - 1
            if name not in only_whole:
                heads[name] = len(concepts) - 1
    return Lexicon(tuple(concepts), whole, heads, _stems(heads, whole))


def _written() -> Iterator[tuple[Concept, list[str], frozenset[str]]]:
    for row in rows("concepts"):
        concept = Concept(row["concept"], row["code"], row["family"], row["generic"] == "1")
        only_whole = items(row["whole_only"])
        names = [row["concept"], *items(row["aliases"]), *only_whole]
        yield concept, [key(name) for name in names], frozenset(map(key, only_whole))


def _classified() -> Iterator[tuple[Concept, list[str], frozenset[str]]]:
    for row in rows("occupations"):
        if row["level"] == "4":
            concept = Concept(row["name"], row["code"], row["code"][:7], False)
            yield concept, [key(name) for name in (row["name"], *items(row["work_types"]))], frozenset()


def _stems(heads: dict[str, int], whole: dict[str, int]) -> dict[str, int]:
    """Stems that no other name claims; the first concept keeps a contested one."""
    found: dict[str, int] = {}
    for name, concept in heads.items():
        bare = stem(name)
        if bare not in whole and bare not in _ANYBODYS:
            found.setdefault(bare, concept)
    return found


def key(name: str) -> str:
    """Names are looked up without regard to Latin case or blanks."""
    return name.lower().replace(" ", "")
