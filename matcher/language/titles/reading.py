"""What job does a title name? The head decides; what stands before it only narrows.

Chinese titles end in their head: 仓库叉车操作员 drives a forklift, 叉车司机助理 helps
somebody who does, 空调销售 sells. Words that rank a person (学徒, 助理, 主管) are read
apart from the work, a verb phrase (修空调, 教数学) names its work in front, and a
sentence tells which job is wanted, was done before, or is refused.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from matcher.language.titles.clauses import TAIL, WISH, Clause, Stance, clauses
from matcher.language.titles.lexicon import Lexicon, key, lexicon
from matcher.language.titles.mentions import SURE_NAME, UNKNOWN, Mention, Rank
from matcher.language.titles.naming import contained, ends_with, headed, misspelt, named, operated, stemmed, whole
from matcher.language.titles.standing import fronted, split_rank, stands
from matcher.language.titles.verbs import (
    at_work,
    begun,
    deeds,
    done_by,
    driven,
    for_somebody,
    helping,
    inside,
    made,
    placed,
    sold,
    tended,
    verbal,
)

__all__ = ["SURE_NAME", "UNKNOWN", "Mention", "Rank", "Reading", "interpret", "read"]

_LEARN = re.compile(r"^(?:想)?学习?(?![校生院历位员前科])(?=..)")
_DOING = re.compile(r"^[做开修](?=..)")


@dataclass(frozen=True, slots=True)
class Reading:
    """The jobs a title names, the concepts it refuses, and its words without those of the refusals."""

    mentions: tuple[Mention, ...]
    refused: frozenset[int]
    words: str


def read(title: str) -> tuple[Mention, ...]:
    """The jobs a cleaned title asks for, the most wanted first, else in its order; empty when it holds no words."""
    return interpret(title).mentions


def interpret(title: str) -> Reading:
    """All that a cleaned title says of jobs."""
    return _interpret(title.strip().lower())


@lru_cache(maxsize=65536)
def _interpret(title: str) -> Reading:
    if key(title) in lexicon().whole:
        return Reading((named(key(title), lexicon()),), frozenset(), title)
    said = clauses(title)
    mentions = _weighed(
        [(mention, clause.stance) for clause in said if _affirms(clause) for mention in _jobs_of(clause.words)]
    )
    refused = {_read_part(clause.words).concept for clause in said if clause.stance is Stance.REFUSED}
    kept = " ".join(clause.words for clause in said if _affirms(clause))
    refused -= {UNKNOWN, *(mention.concept for mention in mentions)}
    return Reading(mentions, frozenset(refused), title if not refused else kept)


def _affirms(clause: Clause) -> bool:
    return clause.stance is not Stance.REFUSED and bool(clause.words)


def _weighed(said: list[tuple[Mention, Stance]]) -> tuple[Mention, ...]:
    """Known jobs, each as much wanted as its stance says beside the best stance; else the first unknown words."""
    known = [(mention, stance.value) for mention, stance in said if mention.concept != UNKNOWN]
    if not known:
        return tuple(mention for mention, _ in said)[:1]
    best = max(value for _, value in known)
    mentions = [replace(mention, wanted=value / best) for mention, value in known]
    return tuple(dict.fromkeys(sorted(mentions, key=lambda mention: -mention.wanted)))


def _jobs_of(words: str) -> tuple[Mention, ...]:
    """The jobs of one clause: one, but for a row of deeds."""
    if key(words) in lexicon().whole:
        return (named(key(words), lexicon()),)
    return deeds(WISH.sub("", _without_tails(words)), lexicon()) or (_read_part(words),)


def _read_part(part: str) -> Mention:
    names = lexicon()
    if key(part) in names.whole:
        return named(key(part), names)
    part = _without_tails(part)
    front = fronted(part)
    if front is not None:
        behind = _read_part(front[0])
        return replace(behind, rank=front[1]) if behind.rank is Rank.WORKER else behind
    for reader in _READERS:
        mention = reader(part, names)
        if mention is not None:
            return mention
    return Mention(UNKNOWN, Rank.WORKER, part, 0.0)


def _without_tails(part: str) -> str:
    while (shorter := TAIL.sub("", part)) != part:
        part = shorter
    return part


def _wished(part: str, names: Lexicon) -> Mention | None:
    """会做点心: a name behind 会, 想, 找."""
    wish = WISH.sub("", part)
    return named(wish, names) if wish in names.whole else None


def _learning(part: str, names: Lexicon) -> Mention | None:
    """学电焊: a learner of what follows."""
    trade = _LEARN.sub("", part)
    if trade == part:
        return None
    mention = whole(trade, names) or tended(trade, names) or ends_with(_DOING.sub("", trade), names.heads, 0.9)
    return mention and stands(mention, Rank.LEARNER)


def _ranked(part: str, names: Lexicon) -> Mention | None:
    """叉车司机助理: the trade of what stands before, at another rank."""
    split = split_rank(part)
    if split is None:
        return None
    for reader in (whole, headed, stemmed, placed):
        mention = reader(split[0], names)
        if mention is not None:
            return stands(mention, split[1])
    return None


def _tended(part: str, names: Lexicon) -> Mention | None:
    return tended(part, names) or tended(WISH.sub("", part), names)


def _verbal(part: str, names: Lexicon) -> Mention | None:
    return verbal(WISH.sub("", part), names)


# Asked in turn, the surest first.
_READERS: tuple[Callable[[str, Lexicon], Mention | None], ...] = (
    whole,
    _wished,
    _learning,
    _tended,
    for_somebody,
    _ranked,
    driven,
    operated,
    helping,
    sold,
    headed,
    stemmed,
    done_by,
    begun,
    _verbal,
    at_work,
    placed,
    misspelt,
    inside,
    contained,
    made,
)
