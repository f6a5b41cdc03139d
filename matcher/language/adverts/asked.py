"""What a post asks of people: education, level, experience, papers, skills."""

import re

from matcher.language.adverts.facts import Fact, Span
from matcher.language.adverts.said import Said
from matcher.language.skills.reading import read_listed

_NOT_ASKED = ("company", "duties", "place", "interview", "contact", "phone", "welfare", "wage")
_PREFERRED = re.compile(r"[^,;。\n|]{0,14}?(?:优先|者佳|更佳|加分|为佳|最好)")
_PREFERRED_BEFORE = re.compile(r"(?:优先|最好|加分)[^,;。\n|]{0,6}\Z")
_EDUCATION = (
    (10, r"研究生|硕士|博士"),
    (20, r"本科|学士"),
    (30, r"大专|专科(?!医|门|护)|高职|高专"),
    (40, r"中专|中技|技校|职高|中职|职中|技工学校"),
    (60, r"高中(?!数|语|英|物|化|教|老|班|部|生物)"),
    (70, r"初中(?!数|语|英|物|化|教|老|班|部|生物)"),
    (80, r"小学(?!数|语|英|教|老|班|部|托|生|附)"),
)
_STAGE = "|".join(f"(?P<e{code}>{words})" for code, words in _EDUCATION)
_STAGES = re.compile(_STAGE)
_SCHOOLING = re.compile(
    rf"(?:(?:学历|文化程度?|文化水平)(?:要求)?[:：]?\s{{0,4}})?(?:统招"
    rf"|全日制)?(?:{'|'.join(words for _, words in _EDUCATION)})"
    rf"(?:\s{{0,4}}(?:[/、或及和]|或者)\s{{0,4}}(?:{'|'.join(words for _, words in _EDUCATION)}))*(?P<tail>(?:学历"
    rf"|毕业|文化程度?|文化水平|程度|文凭)?(?:及|或)?(?:其)?(?:以上|起)?(?:学历|毕业|文化程度?|文化|即可|都?可)?)"
)
_LEVELS = {
    "初级": 5,
    "五级": 5,
    "5级": 5,
    "中级": 4,
    "四级": 4,
    "4级": 4,
    "高级": 3,
    "三级": 3,
    "3级": 3,
    "技师": 2,
    "二级": 2,
    "高级技师": 1,
    "一级": 1,
}
_LEVEL = re.compile(
    r"(?P<level>高级技师|高级工?|中级工?|初级工?|技师|[一二三四五345]级)(?:[/(]\s{0,4}(?:[一二三四五345]级"
    r"|[初中高]级工?)\s{0,4}\)?)?(?:技工)?(?:及|或)?(?:以上)?(?:的)?(?:职业|技能|国家)(?:技能)?(?:职业)?(?:等级|资格)"
    r"|(?:职业|技能)(?:资格|等级)(?:证书?)?[:为]?\s{0,4}(?P<level2>高级技师|高级工?|中级工?|初级工?|技师"
    r"|[一二三四五345]级)"
    r"|(?P<level3>高级技师|高级工|中级工|初级工)(?:[/(]\s{0,4}[一二三四五345]级\s{0,4}\)?)?(?:及|或)?(?:以上|证书?)"
)
_LEVEL_TOLD = re.compile(r"\s{0,4}(?P<level>高级技师|高级工|中级工|初级工|技师|[一二三四五345]级)")
_YEARS = r"(?:\d{1,2}|[一二两三四五六七八九十半]{1,2})\s{0,4}(?:[-—~至到]\s{0,4}\d{1,2}\s{0,4})?(?:年|个月)"
_EXPERIENCE = re.compile(
    rf"[^,;。|\n:()\s、]{{0,10}}?{_YEARS}(?:及|或)?(?:以上|以内|左右)?(?:的)?[^,;。|\n()\s]{{0,12}}?(?:经验|经历|驾龄"
    rf"|工龄)(?:者)?(?:优先|以上)?"
    r"|[^,;。|\n:()\s\d]{0,6}?(?:驾龄|经验|工龄)\s{0,4}(?:满)?(?:\d{1,2}|[一二两三四五六七八九十半])\s{0,4}年(?:以上)?"
    r"|(?:不需要?|无需|不要求|不用|无须|没有)(?:相关|工作|任何)?经验(?:也可以?|均可|可学|可培训|要求)?|(?:有无"
    r"|有没有)(?:相关)?经验(?:均可|都可以?|皆可|都行|不限)|(?:工作)?经验不限|零经验|零基础(?:可学)?"
    r"|(?:有|具备|有过?)[^,;。|\n:()\s\d工]{0,8}经验(?:者|的)?(?:优先考虑|优先|即可|更佳)?|[生熟]手[生熟]手?均可"
    r"|熟手优先|[熟生]手(?:即可|均可|都可以?|也可以?)|生熟手(?:均可|都可以?|不限|皆可)|熟练工(?:优先|即可)|(?:需"
    r"|要)?熟手(?=[,;。|\n\s]|$)|无经验(?:可|者)[^,;。\n|]{0,4}"
)
_NO_EXPERIENCE = re.compile(r"[^,;。\n|]{0,2}(?:工资|薪|可谈|另议)")
_CERTIFICATE = re.compile(
    r"(?P<name>[a-z]?\d?[\u4e00-\u9fff]{0,10}?(?:健康证明?|上岗证|操作证|资格证书?|从业证|驾驶证|驾照|职称证书?"
    r"|等级证书?|[\u4e00-\u9fff]证书?(?![件明实照券]))|(?<![a-z\d])[abc][123]\s{0,4}(?:类|型)?(?:驾驶证|驾照|照|牌|证"
    r"|本)?(?![a-z\d])|[abc]牌|英语[四六]级|cet-?[46])"
)
_NAMED_PAPER = re.compile(r"^(?![以及级或]).{1,}(?:职称证书?|资格证书?|操作证|上岗证|从业证|等级证书?|健康证)\Z")
_CERTIFICATE_LEAD = re.compile(
    r"^[\u4e00-\u9fff]*(?:持有?|具有|具备|需要?|须有?|要求?|考取|取得|办理|凭|有(?![效关]))(?=..)"
)
_NO_PAPER = re.compile(
    r"^及?以上|^级|身份证|居住证|毕业证|学历证|学位证|户口|暂住证|保证|认证|验证|工作证|考证|证件|学生证|结婚证"
    r"|营业执照|房产证"
    r"|复印|签证|银行卡|核酸|退伍证|残疾人?证|离职证|凭证|查证|取证|论证|公证|人证|持证|求证|许可证|任证|有证|无证"
    r"|各证"
)
_NOT_NEEDED = re.compile(r"(?:无需|不需要?|不用|不要求|没有?|免|可代?办|协助|包|帮|免费)[^,;。\n]{0,6}\Z")
_ABLE = re.compile(
    r"(?:熟练(?:掌握|使用|操作|运用|应用)?|熟悉(?:使用|操作|掌握|运用)?|精通|掌握|会(?:操作|使用|用|开|讲|说|做)?"
    r"|懂得?|了解|能(?:够)?(?:熟练)?(?:操作|使用|讲|说))(?P<what>[^,;。|\n()!]{2,24})"
)
_NOT_ABLE = re.compile(r"(?:机|社|协|聚|开|不|工|培训|商|晚|还|都|才|就|理|经常|可|一定|不仅|将)\Z")
_SPLIT = re.compile(r"\s{0,4}(?:[、/和及与,]|或者?|以及)\s{0,4}|\s+")
_TAIL = re.compile(r"(?:等)?(?:相关)?(?:的)?(?:基本)?(?:者)?(?:优先|者|即可|等)?\Z")


def education_min(said: Said) -> Fact[int] | None:
    """The lowest stage of schooling asked for; one only preferred, or 不限, asks for none."""
    for found in said.find(_SCHOOLING, ("education", "requirement"), _NOT_ASKED):
        labelled = any(s.kind == "education" and s.start <= found.start() < s.end for s in said.own + said.shared)
        asked = found["tail"] or labelled or re.match(r"(?:学历|文化)", found[0]) or _stands_alone(said.words, found)
        if asked and not _only_preferred(said.words, found):
            codes = [
                int((stage.lastgroup or "e0")[1:]) for stage in _STAGES.finditer(said.words, found.start(), found.end())
            ]
            return Fact(max(codes), (said.bare(found.span()),))
    return None


def _stands_alone(words: str, found: re.Match[str]) -> bool:
    around = words[found.start() - 1 : found.start()] + words[found.end() : found.end() + 1]
    return all(mark in " ,;。|\n:、.)" for mark in around)


def skill_level_min(said: Said) -> Fact[int] | None:
    """The level of skill asked for, 5 初级工 … 1 高级技师."""
    for section in said.sections(("skill",)):
        if section.kind == "skill" and (told := _LEVEL_TOLD.match(said.words, section.start, section.end)):
            return Fact(_level(told["level"]), (told.span("level"),))
    for found in said.find(_LEVEL, ("skill", "requirement"), _NOT_ASKED):
        word = found["level"] or found["level2"] or found["level3"]
        if not _only_preferred(said.words, found):
            return Fact(_level(word), (found.span(),))
    return None


def _level(word: str) -> int:
    return _LEVELS[word if word in _LEVELS else word.removesuffix("工")]


def experience(said: Said) -> Fact[str] | None:
    """The first words about experience; all that stands behind its label."""
    for section in said.sections(("experience",)):
        if section.kind == "experience":
            return said.quoted(((section.start, section.end),))
    for found in said.find(_EXPERIENCE, ("requirement",), ("company", "contact", "phone", "place", "wage")):
        if not _NO_EXPERIENCE.match(said.words, found.end()):
            return said.quoted((found.span(),))
    return None


def certificates_required(said: Said) -> Fact[tuple[str, ...]] | None:
    """Papers one must hold; those only preferred, not needed or of who one is are left out."""
    spans: list[Span] = []
    for found in said.find(_CERTIFICATE, ("certificate", "requirement"), (*_NOT_ASKED, "title")):
        lead = _CERTIFICATE_LEAD.match(found[0])
        start = found.start() + (lead.end() if lead and lead.end() < len(found[0]) - 1 else 0)
        name = said.words[start : found.end()]
        before = said.words[max(0, start - 10) : start]
        if _NO_PAPER.search(name) or _NOT_NEEDED.search(before) or _only_preferred(said.words, found):
            continue
        if _NAMED_PAPER.search(name) or any(
            reading.standing.paper or reading.concept.kind == "certificates" for reading in read_listed(name)
        ):
            spans.append((start, found.end()))
    return _listed(said, spans)


def skills_required(said: Said) -> Fact[tuple[str, ...]] | None:
    """Skills one must have, as the advert names them; only those the lattice of skills knows."""
    spans: list[Span] = []
    for found in said.find(_ABLE, ("skill", "requirement"), _NOT_ASKED):
        if _NOT_ABLE.search(said.words[max(0, found.start() - 2) : found.start()]) or _only_preferred(
            said.words, found
        ):
            continue
        spans += [span for span in _things(said.words, *found.span("what")) if read_listed(said.words[slice(*span)])]
    return _listed(said, spans)


def _things(words: str, start: int, end: int) -> list[Span]:
    """The things of a list: 金蝶软件和Excel."""
    tail = _TAIL.search(words[start:end])
    end = start + (tail.start() if tail else end - start)
    spans, done = [], start
    for mark in _SPLIT.finditer(words, start, end):
        spans.append((done, mark.start()))
        done = mark.end()
    return [span for span in (*spans, (done, end)) if span[1] - span[0] >= 2 and not words[span[0]].isdigit()]


def _only_preferred(words: str, found: re.Match[str]) -> bool:
    behind = _PREFERRED.match(words, found.end())
    return (
        "优先" in found[0]
        or behind is not None
        or _PREFERRED_BEFORE.search(words[max(0, found.start() - 10) : found.start()]) is not None
    )


def _listed(said: Said, spans: list[Span]) -> Fact[tuple[str, ...]] | None:
    named = {said.text[slice(*said.bare(span))]: said.bare(span) for span in reversed(spans)}
    kept = dict(reversed(named.items()))
    return Fact(tuple(kept), tuple(kept.values())) if kept else None
