"""An employer on the wire, its key listing and its specialist."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from api.fields.types import STRICT, Day, Number, Phone, Text, Uscc, Whole, YesNo
from models.employer import EmployerSize, KeyClass, KeyLevel

Line = Field(default="", max_length=200)


class EmployerFields(SQLModel):
    """Everything that may stay unknown."""

    model_config = STRICT

    uscc: Uscc | None = None
    legal_person: Text = Line
    street_code: Text | None = Field(default=None, max_length=9)
    address: Text = Line
    lng: Number | None = Field(default=None, ge=-180, le=180)
    lat: Number | None = Field(default=None, ge=-90, le=90)
    industry_code: Text | None = Field(default=None, max_length=8)
    kind: Text = Field(default="", max_length=50)
    size: EmployerSize | None = None
    staff_total: Whole | None = Field(default=None, ge=0, le=10_000_000)
    contact: Text = Line
    phone: Phone = Line
    dispatch_permit: YesNo | None = None


class EmployerCreate(EmployerFields):
    name: Text = Field(min_length=1, max_length=100)


class EmployerPatch(EmployerFields):
    name: Text = Field(default="", min_length=1, max_length=100)


class EmployerRead(SQLModel):
    id: int
    name: str
    uscc: str | None
    legal_person: str
    street_code: str | None
    address: str
    lng: float | None
    lat: float | None
    industry_code: str | None
    kind: str
    size: EmployerSize | None
    staff_total: int | None
    contact: str
    phone: str
    urgent_goods: bool
    dispatch_permit: bool | None
    key_class: str | None
    specialist_name: str | None
    made_up: bool
    registered_at: datetime
    updated_at: datetime


class KeyListingCreate(SQLModel):
    """Puts an employer on the key list."""

    model_config = STRICT

    key_class: KeyClass
    level: KeyLevel = KeyLevel.DISTRICT
    evidence: Text = Field(min_length=1, max_length=500)
    valid_from: Day
    valid_to: Day | None = None


class KeyListingRead(SQLModel):
    id: int
    employer_id: int
    key_class: KeyClass
    level: KeyLevel
    evidence: str
    valid_from: date
    valid_to: date | None
    removed_reason: str


class SpecialistCreate(SQLModel):
    model_config = STRICT

    account_id: Whole = Field(ge=1)
    from_day: Day | None = None
    note: Text = Field(default="", max_length=500)


class SpecialistRead(SQLModel):
    id: int
    employer_id: int
    account_id: int
    valid_from: date
    valid_to: date | None
    handover_note: str
