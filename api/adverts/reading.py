"""A pasted advert as fields: what was read of each post, and which words of the text it was read from."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from api.adverts.fields import BY_NAME, typed
from matcher.language.adverts.facts import ReadPost, Span
from matcher.language.adverts.reading import read_advert
from matcher.language.occupations.coding import Coding, code

CHOICES = 5  # other occupations offered


def posts_of(text: str, on: date, streets: Mapping[str, str]) -> tuple[ReadPost, ...]:
    """The posts of an advert; ``streets`` are names by code."""
    return _posts(text, on, tuple(streets.items()))


@lru_cache(maxsize=64)  # a page reads the same text when it is shown as when it was saved
def _posts(text: str, on: date, streets: tuple[tuple[str, str], ...]) -> tuple[ReadPost, ...]:
    return read_advert(text, on=on, streets={name: key for key, name in streets}) if text.strip() else ()


def fields_of(post: ReadPost) -> dict[str, str]:
    """What the advert says of a post, as the form's fields show it; with the occupation its title means."""
    said = {name: typed(name, fact.value) for name in BY_NAME if (fact := getattr(post, name, None)) is not None}
    if post.title:
        said["occupation_code"] = coding_of(post.title.value).code
    return {name: words for name, words in said.items() if words}


@lru_cache(maxsize=256)
def coding_of(title: str) -> Coding:
    return code([title])[0]


def spans_of(post: ReadPost | None) -> list[Span]:
    """Where the advert says what was read, every stretch once."""
    facts = (getattr(post, name, None) for name in (*BY_NAME, "urgent")) if post else ()
    return sorted({span for fact in facts if fact is not None for span in fact.spans})
