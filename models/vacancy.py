"""Vacancies: what an employer offers, and whether it is still on offer."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import WORDS, Labelled, coded
from models.employer import Employer
from models.paging import Orders
from models.reference import within_occupation
from models.transitions import require_step


class VacancyState(Labelled):
    DRAFT = "draft", "待审核"
    OPEN = "open", "招聘中"
    SUSPENDED = "suspended", "暂停"
    FILLED = "filled", "已招满"
    CLOSED = "closed", "已结束"


NEXT: dict[VacancyState, frozenset[VacancyState]] = {
    VacancyState.DRAFT: frozenset({VacancyState.OPEN, VacancyState.CLOSED}),
    # Whatever can be open again without the office reading it goes back to it when its employer rewrites it.
    VacancyState.OPEN: frozenset(
        {VacancyState.DRAFT, VacancyState.SUSPENDED, VacancyState.FILLED, VacancyState.CLOSED}
    ),
    VacancyState.SUSPENDED: frozenset({VacancyState.DRAFT, VacancyState.OPEN, VacancyState.CLOSED}),
    # A hire that falls through opens the vacancy again.
    VacancyState.FILLED: frozenset({VacancyState.DRAFT, VacancyState.OPEN, VacancyState.CLOSED}),
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
    """One post with its openings (head count). Empty text and null mean unknown; wages in fen per `wage_unit`.

    Whoever speaks for it says again and again that it still stands; after `fresh_until` it is shown to nobody until
    they do.
    """

    __tablename__ = "vacancy"
    __table_args__ = (
        sa.CheckConstraint("openings >= 0", name="openings_not_negative"),
        sa.CheckConstraint("wage_low_fen >= 0", name="wage_not_negative"),
        sa.CheckConstraint("wage_high_fen >= wage_low_fen", name="wage_in_order"),
        sa.CheckConstraint("(lng IS NULL) = (lat IS NULL)", name="both_coordinates"),
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
    fresh_until: date | None = None

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


ORDERS: Orders = {
    "id": Vacancy.id,
    "created_at": Vacancy.created_at,
    "updated_at": Vacancy.updated_at,
    "openings": Vacancy.openings,
    "wage_low": Vacancy.wage_low_fen,
    "wage_high": Vacancy.wage_high_fen,
    "start_date": Vacancy.start_date,
    "open_until": Vacancy.open_until,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyFilter:
    """What a list of vacancies is narrowed to; anything left out narrows nothing."""

    words: str = ""
    states: frozenset[VacancyState] = frozenset()
    open_on: date | None = None
    employer_id: int | None = None
    street_code: str | None = None
    occupation_code: str | None = None
    wage_at_least_fen: int | None = None
    shift: Shift | None = None
    meals: bool | None = None
    lodging: bool | None = None


def on_offer(day: date) -> sa.ColumnElement[bool]:
    """A vacancy is on offer on a day when it is open, not past its last day and not stale."""
    ends = (col(Vacancy.open_until), col(Vacancy.fresh_until))
    return sa.and_(col(Vacancy.state) == VacancyState.OPEN, *(sa.or_(end.is_(None), end >= day) for end in ends))


def open_on(day: date) -> SelectOfScalar[Vacancy]:
    """Vacancies on offer on a day."""
    return select(Vacancy).where(on_offer(day))


def vacancies(wanted: VacancyFilter = VacancyFilter()) -> SelectOfScalar[Vacancy]:
    """Vacancies; `words` stand in the title, the duties or the employer's name, `occupation_code` takes in codes below.

    `wage_at_least_fen` is a month's wage: posts paid by the hour and posts without a wage fall out.
    """
    statement = select(Vacancy) if wanted.open_on is None else open_on(wanted.open_on)
    if wanted.words:
        found = [c.contains(wanted.words, autoescape=True) for c in (col(Vacancy.title), col(Vacancy.duties))]
        named = select(Employer.id).where(col(Employer.name).contains(wanted.words, autoescape=True))
        statement = statement.where(sa.or_(*found, col(Vacancy.employer_id).in_(named)))
    if wanted.states:
        statement = statement.where(col(Vacancy.state).in_(wanted.states))
    if wanted.occupation_code is not None:
        statement = statement.where(within_occupation(col(Vacancy.occupation_code), wanted.occupation_code))
    if wanted.wage_at_least_fen is not None:
        statement = statement.where(
            Vacancy.wage_unit == WageUnit.MONTH, col(Vacancy.wage_high_fen) >= wanted.wage_at_least_fen
        )
    exact = {
        Vacancy.employer_id: wanted.employer_id,
        Vacancy.street_code: wanted.street_code,
        Vacancy.shift: wanted.shift,
        Vacancy.meals: wanted.meals,
        Vacancy.lodging: wanted.lodging,
    }
    return statement.where(*(col(column) == value for column, value in exact.items() if value is not None))
