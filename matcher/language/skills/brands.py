"""Brands before a trade: 海底捞服务员 works in a 火锅店, T3司机 drives a 网约车.

``data/skill_brands.csv`` says what stands behind a brand; the trade of that place is looked up instead.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from matcher.language.skills.lattice import rows_of, words
from matcher.language.skills.words import normal

_LONGEST = 12  # characters of a brand


def unbranded(word: str) -> Iterator[str]:
    """The forms of a normal word with what its brand stands for in the place of the brand, the likeliest first.

    >>> list(unbranded("t3司机")), list(unbranded("司机"))
    (['网约车司机'], [])
    """
    for size in range(min(_LONGEST, len(word) - 1), 1, -1):
        for place in _places().get(word[:size], ()):
            yield place + word[size:]
            if word[size:].startswith(place):
                yield word[size:]


@lru_cache(maxsize=1)
def _places() -> Mapping[str, tuple[str, ...]]:
    rows = rows_of("skill_brands.csv")
    return {normal(brand): tuple(words(row["places"])) for row in rows for brand in words(row["brands"])}
