"""Whom to call, on which number, and where to come for an interview."""

import re

from matcher.language.adverts.facts import Fact
from matcher.language.adverts.said import Said
from matcher.language.titles.contacts import CALLED, SURNAME

_MOBILE = r"(?<!\d)(?:\+?86[\s-]?)?(?P<mobile>1[3-9]\d(?:[\s-]?\d){8})(?!\d)"
_LANDLINE = (
    r"(?<![\d-])(?P<landline>\(?0(?:10|2\d|[3-9]\d{2})\)?[\s-]?[2-8]\d{2,3}[\s-]?\d{4}(?:(?:转|-)\d{1,5})?)(?!\d)"
)
_SERVICE = r"(?<!\d)(?P<service>[48]00[\s-]?\d{3}[\s-]?\d{4})(?!\d)"
_LOCAL = r"(?<![\d-])(?P<local>[2-8]\d{3}[\s-]?\d{4})(?!\d)"
_PHONE = re.compile(f"{_MOBILE}|{_LANDLINE}|{_SERVICE}|{_LOCAL}")
_TITLE = rf"(?:{CALLED}|主管|主任|老师|师傅|院长|部长|队长|校长|园长|工(?![\u4e00-\u9fff]))"
_NAME = (
    rf"(?:(?:{SURNAME}|欧阳)(?:[\u4e00-\u9fff]{{1,2}})?{_TITLE}|阿[\u4e00-\u9fff](?![\u4e00-\u9fff])"
    rf"|[小老]{SURNAME}(?![\u4e00-\u9fff])|(?:{SURNAME}|[\u4e00-\u9fff])[姐哥叔姨](?![\u4e00-\u9fff])|(?:ms|mr"
    rf"|miss)\.?\s{{0,4}}[a-z]+)"
)
_RARE = r"[\u4e00-\u9fff]{1,2}?(?:先生|小姐|女士|老师|经理|主管|主任|店长|厂长|园长|院长|老板|师傅)(?![\u4e00-\u9fff])"
_LED = r"(?:联系人?|对接人?|找|请找|负责人|咨询|致电|人事|hr|厂办|厂部|电联?|[搵揾])"
_BEFORE = re.compile(
    rf"(?P<name>{_NAME}|(?<![\u4e00-\u9fff]){_RARE})\s{{0,4}}(?:的)?(?:联系)?(?:电话|手机|微信)?[\s:,("
    rf"|、/]{{0,4}}(?=\+?\d)"
)
_BEHIND = re.compile(
    rf"[\s,(|、;:/]{{0,4}}(?:找|搵|揾|联系人?[:\s]*|微信同号[,\s(]*|请找)?(?P<name>{_NAME}"
    rf"|[\u4e00-\u9fff]{{1,2}}?{_TITLE}(?![\u4e00-\u9fff]))"
)
_TOLD = re.compile(rf"{_LED}[:\s]*(?P<name>{_NAME})|联系人[:\s]?(?P<rare>{_RARE})")
_LABELLED = re.compile(
    r"\s{0,4}(?P<name>[\u4e00-\u9fff]{1,3}(?:先生|小姐|女士|经理|主管|主任|老师|店长|师傅|老板|厂长|部长|院长|校长"
    r"|队长)?|[\u4e00-\u9fff]{2,6})(?=[\s,;。|(:\d/]|$)"
)
_NO_NAME = re.compile(r"电话|微信|手机|公司|地址|同号|联系|热线|号码")
_INTERVIEW = re.compile(
    r"(?:(?:请)?(?:携带|带上?|凭|持)[^,;。|\n]{0,12}(?:身份证|简历|证件|复印件)[^,;。|\n]{0,20}(?:面试|应聘|报名"
    r"|入职)|(?:直接|现场|线上|视频|电话|预约|到[店厂司])[^,;。|\n]{0,8}面试|面试[^,;。|\n]{0,3}(?:即可|当天)[^,;。"
    r"|\n]{0,8})"
)
_NOT_HERE = ("duties", "company")


def phone(said: Said) -> Fact[str] | None:
    """The first number: labelled ones before others, digits with the dashes of a landline."""
    for found in said.find(_PHONE, ("phone", "contact"), _NOT_HERE):
        if found["local"] and not _is_told(said, found.start()):
            continue
        return Fact(_digits(found), (found.span(found.lastgroup or 0),))
    return None


def _is_told(said: Said, start: int) -> bool:
    """Whether eight digits stand where a telephone would."""
    before = said.words[max(0, start - 12) : start]
    return re.search(
        rf"报名|咨询|公共服务|办公室|电话|手机|tel|联系|致电|热线|{CALLED}[:\s]*$|前台|[|]\s{{0,4}}$", before
    ) is not None or any(
        section.kind in ("phone", "contact") and section.start <= start < section.end
        for section in (*said.own, *said.shared)
    )


def _digits(found: re.Match[str]) -> str:
    if found["landline"]:
        bare = re.sub(r"[()\s-]", "", found["landline"].split("转")[0])
        code = 3 if re.match(r"0(?:10|2)", bare) else 4
        extension = found["landline"].partition("转")[2]
        return f"{bare[:code]}-{bare[code:]}" + (f"-{extension}" if extension else "")
    return re.sub(r"\D", "", found["mobile"] or found["service"] or found["local"])


def contact(said: Said) -> Fact[str] | None:
    """Whom to ask for: behind the label, else the name beside the number."""
    for section in said.sections(("contact",)):
        if (
            section.kind == "contact"
            and (found := _LABELLED.match(said.words, section.start, section.end))
            and not _NO_NAME.search(found["name"])
        ):
            return said.quoted((found.span("name"),))
    for number in said.find(_PHONE, ("phone",), _NOT_HERE):
        for pattern, start, end in ((_BEHIND, number.end(), number.end() + 16),):
            if found := pattern.match(said.words, start, end):
                return said.quoted((found.span("name"),))
    for pattern in (_BEFORE, _TOLD):
        for found in said.find(pattern, ("phone",), _NOT_HERE):
            return said.quoted((found.span(found.lastgroup or 0),))
    return None


def interview(said: Said) -> Fact[str] | None:
    """When, where and how one is interviewed: all that stands behind such labels, else the clause that tells it."""
    spans = [(s.start, s.end) for s in said.sections(("interview",)) if s.kind == "interview"]
    spans = spans or [found.span() for found in said.find(_INTERVIEW, never=_NOT_HERE)][:1]
    return said.quoted(spans)
