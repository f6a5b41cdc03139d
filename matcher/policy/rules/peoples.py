"""V01: conditions of ethnicity, race and religion. Food, tongues and a kindness to minorities are none."""

import re
from collections.abc import Iterator
from functools import cache

from matcher.language.tables import rows
from matcher.policy.findings import Hit, Level
from matcher.policy.rules.conditions import BEGONE, COUNT, FIRST, NOT, ONLY, WHO, blanked

RULE = "V01"
_OF_A_PEOPLE = (
    "(?:传统|特色|风味|民间)*(?:菜|风味|特色|语|文|舞|歌|医|药|服[装饰]|风情|文化|馆|箱|食堂|餐|饮食|习惯"
    "|地区|自治|乡|村|刺绣|银饰|园)"
)
_RELIGION = r"(?:宗教信仰|信教|信佛|信仰|教徒|佛教徒?|基督教?徒?|天主教?徒?|穆斯林|伊斯兰教?徒?|回教徒?|道教徒?)"
_FAITH_LAWFUL = re.compile(
    rf"(?:尊重|不限|不论|无论|不分)[\u4e00-\u9fff、]{{0,8}}{_RELIGION}(?:自由|习惯|不限|均可)?"
    rf"|{_RELIGION}(?:自由|不限|均可)"
    r"|宗教(?:场所|用品|局|事务|活动|工作|文化)|[佛道]教(?:文化|用品|协会|音乐)|信仰(?:坚定|忠诚)"
)
_FAITH = re.compile(
    rf"(?:无|没有|不能有|不得有|不可有|不|非){_RELIGION}(?:者|人员)?(?:优先)?|(?:{ONLY}|{NOT})(?:有"
    rf"|是)?{_RELIGION}(?:者|人员)?"
    rf"|有?{_RELIGION}{WHO}(?:{FIRST}|{BEGONE})"
)
_RACE = r"(?:白人|黑人|白种人|黑种人|有色人种|黄种人|非裔|黑皮肤)"
_RACES = re.compile(rf"(?:{ONLY}|{NOT})(?:{COUNT})?{_RACE}|{_RACE}{WHO}(?:{FIRST}|{BEGONE}|外教)")


def find(text: str) -> Iterator[Hit]:
    """Phrases that want or refuse a people, a race or a faith."""
    lawful, conditions = _peoples()
    left = blanked(lawful, text)
    for found in conditions.finditer(left):
        yield Hit(RULE, Level.BLOCK, found.start(), found.end(), "不限民族")
    left = blanked(_FAITH_LAWFUL, text)
    for found in _FAITH.finditer(left):
        yield Hit(RULE, Level.BLOCK, found.start(), found.end(), "不限宗教信仰")
    for found in _RACES.finditer(text):
        yield Hit(RULE, Level.BLOCK, found.start(), found.end(), "不限种族")


@cache
def _peoples() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is lawful to say of peoples, and the conditions."""
    names = "|".join(sorted((row["name"] for row in rows("peoples")), key=len, reverse=True))
    one = rf"(?:(?:{names}|维)族(?:人|同胞|员工|女性|男性)?|[回藏彝苗蒙]民)"
    minority = r"(?:少数民族(?:人员|同胞|员工|者|的)?)"
    who = rf"(?:{minority}|{one}(?:[、和或及]{one})*)"
    lawful = re.compile(
        rf"(?:{names}|少数民)族{_OF_A_PEOPLE}|{minority}{WHO}{FIRST}|(?:不限|不分|各|欢迎){who}"
        rf"|民族[:为]?(?:不限|均可|不拘)|水族(?:馆|箱|店|造景|用品)"
    )
    conditions = re.compile(
        rf"(?:{ONLY}|{NOT}|除(?!了)){who}(?:{FIRST})?|{who}{WHO}(?:{FIRST}|{BEGONE})"
        rf"|民族(?:要求)?(?:[:为是限(]|必须|仅限)+(?:{names})族?|(?:限|仅限|只招|只限)汉(?=[。，、()]|$)"
        rf"|非(?:{names})族{WHO}{BEGONE}?"
    )
    return lawful, conditions
