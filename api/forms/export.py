"""What the office takes away as Excel: pairs, the unmatched, vacancies, workers.

Everything is text (dates as 2021-02-07), so what a user once typed cannot act as
a formula. Lists that hold made-up data say so above the table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.forms.writing import Table, Value, workbook
from models.columns import Labelled
from models.days import day_of
from models.employer import Employer
from models.vacancy import Vacancy, WageUnit
from models.worker import Worker

MADE_UP = "演示数据：本表人员、单位均为虚构"
EDUCATION = {10: "研究生", 20: "本科", 30: "大专", 40: "中专/技校", 60: "高中", 70: "初中", 80: "小学", 90: "其他"}
_LEVELS = {1: "高级技师", 2: "技师", 3: "高级工", 4: "中级工", 5: "初级工"}
_SHIFTS = {"day": "白班", "night": "夜班", "rotating": "轮班"}


@dataclass(frozen=True, slots=True)
class PairLine:
    """One worker for one vacancy as the staff read it; ``score`` in [0, 1]."""

    worker: str
    phone: str
    worker_street: str
    wishes: str
    employer: str
    vacancy: str
    vacancy_street: str
    wage: str
    score: float
    tier: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnmatchedLine:
    """A worker or a vacancy the run left over: ``side`` is 求职者 or 岗位."""

    side: str
    name: str
    why: str
    what_would_help: str


def pairs_workbook(lines: Iterable[PairLine], *, title: str = "", made_up: bool = False) -> bytes:
    """The chosen pairs of a run, in the order given."""
    rows = (
        (
            *(n, p.worker, p.phone, p.worker_street, p.wishes, p.employer, p.vacancy, p.vacancy_street, p.wage),
            *(f"{p.score:.2f}", p.tier, p.reason),
        )
        for n, p in enumerate(lines, 1)
    )
    header = (
        "序号",
        "求职者",
        "联系电话",
        "现居街道",
        "求职意向",
        "单位名称",
        "岗位",
        "工作街道",
        "工资",
        "匹配分",
        "档次",
        "理由",
    )
    widths = (6, 10, 15, 12, 24, 28, 18, 12, 16, 8, 10, 60)
    return workbook([Table("匹配结果", header, rows, _above(title, made_up), widths=widths)])


def unmatched_workbook(lines: Iterable[UnmatchedLine], *, title: str = "", made_up: bool = False) -> bytes:
    """Who and what a run left over, and what would help."""
    rows = ((n, u.side, u.name, u.why, u.what_would_help) for n, u in enumerate(lines, 1))
    header = ("序号", "类别", "名称", "未匹配原因", "怎样可以匹配")
    return workbook([Table("未匹配", header, rows, _above(title, made_up), widths=(6, 10, 30, 50, 50))])


def vacancies_workbook(
    rows: Iterable[tuple[Vacancy, Employer]], streets: Mapping[str, str], *, title: str = "", made_up: bool = False
) -> bytes:
    """Vacancies with their employers, under headers that the import reads back."""
    header = (
        *("单位名称", "统一社会信用代码", "联系人", "联系电话", "岗位名称", "招聘人数", "用工类型", "工作内容"),
        *("街道", "工作地点", "班次", "工时", "休息日", "月薪下限", "月薪上限", "薪酬构成", "社保", "包吃", "包住"),
        *("学历要求", "技能等级", "经验", "技能要求", "证书要求", "春节期间上班", "到岗日期", "有效期至", "急招"),
    )
    lines = (_vacancy(vacancy, employer, streets) for vacancy, employer in rows)
    return workbook([Table("岗位", header, lines, _above(title, made_up))])


def workers_workbook(
    rows: Iterable[tuple[Worker, Sequence[str]]], streets: Mapping[str, str], *, title: str = "", made_up: bool = False
) -> bytes:
    """Workers with their wishes; of an ID number only the first three and last four places."""
    header = (
        *("姓名", "性别", "出生日期", "身份证号（遮盖）", "联系电话", "现居街道", "学历", "技能等级", "求职意向"),
        *("期望月薪", "可上班次", "需要住宿", "可到岗日期", "是否留穗过年", "登记日期"),
    )
    lines = (_worker(worker, wishes, streets) for worker, wishes in rows)
    return workbook([Table("求职者", header, lines, _above(title, made_up))])


def masked(id_number: str | None) -> str:
    """440***********1234: enough to tell two people apart at the counter, not enough to misuse.

    >>> masked("440103199001011234")
    '440***********1234'
    """
    if not id_number:
        return ""
    hidden = max(len(id_number) - 7, 4)
    return id_number[:3] + "*" * hidden + id_number[3 + hidden :]


def _above(title: str, made_up: bool) -> tuple[str, ...]:
    return tuple(line for line in (title, MADE_UP if made_up else "") if line)


def _vacancy(v: Vacancy, e: Employer, streets: Mapping[str, str]) -> tuple[Value, ...]:
    return (
        *(e.name, e.uscc, v.contact or e.contact, v.phone or e.phone, v.title, v.openings),
        *(_label(v.employment_kind), v.duties, streets.get(v.street_code or "", ""), v.address, _label(v.shift)),
        *(v.hours, v.rest_days, pay(v.wage_low_fen, v.wage_unit), pay(v.wage_high_fen, v.wage_unit), v.wage_parts),
        *(
            v.social_insurance,
            v.meals,
            v.lodging,
            EDUCATION.get(v.education_min or 0),
            _LEVELS.get(v.skill_level_min or 0),
        ),
        *(v.experience, "、".join(v.skills_required), "、".join(v.certificates_required), v.works_in_festival),
        *(v.start_date, v.open_until, v.urgent),
    )


def _worker(w: Worker, wishes: Sequence[str], streets: Mapping[str, str]) -> tuple[Value, ...]:
    return (
        *(w.name, _label(w.sex), w.birth_date, masked(w.id_number), w.phone, streets.get(w.street_code or "", "")),
        *(EDUCATION.get(w.education or 0), _LEVELS.get(w.skill_level or 0), "、".join(wishes)),
        *(pay(w.wage_min_fen, WageUnit.MONTH), "、".join(_SHIFTS[s] for s in w.shifts), w.needs_lodging),
        *(w.available_from, w.stays, day_of(w.registered_at)),
    )


def _label(code: Labelled | None) -> str:
    return code.label if code is not None else ""


def pay(fen: int | None, unit: WageUnit) -> str:
    """Fen as an office writes them: 4500, or 25元/小时.

    >>> pay(450000, WageUnit.MONTH), pay(2250, WageUnit.HOUR)
    ('4500', '22.5元/小时')
    """
    if fen is None:
        return ""
    yuan = f"{fen / 100:g}" if fen % 100 else str(fen // 100)
    return f"{yuan}元/小时" if unit == WageUnit.HOUR else yuan
