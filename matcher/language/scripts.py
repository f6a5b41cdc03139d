"""Traditional and simplified characters."""

from functools import cache

import opencc

# Simplified forms that no keyboard offers; Cantonese is written with the traditional ones.
_AS_WRITTEN = str.maketrans({"㓥": "劏", "𠩌": "餸"})


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _only_traditional(character: str) -> bool:
    """Whether no simplified text would hold this character.

    GB 2312 is the alphabet of simplified text: 乾, 著 and 瞭 stand in it and are
    right in 乾隆 or 著名, so they alone prove nothing.
    """
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return str(_converter().convert(character)) != character
    return False


def is_traditional(text: str) -> bool:
    """Whether the text holds a character that only traditional script uses."""
    return any(character > "\u2e7f" and _only_traditional(character) for character in text)


def simplify(text: str) -> str:
    """Simplified characters; text that is simplified already comes back untouched.

    >>> simplify("區屬各有關單位"), simplify("乾隆著名"), simplify("茶滘东漖")
    ('区属各有关单位', '乾隆著名', '茶滘东漖')
    """
    return str(_converter().convert(text)).translate(_AS_WRITTEN) if is_traditional(text) else text
