"""Which jobs does a worker ask for? Those wanted or just said; what was done or is known counts where nothing is."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from matcher.language.person_facts import is_listed
from matcher.language.persons import is_address, without_persons
from matcher.language.scripts import simplify
from matcher.language.skills.having import said
from matcher.language.skills.levels import Standing
from matcher.language.skills.phrases import read_phrase
from matcher.language.titles.asides import SHORTEST_JOB, is_aside
from matcher.language.titles.clauses import PARTS, TAIL, WISH, Clause, Stance, clauses
from matcher.language.titles.cleaning import clean_title
from matcher.language.titles.lexicon import key, lexicon
from matcher.language.titles.reading import UNKNOWN, read
from matcher.language.who import is_somebody, without_who

_FILLER = re.compile(
    r"^(?:我|俺|本人|想|要|在|找|的|有|最好|工资|月薪|左右|以上|附近|那边|这边|一带|上班|工作|活|份|做|可以|也行|都行|就行|离家近?|"
    r"希望|需要|地方|能|是|去|到|住|和|或|或者|吧|呢|啊|了|个|一|近|地点|区|荔湾区?|广州市?|街道?|求职|应聘|求|钱|多少|行|班|请问|招|不|"
    r"也|都|现在|些|离|有没有)+$"
)
_LATIN_NAME = re.compile("[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_EDGES = " ,，;；、。.!！?？/|:：()-"
_BREAKS = re.compile(r"[\s,，、;；。.!！?？/|]+")
# 会做粤菜 and 有家私 tell what somebody can or has; the wish may stand beside it.
_ABLE = re.compile(r"^(?:我|本人)?(?:自己)?(?:有|持|会|懂|识)(?!计)")
_ASKED = re.compile(
    r"^(?:请问|你们|这里|那里|现在)*有(?:没有|无)(?:[招请聘要收]人?)?|(?<=..)(?:做?有没有|有吗|招吗|做吗)$"
)
_NEARNESS = re.compile(r"^(?:离|近|附近|这边|那边|家|就)*的|^找(?=.$)")
_BEHIND = re.compile(r"(?<=..)(?:的工|都会|也会|都做|可以|做)$")

# In 妈妈找育婴员 what stands before the verb of wishing is no job.
_BEFORE_A_WISH = re.compile(
    r"^(?P<who>.{0,10}?)(?:想要?|希望|打算|要|来|去|重新)*(?:找|做|当(?!铺)|干(?![洗货果])|求(?=[职份个一])|应聘|揾|搵)"
    r"(?:一?[份个点])?(?=..)"
)
_OTHER_STANCE = re.compile(r"[不没未无非别勿]|过$|[学会教陪帮代]$")
_TOLD_AGAIN = {Stance.DONE: "以前做过", Stance.REFUSED: "不做"}

_OTHERWISE = frozenset({Stance.DONE})
_NEVER = frozenset({Stance.REFUSED, Stance.OF_OTHERS})


def wishes(text: str) -> tuple[tuple[str, ...], str]:
    """The jobs asked for, and the words that name none.

    >>> wishes("以前做过厨师 想找份仓库叉车 不要保安 双休")
    (('仓库叉车',), '不要保安 双休')
    """
    wanted: dict[str, None] = {}
    otherwise: dict[str, None] = {}
    rest: list[str] = []
    for part in _BREAKS.split(text):
        named = list(_named(without_persons(without_who(part))))
        for wish, second in named:
            (otherwise if second else wanted)[wish] = None
        if not named and part and not _FILLER.match(part):
            rest.append(part)
    return _definite(tuple(wanted or otherwise)), " ".join(rest)


def own_wishes(items: Iterable[str]) -> tuple[str, ...]:
    """What a worker's wishes say of work, in their order; what names no known job counts after what does.

    >>> own_wishes(["汉族", "仓管"]), own_wishes(["汉族"]), own_wishes(["充场", "仓管"])
    (('仓管',), (), ('仓管', '充场'))
    """
    own = dict.fromkeys(filter(None, map(own_wish, items)))
    return tuple(sorted(own, key=lambda wish: not _names_known_work(wish)))


@lru_cache(maxsize=65536)
def _names_known_work(wish: str) -> bool:
    """Whether a wish names a known job, or none at all, as 不限 does."""
    core = clean_title(wish).core
    return not core or any(mention.concept != UNKNOWN for mention in read(core))


@lru_cache(maxsize=65536)
def own_wish(item: str) -> str:
    """What one item of a worker's wishes says of work; "" where it only tells who somebody is.

    Of a sentence the parts that name a known job are left, each with how it is meant, so that nothing else in it, known
    as a fact about a person or not, can change a letter of what is compared.

    >>> own_wish("我叫Miss Li，找仓管"), own_wish("仓管，属龙"), own_wish("汉族"), own_wish("女装导购")
    ('仓管', '仓管', '', '女装导购')
    """
    text = _own_words(item)
    core = clean_title(text).core
    if key(core) in lexicon().whole:
        return item if text == item else core
    parts = clauses(core)
    behind = [_behind_who(part.words) for part in parts]
    if text == item and all(
        _job(part.words) and words == part.words for part, words in zip(parts, behind, strict=True)
    ):
        return item
    told = {_told_again(part.stance, words): None for part, words in zip(parts, behind, strict=True)}
    named = " ".join(filter(None, told))
    return named or ("" if _names_somebody(item, core) else core or text.strip(_EDGES))


@lru_cache(maxsize=65536)
def own_skills(item: str) -> tuple[str, ...]:
    """The skills in one item of a worker's skills without who somebody is; what names no known skill stands apart.

    >>> own_skills("女，会开叉车"), own_skills("女"), own_skills("腿脚不便，叉车"), own_skills("健康证，已过期")
    (('会开叉车',), (), ('叉车',), ('健康证，已过期',))
    """
    own = _own_words(item).strip(_EDGES)
    told = [_skill_behind_who(part) for part in PARTS.split(own) if part]
    parts = [part for part in told if not is_somebody(part)]
    together = [part for part in parts if _says_a_skill(part)]
    if not together:
        return (own,) if own == item and parts == told else tuple(parts)
    whole = own if parts == together and own == item else "，".join(together)
    return (whole, *(part for part in parts if part not in together))


def _skill_behind_who(part: str) -> str:
    """找平车 and 宝宝一岁想做平车 name the skill behind the wish."""
    found = _BEFORE_A_WISH.match(part)
    if found is None or (found["who"] and _listed(found["who"])) or not _listed(part[found.end() :]):
        return part
    return part[found.end() :]


def _says_a_skill(part: str) -> bool:
    """Whether a part names a known skill, or tells whether and how somebody has one: 已过期, 五年."""
    return said(part).rest != part or any(
        reading.listed or reading.standing != Standing() for reading in read_phrase(part).readings
    )


def _listed(skill: str) -> bool:
    return any(reading.listed for reading in read_phrase(skill).readings)


def _names_somebody(item: str, core: str) -> bool:
    """Whether words that name no known job are a name: 王小丽, 卓玛, Lucy."""
    return is_somebody(core) or (_LATIN_NAME.fullmatch(item.strip()) is not None and not _listed(item))


def _own_words(item: str) -> str:
    """The words of an item without who somebody is; the item itself where it tells nothing of that."""
    text = simplify(unicodedata.normalize("NFKC", item)).lower()
    if is_listed(text.strip()) and not is_address(text.strip()):
        return item
    own = without_persons(without_who(text))
    return item if own == text.strip() else own


def _told_again(stance: Stance, words: str) -> str:
    """Words as short as they can be said; "" when they name no known job, or one of others."""
    job = "" if stance is Stance.OF_OTHERS else _job(words)
    return _TOLD_AGAIN.get(stance, "") + job if job else ""


def _behind_who(words: str) -> str:
    found = _BEFORE_A_WISH.match(words)
    if found is None or _OTHER_STANCE.search(found["who"]) or (found["who"] and _job(found["who"])):
        return words
    return words[found.end() :] if _job(words[found.end() :]) else words


def _named(part: str) -> Iterator[tuple[str, bool]]:
    """The jobs a part names, and whether each counts only where nothing is wanted; refusals name none to ask for."""
    for clause in clauses(_ASKED.sub("", part)):
        wish = "" if clause.stance in _NEVER else _job(clause.words)
        if wish:
            yield wish, _is_second(clause)


def _is_second(clause: Clause) -> bool:
    return clause.stance in _OTHERWISE or (clause.stance is Stance.SAID and _ABLE.match(clause.words) is not None)


def _job(words: str) -> str:
    """The job in the words of a clause; empty when they name none."""
    known = lexicon().whole
    bare = WISH.sub("", words)
    if key(bare) in known:
        words = bare
    elif key(words) not in known:
        words = WISH.sub("", _NEARNESS.sub("", _without_ends(words)))
    wish = clean_title(words).core if len(words) >= SHORTEST_JOB else ""
    mentions = read(wish) if wish else ()
    return wish if mentions and mentions[0].concept != UNKNOWN else ""


def _without_ends(words: str) -> str:
    while (shorter := _BEHIND.sub("", TAIL.sub("", words))) != words:
        words = shorter
    return words


def _definite(named: tuple[str, ...]) -> tuple[str, ...]:
    """兼职 or 日结 beside a job only says how, 阿姨 only who; alone they ask for work."""
    jobs = tuple(wish for wish in named if not _tells_how(wish) and not is_address(wish))
    return jobs or named


def _tells_how(wish: str) -> bool:
    facts = clean_title(wish).facts
    return wish in facts.terms or wish in facts.benefits or is_aside(wish)
