"""Which part of an advert tells what: words behind a label such as 岗位： or 薪资待遇：, and lines without one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LABELS = {
    "title": (
        r"(?:招聘|需求|用工|急聘|急招|空缺)?(?:岗位|职位|工种|职务)(?:名称|[一二三四五六七八九十\d]{1,2})?"
        r"|招聘|诚聘|急聘|急招|现招|诚招|招工|position|job"
    ),
    "openings": r"(?:招聘|需求|需要|招收|用工|拟招|招用|缺工|岗位)?(?:人数|名额|数量)",
    "wage": (
        r"(?:基本|综合|试用期?|岗位)?(?:薪资|工资|薪酬|薪水|月薪|时薪|日薪|年薪|底薪|劳动报酬|报酬|人工"
        r"|月?收入|待遇|salary|pay)(?:福利|待遇|范围|水平|标准|情况|构成|结构|及?福利|及待遇)*"
    ),
    "payday": r"发薪日期?|发薪时间|发工资时间|结算方式|工资结算|结薪方式|发放时间|薪资发放|工资发放",
    "hours": r"(?:工作|上班|作息|兼职|营业)?(?:时间|时长|时段)(?:安排)?|工时|(?:工作)?班次|工作制|上班制度",
    "rest": r"休息(?:时间|日)?|休假(?:制度)?|假期|放假",
    "welfare": (
        r"(?:员工|公司|其[它他]|薪酬)?福利(?:待遇|保障)?|食宿(?:情况|条件)?|(?:社会)?保险|社保(?:情况)?|吃住"
        r"|住宿|伙食|我们提供|公司提供"
    ),
    "requirement": (
        r"(?:任职|岗位|招聘|应聘|职位|基本|招录|录用|人员|用工|其[它他])?(?:要求|条件|资格)|任职资格|任职条件"
        r"|其[它他]|备注"
    ),
    "education": r"(?:最低)?学历(?:要求)?|文化(?:程度|水平|要求)?",
    "experience": r"(?:工作|相关|有无)?(?:经验|经历)(?:要求)?|工作年限",
    "skill": r"(?:专业|岗位)?技能(?:要求|等级)?|技能等级要求|职业资格",
    "certificate": r"(?:所需)?(?:证书|证件|持证|资格证书?)(?:要求)?",
    "duties": r"(?:岗位|工作|主要|职位|主要工作|具体)?(?:职责|内容|说明|描述|任务)|负责|job description",
    "hazard": r"(?:职业)?(?:病)?危害(?:因素|告知)?|工作环境|工作条件",
    "place": (
        r"(?:工作|上班|办公|公司|企业|工厂|单位|项目|详细|厂|店|门店|具体)?(?:地址|地点|位置|坐标|区域"
        r"|location|add(?:ress)?)|地铁"
    ),
    "interview": r"(?:面试|报名|应聘)(?:地址|地点|时间|方式|流程|须知)|现场面试|应聘",
    "contact": r"(?:联系|联络|对接|招聘)人|负责人|联系(?:老师|经理)",
    "phone": (
        r"(?:联系|咨询|招聘|报名|固定|移动|hr|微信|面试)?(?:/|及|和|或)?(?:微信/?)?(?:电话|手机号?|热线"
        r"|座机)(?:/微信|微信|\(微信同号\))?|联系方式|联系我?们?|联络|致电|tel|phone|hr微信/电话|电"
    ),
    "until": r"(?:报名|招聘|应聘)?截[止至](?:时间|日期)?|有效期[至限]?|招聘期限|招聘有效期|报名时间|截止到?",
    "start": r"(?:到岗|入职|上岗|开工|开班|报到|用工)(?:时间|日期)|用工期限?",
    "kind": r"(?:用工|就业|工作|岗位|职位|合同)(?:形式|性质|类型|方式)|合同(?:期限|期)?|劳动合同",
    "festival": r"春节(?:安排|期间)?|过年",
    "age": r"年龄(?:要求)?|性别(?:要求)?",
    "company": r"(?:公司|企业|单位|工厂|用人单位)(?:名称|简介|介绍)?|招聘单位|招聘企业|关于我们|用人单位",
}
_NUMBERING = r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）.、:]\s{0,4}"
_LABEL = re.compile(
    r"(?:(?<=[\s|,;。、!?()\]】》\d.•·*★※◆■●▪-])|^)"
    r"(?:(?P<open>[【\[<《「『])\s{0,4})?"
    rf"(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _LABELS.items())})"
    r"(?:\([^()\n]{0,6}\))?"
    r"(?(open)\s{0,4}[】\]>》」』]\s{0,4}[:]?|(?:\s{0,4}:|\s{0,4}(?=\n)|\s+(?=-)))",
    re.MULTILINE,
)
_LINE = re.compile(r"[^\n]+")
_EMPTY_LINE = re.compile(r"\n\s{0,4}\n")
_LISTED = re.compile(rf"\s{{0,4}}(?:{_NUMBERING}|[-•·*●▪◆]|\d[\s.])")


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the advert; ``kind`` is empty where no label tells it; ``label`` is where its label begins."""

    kind: str
    start: int
    end: int
    label: int

    def within(self, start: int, end: int) -> "Section | None":
        """The part of it between two places."""
        first, last = max(self.start, start), min(self.end, end)
        return Section(self.kind, first, last, max(self.label, start)) if first < last else None


def sections(words: str) -> tuple[Section, ...]:
    """The advert in sections, in order, as ``plain`` spells it."""
    labels = list(_LABEL.finditer(words))
    found: list[Section] = []
    done = 0
    for number, label in enumerate(labels):
        until = labels[number + 1].start() if number + 1 < len(labels) else len(words)
        found += _unlabelled(words, done, label.start())
        end = _end(words, label.end(), until)
        found.append(Section(_kind(label), label.end(), end, label.start()))
        done = end
    found += _unlabelled(words, done, len(words))
    return tuple(found)


def _kind(label: re.Match[str]) -> str:
    return next(kind for kind in _LABELS if label[kind] is not None)


def _unlabelled(words: str, start: int, end: int) -> Iterator[Section]:
    for line in _LINE.finditer(words, start, end):
        if line[0].strip():
            yield Section("", line.start(), line.end(), line.start())


def _end(words: str, start: int, until: int) -> int:
    """The end of the line; of the list where the label stands alone or a list begins; an empty line ends both."""
    line = words.find("\n", start, until)
    if line < 0:
        return until
    if words[start:line].strip() and not _LISTED.match(words, start, line):
        return line
    alone = not words[start:line].strip()
    empty = _EMPTY_LINE.search(words, line + 1 if alone else line, until)
    last = empty.start() if empty else until
    return last if alone else _end_of_list(words, line, last)


def _end_of_list(words: str, line: int, last: int) -> int:
    """Where numbered lines end that began on the line of the label."""
    while line < last and _LISTED.match(words, line + 1, last):
        following = words.find("\n", line + 1, last)
        line = last if following < 0 else following
    return line
