"""Which part of an advert speaks of which of its posts."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from matcher.language.adverts.facts import Span
from matcher.language.adverts.naming import Named
from matcher.language.adverts.said import Said
from matcher.language.adverts.sections import Section

_CLAUSE_END = re.compile(r"[,;。\n]")
_BLOCK_END = re.compile(r"\n[ |]{0,40}\n|\n(?=以上|均|所有|全部)")  # an empty line, or a line about all of them
_AROUND = " \t\n|-•*·【["
_OF_ALL = frozenset({"place", "contact", "phone", "interview", "until", "company"})
_SHORT = 2  # characters of a title that are enough to speak of it


def divided(text: str, words: str, parts: tuple[Section, ...], posts: Sequence[Named]) -> Iterator[Said]:
    """What is said of each post; all of it where there is one."""
    if len(posts) < 2:
        yield Said(text, words, parts)
        return
    own = _own(words, parts, posts)
    first, last = own[0][0], own[-1][1]
    rest = (*_between(parts, 0, first), *_between(parts, last, len(words)))
    names = [_short(words, post, posts) for post in posts]
    told = [list(_between(parts, *span)) for span in own]
    shared: list[Section] = []
    for section in rest:
        for number, piece in _by_name(words, section, names):
            (shared if number is None else told[number]).append(piece)
    yield from (Said(text, words, tuple(sections), tuple(shared)) for sections in told)


def _between(parts: Sequence[Section], start: int, end: int) -> Iterator[Section]:
    for section in parts:
        inside = section.within(start, end)
        if inside:
            yield inside


def _own(words: str, parts: tuple[Section, ...], posts: Sequence[Named]) -> list[Span]:
    """From where a post is named to where the next one is."""
    starts = [_beginning(words, parts, post) for post in posts]
    return [*pairwise(starts), (starts[-1], _last_end(words, parts, posts, starts))]


def _beginning(words: str, parts: tuple[Section, ...], post: Named) -> int:
    """Its label, where it is the first thing behind one."""
    for section in parts:
        if section.kind == "title" and section.start <= post.start < section.end:
            return post.start if words[section.start : post.start].strip(_AROUND) else section.label
    return post.start


def _last_end(words: str, parts: tuple[Section, ...], posts: Sequence[Named], starts: list[int]) -> int:
    """How far the last post goes, judged by those before it: as many clauses, one line, or a block of lines."""
    before = [words[post.start : following].rstrip() for post, following in zip(posts, starts[1:], strict=False)]
    if "\n" not in words[starts[0] : posts[-1].end]:
        clauses = max(len(_CLAUSE_END.findall(each.rstrip(",;。、 "))) for each in before)
        ends = [found.end() for found in _CLAUSE_END.finditer(words, posts[-1].end)]
        return ends[clauses] if len(ends) > clauses else len(words)
    if not any("\n" in each for each in before):
        line = words.find("\n", posts[-1].end)
        return len(words) if line < 0 else line
    return _end_of_block(words, parts, starts)


def _end_of_block(words: str, parts: tuple[Section, ...], starts: list[int]) -> int:
    known = {section.kind for section in _between(parts, starts[0], starts[-1])}
    ends = _BLOCK_END.search(words, starts[-1])
    end = ends.start() if ends else len(words)
    for section in parts:
        if section.label > starts[-1] and section.kind and (section.kind in _OF_ALL or section.kind not in known):
            return min(end, section.label)
    return end


def _short(words: str, post: Named, posts: Sequence[Named]) -> tuple[str, ...]:
    """The first and the last characters of a title, where no other title holds them; else all of it."""
    title = words[slice(*post.title)]
    others = [words[slice(*other.title)] for other in posts if other is not post]
    ends = (title[:_SHORT], title[-_SHORT:])
    return tuple(end for end in ends if not any(end in other for other in others)) or (title,)


def _by_name(words: str, section: Section, names: list[tuple[str, ...]]) -> Iterator[tuple[int | None, Section]]:
    """A section in pieces: clauses that begin by naming a post are told of it alone: 塔吊9000/月，信号工6500/月."""
    done = section.start
    for start, number in _mentions(words, section, names):
        ends = [at for at, _ in _mentions(words, section, names) if at > start]
        clause = _CLAUSE_END.search(words, start, section.end)
        end = min([clause.start() if clause else section.end, *ends])
        if done < start:
            yield None, Section(section.kind, done, start, section.label)
        yield number, Section(section.kind, start, end, start)
        done = end
    if done < section.end:
        yield None, Section(section.kind, done, section.end, section.label)


def _mentions(words: str, section: Section, names: list[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Where a section first names each post, in order."""
    found = (
        (at, number)
        for number, forms in enumerate(names)
        for form in forms
        if (at := words.find(form, section.start, section.end)) >= 0
    )
    first: dict[int, int] = {}
    for at, number in sorted(found):
        first.setdefault(number, at)
    return sorted((at, number) for number, at in first.items())
