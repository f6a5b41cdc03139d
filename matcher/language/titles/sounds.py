"""Names written with the wrong character of the right sound: 宝安 for 保安, 电旱工 for 电焊工.

Phones offer characters by their pinyin, so a slip keeps the sound. In the south zh is often
typed z and n typed l or ng; such a slip is believed only in a longer name.
"""

import re
from collections import defaultdict
from functools import cache

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from matcher.language.titles.lexicon import lexicon

SHORTEST_ACCENT = 3  # characters below which the sounds must be exactly the same
_HAN = re.compile(r"^[\u3400-\u9fff]{2,8}$")
_ACCENTS = ((re.compile(r"^([zcs])h"), r"\1"), (re.compile(r"ng$"), "n"), (re.compile(r"^n"), "l"))

_Sounds = tuple[str, ...]


def meant(written: str) -> str:
    """The known name that sounds as what was written and shares half its characters; empty when there is none.

    Of equals the one of the earlier concept: the lexicon tells common work first.
    """
    if not _HAN.match(written):
        return ""
    sounds = sounds_of(written)
    names = _names()[0].get(sounds, [])
    if not names and len(written) >= SHORTEST_ACCENT:
        names = _names()[1].get(_broad(sounds), [])
    whole = lexicon().whole
    shared, _, name = max(((_shared(name, written), -whole[name], name) for name in names), default=(0, 0, ""))
    return name if 2 * shared >= len(written) else ""


def _shared(name: str, written: str) -> int:
    return sum(one == other for one, other in zip(name, written, strict=True))


def _broad(sounds: _Sounds) -> _Sounds:
    """The sounds without what southern speech does not tell apart."""
    return tuple(map(_plain, sounds))


@cache
def _plain(sound: str) -> str:
    for accent, plain in _ACCENTS:
        sound = accent.sub(plain, sound)
    return sound


def sounds_of(name: str) -> _Sounds:
    """How a name is read: as its characters by themselves, unless a phrase in it is read otherwise."""
    ends = ((start, end) for start in range(len(name) - 1) for end in range(start + 2, len(name) + 1))
    phrases = (name[start:end] for start, end in ends if name[start:end] in PHRASES_DICT)
    return tuple(lazy_pinyin(name)) if any(map(_is_read_otherwise, phrases)) else _spelt(name)


@cache
def _is_read_otherwise(phrase: str) -> bool:
    """Whether a phrase of the dictionary sounds other than its characters: 会计, 银行."""
    return tuple(lazy_pinyin(phrase)) != _spelt(phrase)


def _spelt(name: str) -> _Sounds:
    """A name as its characters sound by themselves: 会计 by those who say huiji."""
    return tuple(map(_alone, name))


@cache
def _alone(character: str) -> str:
    return str(lazy_pinyin(character)[0])


@cache
def _names() -> tuple[dict[_Sounds, list[str]], dict[_Sounds, list[str]]]:
    """Every name of the lexicon by its sounds, exact and broad."""
    exact: dict[_Sounds, list[str]] = defaultdict(list)
    broad: dict[_Sounds, list[str]] = defaultdict(list)
    for name in filter(_HAN.match, lexicon().whole):
        for sounds in dict.fromkeys((sounds_of(name), _spelt(name))):
            exact[sounds].append(name)
            broad[_broad(sounds)].append(name)
    return dict(exact), dict(broad)
