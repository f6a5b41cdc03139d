"""Lines whose GBK bytes slipped by one, read again.

A full-width blank (A1 A1) before a list mark lost its first byte, so every later byte
of the heading paired with the wrong neighbour: ``　（一）異地`` became ``?。ㄒ唬┊惖``. The
slip ends where a byte below 80 cannot pair: the second half of a traditional
character (``舉`` is C5 65, so an ``e`` is left over), or a lone lead byte, which was
written ``?``. Pairs that GBK does not define were dropped when they were written.

The bytes are put back by rule: the mark's brackets and numeral say where the pairs
begin, an annotation or the words around say which character a lone byte began.
"""

import re
from collections import defaultdict
from functools import cache
from itertools import product
from math import log

import jieba
from pypinyin import Style, pinyin

from matcher.language.dictionary import dictionary
from matcher.language.scripts import simplify

_READING = re.compile(r"[(（]?([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,6})[)）]")
_NUMERALS = {numeral.encode("gbk")[0]: numeral for numeral in "一二三四五六七八九十"}
_USUAL = 300  # occurrences in the dictionary's corpus that make a word likely in a heading
_DROP_COST = 3.0  # nats: about one pair in twenty is none of GBK
_CONTEXT = 4  # characters after the slip that help to choose between readings


_Candidate = tuple[str, str]  # a reading, and the word in it that was put back


def realign(text: str) -> str:
    """The text with every slipped list mark, and the heading after it, read again.

    >>> realign("?。ㄒ唬┊惖貏?wù)工人員")
    '（一）異地務工人員'
    """
    if "?。" not in text:
        return text
    echo = simplify(text)
    return "\n".join(_realign_line(line, echo) for line in text.split("\n"))


def _realign_line(line: str, echo: str) -> str:
    """``echo`` is the whole text: a heading is often taken up again in what follows it."""
    start = line.find("?。")
    opened = _open_mark(line[start + 2 : start + 5]) if start >= 0 else None
    if opened is None:
        return line
    numeral, first, taken = opened
    heading, rest = _heading(first, line[start + 2 + taken :], echo)
    return f"{line[:start]}（{numeral}）{heading}{rest}"


def _open_mark(mark: str) -> tuple[str, int, int] | None:
    """The numeral of a slipped mark, the first byte of its heading, and how many characters both took."""
    pairs = [_pair(character) for character in mark]
    if not pairs or pairs[0][:1] != b"\xa8" or pairs[0][1] not in _NUMERALS:
        return None
    for taken in (1, 2):
        closing = pairs[taken] if taken < len(pairs) else b""
        if closing[:1] == b"\xa9" and (taken == 1 or pairs[1][1:] == b"\xa3"):
            return _NUMERALS[pairs[0][1]], closing[1], taken + 1
    return None


def _pair(character: str) -> bytes:
    """The two bytes of a GBK character; none for any other."""
    encoded = character.encode("gbk", errors="ignore")
    return encoded if len(encoded) == 2 else b""


def _heading(first: int, body: str, echo: str) -> tuple[str, str]:
    """The heading that begins with a stray byte, and what follows it unharmed."""
    stream = bytearray([first])
    for place, character in enumerate(body):
        pair = _pair(character)
        if pair:
            stream += pair
            continue
        rest = body[place + 1 :]
        if character == "?":
            return _lost_end(bytes(stream), rest, echo)
        stream += b"\x80" if character == "€" else character.encode("latin-1", errors="replace")
        return _likeliest(_readings(bytes(stream), rest), rest, echo), rest
    return _lost_end(bytes(stream), "", echo)


def _lost_end(stream: bytes, rest: str, echo: str) -> tuple[str, str]:
    """The last character kept its first byte only; its reading follows, or the words around tell."""
    told = _READING.match(rest)
    rest = rest[told.end() :] if told else rest
    last = [character for character in _characters() if _pair(character)[0] == stream[-1]]
    if told is not None:
        last = [character for character in last if told[1] in _sounds(character)] or last
    candidates = [(text + end, back) for text, back in _readings(stream[:-1], rest) for end in last]
    return _likeliest(candidates, rest, echo), rest


def _readings(stream: bytes, rest: str) -> list[_Candidate]:
    """Every way to read whole pairs: as they stand, or with one or two dropped pairs in one place put back."""
    found = [(stream.decode("gbk"), "")] if _reads(stream) else []
    for place in range(0, len(stream) - 1, 2):
        before, after = stream[:place], stream[place + 2 :]
        if _reads(before) and _reads(after):
            follows = after.decode("gbk")[:1] or rest[:1]
            between = _round_drops(stream[place], stream[place + 1], follows)
            found += [(before.decode("gbk") + middle + after.decode("gbk"), middle[:2]) for middle in between]
    return found


def _reads(stream: bytes) -> bool:
    try:
        stream.decode("gbk")
    except UnicodeDecodeError:
        return False
    return True


def _round_drops(lead: int, trail: int, follows: str) -> list[str]:
    """Words round dropped pairs, from the first byte before to the last byte after: 政策 round FE B2."""
    starts = [one for one in _characters() if _pair(one)[0] == lead]
    ends = [one for one in _characters() if _pair(one)[1] == trail]
    one_pair = [a + b for a, b in product(starts, ends) if _is_word(a + b) and _dropped(a, b)]
    ends = [one for one in ends if _is_word(one + follows)]
    words = [a + b for a in starts for b in _partners(a) if _dropped(a, b)]
    return one_pair + [word + end for word, end in product(words, ends) if _dropped(word[1], end)]


def _dropped(one: str, other: str) -> bool:
    """Whether the pair astride two characters is none of GBK, so that it was never written."""
    return not _reads(_pair(one)[1:] + _pair(other)[:1])


def _likeliest(candidates: list[_Candidate], rest: str, echo: str) -> str:
    """The reading of the likeliest words; a word put back that the text does not use must earn its cost."""
    costs = [
        (_cost(simplify(text + rest[:_CONTEXT]), echo) + _DROP_COST * (bool(back) and simplify(back) not in echo), text)
        for text, back in candidates
    ]
    return min(costs, default=(0.0, ""))[1]


def _cost(text: str, echo: str) -> float:
    """How unlikely the words are, in nats: by the dictionary and by the whole text, half and half.

    A heading is taken up in what follows it, so a word of the text is likelier than the
    dictionary says.
    """
    return sum(_word_cost(word, echo) for word in _dictionary().lcut(text, HMM=False))


def _word_cost(word: str, echo: str) -> float:
    usual = (_dictionary().FREQ.get(word) or 1) / _dictionary().total
    here = echo.count(word) / len(echo) if len(word) > 1 else usual
    cost = -log((usual + here) / 2)
    if len(word) < 4:
        return cost
    return min(cost, _word_cost(word[:2], echo) + _word_cost(word[2:], echo))


@cache
def _dictionary() -> jieba.Tokenizer:
    return dictionary()


@cache
def _characters() -> tuple[str, ...]:
    """Every Chinese character that GBK knows."""
    return tuple(one for one in map(chr, range(0x4E00, 0x9FA6)) if _pair(one))


@cache
def _simple(character: str) -> str:
    return simplify(character)


def _is_word(text: str) -> bool:
    return (_dictionary().FREQ.get("".join(map(_simple, text))) or 0) >= _USUAL


@cache
def _partners(character: str) -> tuple[str, ...]:
    """Characters that make a word with this one before them, in either script."""
    return tuple(one for simple in _second_characters()[_simple(character)] for one in _variants()[simple])


@cache
def _second_characters() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word, frequency in _dictionary().FREQ.items():
        if len(word) == 2 and frequency >= _USUAL:
            found[word[0]].append(word[1])
    return found


@cache
def _variants() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for character in _characters():
        found[_simple(character)].append(character)
    return found


@cache
def _sounds(character: str) -> frozenset[str]:
    return frozenset(pinyin(character, style=Style.TONE, heteronym=True)[0])
