"""Words written so that a search does not find them: by sound (压金, 女仕), in letters (ya金, xian男) or apart.

A word is believed to be meant when every syllable sounds right and at least one character is the word's own, or all of
it stands in letters. Words of their own that sound so are what they are: 女式 is not 女士.
"""

import re
from collections import defaultdict
from functools import cache

from pypinyin import lazy_pinyin

from matcher.policy.abbreviations import expanded
from matcher.policy.reading import Reading
from matcher.policy.shapes import reshaped
from matcher.policy.watched import WATCHED

_OTHERS = (
    "女式 男式 女声 男声 女星 男星 女师 男师 女史 女侍 女尸 男尸 女室 男室 糊口 虎口 壶口 湖口 放气 支招 优闲 优贤 "
    "残迹 残积"
)
_GENUINE = frozenset(_OTHERS.split())
# Characters by which one is written that sounds alike or nearly so; believed only behind 限 or 只招 and before 生, 性 …
_MALE = r"(?:nan|lan|田力|[蓝篮兰南楠难囝喃侽娚]|boys?|male|man)"
_FEMALE = r"(?:nv|nu|nü|lv|[囡钕铝绿侣吕汝努]|girls?|female|woman)"
_STRONG = r"(?:[限线陷县]|xian|only|[只仅](?:限|招|要|收|xian|zhao|yao)|zhi(?:招|zhao|要|yao))"
_NOUN = r"(?:[生性士孩工]|的|人|sheng|xing|shi)"
_BEHIND = rf"(?:(?<=[a-z])(?![a-z])|(?={_NOUN}|优先|勿扰|[。，、()]|\d|$|[一二两三四五六七八九十]?[名个位枚]))"
_SEXES = re.compile(
    rf"(?P<limit>(?<![不无有年权界上下期时]){_STRONG}\(?)(?:(?P<male>{_MALE})"
    rf"|(?P<female>{_FEMALE}))(?P<noun>sheng|xing|shi)?{_BEHIND}"
    rf"|(?<![a-z])(?:(?P<male2>nan|boys?)|(?P<female2>nv|nu|girls?|囡))(?=[生性士孩工]|优先|勿扰|首选|only|(?:(?<=[(:]n[uv])|(?<=[(:]nan))(?:[。，、)]|$))"
)
_LETTER = re.compile(r"(?<=性别)(?P<colon>:?)(?P<sex>[mf])(?![a-z/])")
_LIMIT = re.compile(r"(?:xian|[线陷])(?=[男女汉]|本地|本市|本省)|(?<=[只仅])(?:xian)(?=[男女汉]|本)|zhi(?=招|限|zhao)")
# Cantonese as it is written, in the words that rules are written for.
_CANTONESE = {
    **{"唔该": "请", "唔使": "不用", "唔": "不", "嘅": "的", "冇": "没有", "搵": "找", "揾": "找", "嚟": "来"},
    **{"睇": "看", "畀": "给", "俾": "给", "细路": "孩子", "阿婶": "阿姨", "蚊": "元", "人工": "工资"},
}
_STANDING_BETWEEN = re.compile(r"(?<=限)[a-z](?=[男女])|(?<=[\u4e00-\u9fff])x(?=[\u4e00-\u9fff])")  # 女x工
_NOT_ALWAYS = {  # a mosquito but behind a number, by hand but before a wage
    "蚊": r"(?<=[\d十百千一二两三四五六七八九])蚊",
    "人工": r"人工(?=[:为]?(?:\d|[一二两三四五六七八九]千|面议|看))",
}
_CANTONESE_WORD = re.compile("|".join(_NOT_ALWAYS.get(word, word) for word in _CANTONESE))
_ASKED_FOR = re.compile(r"[交收缴付扣]$")  # 交压惊: no character is the word's own
_NOUNS = {"sheng": "生", "xing": "性", "shi": "士"}


def unmasked(reading: Reading) -> Reading:
    """The reading with watched words spelt as they are meant."""
    reading = expanded(reshaped(reading.replaced(_STANDING_BETWEEN, lambda _: "")))
    reading = _by_sound(reading.replaced(_CANTONESE_WORD, lambda found: _CANTONESE[found[0]]))
    reading = reading.replaced(_LETTER, lambda found: found["colon"] + {"m": "男", "f": "女"}[found["sex"]])
    return reading.replaced(_SEXES, _sex).replaced(_LIMIT, lambda found: "只" if found[0] == "zhi" else "限")


def _sex(found: re.Match[str]) -> str:
    sex = "男" if found["male"] or found["male2"] else "女"
    return ("限" if found["limit"] else "") + sex + _NOUNS.get(found["noun"] or "", "")


def _by_sound(reading: Reading) -> Reading:
    """Only a stretch that starts with a sound of a watched word is looked at."""
    if not any(character in _firsts() for character in set(reading.text)):
        return reading
    return reading.replaced(_watched(), _word)


def _word(found: re.Match[str]) -> str:
    """The watched word that is meant, or what stands there when it stands for itself."""
    written = found[0]
    meant = WATCHED[int((found.lastgroup or "w0")[1:])]
    if written == meant or written in _GENUINE:
        return written
    asked_for = meant == "押金" and bool(_ASKED_FOR.search(found.string, 0, found.start()))
    own = asked_for or any(character in meant for character in written)
    return meant if own or written.isascii() else written


@cache
def _firsts() -> frozenset[str]:
    return frozenset(character for word in WATCHED for character in _alike()[_sound(word[0])]) | frozenset(
        _sound(word[0])[0] for word in WATCHED
    )


@cache
def _watched() -> re.Pattern[str]:
    """One group for each watched word: every syllable as a character of that sound or in letters."""
    groups = (rf"(?P<w{number}>{_written(word)})" for number, word in enumerate(WATCHED))
    firsts = "".join(sorted(_firsts()))
    return re.compile(rf"(?=[{firsts}])(?:{'|'.join(groups)})")


def _written(word: str) -> str:
    """A pattern for a watched word."""
    return "".join(map(_syllable, word))


def _syllable(character: str) -> str:
    sound = _sound(character)
    return rf"(?:[{''.join(_alike()[sound])}]|{sound})"


@cache
def _alike() -> dict[str, list[str]]:
    """Characters of GB 2312's first level, those in daily use, by their sound."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            try:
                character = bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            found[_sound(character)].append(character)
    for word in WATCHED:
        for character in word:
            if character not in found[_sound(character)]:
                found[_sound(character)].append(character)
    return dict(found)


@cache
def _sound(character: str) -> str:
    return str(lazy_pinyin(character)[0])
