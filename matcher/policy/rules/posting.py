"""V14 and V15: posts of others, and posts that nobody can check: only WeChat or QQ, shortened links, paid clicks."""

from collections.abc import Iterator

from matcher.policy.findings import Hit, Level
from matcher.policy.phrases import phrases

_PHRASES = phrases("posting")


def find(text: str, *, agency_permit: bool) -> Iterator[Hit]:
    """Posts for others without a permit, and signs of a post that is not real."""
    if not agency_permit and not _PHRASES.one("permit").search(text):
        for found in _PHRASES.one("others").finditer(text):
            yield Hit("V14", Level.BLOCK, found.start(), found.end(), "本单位直招")
    for found in _PHRASES.one("scam").finditer(text):
        yield Hit("V15", Level.WARN, found.start(), found.end(), "（请写明真实的工作内容）")
    if not _PHRASES.one("telephone").search(text):
        for found in _PHRASES.one("contact").finditer(text):
            yield Hit("V15", Level.WARN, found.start(), found.end(), "联系电话：____")


def links(raw: str) -> Iterator[tuple[int, int]]:
    """Where shortened links stand in a text as typed."""
    for found in _PHRASES.one("link").finditer(raw):
        yield found.span()
