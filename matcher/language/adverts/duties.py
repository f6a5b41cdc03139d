"""What one does in a post."""

import re

from matcher.language.adverts.facts import Fact
from matcher.language.adverts.said import Said

_CLAUSE = re.compile(r"(?:(?<=[,;。|\n!:、\s.])|^)(?:主要)?(?:负责|从事|协助|主要做|工作是)[^;。|\n]{4,80}")
_ELSEWHERE = ("company", "contact", "phone", "place", "interview", "welfare", "wage")


def duties(said: Said) -> Fact[str] | None:
    """All that stands behind labels of duties, else the clauses that begin with 负责 and the like."""
    spans = [(s.start, s.end) for s in said.sections(("duties",)) if s.kind == "duties"]
    spans = spans or [found.span() for found in said.find(_CLAUSE, never=_ELSEWHERE)]
    return said.quoted(spans)
