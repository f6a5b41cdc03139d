"""Employers, their key listings, their service specialist and the staff they declare idle."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.columns import Labelled, coded


class EmployerSize(Labelled):
    LARGE = "large", "大型"
    MEDIUM = "medium", "中型"
    SMALL = "small", "小型"
    MICRO = "micro", "微型"


class KeyClass(Labelled):
    """Class of the key list; K0 is every other employer and never stands on the list."""

    K0 = "K0", "其他用人单位"
    K1 = "K1", "重要医用物资生产"
    K2 = "K2", "生活必需品生产"
    K3 = "K3", "保障城市运转"
    K4 = "K4", "重点产业链"
    K5 = "K5", "重点项目"
    K6 = "K6", "重大工程"


class KeyLevel(Labelled):
    NATIONAL = "national", "国家级"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    DISTRICT = "district", "区级"


class Employer(SQLModel, table=True):
    """An employer (用人单位). Empty text and null mean unknown; coordinates are WGS84 degrees."""

    __tablename__ = "employer"
    __table_args__ = (sa.CheckConstraint("staff_total >= 0", name="staff_not_negative"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    uscc: str | None = Field(default=None, unique=True, max_length=18)
    legal_person: str = ""
    street_code: str | None = Field(default=None, foreign_key="street.code", index=True)
    address: str = ""
    lng: float | None = None
    lat: float | None = None
    industry_code: str | None = Field(default=None, foreign_key="industry.code", index=True)
    kind: str = ""
    size: EmployerSize | None = Field(default=None, sa_type=coded(EmployerSize))
    staff_total: int | None = None
    contact: str = ""
    phone: str = ""
    urgent_goods: bool = False
    dispatch_permit: bool | None = None
    made_up: bool = False
    registered_at: datetime
    updated_at: datetime


class KeyListing(SQLModel, table=True):
    """An employer on the key list from `valid_from` to `valid_to`, both included; it may hold several classes."""

    __tablename__ = "key_listing"
    __table_args__ = (
        sa.UniqueConstraint("employer_id", "key_class", "valid_from"),
        sa.CheckConstraint("key_class <> 'K0'", name="class_is_key"),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="days_in_order"),
    )

    id: int | None = Field(default=None, primary_key=True)
    employer_id: int = Field(foreign_key="employer.id", index=True, ondelete="CASCADE")
    key_class: KeyClass = Field(sa_type=coded(KeyClass))
    level: KeyLevel = Field(default=KeyLevel.DISTRICT, sa_type=coded(KeyLevel))
    evidence: str
    valid_from: date
    valid_to: date | None = None
    removed_reason: str = ""


class SpecialistAssignment(SQLModel, table=True):
    """服务专员 of a firm from `valid_from` to `valid_to`, both included; without an end it is the active one."""

    __tablename__ = "specialist_assignment"
    __table_args__ = (
        sa.Index(
            "uq_specialist_assignment_active",
            "employer_id",
            unique=True,
            sqlite_where=sa.text("valid_to IS NULL"),
            postgresql_where=sa.text("valid_to IS NULL"),
        ),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="days_in_order"),
    )

    id: int | None = Field(default=None, primary_key=True)
    employer_id: int = Field(foreign_key="employer.id", index=True, ondelete="CASCADE")
    account_id: int = Field(foreign_key="account.id", index=True)
    valid_from: date
    valid_to: date | None = None
    handover_note: str = ""


class IdleStaff(SQLModel, table=True):
    """People of one trade whom an employer declares idle, both days included."""

    __tablename__ = "idle_staff"
    __table_args__ = (
        sa.CheckConstraint("people >= 1", name="people_at_least_one"),
        sa.CheckConstraint("to_day >= from_day", name="days_in_order"),
    )

    id: int | None = Field(default=None, primary_key=True)
    employer_id: int = Field(foreign_key="employer.id", index=True, ondelete="CASCADE")
    trade: str
    people: int
    from_day: date = Field(index=True)
    to_day: date
    note: str = ""
