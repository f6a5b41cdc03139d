"""What is offered and asked beside pay and time: insurance, kind of employment, contract, hazards, loans, urgency."""

import re
from typing import Literal

from matcher.language.adverts.facts import Fact
from matcher.language.adverts.said import Said
from matcher.language.numerals import amount

_NO_INSURANCE = re.compile(
    r"(?:不(?:买|购买?|缴|交|包|参加|提供|含|办)|没有?|无|未)(?:购?买|缴纳?)?(?:社会保险|社保|五险|保险)|社保自理"
    r"|(?:社保|五险)(?:不买|没有|不包|自理|无)"
)
_INSURANCE = re.compile(
    r"[五六七5-7]\s{0,4}险(?:[一二两12]\s{0,4}金)?|社会?保险?(?!专员|局|卡|会计|代缴|个人|部分|号|费自|自|由原|补贴"
    r"|补助"
    r"|岗)|三险(?:一金)?|四险"
)
_LABELLED_INSURANCE = re.compile(
    r"(?:社会保险|社保|保险|五险)[^:\n]{0,4}:\s{0,4}(?:(?P<no>无|没有|不|否|自理)|有|是|买|购|交|缴|齐)"
)
_BEFORE_INSURANCE = re.compile(r"(?:自愿|可选|是否|办理过|熟悉|核算|负责|处理|商业|或商|代办)[^,;。\n]{0,4}\Z")
_KINDS: tuple[tuple[Literal["full_time", "part_time", "seasonal", "internship"], re.Pattern[str]], ...] = (
    ("full_time", re.compile(r"(?<!非)全日制(?!本科|大专|学历|统招|专科|中专|教育|院校)|全职|长期工(?!作)|正式工")),
    ("part_time", re.compile(r"非全日制?|兼职|小时工|钟点")),
    ("seasonal", re.compile(r"季节(?:性|工)(?:用工)?|短期工?(?!合同)|[寒暑]假工|春节工|旺季工")),
    ("internship", re.compile(r"实习(?!期|证|经[历验]|经)(?:生|岗)?")),
)
_MONTHS = re.compile(
    r"(?:合同|签订?|签约|协议)[^\d一二两三五半,;。\n]{0,6}(?:(?P<years>[\d一二两三五])\s{0,4}年(?:期|制)?"
    r"|(?P<months>\d{1,2})\s{0,4}个?月(?!\d|[日号]))(?!以上经验|经验)"
)
_HAZARD = re.compile(
    r"粉尘|油漆味|油漆气味|噪[音声]|高温(?!补|津|费|假)|低温|高空(?:作业)?(?!作业|证)|登高作业|有毒有害|化学品"
    r"|刺激性?气味|异味"
    r"|电焊烟尘|烟尘|辐射|振动|重体力|冷库作业|苯|强光|弧光|密闭空间|有限空间|有机溶剂"
)
_NO_HAZARD = re.compile(r"(?:不接触|无|没有|远离|不涉及|零)[^,;。\n]{0,6}\Z")
_HAZARDS_ELSEWHERE = ("company", "place", "contact", "phone", "certificate")
_SWAP = re.compile(
    r"(?P<no>不接受|不接收|非|不做|谢绝)?[^,;。\n]{0,4}?(?:共享用工|共享员工|用工余缺调剂|余缺调剂|借调员工|员工共享)"
)
_URGENT = re.compile(r"急招|急聘|急需|加急|紧急|急缺|急请|特急|十万火急|急{2,}|(?<![\u4e00-\u9fff])急(?=[!\s|:])|紧缺")


def social_insurance(said: Said) -> Fact[bool] | None:
    """Whether the employer pays 社保; what is up to the worker, or only commercial, is unknown."""
    never = ("duties", "company", "requirement")
    refused = next(said.find(_NO_INSURANCE, ("welfare",), never), None)
    if refused:
        return Fact(False, (refused.span(),))
    for section in said.sections(("welfare",)):
        if section.kind == "welfare" and (told := _LABELLED_INSURANCE.match(said.words, section.label, section.end)):
            return Fact(told["no"] is None, (told.span(),))
    for found in said.find(_INSURANCE, ("welfare",), never):
        if not _BEFORE_INSURANCE.search(said.words[max(0, found.start() - 8) : found.start()]):
            return Fact(True, (found.span(),))
    return None


def employment_kind(said: Said) -> Fact[Literal["full_time", "part_time", "seasonal", "internship"]] | None:
    """The kind of employment; two named leave it unknown."""
    never = ("duties", "company", "requirement", "experience", "education")
    found = {
        name: match for name, pattern in _KINDS if (match := next(said.find(pattern, ("kind", "title"), never), None))
    }
    return next((Fact(name, (match.span(),)) for name, match in found.items()), None) if len(found) == 1 else None


def contract_months(said: Said) -> Fact[int] | None:
    """How long the contract runs, in months."""
    for section in said.sections(("kind",), ("duties", "company")):
        found = _MONTHS.search(said.words, section.label, section.end)
        if found:
            years, months = found["years"], found["months"]
            length = (amount(years) or 0) * 12 if years else int(months)
            return Fact(length, (found.span(),)) if length else None
    return None


def hazards(said: Said) -> Fact[tuple[str, ...]] | None:
    """Hazards told; those the advert says there are none of are not."""
    met: dict[str, tuple[int, int]] = {}
    for found in said.find(_HAZARD, ("hazard",), _HAZARDS_ELSEWHERE):
        if not _NO_HAZARD.search(said.words[max(0, found.start() - 10) : found.start()]):
            met.setdefault(said.text[slice(*found.span())], found.span())
    return Fact(tuple(met), tuple(met.values())) if met else None


def accepts_swap(said: Said) -> Fact[bool] | None:
    """Whether staff lent by another employer may fill the post."""
    found = next(said.find(_SWAP, never=("company",)), None)
    return Fact(found["no"] is None, (said.bare(found.span()),)) if found else None


def urgent(said: Said) -> Fact[bool] | None:
    """True where the advert says it is urgent; nothing says it is not."""
    found = next(said.find(_URGENT, never=("company", "duties", "requirement")), None)
    return Fact(True, (found.span(),)) if found else None
