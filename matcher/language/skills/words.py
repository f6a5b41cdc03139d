"""A skill phrase in its one normal form, and what can be peeled off it without changing its meaning."""

import re
import unicodedata
from collections.abc import Container, Iterator
from functools import lru_cache

from matcher.language.scripts import simplify

_NOISE = re.compile(r"[\s\-_·•.。:：'\"“”‘’《》<>「」*★☆!！?？~～]+")
_BRACKETED = re.compile(r"[(\[【{][^)\]】}]*[)\]】}]")
_BRACKETS = re.compile(r"[()\[\]【】{}]")
# A requirement is a floor anyway: “C1及以上” asks for C1.
_OR_ABOVE = re.compile(r"(?:及其?|或)?以上(?!海)")
_DIGIT_LEVEL = re.compile(r"(?<!\d)(10|[1-9])级")
_CHINESE_DIGITS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")

_BEFORE = re.compile(
    r"^(?:只(?=会|能|懂|有|做|开)|能?熟练(?:地|的)?(?:掌握|使用|操作|运用|应用)?|熟悉|熟手|熟练工|精通|擅长|善于|懂得?|掌握|具备|具有|拥有"
    r"|会(?!计|务|展|员|议|籍|所|客)(?:使用|操作|用|开|讲|说|做|写|弄)?|识(?!字|别)(?:讲|揸|做|开)?|揸"
    r"|能(?!源|量|耗)(?:够)?(?:使用|操作|用|讲|说|做|写)?"
    r"|持(?:有)?|有(?!色|机|害|线|轨|限|氧)|需要?|须|必须|要求?|可(?!编|视|口|靠)以?|使用|操作(?!工|员|手|系统)|应用(?!程)"
    r"|驾龄|工龄|流利的?|标准的?(?!化|员)|良好的?|较强的?|很强的?|一定的?|相关|本人|从事过?|做过|干过|当过|开过"
    r"|讲(?!师|解|课|述)|说(?!明|唱|书)|驾驶(?!员|证|教|执|培)|获得?|取得)"
)
_AFTER = re.compile(
    r"(?:(?<=..)大工|老手|能手|高手|都熟(?:练|悉)?|(?:都|全都?)(?:会|能|熟|懂|做过|干过)(?:[开做用])?|样样(?:会|行|精通|熟)|熟练(?:使用|操作|掌握)?|熟手|流利|精通|优先(?:考虑|录用)?|者优先|者佳|为佳|更佳|者|(?:相关|工作|从业|操作|实操)?(?:经验|经历)"
    r"|[二三多任]选其?一|任[一选意](?:一[种个项])?|其中之?一[种项个样]?|择一|及以上|或以上|以上|水平|能力|技能|技术|手艺|操作(?!证)|使用|即可|均可|都行|都可以|都会|软件|岗位?|职位|职业|工种"
    r"|工作|类|方面|等(?:各类|常用|基本)?(?:办公|设计|绘图|制图|财务|编程)?(?:软件|技能|工具|系统|证书|工种|语言)?|的|(?<=[播做干开学修教卖送拍写])过|较?强|较?好|较?佳|持有人|驾龄|工龄|(?<=证)(?:上岗|司机|师傅|人员)|持证上岗|应聘|招聘|若干名?|\d+名|兼职|全职|实操|交流|沟通|日常)$"
)
# Wrappers that may stand before a known name whatever it begins with: 有机修工, 会写字楼文员, 熟练地坪工.
_BEFORE_NAME = re.compile(
    r"(?:能|可以?|须|必须|需要?|要求?|必须|具备|具有|拥有|持有?|有|会|懂得?|识|熟悉|熟练(?:使用|操作|掌握)?|精通|掌握|擅长|从事过?|做过)+"
)
_AFTER_NAME = re.compile(r"(?:者|优先(?:考虑|录用)?|熟手|(?:工作|从业|相关)?(?:经验|经历)|为佳|即可|均可)+")
_ADS = re.compile(
    r"^(?:急聘|急招|急需|诚聘|高薪|高薪诚聘|招聘|招|聘|长期|临时|全职|兼职|专职|暑假|寒假|夜班|白班|长白班|早班|晚班|日结|小时工"
    r"|包吃住|包吃|男女|女|男|老|熟练|熟手|资深|专业|优秀|有经验的?|持证|在职|普通)"
)

_WRAPPER = 8  # characters of wrappers on either side of a name
_WRAPPERS = 4  # wrappers of one sort on one side of a skill


@lru_cache(maxsize=65536)
def normal(text: str) -> str:
    """The form in which words are compared: simplified, half-width, lower case, no spaces or brackets.

    >>> normal("電工（三級） ")
    '电工三级'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    if not folded.isascii():
        folded = simplify(folded)
    bare = _OR_ABOVE.sub("", _NOISE.sub("", _BRACKETS.sub("", folded)))
    return _DIGIT_LEVEL.sub(lambda digit: _CHINESE_DIGITS[int(digit[1])] + "级", bare)


@lru_cache(maxsize=65536)
def readable(text: str) -> str:
    """The text simplified and half-width with its capitals, so that it can be quoted.

    >>> readable(" Ａ２駕照 ")
    'A2驾照'
    """
    folded = unicodedata.normalize("NFKC", text)
    return (folded if folded.isascii() else simplify(folded)).strip()


def without_brackets(text: str) -> str:
    """The normal form of what stands outside brackets: “电工（包吃住）” is 电工."""
    return normal(_BRACKETED.sub("", unicodedata.normalize("NFKC", text)))


def bracketed(text: str) -> str:
    """The normal form of what stands in brackets: 服装 of “车工（服装）”."""
    return normal("".join(_BRACKETED.findall(unicodedata.normalize("NFKC", text))))


def brackets_first(text: str) -> str:
    """The normal form with what stands in brackets moved to the front: “车工（服装）” is 服装车工."""
    inside = bracketed(text)
    return inside + without_brackets(text) if inside else ""


def peeled(word: str) -> Iterator[str]:
    """Shorter and shorter forms of a normal word, with wrappers taken off one by one, the fronts first.

    >>> list(peeled("熟练使用excel者优先"))
    ['熟练使用excel', 'excel者优先', 'excel']
    """
    seen = {word}
    for front in _shorter(word, _BEFORE, _ADS, _BEFORE):
        for form in _shorter(front, _AFTER):
            if form not in seen:
                seen.add(form)
                yield form


def unwrapped(word: str, known: Container[str]) -> str | None:
    """The known name a normal word is with only wrappers around it, or None.

    >>> unwrapped("有机修工经验者优先", {"机修工"})
    '机修工'
    """
    for left in range(min(len(word), _WRAPPER)):
        for right in range(len(word), max(left, len(word) - _WRAPPER), -1):
            if word[left:right] in known and _wraps(word[:left], word[right:]):
                return word[left:right]
    return None


def _wraps(front: str, back: str) -> bool:
    return bool((not front or _BEFORE_NAME.fullmatch(front)) and (not back or _AFTER_NAME.fullmatch(back)))


def _shorter(word: str, *patterns: re.Pattern[str]) -> list[str]:
    """The word, then each form one more match of a pattern shorter; never nothing."""
    forms = [word]
    for pattern in patterns:
        for _ in range(_WRAPPERS):
            form = pattern.sub("", forms[-1])
            if form in {forms[-1], ""}:
                break
            forms.append(form)
    return forms
