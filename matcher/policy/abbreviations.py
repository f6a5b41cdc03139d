"""Words with one syllable as its first letter (残j, 户k), and provinces written by sound (湖bei籍, hubei人).

Both are looked for only where something gives them away: a letter alone between characters, or 籍 and its like behind.
"""

import re
from functools import cache

from pypinyin import lazy_pinyin

from matcher.policy.reading import Reading
from matcher.policy.watched import WATCHED

_SEXES = ("男", "女")  # 男s is a size as often as 男士
_LONGEST = max(map(len, WATCHED))
_ALONE = re.compile(r"(?<![a-z\d])[a-z](?![a-z\d])")
_LETTER = re.compile(rf"[\u4e00-\u9fff]{{0,{_LONGEST}}}(?<![a-z\d])[a-z](?![a-z\d])[\u4e00-\u9fff]{{0,{_LONGEST}}}")
_PROVINCES = (
    "河北 山西 辽宁 吉林 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 陕西 甘肃 青海 "
    "西藏 宁夏 新疆 东北 武汉 广州 外地 本地 外省 本省 农村"
)
_TAIL = r"(?:籍|省?户[籍口]|省?人(?:员?[勿免莫别优不请绕]|员?一律)|的?(?:勿扰|不要|不收|免谈|别来))"
_PEOPLE_OF = re.compile(
    r"(?:(?<![a-z])[a-z]{4,12}|[\u4e00-\u9fff]{2}|[\u4e00-\u9fff][a-z]{1,6}|(?<![a-z])[a-z]{2,6}[\u4e00-\u9fff])"
    rf"(?={_TAIL})"
)
_BEHIND = re.compile(_TAIL)


def expanded(reading: Reading) -> Reading:
    """The reading with both written out."""
    if _ALONE.search(reading.text):
        reading = reading.replaced(_LETTER, _with_letter)
    return reading.replaced(_PEOPLE_OF, _province) if _BEHIND.search(reading.text) else reading


def _with_letter(found: re.Match[str]) -> str:
    written = found[0]
    return next((written.replace(short, word) for short, word in _shortened().items() if short in written), written)


def _province(found: re.Match[str]) -> str:
    written = found[0]
    for start in range(2):
        meant = _provinces().get("".join(lazy_pinyin(written[start:])))
        if meant and (written[start:].isascii() or set(written[start:]) & set(meant)):
            return written[:start] + meant
    return written


@cache
def _shortened() -> dict[str, str]:
    """Watched words by the spellings in which one syllable is a letter."""
    return {
        word[:at] + lazy_pinyin(word[at])[0][0] + word[at + 1 :]: word
        for word in WATCHED
        if not word.startswith(_SEXES)
        for at in range(len(word))
    }


@cache
def _provinces() -> dict[str, str]:
    names = _PROVINCES.split()
    letters = {lazy_pinyin(name)[0] + lazy_pinyin(name)[1][0]: name for name in names}  # 广z
    return letters | {"".join(lazy_pinyin(name)): name for name in names}
