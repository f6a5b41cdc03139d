"""Who somebody is, where nothing else is said: a part of a sentence, or what stands before 找, 想做, 应聘.

Such a part may be read broadly, as no word of work can be in it. What was a trade or a service is none of them: 退伍,
退休教师 tell what somebody has done.
"""

import re
from functools import lru_cache

from matcher.language.person_facts import (
    is_listed,
    names_work,
    sounds_of_work,
    tells_mostly_who,
    tells_nothing,
    tells_who,
)
from matcher.language.person_patterns import is_rare_name, is_usual_name

PARTS_END = r"\s,，;；、。.!！?？/|()（）【】\[\]~～"
_PART = re.compile(rf"[^{PARTS_END}]+")
_SIGNS = (re.compile('[-—+·<>《》"“”]+'), re.compile(":+"))
_LATIN_NAME = r"[a-z]{2,}(?:[ .]+[a-z]{2,})?"
# What is told with the signs that end a part: names, dates, numbers.
_WITH_SIGNS = re.compile(
    rf"(?:^|(?<=[{PARTS_END}]))(?:(?:我叫|我是|本人|叫我|my name is|i am|i'm|name\s*:?)\s*(?:(?:mr|mrs"
    rf"|miss|ms)[. ]+)?"
    rf"|(?:mr|mrs|miss|ms|madam|sir)[. ]+){_LATIN_NAME}(?=$|[{PARTS_END}想找做])"
    r"|(?:邮箱|e-?mail|mail)?\s*[:：]?\s*[\w.+-]+@[\w-]+(?:\.[a-z]+)+"
    r"|(?<!\d)(?:19|20)\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?(?!\d)(?:出?生)?|(?:身高)?(?<!\d)[12]\.\d{1,2}米|身高\s*[:：]?[12]\.\d{1,2}"
    r"|(?:裸眼|[左右双]眼)?视力\s*[:：]?\s*\d\.\d"
    r"|(?:电话|手机|tel|座机)?[:：]?(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?[\d*]{4}){2}(?!\d)"
    r"|(?:电话|座机|tel)?[:：]?(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)"
)
_RELATIVE = (
    "老公|老婆|爱人|丈夫|妻子|媳妇|老伴|前夫|前妻|父母|双亲|公婆|岳父母?|岳母|爸妈|父亲|母亲|我爸|我妈"
    "|儿子|女儿|闺女|男朋友|女朋友|男友|女友"
)
# What relatives are or do is not asked for; a wish behind it is.
_OF_RELATIVES = re.compile(
    rf"(?:我|俺|我们|我家|家里|家中|家有|有|[一二两三个的])*(?:{_RELATIVE})(?:(?!想|找|求|应聘|希望|打算|我).)*"
)
_THEIR_WISH = re.compile(rf"(?:我|俺|我家|我的|的)*(?:{_RELATIVE})$")
_INTRODUCED = re.compile(r"(?:大家好|你好|您好)?(?:我是|我系|本人是?|俺是|这里是|我)?")
_WISH = re.compile(
    r"(?<![不没未别勿])(?:想|要(?=[找做当求干])|希望|打算|求|找|应聘|来(?=[找做应求])|去(?=[找做])|揾|搵"
    r"|做|当(?!铺)|干(?!洗|货|果))"
)


def without_who(text: str) -> str:
    """The text without the parts that only say who somebody is.

    >>> without_who("仓管,属龙"), without_who("湖南妹子找仓管"), without_who("王师傅")
    ('仓管, ', '找仓管', ' ')
    """
    return _PART.sub(_work_of, _WITH_SIGNS.sub(" ", text))


@lru_cache(maxsize=65536)
def is_somebody(words: str) -> bool:
    """Whether words tell who somebody is, and nothing else: a fact, a name, what a relative does.

    >>> is_somebody("身强力壮"), is_somebody("王小丽"), is_somebody("老公在外打工"), is_somebody("裱画")
    (True, True, True, False)
    """
    words = words.lower()
    return tells_nothing(words) or _is_told(words) or tells_mostly_who(words)


def _is_told(words: str) -> bool:
    """Whether every character of the words belongs to a fact, a name or a relative."""
    if tells_who(words):
        return True
    if _OF_RELATIVES.fullmatch(words):
        return not names_work(words)
    name = _INTRODUCED.sub("", words, count=1)
    named = is_usual_name(name) or (is_rare_name(name) and not sounds_of_work(name))
    return named and not is_listed(words)


def _work_of(part: re.Match[str]) -> str:
    return _work_in(part[0])


def _work_in(words: str) -> str:
    """What of a part is work: all of it, what stands behind 找, or what is left between signs that join."""
    if is_somebody(words):
        return " "
    for wish in reversed([*_WISH.finditer(words, 1)]):
        before = words[: wish.start()]
        if not _THEIR_WISH.match(before) and _is_told(before):
            return words[wish.start() :]
    for sign in _SIGNS:
        pieces = sign.split(words)
        if len(pieces) > 1:
            work = [_work_in(piece) for piece in pieces]
            return words if work == pieces else " ".join(filter(str.strip, work))
    return words
