"""A worker on the wire. The assistance category has schemas, and a route, of its own."""

from datetime import date, datetime

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from api.fields.types import STRICT, Day, Number, Phone, Text, Whole, Words, YesNo
from models.assistance import AssistanceCategory
from models.vacancy import Shift
from models.worker import HukouKind, IdKind, Sex, WorkerStatus

Line = Field(default="", max_length=200)


class Certificate(SQLModel):
    model_config = STRICT

    words: Text = Field(min_length=1, max_length=100)
    valid_until: Day | None = None


class Experience(SQLModel):
    model_config = STRICT

    employer: Text = Line
    post: Text = Line
    from_month: Text | None = Field(default=None, schema_extra={"pattern": r"^(19|20)\d{2}-(0[1-9]|1[0-2])$"})
    to_month: Text | None = Field(default=None, schema_extra={"pattern": r"^(19|20)\d{2}-(0[1-9]|1[0-2])$"})


class WorkerFields(SQLModel):
    """Everything that may stay unknown. The lists, when sent, replace what was there."""

    model_config = STRICT

    id_kind: IdKind | None = None
    id_number: Text | None = Field(default=None, max_length=32)
    sex: Sex = Sex.UNKNOWN
    birth_date: Day | None = None
    hukou_code: Text | None = Field(default=None, max_length=6)
    hukou_kind: HukouKind | None = None
    street_code: Text | None = Field(default=None, max_length=9)
    address: Text = Line
    lng: Number | None = Field(default=None, ge=-180, le=180)
    lat: Number | None = Field(default=None, ge=-90, le=90)
    education: Whole | None = Field(default=None, ge=0, le=99)
    school: Text = Line
    major: Text = Line
    graduated_on: Day | None = None
    skill_level: Whole | None = Field(default=None, ge=1, le=5)
    skill_trade: Text = Line
    status: WorkerStatus | None = None
    unemployed_since: Day | None = None
    words: Text = Field(default="", max_length=1000)
    wage_min_fen: Whole | None = Field(default=None, ge=0, le=100_000_000)
    shifts: list[Shift] = Field(default_factory=list, max_length=3)
    needs_lodging: YesNo | None = None
    available_from: Day | None = None
    stays: YesNo | None = None
    leaves_on: Day | None = None
    returns_on: Day | None = None
    needs_transport: YesNo | None = None
    consent_recommend: YesNo = False
    consent_phone: YesNo = False
    consent_sms: YesNo = False
    wishes: Words = Field(default_factory=list, max_length=3)
    skills: Words = Field(default_factory=list, max_length=50)
    certificates: list[Certificate] = Field(default_factory=list, max_length=50)
    experience: list[Experience] = Field(default_factory=list, max_length=20)


class WorkerCreate(WorkerFields):
    name: Text = Field(min_length=1, max_length=50)
    phone: Phone = Field(min_length=1, max_length=100)
    channel: Text = Field(default="", max_length=50)


class WorkerPatch(WorkerFields):
    name: Text = Field(default="", min_length=1, max_length=50)
    phone: Phone = Field(default="", min_length=1, max_length=100)


class WorkerLine(SQLModel):
    """A worker in a list."""

    id: int
    name: str
    phone: str
    street_code: str | None
    education: int | None
    status: WorkerStatus | None
    wishes: list[str]
    wage_min_fen: int | None
    available_from: date | None
    consent_recommend: bool
    made_up: bool
    registered_at: datetime
    updated_at: datetime


class WorkerRead(WorkerLine):
    """The personal file. The ID number is never told in full."""

    id_kind: IdKind | None
    id_number: str | None
    sex: Sex
    birth_date: date | None
    hukou_code: str | None
    hukou_kind: HukouKind | None
    address: str
    lng: float | None
    lat: float | None
    school: str
    major: str
    graduated_on: date | None
    skill_level: int | None
    skill_trade: str
    unemployed_since: date | None
    words: str
    shifts: list[Shift]
    needs_lodging: bool | None
    stays: bool | None
    leaves_on: date | None
    returns_on: date | None
    needs_transport: bool | None
    consent_phone: bool
    consent_sms: bool
    channel: str
    skills: list[str]
    certificates: list[Certificate]
    experience: list[Experience]

    @model_validator(mode="after")
    def _mask(self) -> "WorkerRead":
        # Here and nowhere earlier: whatever builds this class, the number leaves masked.
        self.__dict__["id_number"] = masked(self.id_number)
        return self


def masked(id_number: str | None) -> str | None:
    """``4401**********1234``; a short number is hidden but for its last two characters, a very short one wholly."""
    if not id_number:
        return id_number
    if len(id_number) < 6:
        return "*" * len(id_number)
    if len(id_number) < 12:
        return "*" * (len(id_number) - 2) + id_number[-2:]
    return id_number[:4] + "*" * (len(id_number) - 8) + id_number[-4:]


class AssistanceCreate(SQLModel):
    model_config = STRICT

    category: AssistanceCategory
    evidence: Text = Field(min_length=1, max_length=500)
    valid_from: Day
    valid_to: Day | None = None


class AssistanceRead(SQLModel):
    id: int
    worker_id: int
    category: AssistanceCategory
    evidence: str
    valid_from: date
    valid_to: date | None


class Recommendation(SQLModel):
    """One line of the worker's own list in the latest run, with the vacancy as anybody may read it."""

    rank: int
    vacancy_id: int
    title: str
    employer_name: str
    score: float
    chance: float | None
    expected_applicants: float | None
    openings: int | None
    reasons: list[str]
