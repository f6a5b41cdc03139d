"""What the office has read of a vacancy, and what becomes of one whose employer rewrites it afterwards."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from api.refusals import BadField
from models.account import Role
from models.ledger import openings_promised
from models.vacancy import NEXT, Vacancy, VacancyState

# What somebody applies for. Whom to call, the hours, the days and the like an employer corrects without asking.
REVIEWED = frozenset(
    {
        "title",
        "occupation_code",
        "duties",
        "employment_kind",
        "wage_low_fen",
        "wage_high_fen",
        "wage_unit",
        "wage_parts",
        "festival_pay",
        "education_min",
        "skill_level_min",
        "experience",
        "skills_required",
        "certificates_required",
        "hazards",
        # Where it is: recounts of a place that moved at will would tell who lives near which place.
        "street_code",
        "lng",
        "lat",
    }
)
READ_ANEW = "岗位名称、职业、内容、地点、工资或要求有改动，已转为“待审核”，由街道审核后重新开放。"


def check_urgent_is_kept(asked: bool, kept: bool, role: Role | None) -> None:
    """Urgent vacancies are filled first, so it is the office that says which are; raises `BadField`."""
    if role == Role.EMPLOYER and asked != kept:
        raise BadField.of("urgent", "急聘由街道核实后标注，单位不能自行填写。需要急聘请联系所在街道或服务专员。")


def check_openings(session: Session, vacancy: Vacancy, openings: int) -> None:
    """Raises `BadField` when fewer openings are wanted than are promised."""
    promised = session.exec(openings_promised(vacancy.id or 0)).one()
    if openings < promised:
        raise BadField.of("openings", f"已有 {promised} 个名额被占用，不能少于这个数。要减少请先撤回推荐，释放名额。")


def changed(vacancy: Vacancy, changes: Mapping[str, Any]) -> dict[str, Any]:
    """What is sent and differs from what is kept."""
    return {name: value for name, value in changes.items() if getattr(vacancy, name) != value}


def send_back(vacancy: Vacancy, changes: Mapping[str, Any], role: Role | None, now: datetime) -> str:
    """Make a draft of a vacancy whose employer rewrote what the office had read; the notice of it, or nothing."""
    if role != Role.EMPLOYER or REVIEWED.isdisjoint(changes) or VacancyState.DRAFT not in NEXT[vacancy.state]:
        return ""
    vacancy.move_to(VacancyState.DRAFT, now=now)
    return READ_ANEW
