"""What does this text say? Whole documents made readable, and words found in them."""

import re
from functools import cache

import jieba
import rjieba
from pypinyin import Style, pinyin

from matcher.language.dictionary import dictionary
from matcher.language.scripts import is_traditional, simplify
from matcher.language.shifted import realign
from matcher.language.titles.lexicon import lexicon

_PINYIN = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ"
_ANNOTATION = re.compile(rf"([\u3400-\u9fff])[(（]([{_PINYIN}]{{1,6}})[)）]")
_HALF_WIDTH = str.maketrans(",:;?!", "，：；？！")
_SENTENCE_MARK = re.compile(r"(?<=[\u3400-\u9fff”》）〉】）)])[,:;?!]")
# A short label in brackets, (一) or (白班), keeps its brackets; a remark of a whole phrase gets Chinese ones.
_REMARK = re.compile(r"\(((?:[^()\n]|\([^()\n]*\)){5,})\)")
_HAN = re.compile(r"[\u3400-\u9fff]")


def clean(text: str) -> str:
    """A document made readable: simplified, without annotations or broken marks, its lines kept.

    Text that shows no damage is returned as it came, so cleaning twice changes nothing.
    """
    repaired = _without_annotations(realign(_without_annotations(text)))
    if repaired == text and not is_traditional(text):
        return text
    return _chinese_marks(simplify(repaired))


def _without_annotations(text: str) -> str:
    """Drop a reading in brackets after the character it reads: 區(qū)屬 is 區屬, but (N1) stays."""
    return _ANNOTATION.sub(lambda found: found[1] if found[2] in readings(found[1]) else found[0], text)


@cache
def readings(character: str) -> frozenset[str]:
    """Every reading of a character, with tone marks."""
    return frozenset(pinyin(character, style=Style.TONE, heteronym=True)[0])


def _chinese_marks(text: str) -> str:
    """Full-width sentence marks after Chinese, full-width brackets round Chinese remarks."""
    text = _SENTENCE_MARK.sub(lambda mark: mark[0].translate(_HALF_WIDTH), text)
    return _REMARK.sub(_wide_brackets, text)


def _wide_brackets(remark: re.Match[str]) -> str:
    if not _HAN.search(remark[1]):
        return remark[0]
    return f"（{remark[1]}）".replace("(", "（").replace(")", "）")


# Numbers and dashes are where rjieba and jieba part (22-40, 3.5K); a blank there gives both the same words.
_DASHES = re.compile(r"[-—–－~～]+")


def tokenise(text: str) -> list[str]:
    """The words of a text in order, blanks left out."""
    words = _segmenter().cut(_DASHES.sub(" ", text))
    return [word for word in words if not word.isspace()]


def tokenise_by_dictionary(text: str) -> list[str]:
    """The same words from jieba, the dictionary of record: slower, pure Python."""
    words = _dictionary().lcut(_DASHES.sub(" ", text))
    return [word for word in words if not word.isspace()]


@cache
def _segmenter() -> rjieba.Jieba:
    segmenter = rjieba.Jieba()
    for word in lexicon().words:
        segmenter.add_word(word, None, None)
    return segmenter


@cache
def _dictionary() -> jieba.Tokenizer:
    """With the lexicon's words, so not the one that ``shifted`` asks how usual a word is."""
    words = dictionary()
    for word in lexicon().words:
        words.add_word(word)
    return words
