"""Which known name does a part of a title hold? The longest one it ends with, else one inside."""

import re

from matcher.language.titles.lexicon import Lexicon, stem
from matcher.language.titles.mentions import SURE_NAME, Mention, Rank
from matcher.language.titles.sounds import meant
from matcher.language.titles.standing import leads

LONGEST_NAME = 14
OTHER_HEAD = 0.4  # certainty left of a name inside a title that ends in another, unknown head: 垃圾分类宣传员

_GRADE = re.compile(
    r"^(?:初级|中级|高级|资深|专业|熟练|储备|见习|全职|兼职|专职|优秀|普通|少儿|儿童|成人|男|女|大|小(?=时)|新手|熟手)+(?=..)"
    r"|(?:生手|熟手|老手|新手|大工|中工|兼职|全职)$"
)
DRIVERS = ("司机", "驾驶员")  # what they drive is looked up, not where they work: 医院司机
# Heads that say only which profession: the words before them say what of it.
_HOLLOW = ("厨师", "老师", "教师", "教练", "护士", "医生", "店员", "营业员", "服务员", "技师", "设计师", "普工", "工人")
_SHOP_KEEPERS, _SHOPS = ("店员", "营业员", "看店", "看铺", "看档", "员工"), tuple("店铺档站点馆吧屋坊")
_TRAILING_DOER = re.compile(r"(?:[员师手长]|主管|经理|专员|销售|顾问|教练|导购)$")
_OPERATOR = re.compile(r"(?:操作工人|操作工|操作员|操作手|作业员|作业工|驾驶员|司机|师傅|技工|技师|工人|员工|手)$")


def whole(part: str, names: Lexicon) -> Mention | None:
    """The part is a name, but for a grade before it or a doer behind it."""
    for name in (part, _GRADE.sub("", part)):
        if name in names.whole:
            return named(name, names)
    bare = names.stems.get(stem(part))
    if bare is None and stem(part) != part:
        bare = names.whole.get(stem(part))
    return None if bare is None else Mention(bare, Rank.WORKER, "", SURE_NAME)


def named(name: str, names: Lexicon) -> Mention:
    """A known name; 客服组长 beside 客服 leads it, but 客户经理 only sells."""
    concept = names.whole[name]
    return Mention(concept, Rank.LEADER if leads(name, names) else Rank.WORKER, "", 1.0)


def operated(part: str, names: Lexicon) -> Mention | None:
    """冲床操作工 does what 冲床 does; an operator of nothing known is left to the other readers."""
    before = _OPERATOR.sub("", part)
    if before == part or len(before) < 2 or part.endswith(DRIVERS):
        return None
    mention = whole(before, names) or ends_with(before, names.heads, 0.9)
    if mention is None or names.concepts[mention.concept].generic:
        return None
    return Mention(mention.concept, Rank.WORKER, mention.content, 0.9)


def headed(part: str, names: Lexicon) -> Mention | None:
    """The longest known name the part ends with; said twice, as in 尾部剪线, it is sure.

    A shorter one is the head where a name stands before it: 宠物医院 前台, not 宠物 医院前台.
    """
    mention = ends_with(part, names.heads, 0.9)
    if mention is not None and mention.content and mention.content not in names.whole:
        mention = _behind_a_name(part, len(mention.content), names) or mention
    if mention is not None and part.endswith((*_HOLLOW, *_SHOP_KEEPERS)):
        mention = _told_before(part, mention, names) or mention
    if mention is not None and names.heads.get(mention.content) == mention.concept:
        return Mention(mention.concept, mention.rank, "", SURE_NAME)
    return mention


def _told_before(part: str, mention: Mention, names: Lexicon) -> Mention | None:
    """烧腊厨师 cooks 烧腊: a name of the same family, or of a shop, before a head that tells no more."""
    told = names.whole.get(mention.content)
    if told is None:
        return None
    of_a_shop = part.endswith(_SHOP_KEEPERS) and mention.content.endswith(_SHOPS)
    if not of_a_shop and names.concepts[told].family != names.concepts[mention.concept].family:
        return None
    return Mention(told, Rank.WORKER, "", SURE_NAME)


def _behind_a_name(part: str, start: int, names: Lexicon) -> Mention | None:
    """A head that begins behind ``start`` and has a name of its own before it."""
    for cut in range(max(start + 1, 3), len(part) - 1):
        if part[:cut] in names.whole and part[cut:] in names.heads:
            return Mention(names.heads[part[cut:]], Rank.WORKER, part[:cut], 0.9)
    return None


def stemmed(part: str, names: Lexicon) -> Mention | None:
    """The same without the doer: 高空清洗人员 ends with 清洗."""
    bare = stem(_GRADE.sub("", part))
    return ends_with(bare, names.heads, 0.85) or ends_with(bare, names.stems, 0.8)


def ends_with(part: str, heads: dict[str, int], certainty: float) -> Mention | None:
    """The longest of ``heads`` at the end of the part; what stands before it is content."""
    for start in range(max(0, len(part) - LONGEST_NAME), len(part) - 1):
        concept = heads.get(part[start:])
        if concept is not None and _on_a_border(part, start):
            return Mention(concept, Rank.WORKER, part[:start], certainty)
    return None


def _on_a_border(part: str, start: int) -> bool:
    """A Latin name must not begin inside a Latin word."""
    return start == 0 or not (part[start].isascii() and part[start - 1].isascii() and part[start - 1].isalnum())


def misspelt(part: str, names: Lexicon) -> Mention | None:
    """宝安 where 保安 is meant: another character of the same sound."""
    name = meant(part)
    return Mention(names.whole[name], Rank.WORKER, "", 0.7) if name else None


def contained(part: str, names: Lexicon) -> Mention | None:
    """The longest name anywhere inside, the last of equals; then the longest name without its doer."""
    for known, share in ((names.heads, 1.0), (names.stems, 0.8)):
        for length in range(min(LONGEST_NAME, len(part)), 1, -1):
            for start in range(len(part) - length, -1, -1):
                concept = known.get(part[start : start + length])
                if concept is not None and _on_a_border(part, start):
                    around, behind = part[:start] + part[start + length :], part[start + length :]
                    told = share * (OTHER_HEAD if _TRAILING_DOER.search(behind) else 1.0)
                    return Mention(concept, Rank.WORKER, around, (0.6 if length > 2 else 0.45) * told)
    return None
