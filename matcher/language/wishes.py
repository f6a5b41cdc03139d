"""Which jobs does a worker ask for? Those wanted or just said; what was done or is known counts where nothing is."""

import re
from collections.abc import Iterator

from matcher.language.persons import is_address, without_persons
from matcher.language.titles.asides import SHORTEST_JOB, is_aside
from matcher.language.titles.clauses import TAIL, WISH, Clause, Stance, clauses
from matcher.language.titles.cleaning import clean_title
from matcher.language.titles.lexicon import key, lexicon
from matcher.language.titles.reading import UNKNOWN, read

_FILLER = re.compile(
    r"^(?:我|俺|本人|想|要|在|找|的|有|最好|工资|月薪|左右|以上|附近|那边|这边|一带|上班|工作|活|份|做|可以|也行|都行|就行|离家近?|"
    r"希望|需要|地方|能|是|去|到|住|和|或|或者|吧|呢|啊|了|个|一|近|地点|区|荔湾区?|广州市?|街道?|求职|应聘|求|钱|多少|行|班|请问|招|不|"
    r"也|都|现在|些|离|有没有)+$"
)
_BREAKS = re.compile(r"[\s,，、;；。.!！?？/|]+")
# 会做粤菜 and 有家私 tell what somebody can or has; the wish may stand beside it.
_ABLE = re.compile(r"^(?:我|本人)?(?:自己)?(?:有|持|会|懂|识)(?!计)")
_ASKED = re.compile(
    r"^(?:请问|你们|这里|那里|现在)*有(?:没有|无)(?:[招请聘要收]人?)?|(?<=..)(?:做?有没有|有吗|招吗|做吗)$"
)
_NEARNESS = re.compile(r"^(?:离|近|附近|这边|那边|家|就)*的|^找(?=.$)")
_BEHIND = re.compile(r"(?<=..)(?:的工|都会|也会|都做|可以|做)$")

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
        said = list(_named(without_persons(part)))
        for wish, second in said:
            (otherwise if second else wanted)[wish] = None
        if not said and part and not _FILLER.match(part):
            rest.append(part)
    return _definite(tuple(wanted or otherwise)), " ".join(rest)


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
