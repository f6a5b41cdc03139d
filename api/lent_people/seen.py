"""What a page had shown, carried in its form: so that an answer is one to those very words."""

import json
from collections.abc import Mapping

from api.lent_people.offer_cards import Card

LONGEST = 20_000


def seen_of(card: Card) -> str:
    """The facts of a card as a form carries them."""
    return json.dumps(dict(card.facts), ensure_ascii=False, separators=(",", ":"))


def seen_facts(text: str) -> Mapping[str, str]:
    """The facts that a form says were shown; none when it carries nothing that can be read.

    >>> seen_facts('{"岗位":"缝纫工","日期":7}'), seen_facts("[1]"), seen_facts("{")
    ({'岗位': '缝纫工'}, {}, {})
    """
    try:
        carried = json.loads(text[:LONGEST])
    except (ValueError, RecursionError):
        return {}
    if not isinstance(carried, dict):
        return {}
    return {name: words for name, words in carried.items() if isinstance(words, str)}
