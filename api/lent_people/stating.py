"""What a lender says of one of its people, from a form or a pasted line: read, or refused with what to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.forms.cells.choices import parse_list, parse_sex, parse_yes
from api.forms.cells.dates import parse_date
from api.forms.cells.identity import IdNumber, parse_id
from api.forms.cells.phones import parse_phones
from api.forms.cells.plain import Impossible, plain
from api.forms.cells.wages import parse_wage
from api.refusals import BadField, FieldProblem
from api.workers.contact import name_problem
from models.employment import ContractKind
from models.worker import Sex

LABELS = {
    "name": "姓名",
    "phone": "手机",
    "identity": "证件号",
    "birth_date": "出生日期",
    "sex": "性别",
    "kind": "合同类型",
    "until": "合同到期日",
    "dispatched": "劳务派遣",
    "wage": "原工资",
    "injury_insured": "工伤保险",
    "post": "原岗位",
    "certificates": "证书",
    "skills": "技能",
}
"""What each field is called, in the order of the columns of a pasted line."""
SEXES = {"男": Sex.MALE, "女": Sex.FEMALE}
_DAY = "写成 2021-12-31 这样"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One of the lender's people. None is unknown; the wage is fen a month at the lender."""

    name: str
    phone: str
    identity: IdNumber | None = None
    birth_date: date
    sex: Sex = Sex.UNKNOWN
    kind: ContractKind
    until: date | None = None
    dispatched: bool
    wage_fen: int
    injury_insured: bool | None = None
    post: str
    certificates: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


def stated_of(values: Mapping[str, str], today: date) -> Stated:
    """What the fields mean; raises `BadField` for every field that cannot be used."""
    read: dict[str, Any] = {}
    problems: list[FieldProblem] = []
    for field, reader in _READERS.items():
        try:
            read[field] = reader(values.get(field, "").strip(), today)
        except Impossible as impossible:
            problems.append(FieldProblem(field, str(impossible)))
    if not problems:
        problems = [*_birth_problems(read), *_contract_problems(read, today)]
    if problems:
        raise BadField(*problems)
    proven: IdNumber | None = read["identity"]
    read["birth_date"] = read["birth_date"] or (proven.birth_date if proven else None)
    read["sex"] = SEXES[proven.sex] if proven and proven.sex else read["sex"]
    return Stated(wage_fen=read.pop("wage"), **read)


def _birth_problems(read: Mapping[str, Any]) -> list[FieldProblem]:
    proven = read["identity"].birth_date if read["identity"] else None
    if proven and read["birth_date"] and proven != read["birth_date"]:
        return [FieldProblem("birth_date", f"和证件号里的 {proven} 不一样；请核对，填了证件号就不用再填")]
    if not (proven or read["birth_date"]):
        return [FieldProblem("birth_date", "没有身份证号就请填出生日期，要核对年龄")]
    return []


def _contract_problems(read: Mapping[str, Any], today: date) -> list[FieldProblem]:
    kind, until = read["kind"], read["until"]
    if kind is ContractKind.OPEN and until:
        return [FieldProblem("until", "无固定期限的合同没有到期日：请留空，或者改合同类型")]
    if kind is not ContractKind.OPEN and until is None:
        asked = "预计完工的日期" if kind is ContractKind.PROJECT else "到期的日期"
        return [FieldProblem("until", f"请填合同{asked}，{_DAY}")]
    if until and until < today:
        return [FieldProblem("until", f"合同 {until} 已经到期：请先续签，再填新的到期日")]
    return []


def _name(text: str, _today: date) -> str:
    if why := name_problem(text):
        raise Impossible(why.split("，")[0].split("；")[0], "照身份证上写")
    return text


def _phone(text: str, _today: date) -> str:
    numbers = parse_phones(text)
    if not numbers:
        raise Impossible("没有手机号", "填 11 位号码，要打电话问本人")
    return "/".join(numbers)


def _birth_date(text: str, today: date) -> date | None:
    born = parse_date(text, today, past=True, needs_year=True)
    if text and born is None:
        raise Impossible(f"看不懂“{text[:20]}”", _DAY)
    if born and born > today:
        raise Impossible("出生日期在今天以后", "请核对年份")
    return born


def _kind(text: str, _today: date) -> ContractKind:
    words = plain(text)
    if words in set(ContractKind):
        return ContractKind(words)
    for pattern, kind in _KINDS:
        if pattern in words:
            return kind
    raise Impossible("没有写合同类型", "写固定期限、无固定期限或完成任务")


_KINDS = (
    ("无固定", ContractKind.OPEN),
    ("长期", ContractKind.OPEN),
    ("固定", ContractKind.FIXED),
    ("任务", ContractKind.PROJECT),
    ("项目", ContractKind.PROJECT),
    ("工程", ContractKind.PROJECT),
)


def _until(text: str, today: date) -> date | None:
    day = parse_date(text, today, last=True, needs_year=True)
    if text and plain(text) not in {"无", "/", "-", "长期", "无固定"} and day is None:
        raise Impossible(f"看不懂“{text[:20]}”", _DAY)
    return day


def _dispatched(text: str, _today: date) -> bool:
    said = parse_yes(text)
    if said is None:
        raise Impossible("没有写是不是劳务派遣", "写“是”或“否”")
    return said


def _wage(text: str, _today: date) -> int:
    pay = parse_wage(text)
    if pay is None or pay.unit != "month" or pay.low_fen is None or pay.low_fen != pay.high_fen:
        raise Impossible("没有写清原来的月工资", "写一个数，比如 4500")
    return pay.low_fen


def _post(text: str, _today: date) -> str:
    if not text:
        raise Impossible("没有写原来做什么", "写岗位，比如“缝纫工”")
    return text[:60]


def _sex(text: str, _today: date) -> Sex:
    return SEXES.get(parse_sex(text) or "", Sex.UNKNOWN)


_READERS: Mapping[str, Callable[[str, date], Any]] = {
    "name": _name,
    "phone": _phone,
    "identity": parse_id,
    "birth_date": _birth_date,
    "sex": _sex,
    "kind": _kind,
    "until": _until,
    "dispatched": _dispatched,
    "wage": _wage,
    "injury_insured": lambda text, _: parse_yes(text),
    "post": _post,
    "certificates": lambda text, _: tuple(parse_list(text)),
    "skills": lambda text, _: tuple(parse_list(text)),
}
