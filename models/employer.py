"""Employers, their key listings and their service specialist."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel, col, func, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from models.columns import Labelled, coded
from models.paging import Orders
from models.reference import within_industry
from models.sounds import keep_sounds


class EmployerSize(Labelled):
    LARGE = "large", "大型"
    MEDIUM = "medium", "中型"
    SMALL = "small", "小型"
    MICRO = "micro", "微型"


class EmployerStanding(Labelled):
    """Whether an employer can still keep its promises."""

    ACTIVE = "active", "正常经营"
    BANKRUPT = "bankrupt", "已破产"
    CLOSED = "closed", "已关闭"


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
    """An employer (用人单位). Empty text and null mean unknown; coordinates are WGS84 degrees.

    One that registered itself writes drafts only until the office has `verified` it; `verified_on` is when it last did.
    """

    __tablename__ = "employer"
    __table_args__ = (
        sa.CheckConstraint("staff_total >= 0", name="staff_not_negative"),
        sa.CheckConstraint("(lng IS NULL) = (lat IS NULL)", name="both_coordinates"),
    )

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
    sounds: str = Field(default="", index=True, sa_column_kwargs={"server_default": sa.text("''")})
    verified: bool = Field(default=True, sa_column_kwargs={"server_default": sa.true()})
    verified_on: date | None = None
    standing: EmployerStanding = Field(
        default=EmployerStanding.ACTIVE,
        sa_type=coded(EmployerStanding),
        sa_column_kwargs={"server_default": sa.text("'active'")},
    )


keep_sounds(Employer)


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
    """服务专员 of a firm from `valid_from` to `valid_to`, both included; without an end it is the active one.

    `handover_note` is what they were told on taking over; from `leaves_on` they are away and `leaving_note` is for
    whoever comes next: until the district names somebody, they stay the active one.
    """

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
    leaves_on: date | None = None
    leaving_note: str = Field(default="", sa_column_kwargs={"server_default": sa.text("''")})


ORDERS: Orders = {
    "id": Employer.id,
    "staff_total": Employer.staff_total,
    "registered_at": Employer.registered_at,
    "updated_at": Employer.updated_at,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerFilter:
    """What a list of employers is narrowed to; anything left out narrows nothing."""

    words: str = ""
    industry_code: str | None = None
    key_on: date | None = None
    specialist_id: int | None = None


def employers(wanted: EmployerFilter = EmployerFilter()) -> SelectOfScalar[Employer]:
    """Employers; `key_on` keeps those on the key list that day, `specialist_id` those an account serves now.

    `industry_code` takes in the codes below it.
    """
    statement = select(Employer)
    if wanted.words:
        statement = statement.where(col(Employer.name).contains(wanted.words, autoescape=True))
    if wanted.industry_code is not None:
        statement = statement.where(within_industry(col(Employer.industry_code), wanted.industry_code))
    if wanted.key_on is not None:
        listed = select(KeyListing.employer_id).where(*_listed_on(wanted.key_on))
        statement = statement.where(col(Employer.id).in_(listed))
    if wanted.specialist_id is not None:
        statement = statement.where(col(Employer.id).in_(served_by(wanted.specialist_id)))
    return statement


def names_of(employer_ids: Collection[int]) -> Select[int, str]:
    """Id and name of these employers."""
    return select(Employer.id, Employer.name).where(col(Employer.id).in_(employer_ids))  # type: ignore[return-value]


def key_class_on(day: date) -> Select[int, str]:
    """Employer id and its first key class on a day (K1 before K2); an employer not listed that day has no row."""
    first: sa.Label[str] = sa.label("key_class", func.min(KeyListing.key_class))
    return select(KeyListing.employer_id, first).where(*_listed_on(day)).group_by(col(KeyListing.employer_id))


def _listed_on(day: date) -> list[sa.ColumnElement[bool]]:
    no_end = col(KeyListing.valid_to).is_(None)
    return [col(KeyListing.valid_from) <= day, sa.or_(no_end, col(KeyListing.valid_to) >= day)]


def active_specialist(employer_id: int) -> SelectOfScalar[SpecialistAssignment]:
    """The assignment of an employer that has no end yet."""
    return select(SpecialistAssignment).where(
        SpecialistAssignment.employer_id == employer_id, col(SpecialistAssignment.valid_to).is_(None)
    )


def served_by(account_id: int) -> SelectOfScalar[int]:
    """Ids of the employers whose active specialist is this account."""
    return select(SpecialistAssignment.employer_id).where(
        SpecialistAssignment.account_id == account_id, col(SpecialistAssignment.valid_to).is_(None)
    )


def hand_over(session: Session, employer_id: int, *, to: int, on: date, note: str = "") -> SpecialistAssignment:
    """Account `to` serves the employer from `on`; who served it until then stays in the history.

    An assignment that began that same day is corrected in place: nobody served under it.
    """
    current = session.exec(active_specialist(employer_id)).one_or_none()
    if current is not None and current.valid_from >= on:
        current.account_id, current.handover_note = to, note
        current.leaves_on, current.leaving_note = None, ""
        session.add(current)
        return current
    if current is not None:
        current.valid_to = on - timedelta(days=1)
        session.add(current)
        session.flush()
    new = SpecialistAssignment(employer_id=employer_id, account_id=to, valid_from=on, handover_note=note)
    session.add(new)
    session.flush()
    return new
