"""V04 and V05: carriers of hepatitis or HIV, and disabled people."""

import re
from collections.abc import Iterator

from matcher.policy.findings import Hit, Level
from matcher.policy.rules.conditions import BEGONE, NOT, WHO, blanked

_VIRUS = (
    r"(?:乙肝(?:五项|两对半|大小?三阳|小三阳|表面抗原|病毒|检查|携带者?)*|(?:乙型)?肝炎(?:病毒)?|两对半"
    r"|大小?三阳|小三阳|大三阳|表面抗原|hbs?ag|hbv|hiv|"
    r"艾滋病?(?:病毒)?(?:携带者?|感染者|患者)?|病毒携带者|病原携带者)"
)
_VIRUS_LAWFUL = re.compile(
    rf"(?:不|免|无需|不得|无须|禁止|严禁|取消)(?:要求|强制|做|再|进行)?(?:检查?|查|体检|检测|做|要求|限"
    rf"|问)[\u4e00-\u9fff]{{0,3}}{_VIRUS}(?:项目|检测|检查)?"
    rf"|{_VIRUS}(?:不限|均可|也可|亦可|疫苗|试剂|研发|检测(?:试剂|员|师|岗|试纸)|防治|门诊|科普|药|治疗"
    rf"|宣传|防控|专科|咨询|志愿|公益)"
    rf"|(?:不歧视|不限|欢迎|不拒绝|平等对待){_VIRUS}|(?:研究|从事|负责|销售|接种|治疗){_VIRUS}"
    rf"|{_VIRUS}[\u4e00-\u9fff]{{0,4}}(?:不受歧视|平等)"
)
_VIRUS_FOUND = re.compile(
    rf"(?:(?:入职|体检|须|需|要|必须|做|检查|检测|查|包括|包含|含|加|有|无|没有|非|不招|不要|不收|谢绝|拒绝"
    rf"|患有?|携带|不录用|未患)*)(?:{_VIRUS}[、和及或]?)+"
    rf"(?:检查|检测|检验|报告|阴性|阳性|项目|合格|正常)*(?:{WHO}(?:{BEGONE}|不予?录用|不合格))?"
)
_INFECTED = re.compile(
    r"(?:无|没有|未患|非)(?:任何)?(?:[\u4e00-\u9fff]{0,4}[、和及或])?(?:传染(?:性)?(?:疾病|病)(?:史|者"
    r"|携带)?)|传染病(?:者|患者)?(?:勿扰|免谈|勿投)"
)
_DISABLED = (
    r"(?:(?:轻度|重度)?残疾(?:人士|人|者)?|残障(?:人士|人|者)?|伤残(?:人士|人员|者)?|肢残(?:人|者)?"
    r"|聋哑(?:人士|人|者)?|聋人|哑巴|瘸子|跛足|智障(?:者|人)?|精神病(?:人|患者|史)?|盲人|残废)"
)
_DISABLED_LAWFUL = re.compile(
    rf"(?:欢迎|接受|不歧视|关爱|帮助|服务|照顾|护理|仅限|优先录用|只招|面向|招用|安置|安排|支持"
    rf"|不限){_DISABLED}[\u4e00-\u9fff]{{0,4}}|(?:不得|禁止|严禁|不能)[\u4e00-\u9fff]{{0,4}}(?:歧视"
    rf"|拒绝){_DISABLED}"
)
_DISABLED_FOUND = re.compile(
    rf"{_DISABLED}(?:证持有者|家属)?{WHO}(?:{BEGONE})|(?:{NOT}|除(?!了)|非|无|没有)(?:任何|身体|肢体)?{_DISABLED}"
)
_WHOLE_BODY = re.compile(r"(?:四肢|身体|肢体|手脚)(?:健全|无缺陷|无残缺|齐全|完整)|健全人")


def find(text: str) -> Iterator[Hit]:
    """Phrases that ask for a test of hepatitis, or turn carriers or disabled people away."""
    left = blanked(_VIRUS_LAWFUL, text)
    for found in _VIRUS_FOUND.finditer(left):
        yield Hit("V04", Level.BLOCK, found.start(), found.end(), "按规定体检")
    for found in _INFECTED.finditer(left):
        yield Hit("V04", Level.WARN, found.start(), found.end(), "身体条件能胜任本岗位")
    left = blanked(_DISABLED_LAWFUL, text)
    for found in _DISABLED_FOUND.finditer(left):
        yield Hit("V05", Level.BLOCK, found.start(), found.end(), "欢迎残疾人应聘")
    for found in _WHOLE_BODY.finditer(left):
        yield Hit("V05", Level.WARN, found.start(), found.end(), "能胜任岗位工作")
