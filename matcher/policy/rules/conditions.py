"""How adverts state a condition: only these, not those, these first.

The words stand before or behind whom they are about; each rule puts its own group of people between them. All patterns
are for readings, where blanks and symbols are gone.
"""

import re

_HIRE = "招聘?|要|收|聘|请|接受|考虑|录用|招收|欢迎"
STRONG = rf"(?<![不无有未年权界上下期时额极局受])(?:[仅只](?:限于?|{_HIRE})|限定|限制|限招|限|必须是?|须是|仅)"
WEAK = (
    r"(?<![不无])(?:要求(?:是|为|有)?|须为?|需要?|要|招聘|招收|招募|急招|急聘|诚聘|诚招|高薪聘|聘请?|招"
    r"|急需|现招|找|请(?=[男女]))"
)
ONLY = rf"(?:{STRONG}|{WEAK})"
NOT = (
    r"(?:不招收?|不要(?!求)|不收(?!取)|不聘|不考虑|不接受|不录[用取]|不欢迎|不请|不用(?=[男女])|谢绝|拒绝"
    r"|拒收|拒招|概不招|暂不招|"
    r"暂不考虑|不招聘|禁止|别招)"
)
FIRST = r"(?:优先(?:考虑|录用|录取|安排)?|优选|首选|为主|为佳|为宜|更佳|最佳|最好|尤佳|优考虑|佳(?=$|[。，、()]))"
BEGONE = (
    r"(?:请?勿(?:扰|投|来|近|入|应聘|报名?|打扰|联系|进)?|免谈|免入|免投|谢绝|请?绕道|不要(?!求)|不招收?"
    r"|不收(?!取)|不予?录用|不予?考虑|"
    r"不接受|不录取|不聘|莫来|莫扰|除外|止步|一概不|恕不|别来|不得入|不得报名|请?不要(?:来|投))(?:接待"
    r"|应聘|录用|考虑|报名|面试)?"
)
WHO = r"(?:者|们|的|人员|员工)*(?:一律|均|都|全部|也|更|同等条件下?|请|可)?"
COUNT = r"(?:[\d一二两三四五六七八九十数几]+[名个位人枚])"
_FILL = "□"  # stands for a lawful phrase; no pattern holds it


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with lawful phrases out of reach; every other character keeps its place."""
    return pattern.sub(lambda found: _FILL * len(found[0]), text)
