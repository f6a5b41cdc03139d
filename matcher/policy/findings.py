"""What screening says of an advert."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Level(StrEnum):
    """How bad a finding is, in rising order."""

    OK = "ok"
    WARN = "warn"
    BLOCK = "block"


SEVERITY = {level: rank for rank, level in enumerate(Level)}


def worst(levels: Iterable[Level]) -> Level:
    """The worst of some levels; ok when there are none."""
    return max(levels, key=SEVERITY.__getitem__, default=Level.OK)


@dataclass(frozen=True, slots=True)
class Finding:
    """One phrase that breaks a rule.

    ``field`` names where the phrase stands: ``text``, ``title``, or a field that holds a value. In the first two
    ``start`` and ``end`` cut ``phrase`` out of what was typed, and ``rewrite`` may be put in its place; elsewhere both
    are 0 and ``rewrite`` is the value to enter.
    """

    rule: str
    level: Level
    phrase: str
    article: str
    rewrite: str
    field: str = "text"
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Screening:
    """The verdict is the level of the worst finding; findings stand in the order of the advert."""

    verdict: Level
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding before it is tied to what was typed: ``start`` and ``end`` count characters of a reading."""

    rule: str
    level: Level
    start: int
    end: int
    rewrite: str

    def moved(self, by: int) -> "Hit":
        """The same hit in a text that starts so many characters earlier."""
        return replace(self, start=self.start + by, end=self.end + by)
