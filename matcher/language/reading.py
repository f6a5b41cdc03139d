"""What job does a title name? The head decides; what stands before it only narrows.

Chinese titles end in their head: 仓库叉车操作员 drives a forklift, 叉车司机助理 helps
somebody who does, 空调销售 sells. Words that rank a person (学徒, 助理, 主管) are read
apart from the work, and a verb phrase (修空调, 教数学) names its work in front.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from itertools import product

from matcher.language.lexicon import Lexicon, key, lexicon, stem
from matcher.language.sounds import meant
from matcher.language.tables import items, rows

UNKNOWN = -1
LONGEST_NAME = 14
LONGEST_OBJECT = 4  # characters after a verb; more is a sentence
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
        *("负责人", "管理人员", "副主管", "主管", "经理", "总监", "组长"),
        *("队长", "班长", "领班", "主任", "部长", "带班", "督导"),
    ),
}
_RANKED = re.compile("(?:" + "|".join(f"(?P<r{rank.value}>{'|'.join(words)})" for rank, words in _RANKS.items()) + ")$")
_GRADE = re.compile(
    r"^(?:初级|中级|高级|资深|专业|熟练|储备|见习|全职|兼职|专职|优秀|普通|男|女|大|小(?=时)|新手|熟手)+(?=..)"
    r"|(?:生手|熟手|老手|新手|大工|中工|兼职|全职)$"
)
PARTS = re.compile(
    r"[\s/、，,;；|+&＋·・。．!！?？:：()（）\[\]【】<>《》\"“”'‘’~～*_\\-]+"
    r"|(?<=..)(?:兼|或者?|还有)(?=..)"
)
WISH = re.compile(
    r"^(?:我?(?:想|会|能|可以|希望|打算|要)?(?:找|做过|干过|做|干|从事|应聘|求职|求)?(?:个|一份|份|一个)?)(?=..)"
)
_OPERATOR = re.compile(r"(?:操作工人|操作工|操作员|操作手|作业员|作业工|驾驶员|司机|师傅|技工|技师|工人|员工|手)$")
_SHOP = re.compile(r"(?<=.)(?:档口?|厂|店|铺头?|场)$")
_KINDS = frozenset(
    "车机肉鱼菜货树碗锅门窗柜仓房衫裤饭汤药"
)  # one character that names the kind wherever it ends a word
_LEARN = re.compile(r"^(?:想)?学(?:习|做|开|修)?(?=..)")
_DOER = re.compile(r"(?:[员师工手岗长监任生导]|经理|主管|助理|顾问)$")
_TAILS = (
    "工作|帮忙|帮手|打工|做事|做工|干活|上班|活儿|活|职位|岗位|之类|类|方面|行业|经验|都可以|都行|也行|也可以|的|等"
)
TAIL = re.compile(rf"(?<=..)的?(?:{_TAILS})$")


def read(title: str) -> tuple[Mention, ...]:
    """The jobs a cleaned title names, in its order; empty when it holds no words."""
    return _read(title.strip().lower())


@lru_cache(maxsize=65536)
def _read(title: str) -> tuple[Mention, ...]:
    whole = key(title)
    if whole in lexicon().whole:
        return (_named(whole, lexicon()),)
    parts = [part for part in PARTS.split(title) if part]
    mentions = dict.fromkeys(_read_part(part) for part in parts)
    known = tuple(mention for mention in mentions if mention.concept != UNKNOWN)
    return known or tuple(mentions)[:1]


def _read_part(part: str) -> Mention:
    names = lexicon()
    part = TAIL.sub("", part)
    for reader in (
        _whole,
        _learning,
        _tended,
        _ranked,
        _operated,
        _headed,
        _stemmed,
        _verbal,
        _at_work,
        _placed,
        _misspelt,
        _contained,
    ):
        mention = reader(part, names)
        if mention is not None:
            return mention
    return Mention(UNKNOWN, Rank.WORKER, part, 0.0)


def _whole(part: str, names: Lexicon) -> Mention | None:
    for name in (part, _GRADE.sub("", part), WISH.sub("", part)):
        if name in names.whole:
            return _named(name, names)
    bare = names.stems.get(stem(part))
    if bare is None and stem(part) != part:
        bare = names.whole.get(stem(part))
    return None if bare is None else Mention(bare, Rank.WORKER, "", SURE_NAME)


def _named(name: str, names: Lexicon) -> Mention:
    """A known name; 客服组长 beside 客服 leads it, but 客户经理 only sells."""
    concept = names.whole[name]
    found = _RANKED.search(name)
    leads = (
        found is not None and found["r3"] not in (None, "经理") and names.whole.get(name[: found.start()]) == concept
    )
    return Mention(concept, Rank.LEADER if leads else Rank.WORKER, "", 1.0)


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
            return _stands(mention, rank)
    return None


def _stands(mention: Mention, rank: Rank) -> Mention:
    """The trade at a rank; some ranks are trades of their own: who helps a cook is a kitchen hand."""
    own = _rank_trades().get((mention.concept, rank))
    concept, rank = (mention.concept, rank) if own is None else (own, Rank.WORKER)
    return Mention(concept, rank, mention.content, mention.certainty * 0.95)


@cache
def _rank_trades() -> dict[tuple[int, Rank], int]:
    whole = lexicon().whole
    return {
        (whole[name], Rank(int(row["rank"]))): whole[row["means"]]
        for row in rows("ranks")
        for name in items(row["concepts"])
    }


def _operated(part: str, names: Lexicon) -> Mention | None:
    """冲床操作工 does what 冲床 does; an operator of nothing known is left to the other readers."""
    before = _OPERATOR.sub("", part)
    if before == part or len(before) < 2:
        return None
    mention = _whole(before, names) or _ends_with(before, names.heads, 0.9)
    if mention is None or names.concepts[mention.concept].generic:
        return None
    return Mention(mention.concept, Rank.WORKER, mention.content, 0.9)


def _headed(part: str, names: Lexicon) -> Mention | None:
    """The longest known name the part ends with; said twice, as in 尾部剪线, it is sure."""
    mention = _ends_with(part, names.heads, 0.9)
    if mention is not None and names.heads.get(mention.content) == mention.concept:
        return Mention(mention.concept, mention.rank, "", SURE_NAME)
    return mention


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
def _verbs() -> dict[str, list[tuple[str, str, Rank]]]:
    """What each verb makes of which object; the longer object is asked first."""
    found: dict[str, list[tuple[str, str, Rank]]] = {}
    for row in rows("verbs"):
        for verb, thing in product(items(row["verbs"]), items(row["objects"]) or [""]):
            found.setdefault(verb, []).append((thing, row["concept"], Rank(int(row["rank"] or 0))))
    return {verb: sorted(things, key=lambda thing: -len(thing[0])) for verb, things in found.items()}


def _learning(part: str, names: Lexicon) -> Mention | None:
    """学电焊: a learner of what follows."""
    trade = _LEARN.sub("", part)
    mention = _whole(trade, names) or _ends_with(trade, names.heads, 0.9) if trade != part else None
    return mention and Mention(mention.concept, Rank.LEARNER, mention.content, mention.certainty * 0.95)


def _tended(part: str, names: Lexicon) -> Mention | None:
    """A verb with an object it is known with: 洗空调, 照顾瘫痪病人."""
    verb, content = _split_verb(part)
    for thing, name, rank in _verbs().get(verb, ()):
        if thing and _is_thing(content, thing):
            return Mention(names.whole[name], rank, content, 0.85)
    return None


def _is_thing(content: str, thing: str) -> bool:
    """Whether the object is that thing or a kind of it: 冻肉 is 肉, but 沙发 is no 发."""
    if content == thing or _SHOP.sub("", content) == thing:
        return True
    return content.endswith(thing) and (len(thing) > 1 or thing in _KINDS)


def _verbal(part: str, names: Lexicon) -> Mention | None:
    """A verb with any object: 修冰柜 is repairing, 教数学 teaching; 学电焊 is learning what follows."""
    verb, content = _split_verb(part)
    for thing, name, rank in _verbs().get(verb, ()):
        if not thing and name:
            return Mention(names.whole[name], rank, content, 0.75)
        if not thing:
            mention = _whole(content, names) or _headed(content, names)
            return mention and Mention(mention.concept, rank, mention.content, 0.8)
    return None


def _split_verb(part: str) -> tuple[str, str]:
    """The verb a phrase begins with and its object; empty when it names a doer: 车险专员 does not drive."""
    phrase = WISH.sub("", part)
    if not _DOER.search(phrase):
        for length in (2, 1):
            if phrase[:length] in _verbs() and length < len(phrase) <= length + LONGEST_OBJECT:
                return phrase[:length], phrase[length:]
    return "", ""


@cache
def _workplaces() -> dict[str, str]:
    return {row["place"]: row["concept"] for row in rows("workplaces")}


def _at_work(part: str, names: Lexicon) -> Mention | None:
    """A verb phrase behind the place it is done at: 海鲜档卖鱼."""
    for start in range(2, len(part) - 1):
        if any(part[:start].endswith(place) for place in _workplaces()):
            mention = _tended(part[start:], names) or _verbal(part[start:], names)
            if mention is not None:
                return mention
    return None


def _placed(part: str, names: Lexicon) -> Mention | None:
    """口罩厂 or 火锅店 alone asks for the work most people do there."""
    for start in range(len(part)):
        concept = _workplaces().get(part[start:])
        if concept:
            return Mention(names.whole[concept], Rank.WORKER, part[:start], 0.6)
    return None


def _misspelt(part: str, names: Lexicon) -> Mention | None:
    """宝安 where 保安 is meant: another character of the same sound."""
    name = meant(part)
    return Mention(names.whole[name], Rank.WORKER, "", 0.7) if name else None


def _contained(part: str, names: Lexicon) -> Mention | None:
    """The longest name anywhere inside, the last of equals; then the longest name without its doer."""
    for known, share in ((names.heads, 1.0), (names.stems, 0.8)):
        for length in range(min(LONGEST_NAME, len(part)), 1, -1):
            for start in range(len(part) - length, -1, -1):
                concept = known.get(part[start : start + length])
                if concept is not None and _on_a_border(part, start):
                    around = part[:start] + part[start + length :]
                    return Mention(concept, Rank.WORKER, around, (0.6 if length > 2 else 0.45) * share)
    return None
