"""How many fields of judged adverts are read right, field by field."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from matcher.language.adverts.facts import ReadPost
from matcher.language.adverts.reading import read_advert

ON = date(2021, 2, 8)
_HERE = Path(__file__).parent
_STREETS = Path(__file__).parents[4] / "seed_data" / "reference" / "streets.csv"
WORDS = frozenset(
    ("duties", "wage_parts", "payday", "hours", "rest_days", "experience", "address", "festival_pay", "interview")
)
_WHOLE_PASSAGES = frozenset({"duties", "interview"})


@cache
def streets() -> dict[str, str]:
    """The codes of the streets by name."""
    with _STREETS.open(encoding="utf-8") as table:
        return {row["name"]: row["code"] for row in csv.DictReader(table)}


def judged(name: str) -> list[dict[str, Any]]:
    """The adverts of a file: ``text`` and what is expected of each post; fields left out are unknown."""
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read(text: str) -> tuple[ReadPost, ...]:
    return read_advert(text, on=ON, streets=streets())


def verdicts(name: str) -> Iterator[tuple[int, str, str, Any, Any]]:
    """Advert, field, verdict, what was expected and what was read, for all that is not unknown on both sides.

    Verdicts: ``right``; ``wrong`` value; ``missed`` what the advert says; ``invented`` what it does not.
    """
    for advert in judged(name):
        posts = read(advert["text"])
        for number in range(max(len(posts), len(advert["posts"]))):
            expected = advert["posts"][number] if number < len(advert["posts"]) else {}
            post = posts[number] if number < len(posts) else ReadPost()
            for field in fields(ReadPost):
                fact = getattr(post, field.name)
                want, got = expected.get(field.name), fact.value if fact else None
                if want is not None or got is not None:
                    yield advert["id"], field.name, _verdict(field.name, want, got), want, got


def precision_and_recall(name: str) -> tuple[float, float]:
    """Over all fields of all adverts of a file."""
    said = Counter(verdict for _, _, verdict, _, _ in verdicts(name))
    read_at_all = said["right"] + said["wrong"] + said["invented"]
    return said["right"] / read_at_all, said["right"] / (said["right"] + said["wrong"] + said["missed"])


def _verdict(field: str, want: Any, got: Any) -> str:
    if want is None:
        return "invented"
    if got is None:
        return "missed"
    return "right" if _agrees(field, want, got) else "wrong"


def _agrees(field: str, want: Any, got: Any) -> bool:
    """Values exactly, but for marks; words where one side holds the other and neither is twice as long."""
    if isinstance(got, date):
        return got.isoformat() == want
    if isinstance(got, tuple):
        return {_bare(each) for each in want} == {_bare(each) for each in got}
    if not isinstance(got, str) or isinstance(want, bool):
        return bool(want == got)
    one, other = _bare(want), _bare(got)
    if field not in WORDS:
        return one == other
    shorter, longer = sorted((one, other), key=len)
    return shorter in longer and (field in _WHOLE_PASSAGES or 2 * len(shorter) >= len(longer))


def _bare(words: str) -> str:
    return re.sub(r"[\W_]", "", words).lower()
