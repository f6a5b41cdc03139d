"""A vacancy on the wire: what the office and the employer write, and what each reader is shown."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from api.fields.types import STRICT, Day, Number, Phone, Text, Whole, Words, YesNo
from models.vacancy import EmploymentKind, Shift, VacancyState, WageUnit

MOST_FEN = 100_000_000  # a million yuan: above it somebody has mistaken the unit
Money = Field(default=None, ge=0, le=MOST_FEN)
Line = Field(default="", max_length=200)
MOST_WORDS = 50


class VacancyTerms(SQLModel):
    """Everything that may stay unknown; null and empty text mean unknown."""

    model_config = STRICT

    occupation_code: Text | None = Field(default=None, max_length=10)
    employment_kind: EmploymentKind | None = None
    contract_months: Whole | None = Field(default=None, ge=0, le=600)
    duties: Text = Field(default="", max_length=5000)
    street_code: Text | None = Field(default=None, max_length=9)
    address: Text = Line
    lng: Number | None = Field(default=None, ge=-180, le=180)
    lat: Number | None = Field(default=None, ge=-90, le=90)
    shift: Shift | None = None
    hours: Text = Line
    rest_days: Text = Line
    wage_low_fen: Whole | None = Money
    wage_high_fen: Whole | None = Money
    wage_unit: WageUnit = WageUnit.MONTH
    wage_parts: Text = Line
    payday: Text = Line
    social_insurance: YesNo | None = None
    meals: YesNo | None = None
    lodging: YesNo | None = None
    education_min: Whole | None = Field(default=None, ge=0, le=99)
    skill_level_min: Whole | None = Field(default=None, ge=1, le=5)
    experience: Text = Line
    skills_required: Words = Field(default_factory=list, max_length=MOST_WORDS)
    certificates_required: Words = Field(default_factory=list, max_length=MOST_WORDS)
    hazards: Words = Field(default_factory=list, max_length=MOST_WORDS)
    works_in_festival: YesNo | None = None
    festival_pay: Text = Line
    start_date: Day | None = None
    open_until: Day | None = None
    contact: Text = Line
    phone: Phone = Line
    interview: Text = Line
    accepts_swap: YesNo | None = None
    urgent: YesNo = False


class VacancyCreate(VacancyTerms):
    employer_id: Whole = Field(ge=1)
    title: Text = Field(min_length=1, max_length=100)
    openings: Whole = Field(ge=1, le=10_000)


class VacancyPatch(VacancyTerms):
    """Only what is sent changes; null makes it unknown again."""

    title: Text = Field(default="", min_length=1, max_length=100)
    openings: Whole = Field(default=0, ge=0, le=10_000)


class VacancyMove(SQLModel):
    model_config = STRICT

    state: VacancyState


class VacancyPublic(SQLModel):
    """What anybody may read. Whom to call is told by the single vacancy only, so that no list of numbers is made."""

    id: int
    employer_id: int
    employer_name: str
    key_class: str | None
    title: str
    occupation_code: str | None
    openings: int
    employment_kind: EmploymentKind | None
    contract_months: int | None
    duties: str
    street_code: str | None
    address: str
    lng: float | None
    lat: float | None
    shift: Shift | None
    hours: str
    rest_days: str
    wage_low_fen: int | None
    wage_high_fen: int | None
    wage_unit: WageUnit
    wage_parts: str
    payday: str
    social_insurance: bool | None
    meals: bool | None
    lodging: bool | None
    education_min: int | None
    skill_level_min: int | None
    experience: str
    skills_required: list[str]
    certificates_required: list[str]
    hazards: list[str]
    works_in_festival: bool | None
    festival_pay: str
    start_date: date | None
    open_until: date | None
    interview: str
    urgent: bool
    made_up: bool
    updated_at: datetime


class VacancyDetail(VacancyPublic):
    """A single vacancy as anybody may read it: with the number the employer gave for applicants."""

    contact: str
    phone: str


class VacancyRead(VacancyDetail):
    """A vacancy as its employer and the office read it."""

    accepts_swap: bool | None
    state: VacancyState
    state_since: datetime
    created_at: datetime


class VacancyEdited(VacancyRead):
    """A vacancy after an edit. ``notice`` says what the edit brought about besides what was asked; mostly nothing."""

    notice: str


# Which shape a reader gets depends on whether they keep the vacancy.
InList = VacancyRead | VacancyPublic
Alone = VacancyRead | VacancyDetail


class Ranked(SQLModel):
    """One vacancy of a ranked search, with why it stands where it does.

    ``expected_applicants`` look at the ``openings`` that are free; null before the first matching. ``reasons`` speak
    for the vacancy, ``notes`` only stand beside them.
    """

    rank: int
    score: float
    chance: float | None
    expected_applicants: float | None
    openings: int
    reasons: list[str]
    notes: list[str]
    vacancy: VacancyRead | VacancyPublic


class Refused(SQLModel):
    """How many vacancies fell out of a search for one cause."""

    why: str
    count: int


class Search(SQLModel):
    """A page of a ranking: what was understood of the words, the best first, what stood in the way of the others."""

    items: list[Ranked]
    total: int
    page: int
    page_size: int
    understood: list[str]
    refused: list[Refused]


class Recount(SQLModel):
    """One change of a vacancy: how many people would suit it then. ``cost_fen`` is a month's, for each opening."""

    change: str
    words: str
    suitable: int
    more: int
    cost_fen: int


class Recounts(SQLModel):
    """What would bring a vacancy more people, the least costly for each of them first.

    ``suitable`` is how many suit it as it stands.
    """

    vacancy_id: int
    as_of: date
    suitable: int
    changes: list[Recount]
