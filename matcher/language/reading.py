"""What job does a title name? The head decides; what stands before it only narrows.

Chinese titles end in their head: 仓库叉车操作员 drives a forklift, 叉车司机助理 helps
somebody who does, 空调销售 sells. Words that rank a person (学徒, 助理, 主管) are read
apart from the work, and a verb phrase (修空调, 教数学) names its work in front.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from matcher.language.lexicon import Lexicon, key, lexicon, stem
from matcher.language.tables import rows

UNKNOWN = -1
LONGEST_NAME = 14
SURE_NAME = 0.95  # certainty of a reading that took the whole title


class Rank(IntEnum):
    """Where somebody stands in a trade."""

    WORKER = 0
    LEARNER = 1
    HELPER = 2
    LEADER = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """One job a title names.

    ``concept`` is a row of the lexicon or ``UNKNOWN``; ``content`` the words before
    (or after) the head; ``certainty`` 1 for a whole name, less for a part of one.
    """

    concept: int
    rank: Rank
    content: str
    certainty: float


_RANKS = {
    Rank.LEARNER: ("实习生", "见习生", "学徒工", "学徒", "实习", "徒弟", "学员", "管培生"),
    Rank.HELPER: ("助理", "助手", "帮工", "帮手", "小工", "下手"),
    Rank.LEADER: (
        "负责人",
        "管理人员",
        "副主管",
        "主管",
        "经理",
        "总监",
        "组长",
        "队长",
        "班长",
        "领班",
        "主任",
        "部长",
        "带班",
        "督导",
    ),
}
_RANKED = re.compile("(?:" + "|".join(f"(?P<r{rank.value}>{'|'.join(words)})" for rank, words in _RANKS.items()) + ")$")
_GRADE = re.compile(
    r"^(?:初级|中级|高级|资深|专业|熟练|储备|见习|全职|兼职|专职|优秀|普通|男|女|大|小(?=时)|新手|熟手)+(?=..)|(?:生手|熟手|老手|新手|大工|中工|兼职|全职)$"
)
PARTS = re.compile(r"[\s/、，,;；|+&＋·・。．!！?？:：()（）\[\]【】<>《》\"“”'‘’~～*_\\-]+|(?<=..)(?:兼|或者)(?=..)")
WISH = re.compile(
    r"^(?:我?(?:想|会|能|可以|希望|打算|要)?(?:找|做过|干过|做|干|从事|应聘|求职|求)?(?:个|一份|份|一个)?)(?=..)"
)
TAIL = re.compile(r"(?<=..)的?(?:工作|活儿|活|职位|岗位|之类的?|类|方面|行业|经验|都可以|都行|也行|也可以|的|等)$")
_HIRING = re.compile(r"(?:诚聘|招聘|急聘|急招|急需|高薪聘请|高薪聘|直招|直聘|热招|聘请|招募|招)")


def read(title: str) -> tuple[Mention, ...]:
    """The jobs a cleaned title names, in its order; empty when it holds no words."""
    return _read(key_keeping_blanks(title))


def key_keeping_blanks(title: str) -> str:
    return title.strip().lower()


@lru_cache(maxsize=65536)
def _read(title: str) -> tuple[Mention, ...]:
    whole = key(title)
    if whole in lexicon().whole:
        return (Mention(lexicon().whole[whole], Rank.WORKER, "", 1.0),)
    parts = [part for part in PARTS.split(title) if part]
    mentions = dict.fromkeys(_read_part(_after_hiring(part)) for part in parts)
    known = tuple(mention for mention in mentions if mention.concept != UNKNOWN)
    return known or tuple(mentions)[:1]


def _after_hiring(part: str) -> str:
    """What is hired stands behind 招聘; who hires, before it."""
    *_, before, after = ("", *_HIRING.split(part)) if _HIRING.search(part) else ("", "", part)
    return after or before or part


def _read_part(part: str) -> Mention:
    names = lexicon()
    part = TAIL.sub("", part)
    for reader in (_whole, _ranked, _headed, _stemmed, _verbal, _contained):
        mention = reader(part, names)
        if mention is not None:
            return mention
    return Mention(UNKNOWN, Rank.WORKER, part, 0.0)


def _whole(part: str, names: Lexicon) -> Mention | None:
    for name in (part, _GRADE.sub("", part), WISH.sub("", part)):
        if name in names.whole:
            return Mention(names.whole[name], Rank.WORKER, "", 1.0)
    bare = names.stems.get(stem(part))
    if bare is None and stem(part) != part:
        bare = names.whole.get(stem(part))
    return None if bare is None else Mention(bare, Rank.WORKER, "", SURE_NAME)


def _ranked(part: str, names: Lexicon) -> Mention | None:
    """叉车司机助理: the trade of what stands before, at another rank."""
    found = _RANKED.search(part)
    if found is None or found.start() < 2:
        return None
    rank = next(rank for rank in _RANKS if found[f"r{rank.value}"])
    before = part[: found.start()]
    for reader in (_whole, _headed, _stemmed):
        mention = reader(before, names)
        if mention is not None:
            return Mention(mention.concept, rank, mention.content, mention.certainty * 0.95)
    return None


def _headed(part: str, names: Lexicon) -> Mention | None:
    """The longest known name the part ends with."""
    return _ends_with(part, names.heads, 0.9)


def _stemmed(part: str, names: Lexicon) -> Mention | None:
    """The same without the doer: 高空清洗人员 ends with 清洗."""
    bare = stem(_GRADE.sub("", part))
    return _ends_with(bare, names.heads, 0.85) or _ends_with(bare, names.stems, 0.8)


def _ends_with(part: str, heads: dict[str, int], certainty: float) -> Mention | None:
    for start in range(max(0, len(part) - LONGEST_NAME), len(part) - 1):
        concept = heads.get(part[start:])
        if concept is not None and _on_a_border(part, start):
            return Mention(concept, Rank.WORKER, part[:start], certainty)
    return None


def _on_a_border(part: str, start: int) -> bool:
    """A Latin name must not begin inside a Latin word."""
    return start == 0 or not (part[start].isascii() and part[start - 1].isascii() and part[start - 1].isalnum())


@cache
def _verbs() -> tuple[tuple[str, str, Rank], ...]:
    ordered = sorted(rows("verbs"), key=lambda row: -len(row["verb"]))
    return tuple((row["verb"], row["concept"], Rank(int(row["rank"] or 0))) for row in ordered)


def _verbal(part: str, names: Lexicon) -> Mention | None:
    """修冰柜 is repairing, 教数学 teaching, 学电焊 learning what follows."""
    phrase = WISH.sub("", part)
    for verb, name, rank in _verbs():
        content = phrase.removeprefix(verb)
        if content == phrase or not content:
            continue
        if name:
            return Mention(names.whole[name], rank, content, 0.75)
        mention = _whole(content, names) or _headed(content, names)
        if mention is not None:
            return Mention(mention.concept, rank, mention.content, 0.8)
    return None


def _contained(part: str, names: Lexicon) -> Mention | None:
    """The longest name anywhere inside, the last of equals."""
    for length in range(min(LONGEST_NAME, len(part)), 1, -1):
        for start in range(len(part) - length, -1, -1):
            concept = names.heads.get(part[start : start + length])
            if concept is not None and _on_a_border(part, start):
                return Mention(concept, Rank.WORKER, part[:start] + part[start + length :], 0.6 if length > 2 else 0.45)
    return None
