"""The sections that speak of one post, and how readers look through them."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from matcher.language.adverts.facts import Fact, Span
from matcher.language.adverts.sections import Section

_EDGES = " \t\n|,;。、.:!~-—–*·•"


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a post: ``own`` of it alone, ``shared`` of all posts of the advert.

    ``words`` is ``text`` as ``plain`` spells it; places are the same in both.
    """

    text: str
    words: str
    own: tuple[Section, ...]
    shared: tuple[Section, ...] = ()

    def sections(self, first: Collection[str] = (), never: Collection[str] = ()) -> Iterator[Section]:
        """Its own before the shared ones, those of the kinds named ``first`` before others; ``never`` are left out."""
        for group in (self.own, self.shared):
            yield from (section for section in group if section.kind in first)
            yield from (section for section in group if section.kind not in first and section.kind not in never)

    def find(
        self, pattern: re.Pattern[str], first: Collection[str] = (), never: Collection[str] = ()
    ) -> Iterator[re.Match[str]]:
        """Matches of a pattern, section by section."""
        for section in self.sections(first, never):
            yield from pattern.finditer(self.words, section.start, section.end)

    def quoted(self, spans: Iterable[Span]) -> Fact[str] | None:
        """The words of stretches without marks round them; none where nothing is left."""
        bare = tuple(span for span in dict.fromkeys(map(self.bare, spans)) if span[0] < span[1])
        return Fact("；".join(self.text[start:end] for start, end in bare), bare) if bare else None

    def bare(self, span: Span) -> Span:
        """A stretch without the blanks and marks at its ends."""
        start, end = span
        while start < end and self.words[start] in _EDGES:
            start += 1
        while start < end and self.words[end - 1] in _EDGES:
            end -= 1
        return start, end
