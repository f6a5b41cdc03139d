"""What an employer says of people it lacks: how it is typed, what it means, and what cannot be meant."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from api import wording
from api.fields import written
from api.refusals import BadField, FieldProblem
from api.swap_offers.terms import MOST_DAYS, MOST_PEOPLE, MOST_YUAN, days_problems
from models.swap_need import SwapNeed

TOLD = {
    "work": ("做什么", "比如：给口罩打耳带、目检、装袋"),
    "conditions": ("在什么条件下做", "比如：十万级净化车间，有空调，穿净化服，坐着做"),
    "hazards_told": ("有什么职业危害", "没有就写：没有职业病危害；有的写清楚，比如：噪声，发耳塞"),
    "safety": ("安全怎么保证", "比如：上岗前培训半天，机器有急停，急救箱在门口"),
    "pay": ("工资怎么发", "比如：每月 5200 元，加班另算，次月 15 日由原单位发"),
    "house_rules": ("要守什么规矩", "比如：车间不带手机，进门洗手更衣；不罚款"),
}
"""Six of the seven facts that people are told before they answer, with what to write; the seventh is the address."""
LABELS = {
    "firm": "单位",
    "trade": "岗位",
    "people": "人数",
    "from_day": "从哪天",
    "to_day": "到哪天",
    "wage_fen": "月工资",
    "min_days": "每人最少来几天",
    "urgent": "急需",
    "street_code": "街道",
    "address": "在哪里上班",
    "hours_day": "每天上班",
    "hours_week": "每周上班",
    "overtime_day": "每天加班最多",
    "overtime_month": "每月加班最多",
    "hazards": "危害",
    "protection": "发什么防护用品",
    "certificates": "要什么证",
    **{name: label for name, (label, _) in TOLD.items()},
    "board": "食宿",
    "transport": "怎么去",
}
SPOKEN = ("trade", *TOLD, "address", "hazards", "certificates", "board", "transport")
"""Fields in words, which are read as an advert is."""
NUMBERS = ("hours_day", "hours_week", "overtime_day", "overtime_month")
LISTS = ("hazards", "protection", "certificates")
TO_WORKERS = ("trade", "wage_fen", "street_code", "address", *TOLD, *NUMBERS, *LISTS, "board", "transport")
"""What a worker is told before they answer, or what that rests on. Days and people are those of each loan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedTerms:
    """One need without whose it is; None is unknown, the wage is fen a month for normal hours."""

    trade: str
    people: int
    from_day: date
    to_day: date
    wage_fen: int | None = None
    min_days: int = 1
    urgent: bool = False
    street_code: str | None = None
    address: str = ""
    hours_day: float | None = None
    hours_week: float | None = None
    overtime_day: float | None = None
    overtime_month: float | None = None
    hazards: tuple[str, ...] = ()
    protection: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    work: str = ""
    conditions: str = ""
    hazards_told: str = ""
    safety: str = ""
    pay: str = ""
    house_rules: str = ""
    board: str = ""
    transport: str = ""


READERS: Mapping[str, written.Reader] = {
    "trade": written.needed(written.words(40), "请写岗位，比如 包装工"),
    "people": written.needed(written.count(1, MOST_PEOPLE), "请写几个人，比如 12"),
    "from_day": written.needed(written.day, "请选第一天"),
    "to_day": written.needed(written.day, "请选最后一天"),
    "wage_fen": written.money(MOST_YUAN),
    "min_days": written.count(1, MOST_DAYS),
    "urgent": written.tick,
    "street_code": lambda text: text or None,
    "address": written.words(200),
    "hours_day": written.hours(24),
    "hours_week": written.hours(168),
    "overtime_day": written.hours(24),
    "overtime_month": written.hours(400),
    **dict.fromkeys(LISTS, written.listed),
    **{name: written.words(1000) for name in TOLD},
    "board": written.words(300),
    "transport": written.words(300),
}


def need_terms(values: Mapping[str, str], today: date) -> NeedTerms:
    """What a form says; raises `BadField` with every field at fault."""
    said = written.said(values, READERS, lambda found: problems_in(found, today))
    said |= {name: tuple(said[name]) for name in LISTS}
    return NeedTerms(min_days=said.pop("min_days") or 1, **said)


def check(terms: NeedTerms, today: date) -> None:
    """Raises `BadField` with everything that no need can mean, whatever else holds."""
    if problems := list(problems_in(asdict(terms), today)):
        raise BadField(*problems)


def problems_in(told: Mapping[str, Any], today: date) -> Iterator[FieldProblem]:
    """What no need can mean, of what is told of it so far."""
    first, last, least = told.get("from_day"), told.get("to_day"), told.get("min_days") or 1
    if not (first and last):
        return
    wrong = list(days_problems(first, last, today))
    yield from wrong
    length = (last - first).days + 1
    if not wrong and least > length:
        yield FieldProblem("min_days", f"这段日子一共 {length} 天，最少天数不能是 {least} 天")


def typed(need: SwapNeed) -> dict[str, str]:
    """A stored need as its form shows it."""
    return {
        **{name: getattr(need, name) for name in ("trade", "address", *TOLD, "board", "transport")},
        **{name: "、".join(getattr(need, name)) for name in LISTS},
        **{name: _number(getattr(need, name)) for name in NUMBERS},
        "people": str(need.people),
        "from_day": need.from_day.isoformat(),
        "to_day": need.to_day.isoformat(),
        "wage_fen": "" if need.wage_fen is None else wording.yuan(need.wage_fen),
        "min_days": str(need.min_days),
        "urgent": "yes" if need.urgent else "",
        "street_code": need.street_code or "",
    }


def changed_labels(need: SwapNeed, terms: NeedTerms) -> list[str]:
    """What a worker would be told otherwise than it stands, by the labels of the form."""
    return [LABELS[name] for name in TO_WORKERS if _meant(getattr(need, name)) != _meant(getattr(terms, name))]


def _meant(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else value


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def unknown(need: NeedTerms | SwapNeed) -> list[str]:
    """What has to be told before anybody can be asked to come: the wage, the place and the facts."""
    facts: dict[str, Any] = {"月工资": need.wage_fen, LABELS["address"]: need.address}
    facts |= {label: getattr(need, name) for name, (label, _) in TOLD.items()}
    facts |= {LABELS["hours_day"]: need.hours_day, LABELS["hours_week"]: need.hours_week}
    facts |= {LABELS["protection"]: need.protection or not need.hazards}
    return [label for label, value in facts.items() if not value]
