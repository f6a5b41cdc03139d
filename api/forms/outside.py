"""Rows that are no entries of the form, and what they say for the rows below."""

import re
from itertools import pairwise

from api.forms.cells.plain import LONGEST_READ, RawCell, plain, typed
from api.forms.fields import SKIP, Form
from api.forms.header import Header
from api.forms.sheet import Sheet

_TOTAL = re.compile(
    r"^(?:本页|以上|本表)?(?:合计|总计|小计|共计|合共|总共|累计)(?:[:(\d人数岗共]|$)|^共\d+[人个条行名]|^第\d+页"
)
_EXAMPLE = re.compile(
    r"^[(\[【]?(?:例|例如|示例|样例|范例|举例|填写示例|填表示例|参考示例)(?:[:)\]】,、\d]|行?$)"
    r"|[(\[【](?:示例|例|例子|样例|举例|范例)[)\]】]$"
)
_GUIDE = re.compile(
    r"必填|选填|可不填|非必填|格式|下拉|请填|如实|填写|例如|^如[:,]|^例[:,]|示例|^文本$|^数字$|^日期$|不超过\d+字|不能为空|可为空|可空|^\(.*[填选].*\)$|\d+位(?:数字|号码)|照身份证|按营业执照|^1[158]位|^元(?:/月)?$|^yyyy"
)
_SIGNERS = r"(?:填表|填报|制表|审核|复核|审批|经办|负责|登记|录入|采集|汇总|报送|统计)(?:人|单位|日期|时间|者)"
_NOTE = re.compile(
    r"^[*※★●◆(\[【]*(?:注[:\d意]|备注[:\d]|说明[:\d]|(?:填表|填报|填写)(?:说明|要求|须知)|附注|附[:件]|以下空白|此表|本表|温馨提示|重要提示|提示:"
    rf"|要求:|谢谢|声明|本人承诺|\d[.、)].{{10,}})|^{_SIGNERS}$"
)
_SIGNED = re.compile(
    rf"{_SIGNERS}|日期|时间|盖章|签[名字章]|公章|.{{0,12}}\((?:盖|公|签)[章名字]\)|(?:\d{{4}})?年(?:\d{{1,2}})?月(?:\d{{1,2}})?日"
)
_SIGNED_LABEL = re.compile(rf"^(?:{_SIGNERS}|日期|盖章|签[名字章]|公章|单位\(?[盖公]章\)?)(?:\([^)]*\))?:")
_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十\d]+(?:部分|批|组|类))|(?:街道|社区|部分|名单|办事处|意见)$"
)
_SENTENCE = re.compile(
    r"[,。;!?:]|^(?:以上|以下|上述|如|请|本|凡|欢迎|详情|咨询|报名|有意|此|特此|感谢|截[止至]|\d{1,2}[.、])|截[止至]|\d{4}年|\d月\d"
)
_PERSON = re.compile(r"[\u4e00-\u9fff·]{2,4}|[A-Za-z.]{2,30}")
_LABEL = re.compile(
    r"([^\s:：,，;；、]{2,14})\s*[:：][ \u3000]*(.*?)"
    r"(?=[\s,，;；、]+[^\s:：,，;；、]{2,14}\s*[:：]|\s{2,}|\u3000{2,}|$)"
)
_LABELLED = re.compile(r"^[^:]{2,14}:")
_FIRM = re.compile(
    r"^[^:：,，。]{2,40}(?:公司|厂|酒店|超市|医院|商行|集团|商场|合作社|事务所|中心|酒楼|餐厅|店|幼儿园|学校)(?:[(（][^)）]*[)）])?$"
)
_FIRM_IN_TITLE = re.compile(
    r"^(?:\d{4}年?(?:\d{1,2}月)?)?(.{2,40}?(?:有限公司|有限责任公司|股份公司|公司|集团|厂|酒店|超市|医院|商行|酒楼))(?=.{0,20}(?:招|用工|用人|岗位|登记|需求))"
)


def why_ignored(sheet: Sheet, row: int, header: Header) -> str | None:
    """Why a row below the header is no entry, or ``None`` when it is one."""
    own = {c: v for c, v in sheet.cells(row).items() if sheet.is_own(row, c)}
    named = {c.index: c.field for c in header.columns}
    said = {c: plain(v) for c, v in own.items() if named.get(c, SKIP) != SKIP}
    lead = [plain(v) for v in own.values()][:3]
    if not own:
        return "空行"
    if any(_TOTAL.search(text) for text in lead):
        return "合计行"
    if any(_EXAMPLE.search(text) for text in lead):
        return "示例行"
    if not said:
        return "只有序号，没有内容" if all(len(text) <= 6 for text in lead) else "说明文字"
    if len(said) == 1 and "name" in {named[c] for c in said} and not _PERSON.fullmatch(next(iter(said.values()))):
        return "说明文字"
    return _why_words(sheet, row, own, list(said.values()))


def _why_words(sheet: Sheet, row: int, own: dict[int, RawCell], said: list[str]) -> str | None:
    texts = [plain(v) for v in own.values()]
    if 2 * sum(bool(_GUIDE.search(text)) for text in texts) >= len(texts) and len(texts) > 1:
        return "填写说明行"
    if _is_numbering(texts):
        return "栏号行"
    if all(_LABELLED.search(t) or _SIGNED.fullmatch(t) for t in texts) or (len(texts) <= 3 and _NOTE.search(texts[0])):
        return "表下说明或落款"
    if len(texts) <= 4 and any(_SIGNED_LABEL.match(t) for t in texts):
        return "表下说明或落款"
    if len(said) == 1 and (_is_wide(sheet, row, next(iter(own))) or _is_remark(said[0])):
        return "说明文字"
    return None


def _is_remark(text: str) -> bool:
    return bool(_SENTENCE.search(text) or _HEADING.search(text)) or len(text) > 30


def _is_numbering(texts: list[str]) -> bool:
    """A row that only numbers the columns: 1 2 3 4, or 甲 乙 1 2."""
    digits = [int(t) for t in (text.strip("()") for text in texts) if t.isdecimal()]
    rest = [t for t in texts if not t.strip("()").isdecimal()]
    in_order = all(b - a == 1 for a, b in pairwise(digits))
    return len(digits) >= 3 and in_order and all(t in "甲乙丙丁栏次项号" for t in rest)


def _is_wide(sheet: Sheet, row: int, column: int) -> bool:
    anchor = sheet.merged.get((row, column))
    return anchor is not None and sum(sheet.merged.get((row, c)) == anchor for c in range(column, column + 3)) == 3


def stated(sheet: Sheet, row: int, form: Form) -> dict[str, RawCell]:
    """What a row outside the table says for all rows below: “用人单位名称：某某公司  联系电话：020-…”."""
    cells = list(sheet.cells(row).values())
    facts: dict[str, RawCell] = {}
    for label, value in _pairs(cells):
        key = form.field_of((label,))
        if key in form.inherits and plain(value) and key not in facts:
            facts[key] = value
    if "employer" in form.inherits and "employer" not in facts and len(cells) == 1 and (firm := firm_named(cells[0])):
        facts["employer"] = firm
    return facts


def _pairs(cells: list[RawCell]) -> list[tuple[str, RawCell]]:
    """Labels with their values, within one cell or in two neighbouring ones."""
    pairs: list[tuple[str, RawCell]] = []
    for place, cell in enumerate(cells):
        text = typed(cell).strip()[:LONGEST_READ]
        found = [(m.group(1), m.group(2)) for m in _LABEL.finditer(text)]
        pairs.extend((label, value) for label, value in found if value.strip())
        alone = re.fullmatch(r"([^:：]{2,14})[:：]?", text)
        if alone and place + 1 < len(cells):
            pairs.append((alone.group(1), cells[place + 1]))
    return pairs


def firm_named(cell: RawCell) -> str | None:
    """The firm a title or a line of its own names: “某某公司招聘需求表”, “某某厂”."""
    text = plain(cell)
    if _FIRM.match(text):
        return text
    found = _FIRM_IN_TITLE.match(text)
    return found.group(1) if found else None
