"""The words and patterns of the rules, from ``data/phrases``.

A file holds word lists and patterns. In a pattern ``{name}`` stands for any word of the list ``name`` or for another
pattern of that name; blanks and line breaks in it mean nothing. Lists of ``conditions.toml`` are known in every file.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

_REFERENCE = re.compile(r"\{([a-z][a-z_]*)\}")
STOP = "。"  # between sentences
FILL = "□"  # stands for a lawful phrase; no pattern holds it


class Phrases:
    """The patterns of one rule, compiled when first asked for."""

    def __init__(self, written: Mapping[str, str | list[str]], words: Mapping[str, Sequence[str]]) -> None:
        self._patterns = {name: [one] if isinstance(one, str) else one for name, one in written.items()}
        self._lists = dict(words)
        self._words = {name: any_of(listed) for name, listed in words.items()}
        self._compiled: dict[str, tuple[re.Pattern[str], ...]] = {}

    def each(self, name: str) -> tuple[re.Pattern[str], ...]:
        """The patterns of a name one by one, in the order in which they are to be tried."""
        if name not in self._compiled:
            self._compiled[name] = tuple(re.compile(self._spelt(one), re.VERBOSE) for one in self._patterns[name])
        return self._compiled[name]

    def one(self, name: str) -> re.Pattern[str]:
        """The only pattern of a name."""
        (pattern,) = self.each(name)
        return pattern

    def words(self, name: str) -> Sequence[str]:
        """The words of a list."""
        return self._lists[name]

    def _spelt(self, pattern: str) -> str:
        """The pattern with every reference put in."""

        def meant(found: re.Match[str]) -> str:
            if found[1] in self._words:
                return self._words[found[1]]
            return f"(?:{'|'.join(map(self._spelt, self._patterns[found[1]]))})"

        return _REFERENCE.sub(meant, pattern)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first.

    >>> any_of(["男", "男性", "女"])
    '(?:男性|男|女)'
    """
    return f"(?:{'|'.join(sorted(dict.fromkeys(words), key=len, reverse=True))})"


@cache
def phrases(name: str) -> Phrases:
    """The patterns of ``data/phrases/<name>.toml``."""
    return phrases_with(name, {})


def phrases_with(name: str, more: Mapping[str, Iterable[str]]) -> Phrases:
    """The same with word lists that other tables hold."""
    shared, own = _file("conditions"), _file(name)
    lists = {**shared["words"], **own.get("words", {})}
    words = {key: listed.split() for key, listed in lists.items()}
    words |= {key: sorted(map(re.escape, listed)) for key, listed in more.items()}
    return Phrases({**shared["patterns"], **own["patterns"]}, words)


def blanked(text: str, *patterns: re.Pattern[str]) -> str:
    """The text with phrases out of reach; every other character keeps its place."""
    for pattern in patterns:
        text = pattern.sub(lambda found: FILL * len(found[0]), text)
    return text


def in_turn(text: str, *patterns: re.Pattern[str]) -> tuple[list[re.Match[str]], str]:
    """What patterns find one after the other, none of it twice; and the text with it out of reach.

    >>> found, left = in_turn("限男限女", re.compile("限男"), re.compile("[限男女]+"))
    >>> [one[0] for one in found], left
    (['限男', '限女'], '□□□□')
    """
    every: list[re.Match[str]] = []
    for pattern in patterns:
        if found := list(pattern.finditer(text)):
            every += found
            text = blanked(text, pattern)
    return every, text


def passages(text: str, sign: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Runs of whole sentences each of which holds a sign, and where they start: patterns need to look at no others.

    >>> list(passages("招文员。限男。女也可。双休", re.compile("[男女]")))
    [(4, '限男。女也可')]
    """
    start = end = -1
    found = sign.search(text)
    while found:
        first, last = text.rfind(STOP, 0, found.start()) + 1, text.find(STOP, found.end() - 1)
        last = len(text) if last < 0 else last
        if start >= 0 and first > end + 1:
            yield start, text[start:end]
        start, end = (first if start < 0 or first > end + 1 else start), last
        found = sign.search(text, max(last, found.end()))
    if start >= 0:
        yield start, text[start:end]


@cache
def _file(name: str) -> Mapping[str, Mapping[str, str]]:
    folder = resources.files("matcher.policy").joinpath("data", "phrases")
    return tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
