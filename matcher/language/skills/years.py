"""Years of experience: 三年以上电工经验 is 电工 and three years, 应届 is none at all.

Only lengths of time a person worked are meant: 五年制, 三年级, 2019年 and 两年内 are none.
"""

import re

from matcher.language.numerals import amount

_NUMBER = r"(?:(?<![\d.])\d{1,2}(?:\.\d)?|[一二两三四五六七八九]?十[几多来]|[一二两三四五六七八九十]{1,3}|半)"
_WORK = r"(?:相关|同等|同类|同岗位|工作|从业|行业|岗位|实际|安全|驾驶|实操)*(?:经验|经历|工龄)?"
_SPAN = re.compile(
    r"(?:至少|最少|不少于|不低于|满|近|约|将近|工作|从业|干|做了?|(?:刚刚?|已经?)?(?:拿|考|领|持|办)[到取了]*[证照本]?了?)*(?P<short>不到|不足|未满|快(?:满|到|要)?|差不多|接近)?了?(?:有|的)?"
    rf"(?P<number>{_NUMBER})(?:年?(?:以上)?[-~至到—、/]{_NUMBER})?\+?(?:多|几)?个?(?P<unit>年|月)"
    rf"(?!制|级|内|前|后|度|检|审|一|[过到]期|[考取拿办毕获换]|\d|[01]?\d月)半?(?:[零又]?{_NUMBER}个?月)?(?P<below>以下|以内)?(?:及以上|或以上|以上|左右|多)?的?{_WORK}"
)
_SEVERAL = re.compile(rf"(?:好几|多|数|几)年(?!级|前)的?{_WORK}")
_NONE = re.compile(
    r"(?:没有?|无|[零0])(?:任何|相关|实际|工作|从业|行业)*(?:经验|工作经历)的?|应届(?:本科|大专|毕业)*(?:毕业)?生?的?|刚刚?毕业的?"
)
_SINCE = re.compile(
    rf"(?:从|自)?(?P<first>(?:19|20)\d\d)年?(?:[01]?\d月份?)?(?:(?:一直)?[做干]?[-~至到—]+(?P<last>(?:19|20)\d\d)年?(?:[01]?\d月份?)?"
    rf"|[-~—]?(?:至今|到现在|到如今|到今|起一直|开始一直|起|开始|以来|入行)(?:都|就|一直|在)*)(?:一直|从事|做|干|当|担任)*的?{_WORK}"
)
_NO_EARLIER_THAN = 2021  # the year of the service: who works “至今” worked at least until then
_TWO_NUMBERS = re.compile(r"(?<=[一二两三四五六七八九])[二三四五六七八九]$")  # 两三年 is two at least
_LEAST_OF_SEVERAL = 2.0
_SHORT_OF = 0.5  # taken off what is only nearly reached: 不到三年 is not three


def split_years(text: str) -> tuple[str, float | None]:
    """The text without its years of experience, and how many there are at least; None when it names none.

    >>> split_years("3年以上电工经验"), split_years("厨师，做了半年")
    (('电工经验', 3.0), ('厨师，', 0.5))
    >>> split_years("一年级老师"), split_years("无经验普工")
    (('一年级老师', None), ('普工', 0.0))
    """
    if found := _SPAN.search(text):
        return _without(text, found), _length(found)
    if found := _SEVERAL.search(text):
        return _without(text, found), _LEAST_OF_SEVERAL
    if (found := _SINCE.search(text)) and (years := _until(found)) > 0:
        return _without(text, found), years
    found = _NONE.search(text)
    return (_without(text, found), 0.0) if found else (text, None)


def _without(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + text[found.end() :]


def _until(found: re.Match[str]) -> float:
    return float(int(found["last"] or _NO_EARLIER_THAN) - int(found["first"]))


def _length(found: re.Match[str]) -> float:
    written = _TWO_NUMBERS.sub("", found["number"])
    number = (
        0.5
        if written == "半"
        else float(written)
        if written[0].isdigit()
        else float(amount(written.rstrip("几多来")) or 0)
    )
    years = number / 12 if found["unit"] == "月" else number
    return max(0.0, years - _SHORT_OF) if found["short"] or found["below"] else years
