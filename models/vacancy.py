"""Vacancies: what an employer offers, and whether it is still on offer."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.columns import WORDS, Labelled, coded
from models.transitions import require_step


class VacancyState(Labelled):
    DRAFT = "draft", "待审核"
    OPEN = "open", "招聘中"
    SUSPENDED = "suspended", "暂停"
    FILLED = "filled", "已招满"
    CLOSED = "closed", "已结束"


NEXT: dict[VacancyState, frozenset[VacancyState]] = {
    VacancyState.DRAFT: frozenset({VacancyState.OPEN, VacancyState.CLOSED}),
    VacancyState.OPEN: frozenset({VacancyState.SUSPENDED, VacancyState.FILLED, VacancyState.CLOSED}),
    VacancyState.SUSPENDED: frozenset({VacancyState.OPEN, VacancyState.CLOSED}),
    # A hire that falls through opens the vacancy again.
    VacancyState.FILLED: frozenset({VacancyState.OPEN, VacancyState.CLOSED}),
    VacancyState.CLOSED: frozenset(),
}


class EmploymentKind(Labelled):
    FULL_TIME = "full_time", "全日制"
    PART_TIME = "part_time", "非全日制"
    SEASONAL = "seasonal", "季节性"
    INTERNSHIP = "internship", "实习"


class Shift(Labelled):
    DAY = "day", "白班"
    NIGHT = "night", "夜班"
    ROTATING = "rotating", "轮班"


class WageUnit(Labelled):
    MONTH = "month", "元/月"
    HOUR = "hour", "元/小时"


class Vacancy(SQLModel, table=True):
    """One post with its openings (head count). Empty text and null mean unknown; wages in fen per `wage_unit`."""

    __tablename__ = "vacancy"
    __table_args__ = (
        sa.CheckConstraint("openings >= 0", name="openings_not_negative"),
        sa.CheckConstraint("wage_low_fen >= 0", name="wage_not_negative"),
        sa.CheckConstraint("wage_high_fen >= wage_low_fen", name="wage_in_order"),
        sa.Index(None, "state", "open_until"),
    )

    id: int | None = Field(default=None, primary_key=True)
    employer_id: int = Field(foreign_key="employer.id", index=True)
    title: str = Field(index=True)
    occupation_code: str | None = Field(default=None, foreign_key="occupation.code", index=True)
    openings: int
    employment_kind: EmploymentKind | None = Field(default=None, sa_type=coded(EmploymentKind))
    contract_months: int | None = None
    duties: str = ""

    street_code: str | None = Field(default=None, foreign_key="street.code", index=True)
    address: str = ""
    lng: float | None = None
    lat: float | None = None

    shift: Shift | None = Field(default=None, sa_type=coded(Shift))
    hours: str = ""
    rest_days: str = ""
    wage_low_fen: int | None = Field(default=None, index=True)
    wage_high_fen: int | None = Field(default=None, index=True)
    wage_unit: WageUnit = Field(default=WageUnit.MONTH, sa_type=coded(WageUnit))
    wage_parts: str = ""
    payday: str = ""
    social_insurance: bool | None = None
    meals: bool | None = None
    lodging: bool | None = None

    education_min: int | None = Field(default=None, foreign_key="education.code")
    skill_level_min: int | None = None
    experience: str = ""
    skills_required: list[str] = Field(default_factory=list, sa_type=WORDS)
    certificates_required: list[str] = Field(default_factory=list, sa_type=WORDS)
    hazards: list[str] = Field(default_factory=list, sa_type=WORDS)
    works_in_festival: bool | None = None
    festival_pay: str = ""

    start_date: date | None = None
    open_until: date | None = None
    contact: str = ""
    phone: str = ""
    interview: str = ""
    accepts_swap: bool | None = None
    urgent: bool = False

    state: VacancyState = Field(default=VacancyState.DRAFT, sa_type=coded(VacancyState))
    state_since: datetime
    row_key: str | None = Field(default=None, unique=True)
    made_up: bool = False
    created_at: datetime = Field(index=True)
    updated_at: datetime

    def move_to(self, state: VacancyState, *, now: datetime) -> None:
        """Change the state; `IllegalTransition` when `NEXT` does not list the step."""
        require_step("岗位", NEXT, self.state, state)
        self.state, self.state_since, self.updated_at = state, now, now
