"""The fields of a vacancy as a form asks for them: what each is called, how it is typed and how that is understood."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from api import wording
from api.fields.filled import Filled
from api.refusals import BadField, FieldProblem
from api.reviews.screening import WORDED, Terms
from models.vacancy import EmploymentKind, Shift, WageUnit

FEN = 100
_LIST_MARKS = re.compile(r"[、，,；;/\n]+")
_MONEY = re.compile(r"(\d{1,7})(?:\.(\d{1,2}))?")
NOT_MONEY = "请只写数字，比如 4500；没有谈好就留空"
NOT_A_NUMBER = "请只写整数，比如 {example}；不知道就留空"


class Kind(Enum):
    WORDS = auto()
    AREA = auto()
    NUMBER = auto()
    MONEY = auto()
    CHOICE = auto()
    YES_NO = auto()
    DAY = auto()
    LIST = auto()


@dataclass(frozen=True, slots=True)
class Asked:
    """One field; ``options`` are (value, words) where they are always the same.

    Whom a vacancy suits hangs on what is ``asked_first``: it stands in view even while nobody filled it.
    """

    name: str
    label: str
    kind: Kind = Kind.WORDS
    hint: str = ""
    unit: str = ""
    options: tuple[tuple[str, str], ...] = ()
    required: bool = False
    asked_first: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    fields: tuple[Asked, ...]


YES_NO = (("", "未知"), ("yes", "是"), ("no", "否"))
SKILL_LEVELS = (("", "未知"), ("5", "初级工"), ("4", "中级工"), ("3", "高级工"), ("2", "技师"), ("1", "高级技师"))


def _labels(choices: Any) -> tuple[tuple[str, str], ...]:
    return (("", "未知"), *((choice.value, choice.label) for choice in choices))


GROUPS = (
    Group(
        "岗位",
        (
            Asked("title", "岗位名称", required=True),
            Asked("occupation_code", "职业", Kind.CHOICE, asked_first=True),
            Asked("openings", "招几人", Kind.NUMBER, unit="人", required=True),
            Asked("duties", "做什么", Kind.AREA, asked_first=True),
            Asked("employment_kind", "用工", Kind.CHOICE, options=_labels(EmploymentKind)),
            Asked("contract_months", "合同", Kind.NUMBER, unit="个月"),
        ),
    ),
    Group(
        "工资",
        (
            Asked("wage_low_fen", "最低", Kind.MONEY, unit="元", asked_first=True),
            Asked(
                "wage_high_fen",
                "最高",
                Kind.MONEY,
                unit="元",
                hint="差得太远（比如 3000–9000），求职者看到的是“工资没写清”",
                asked_first=True,
            ),
            Asked("wage_unit", "按", Kind.CHOICE, options=tuple((u.value, u.label) for u in WageUnit)),
            Asked("wage_parts", "怎么算", hint="底薪、提成、计件怎么算，写清楚的岗位看的人多"),
            Asked("payday", "几号发"),
            Asked("social_insurance", "买社保", Kind.YES_NO),
        ),
    ),
    Group(
        "上班",
        (
            Asked("street_code", "街道", Kind.CHOICE, asked_first=True),
            Asked("address", "地址"),
            Asked("shift", "班次", Kind.CHOICE, options=_labels(Shift), asked_first=True),
            Asked("hours", "工时"),
            Asked("rest_days", "休息"),
            Asked("meals", "包吃", Kind.YES_NO),
            Asked("lodging", "包住", Kind.YES_NO, asked_first=True),
            Asked("works_in_festival", "春节上班", Kind.YES_NO),
            Asked("festival_pay", "春节工资"),
            Asked("hazards", "劳动条件", Kind.LIST, hint="高温、高处、粉尘、噪声等，没有就留空"),
        ),
    ),
    Group(
        "要求",
        (
            Asked("education_min", "学历", Kind.CHOICE),
            Asked("experience", "经验"),
            Asked("skills_required", "技能", Kind.LIST),
            Asked("certificates_required", "证书", Kind.LIST, hint="只写上岗一定要有的"),
            Asked("skill_level_min", "技能等级", Kind.CHOICE, options=SKILL_LEVELS),
        ),
    ),
    Group(
        "时间和联系",
        (
            Asked("start_date", "到岗", Kind.DAY),
            Asked("open_until", "招到", Kind.DAY),
            Asked("contact", "联系人"),
            Asked("phone", "电话"),
            Asked("interview", "面试"),
            Asked("accepts_swap", "接受共享用工", Kind.YES_NO),
        ),
    ),
)
BY_NAME: Mapping[str, Asked] = {field.name: field for group in GROUPS for field in group.fields}
LABELS = {name: field.label for name, field in BY_NAME.items()} | {
    "wage_low_fen": "最低工资",
    "wage_high_fen": "最高工资",
    "wage_unit": "工资单位",
}
NUMBERS = frozenset({"education_min", "skill_level_min"})  # choices whose values are numbers


def typed(name: str, value: Any) -> str:
    """A value as it stands in its field."""
    if value is None or value == "":
        return ""
    kind = BY_NAME[name].kind
    if kind is Kind.MONEY:
        return wording.yuan(value)
    if kind is Kind.YES_NO:
        return "yes" if value else "no"
    if kind is Kind.LIST:
        return "、".join(value)
    return value.isoformat() if isinstance(value, date) else str(getattr(value, "value", value))


def typed_all(row: object) -> dict[str, str]:
    """Every field of a vacancy as its form shows it."""
    return {name: typed(name, getattr(row, name)) for name in BY_NAME}


def meant(name: str, text: str) -> Any:
    """What stands in a field, as a vacancy keeps it; raises `BadField`."""
    field = BY_NAME[name]
    if field.kind in READ:
        return READ[field.kind](name, text)
    if field.kind is Kind.CHOICE:
        return (int(text) if name in NUMBERS else text) if text else None
    return text


def _money(name: str, text: str) -> int | None:
    bare = text.replace(",", "").replace("，", "").removesuffix("元")
    found = _MONEY.fullmatch(bare)
    if bare and not found:
        raise BadField.of(name, NOT_MONEY)
    return int(found[1]) * FEN + int((found[2] or "").ljust(2, "0")) if found else None


def _number(name: str, text: str) -> int | None:
    if text and not (text.isascii() and text.isdigit() and len(text) < 7):
        raise BadField.of(name, NOT_A_NUMBER.format(example="12" if name == "contract_months" else "5"))
    return int(text) if text else None


READ: Mapping[Kind, Callable[[str, str], Any]] = {
    Kind.MONEY: _money,
    Kind.NUMBER: _number,
    Kind.YES_NO: lambda _, text: {"yes": True, "no": False}.get(text),
    Kind.LIST: lambda _, text: [part.strip() for part in _LIST_MARKS.split(text) if part.strip()],
    Kind.DAY: lambda _, text: text or None,
}


def said_in(values: Mapping[str, str]) -> dict[str, Any]:
    """What the fields of a form say, under the names of a vacancy; raises `BadField` with every field at fault."""
    said: dict[str, Any] = {}
    problems: list[FieldProblem] = []
    for name in BY_NAME:
        try:
            said[name] = meant(name, values.get(name, "").strip())
        except BadField as refused:
            problems += refused.problems
    problems += [FieldProblem("openings", "没有填，请写招几个人")] if said.get("openings", 0) is None else []
    problems += [FieldProblem("title", "没有填，请写岗位名称，比如 缝纫工")] if not said["title"] else []
    if problems:
        raise BadField(*problems)
    return {**said, "wage_unit": said["wage_unit"] or WageUnit.MONTH}


def terms_typed(form: Filled) -> Terms:
    """What a form says so far, for the screening; what cannot be read yet is not judged yet."""
    money = {name: _lenient(name, form) for name in ("wage_low_fen", "wage_high_fen")}
    low, high = money["wage_low_fen"], money["wage_high_fen"]
    unit = form.value("wage_unit")
    return Terms(
        title=form.value("title"),
        words={name: form.value(name) for name in WORDED},
        wage_low=None if low is None else low / FEN,
        wage_high=None if high is None else high / FEN,
        wage_unit=WageUnit(unit) if unit in set(WageUnit) else WageUnit.MONTH,
        start_date=_day(form.value("start_date")),
    )


def _lenient(name: str, form: Filled) -> int | None:
    try:
        return _money(name, form.value(name).strip())
    except BadField:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
