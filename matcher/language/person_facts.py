"""Does a part of a text, from end to end, only tell who somebody is?

Words of persons (``data/person_words.csv``), places of origin (``data/origins.csv``) and ways of telling
(``person_patterns``) must cover it. ``who`` tells by itself, ``topic`` and ``state`` of a kind only together (身体 and
棒, 年纪 and 偏大), ``glue`` nothing.
"""

from collections import defaultdict
from enum import IntFlag
from functools import cache, lru_cache

from matcher.language.person_patterns import any_pattern, open_patterns, sure_patterns
from matcher.language.persons import is_address
from matcher.language.skills.lattice import lattice
from matcher.language.skills.phrases import read_phrase
from matcher.language.skills.words import normal
from matcher.language.tables import items, rows
from matcher.language.titles.lexicon import key, lexicon

# Traits of the lattice of skills that are facts about the person.
_NO_SKILLS = frozenset(("身体健康", "中共党员", "共青团员"))
_MOST_STRAYS = 4  # characters
_OF_WORK = frozenset(
    "工员师手匠长货装车修焊厨洁护理售卖管客服教练医药机店厂料品件网电"
)  # what trades end or begin with
_LONGEST = 40  # characters; nobody tells of himself at such length without a comma


class _Told(IntFlag):
    """What the words so far have told of a person."""

    NOTHING = 0
    SURELY = 1
    OPENLY = 2  # as far as it is no work
    BARELY = 4  # all of it words that join others
    PLACE = 8  # where somebody is from, if nothing else stands there


@lru_cache(maxsize=65536)
def tells_who(words: str) -> bool:
    """Whether words only tell who somebody is, and name no work.

    >>> tells_who("属小龙的"), tells_who("身体倍棒"), tells_who("安徽阜阳"), tells_who("老党员"), tells_who("身体护理")
    (True, True, True, True, False)
    """
    told = _told(words.strip())
    if told is _Told.OPENLY:
        return not names_work(words)
    return told is _Told.SURELY and (not is_listed(words) or is_address(words))


@lru_cache(maxsize=65536)
def tells_mostly_who(words: str) -> bool:
    """Whether a sure word tells who somebody is and the few characters round it sound of no work: 铁杆党员, 失业中.

    >>> tells_mostly_who("铁杆党员"), tells_mostly_who("孕妇摄影"), tells_mostly_who("裱画")
    (True, False, False)
    """
    if len(words) > _LONGEST or not _holds_sure_word(words):
        return False
    strays = _strays(words)
    if strays is None or len(strays) > min(_MOST_STRAYS, len(words) - len(strays)) or names_work(words):
        return False
    beside = {at for stray in strays for at in (stray - 1, stray)}
    return not any(words[stray] in _OF_WORK for stray in strays) and not any(
        words[at : at + 2] in _work_pairs() for at in beside if at >= 0
    )


def _holds_sure_word(words: str) -> bool:
    known, longest = _words()
    return any(
        known.get(words[start : start + length], 0) & _Told.SURELY
        for start in range(len(words) - 1)
        for length in range(2, longest.get(words[start], 0) + 1)
    )


def _strays(words: str) -> tuple[int, ...] | None:
    """The characters that no word of persons covers, as few as can be; None where no sure word of two or more does."""
    fewest: list[dict[bool, tuple[int, ...]]] = [{} for _ in range(len(words) + 1)]
    fewest[0] = {False: ()}
    for start in range(len(words)):
        for sure, strays in fewest[start].items():
            steps = [
                (length, sure or (told & _Told.SURELY > 0 and length > 1), ()) for length, told in _at(words, start)
            ]
            for length, then, stray in [*steps, (1, sure, (start,))]:
                known = fewest[start + length].get(then)
                if known is None or len(known) > len(strays) + len(stray):
                    fewest[start + length][then] = strays + stray
    return fewest[-1].get(True)


def tells_nothing(words: str) -> bool:
    """Whether words only join or introduce others: 自我介绍, 还有一个."""
    return _told(words) is _Told.BARELY and not is_listed(words)


@lru_cache(maxsize=65536)
def is_listed(words: str) -> bool:
    """Whether words are, letter for letter, a job or a skill; but for health, party and the like."""
    skill = lattice().names.get(normal(words))
    if words in _asked_of_persons() or (skill and skill[0] in _NO_SKILLS):
        return False
    return skill is not None or key(words) in lexicon().whole


@lru_cache(maxsize=65536)
def names_work(words: str) -> bool:
    """Whether words name a known job or skill, with others round it or not."""
    return is_listed(words) or any(
        reading.listed and reading.concept.key not in _NO_SKILLS for reading in read_phrase(words).readings
    )


@cache
def _asked_of_persons() -> frozenset[str]:
    """Words that are listed as work, or as a paper for it, and tell who somebody is: 农民工, 居住证."""
    return frozenset(word for row in rows("person_words") if row["role"] == "listed" for word in items(row["words"]))


def sounds_of_work(words: str) -> bool:
    """Whether two characters of the words stand together in some title of a job: 提成, 武术."""
    return any(words[at : at + 2] in _work_pairs() for at in range(len(words) - 1))


@cache
def _work_pairs() -> frozenset[str]:
    titles = [*lexicon().whole, *(row["title"] for row in rows("labelled_titles"))]
    return frozenset(title[at : at + 2] for title in titles for at in range(len(title) - 1))


def _told(words: str) -> _Told:
    if not words or len(words) > _LONGEST:
        return _Told.NOTHING
    reached: list[set[int]] = [set() for _ in range(len(words) + 1)]
    reached[0].add(0)
    for start in range(len(words)):
        if reached[start]:
            for length, told in _at(words, start):
                reached[start + length].update(so_far | told for so_far in reached[start])
    return max((_judged(told) for told in reached[-1]), key=_sureness, default=_Told.NOTHING)


def _sureness(told: _Told) -> int:
    return (_Told.NOTHING, _Told.BARELY, _Told.OPENLY, _Told.SURELY).index(told)


def _judged(told: int) -> _Told:
    """A topic with its state tells as surely as a word that tells by itself."""
    pairs = told >> _FIRST_KIND
    if told & _Told.OPENLY:
        return _Told.OPENLY
    if told & (_Told.SURELY | _Told.PLACE) or pairs & (pairs >> 1) & _TOPICS:
        return _Told.SURELY
    return _Told.NOTHING if told else _Told.BARELY


_FIRST_KIND = 4
_TOPICS = 0b0101_0101_0101_0101_0101


def _at(words: str, start: int) -> list[tuple[int, int]]:
    """How long the words of persons are that begin at a position, and what each tells."""
    known, longest = _words()
    found = [
        (length, known[piece])
        for length in range(1, min(longest.get(words[start], 0), len(words) - start) + 1)
        if (piece := words[start : start + length]) in known
    ]
    if not any_pattern().match(words, start):
        return found
    for patterns, told in ((sure_patterns(), _Told.SURELY), (open_patterns(), _Told.OPENLY)):
        for pattern in patterns:
            matched = pattern.match(words, start)
            if matched and matched[0]:
                found.append((len(matched[0]), int(told)))
    return found


@cache
def _words() -> tuple[dict[str, int], dict[str, int]]:
    """What each word tells, and how long the longest is that begins with a character."""
    told: dict[str, int] = defaultdict(int)
    kinds = sorted({row["kind"] for row in rows("person_words")})
    for row in rows("person_words"):
        at = _FIRST_KIND + 2 * kinds.index(row["kind"])
        meaning = {
            "who": int(_Told.SURELY),
            "listed": int(_Told.SURELY),
            "topic": 1 << at,
            "state": 2 << at,
            "glue": 0,
        }[row["role"]]
        for word in items(row["words"]):
            told[word] |= meaning
    place = _FIRST_KIND + 2 * kinds.index("place")
    for row in rows("origins"):
        told[row["name"]] |= int(_Told.PLACE) | (2 << place)
    longest: dict[str, int] = {}
    for word in told:
        longest[word[0]] = max(longest.get(word[0], 0), len(word))
    return dict(told), longest
