"""Work told by what is done to what: 修空调, 教数学, 跑社区送牛奶; or by where it is done: 口罩厂."""

import re
from functools import cache
from itertools import product

from matcher.language.tables import items, rows
from matcher.language.titles.lexicon import Lexicon, stem
from matcher.language.titles.mentions import Mention, Rank
from matcher.language.titles.naming import headed, whole
from matcher.language.titles.standing import split_rank

LONGEST_PERSON = 3  # characters that tell for whom something is done
LONGEST_ROW = 16  # characters of a row of deeds; longer rows are sentences, and sentences have breaks
SHORTEST_DEED = 2  # characters of a verb with any object that are too few to be told from a word
SHORTEST_BEGINNING = 3  # characters of a deed before one more character: 修手机屏, but 装灯带 is no 装灯
LONGEST_OBJECT = 5  # characters after a verb; more is a sentence

_SHOP = re.compile(r"(?<=.)(?:档口?|厂|店|铺头?|场)$")
_KINDS = frozenset(
    "车机肉鱼菜货树碗锅门窗柜仓房衫裤饭汤药"
)  # one character that names the kind wherever it ends a word
_HAND = re.compile(
    r"(?:普工|杂工|打杂|员工|工人|临时工|临工|散工|短期工|日结工|日结|小时工|兼职|暑假工|寒假工|学生工|帮工|小工|帮忙|人员|女工|男工)$"
)
_HANDLING = (
    "清洗",
    "清理",
    "维修",
    "安装",
    "搬运",
    "打扫",
    "修理",
)  # of two characters, none begins an office
_TAUGHT = re.compile(r"^(?:小朋友|小孩子?|孩子|学生|学员|儿童|少儿|成人|老人|大人|人)(?=..)")
_SELL, _SOLD_BY = "卖", re.compile("^[场点]|(?:促销|销售|导购|中介|经纪|代理|[店档铺])$")
_DRIVE = "揸"  # the verb of every vehicle, and of nothing else
_DRIVER = re.compile(r"(?:司机|驾驶员?|车?手|师傅)$")
_OPEN_KIND = "货车司机"  # cars and coaches have few names; an unknown vehicle is a lorry of some kind
_MAKE, _MAKER = re.compile(r"^(?:做|生产|加工)(?=..)"), "普工"
_COMPLEMENT = re.compile(r"(?<=...)(?:给|送到|去|到|用).{1,4}$")
_DOER = re.compile(r"(?:[员师工手岗长监任生导]|经理|主管|助理|顾问)$")


def tended(part: str, names: Lexicon) -> Mention | None:
    """A verb with an object it is known with: 洗空调, 照顾瘫痪病人."""
    verb, content = _split_verb(part)
    for done_to in dict.fromkeys((content, _TAUGHT.sub("", content))):
        for thing, name, rank in _verbs().get(verb, ()):
            if thing and _is_thing(done_to, thing):
                return Mention(names.whole[name], rank, done_to, 0.85)
    return None


def verbal(part: str, names: Lexicon) -> Mention | None:
    """A verb with any object: 修冰柜 is repairing, 教数学 teaching; 学电焊 is learning what follows."""
    verb, content = _split_verb(part)
    for thing, name, rank in _verbs().get(verb, ()):
        if not thing and name:
            return Mention(names.whole[name], rank, content, 0.75)
        if not thing:
            mention = whole(content, names) or headed(content, names)
            return mention and Mention(mention.concept, rank, mention.content, 0.8)
    return None


def sold(part: str, names: Lexicon) -> Mention | None:
    """卖家电, 送家电: a verb before the whole name of a thing decides, though 家电 alone names its repair.

    Whatever 卖 stands before is sold, but for 卖场 and whoever works there.
    """
    length = 2 if part.startswith(_HANDLING) else 1
    verb, content = part[:length], part[length:]
    if verb not in _verbs() or _DOER.search(content):
        return None
    known = content in names.whole or content in names.stems
    return _any_object(part, names) if known or (verb == _SELL and not _SOLD_BY.search(content)) else None


def _any_object(part: str, names: Lexicon) -> Mention | None:
    """What the verb makes of whatever it is done to, where it makes one thing of it."""
    verb, content = _split_verb(part)
    made_of = next((name for thing, name, _ in _verbs().get(verb, ()) if not thing), "")
    return Mention(names.whole[made_of], Rank.WORKER, content, 0.75) if made_of else None


def done_by(part: str, names: Lexicon) -> Mention | None:
    """斟酒员, 送水仔: who does what a verb with its known object says."""
    deed = stem(part)
    mention = tended(deed, names) if deed != part else None
    return mention and Mention(mention.concept, mention.rank, "", 0.85)


def driven(part: str, names: Lexicon) -> Mention | None:
    """自卸车驾驶员, or the vehicle alone: who drives a kind of vehicle."""
    vehicle = _DRIVER.sub("", part)
    if vehicle == part and part.startswith(_all_verbs()):
        return None
    for thing, name, rank in _verbs()[_DRIVE]:
        if thing and _is_thing(vehicle, thing):
            content = "" if vehicle == thing else vehicle
            return Mention(names.whole[name], rank, content, 0.7 if vehicle == part else 0.95)
    if vehicle != part and len(vehicle) > 2 and vehicle.endswith("车"):
        return Mention(names.whole[_OPEN_KIND], Rank.WORKER, vehicle, 0.6)
    return None


def made(part: str, names: Lexicon) -> Mention | None:
    """做充电器: who makes what no name tells works in a factory; no more than a guess."""
    thing = _MAKE.sub("", part)
    if thing == part or _DOER.search(thing):
        return None
    return Mention(names.whole[_MAKER], Rank.WORKER, thing, 0.4)


def at_work(part: str, names: Lexicon) -> Mention | None:
    """A verb phrase behind the place it is done at: 海鲜档卖鱼."""
    for start in range(2, len(part) - 1):
        if any(part[:start].endswith(place) for place in _workplaces()):
            mention = tended(part[start:], names) or verbal(part[start:], names)
            if mention is not None:
                return mention
    return None


def for_somebody(part: str, names: Lexicon) -> Mention | None:
    """帮老板接送客户: what is done, without for whom."""
    if not part.startswith(("帮", "给", "替", "为", "跟", "同")):
        return None
    for start in range(2, min(len(part) - 1, LONGEST_PERSON + 2)):
        mention = tended(part[start:], names)
        if mention is not None:
            return mention
    return None


def inside(part: str, names: Lexicon) -> Mention | None:
    """The last verb with its known object, whoever or whatever stands before: 帮学校送菜, 跑社区送牛奶."""
    for reader, certainty in ((tended, 0.7), (verbal, 0.6)):
        for start in range(len(part) - 2, 0, -1):
            mention = reader(part[start:], names) if len(part) - start > SHORTEST_DEED or reader is tended else None
            if mention is not None:
                return Mention(mention.concept, mention.rank, mention.content, certainty)
    return None


def helping(part: str, names: Lexicon) -> Mention | None:
    """厨房打杂, 月饼厂临时工: who lends a hand at a workplace does the work of it."""
    place = _HAND.sub("", part)
    found = placed(place, names) if place != part else None
    return found and Mention(found.concept, Rank.WORKER, found.content, 0.85)


def deeds(part: str, names: Lexicon) -> tuple[Mention, ...]:
    """Two or more jobs said in one breath: 带小孩做饭, 小时工保洁; empty when the part is no such row."""
    if len(part) > LONGEST_ROW:
        return ()
    for cut in range(2, len(part) - 1):
        first, rest = part[:cut], part[cut:]
        if _DOER.search(first):
            both = _two_doers(first, rest, names)
        else:
            mention = _deed(first, names)
            following = (deeds(rest, names) or tuple(filter(None, [tended(rest, names)]))) if mention else ()
            both = (mention, *following) if mention and following else ()
        if both:
            return both
    return ()


def _two_doers(first: str, rest: str, names: Lexicon) -> tuple[Mention, ...]:
    """电工焊工 are two trades, but 电工班长 and 电工销售 one job, and 手工 does not say of what."""
    one, other = names.whole.get(first), names.whole.get(rest)
    if one is None or other is None or one == other or split_rank(f"{first}{rest}"):
        return ()
    if names.concepts[other].generic or names.concepts[one].generic or not names.concepts[one].is_trade:
        return ()
    return (Mention(one, Rank.WORKER, "", 0.9), Mention(other, Rank.WORKER, "", 0.9))


def _deed(part: str, names: Lexicon) -> Mention | None:
    """A verb with its object, or a name that begins with a verb and is no place."""
    if part in names.whole and part.startswith(_all_verbs()) and part not in _workplaces():
        return Mention(names.whole[part], Rank.WORKER, "", 0.9)
    return tended(part, names)


@cache
def _all_verbs() -> tuple[str, ...]:
    return tuple(_verbs())


def begun(part: str, names: Lexicon) -> Mention | None:
    """验光配眼镜: of deeds not all known, the first tells the job where it is a name."""
    if not part.startswith(_all_verbs()) or _DOER.search(part):
        return None
    for length in range(len(part) - 1, 1, -1):
        concept = names.whole.get(part[:length])
        if concept is not None and length >= min(len(part) - 2, SHORTEST_BEGINNING):
            return Mention(concept, Rank.WORKER, part[length:], 0.78)
    return None


def placed(part: str, names: Lexicon) -> Mention | None:
    """口罩厂 or 火锅店 alone asks for the work most people do there."""
    for start in range(len(part)):
        concept = _workplaces().get(part[start:])
        if concept:
            return Mention(names.whole[concept], Rank.WORKER, part[:start], 0.6)
    return None


@cache
def _verbs() -> dict[str, list[tuple[str, str, Rank]]]:
    """What each verb makes of which object; the longer object is asked first."""
    found: dict[str, list[tuple[str, str, Rank]]] = {}
    for row in rows("verbs"):
        for verb, thing in product(items(row["verbs"]), items(row["objects"]) or [""]):
            found.setdefault(verb, []).append((thing, row["concept"], Rank(int(row["rank"] or 0))))
    return {verb: sorted(things, key=lambda thing: -len(thing[0])) for verb, things in found.items()}


def _is_thing(content: str, thing: str) -> bool:
    """Whether the object is that thing or a kind of it: 冻肉 is 肉, but 沙发 is no 发."""
    if content == thing or _SHOP.sub("", content) == thing:
        return True
    return content.endswith(thing) and (len(thing) > 1 or thing in _KINDS)


def _split_verb(part: str) -> tuple[str, str]:
    """The verb a phrase begins with and its object; empty when it names a doer: 车险专员 does not drive."""
    if not _DOER.search(part):
        part = _COMPLEMENT.sub("", part)
        for length in (2, 1):
            if part[:length] in _verbs() and length < len(part) <= length + LONGEST_OBJECT:
                return part[:length], part[length:]
    return "", ""


@cache
def _workplaces() -> dict[str, str]:
    return {row["place"]: row["concept"] for row in rows("workplaces")}
