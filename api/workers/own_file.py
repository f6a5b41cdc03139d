"""What a worker may correct in their own file, group by group: what stands there now, and what a form of it means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.fields.types import id_of, within_reach
from api.refusals import BadField, FieldProblem
from api.vacancies.asking import SHIFTS
from api.wording import yuan
from api.workers.contact import name_problem, phone_of, phone_problem
from api.workers.schemas import WorkerPatch, WorkerRead
from models.vacancy import Shift

Values = Mapping[str, str]
MOST_WISHES = 3
SPARE_ROWS = 2  # empty rows offered below those that are filled
MOST_ROWS = 20
LODGING = {True: "yes", False: "no", None: ""}
MONTH = "月份写成 2019-03 这样"


@dataclass(frozen=True, slots=True)
class Part:
    """One group of the file with its own short form."""

    title: str
    labels: Mapping[str, str]
    shown: Callable[[WorkerRead], dict[str, str]]
    meaning: Callable[[Values], dict[str, Any]]

    def patch(self, values: Values) -> WorkerPatch:
        """What to change; raises `BadField` or pydantic's `ValidationError`."""
        return WorkerPatch.model_validate(self.meaning(values))

    def label(self, field: str) -> str:
        name, _, number = field.rpartition("_")
        return self.labels.get(field) or f"{self.labels.get(name, field)}（第 {number} 行）"


def _contact(file: WorkerRead) -> dict[str, str]:
    return {"name": file.name, "phone": file.phone}


def _contact_meaning(values: Values) -> dict[str, Any]:
    name, phone = values.get("name", ""), values.get("phone", "")
    _refuse({"name": name_problem(name), "phone": phone_problem(phone)})
    return {"name": name, "phone": phone_of(phone)}


def _wishes(file: WorkerRead) -> dict[str, str]:
    wishes = {f"wish_{n}": "" for n in range(1, MOST_WISHES + 1)}
    wishes |= {f"wish_{n}": words for n, words in enumerate(file.wishes, start=1)}
    return {
        **wishes,
        "words": file.words,
        "wage": "" if file.wage_min_fen is None else yuan(file.wage_min_fen),
        **{f"shift_{shift}": "yes" if shift in file.shifts else "" for shift in SHIFTS},
        "lodging": LODGING[file.needs_lodging],
        "available_from": file.available_from.isoformat() if file.available_from else "",
    }


def _wishes_meaning(values: Values) -> dict[str, Any]:
    wage, start = values.get("wage", ""), values.get("available_from", "")
    given = [values.get(f"wish_{n}", "") for n in range(1, MOST_WISHES + 1)]
    long = {f"wish_{n}": "太长了，写工作的名字就行，比如 保洁" for n, words in enumerate(given, 1) if len(words) > 30}
    said = values.get("words", "")
    too_much = f"现有 {len(said)} 个字，最多 500 个" if len(said) > 500 else ""
    _refuse({**long, "words": too_much, "wage": _wage_problem(wage), "available_from": _day_problem(start)})
    return {
        "wishes": list(dict.fromkeys(words for words in given if words)),
        "words": said,
        "wage_min_fen": int(wage) * 100 if wage else None,
        "shifts": [shift for shift in SHIFTS if values.get(f"shift_{shift}") == "yes"],
        "needs_lodging": {"yes": True, "no": False}.get(values.get("lodging", "")),
        "available_from": start or None,
    }


def _wage_problem(wage: str) -> str:
    usable = not wage or (wage.isascii() and wage.isdigit() and 100 <= int(wage[:7]) <= 100_000)
    return "" if usable else "写一个月多少元，只写数字，比如 6000；没想好就空着"


def _day_problem(day: str) -> str:
    try:
        if day:
            within_reach(date.fromisoformat(day))
    except ValueError:
        return "日期写成 2021-02-20 这样；随时能上班就空着"
    return ""


def _skills(file: WorkerRead) -> dict[str, str]:
    values = {"education": str(file.education or ""), "skills": "\n".join(file.skills)}
    for n, row in enumerate(file.certificates, start=1):
        values |= {f"certificate_{n}": row.words, f"until_{n}": row.valid_until.isoformat() if row.valid_until else ""}
    for n, job in enumerate(file.experience, start=1):
        values |= {f"post_{n}": job.post, f"employer_{n}": job.employer}
        values |= {f"from_{n}": job.from_month or "", f"to_{n}": job.to_month or ""}
    return values


def _skills_meaning(values: Values) -> dict[str, Any]:
    skills = [line.strip() for line in values.get("skills", "").replace("、", "\n").splitlines() if line.strip()]
    problems = {"skills": "每一样最多 50 个字，一行写一样" if any(len(line) > 50 for line in skills) else ""}
    problems |= _row_problems(values)
    _refuse(problems)
    education = values.get("education", "")
    return {
        "education": id_of(education),
        "skills": list(dict.fromkeys(skills))[:50],
        "certificates": [
            {"words": words, "valid_until": values.get(f"until_{n}") or None}
            for n in rows_of(values, "certificate")
            if (words := values.get(f"certificate_{n}", ""))
        ],
        "experience": [
            {
                "post": values.get(f"post_{n}", ""),
                "employer": values.get(f"employer_{n}", ""),
                "from_month": values.get(f"from_{n}") or None,
                "to_month": values.get(f"to_{n}") or None,
            }
            for n in rows_of(values, "post")
            if values.get(f"post_{n}") or values.get(f"employer_{n}")
        ],
    }


def _row_problems(values: Values) -> dict[str, str]:
    problems = {}
    for n in rows_of(values, "certificate"):
        words, until = values.get(f"certificate_{n}", ""), values.get(f"until_{n}", "")
        problems[f"certificate_{n}"] = "写上证书的名字，比如 叉车证（N1）" if until and not words else ""
        problems[f"certificate_{n}"] = problems[f"certificate_{n}"] or _long(words)
        problems[f"until_{n}"] = "到期日写成 2024-06-30 这样；不知道就空着" if _day_problem(until) else ""
    for n in rows_of(values, "post"):
        first, last = values.get(f"from_{n}", ""), values.get(f"to_{n}", "")
        problems |= {f"{name}_{n}": _long(values.get(f"{name}_{n}", "")) for name in ("post", "employer")}
        problems |= {f"from_{n}": _month_problem(first), f"to_{n}": _month_problem(last)}
        if first and last and not problems[f"to_{n}"] and last < first:
            problems[f"to_{n}"] = "离开的月份早于开始的月份，请对一对"
    return problems


def _long(words: str) -> str:
    return "太长了，最多 100 个字" if len(words) > 100 else ""


def _month_problem(month: str) -> str:
    try:
        if month:
            within_reach(date.fromisoformat(f"{month}-01"))
    except ValueError:
        return MONTH
    return "" if len(month) in (0, 7) else MONTH


def rows_of(values: Values, name: str) -> range:
    """The numbers of the rows of this name that a form has, with some empty ones below."""
    numbers = [int(key.rpartition("_")[2]) for key, words in values.items() if words and key.startswith(f"{name}_")]
    return range(1, min(max(numbers, default=0) + SPARE_ROWS, MOST_ROWS) + 1)


def _street(file: WorkerRead) -> dict[str, str]:
    return {"street_code": file.street_code or "", "address": file.address}


def _street_meaning(values: Values) -> dict[str, Any]:
    address = values.get("address", "")
    _refuse({"address": _long(address)})
    return {"street_code": values.get("street_code") or None, "address": address}


def _refuse(problems: Mapping[str, str]) -> None:
    """Raises `BadField` naming every field with a problem."""
    found = [FieldProblem(field, why) for field, why in problems.items() if why]
    if found:
        raise BadField(*found)


WISH_LABELS = {f"wish_{n}": words for n, words in enumerate(("最想做", "其次", "再次"), start=1)}
PARTS: Mapping[str, Part] = {
    "contact": Part("姓名和电话", {"name": "姓名", "phone": "电话"}, _contact, _contact_meaning),
    "wishes": Part(
        "想找什么工作",
        {
            **WISH_LABELS,
            "words": "还想说的话",
            "wage": "月薪至少",
            **{f"shift_{shift.value}": shift.label for shift in Shift},
            "lodging": "住宿",
            "available_from": "最早哪天上班",
        },
        _wishes,
        _wishes_meaning,
    ),
    "skills": Part(
        "会什么、做过什么",
        {
            "education": "学历",
            "skills": "会什么",
            "certificate": "证书",
            "until": "证书到期日",
            "post": "做什么",
            "employer": "在哪里做",
            "from": "从哪个月",
            "to": "到哪个月",
        },
        _skills,
        _skills_meaning,
    ),
    "street": Part("住在哪里", {"street_code": "街道", "address": "地址"}, _street, _street_meaning),
}


def changed_meanwhile(was: Values, now: Values) -> list[str]:
    """Fields that stand otherwise than when the form was opened."""
    return [field for field in {**now, **was} if was.get(field, "") != now.get(field, "")]
