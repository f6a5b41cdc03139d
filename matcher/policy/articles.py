"""What law a finding rests on, in one sentence, on a given day."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from matcher.policy.findings import Level


@dataclass(frozen=True, slots=True)
class Article:
    """The sentence shown with findings of a rule from a day on; ``level`` empty means of any level."""

    rule: str
    text: str
    valid_from: date
    level: str = ""


def article(rule: str, level: Level, day: date) -> str:
    """The sentence in force on a day; the first one for a day before any."""
    rows = [row for row in _articles() if row.rule == rule and row.level in {level, ""}]
    exact = [row for row in rows if row.level] or rows
    return max((row for row in exact if row.valid_from <= day), key=lambda row: row.valid_from, default=exact[0]).text


@cache
def _articles() -> tuple[Article, ...]:
    written = resources.files("matcher.policy").joinpath("data", "articles.toml").read_text(encoding="utf-8")
    rows = (Article(**row) for row in tomllib.loads(written)["article"])
    return tuple(sorted(rows, key=lambda row: row.valid_from))
