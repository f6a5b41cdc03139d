"""An advert in one spelling, character for character, so that a place in it is a place in the advert."""

import unicodedata

from matcher.language.scripts import is_traditional, simplify

_CANTONESE = str.maketrans("唔嘅喺搵揾冇", "不的在找找没")  # those that have one character in written Chinese too
MARK = "|"  # stands for emoji and ornaments, which part what they stand between
_ORNAMENTS = frozenset({"So", "Co", "Cn"})
_NOTHING = frozenset({"Cc", "Cf", "Cs", "Mn", "Me", "Sk"})
_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")


def plain(text: str) -> str:
    """Half-width, simplified, lower-case, ornaments as ``|``, line ends as ``\\n``; as long as ``text``.

    >>> plain("📣招聘：ＣＮＣ技術員①")
    '|招聘:cnc技术员1'
    """
    spelt = "".join(map(_spelt, text)).translate(_CANTONESE)
    if not is_traditional(spelt):
        return spelt
    simple = simplify(spelt)
    return simple if len(simple) == len(spelt) else "".join(map(_simple, spelt))


def _spelt(character: str) -> str:
    if character in _BREAKS:
        return "\n"
    form = unicodedata.normalize("NFKC", character).lower()
    if len(form) == 1:
        character = form
    kind = unicodedata.category(character)
    if kind in _ORNAMENTS:
        return MARK
    return " " if kind in _NOTHING or kind.startswith("Z") else character


def _simple(character: str) -> str:
    form = simplify(character)
    return form if len(form) == 1 else character
