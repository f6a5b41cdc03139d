"""Workers (求职者): who they are, what they wish, what they can do, when they can start."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import WORDS, Labelled, coded
from models.duplicate import merged_away
from models.paging import Orders
from models.reference import within_occupation
from models.sounds import keep_sounds


class Sex(Labelled):
    """GB/T 2261.1. Kept for the registers the state asks for; it never enters a rule or a score."""

    UNKNOWN = "0", "未知"
    MALE = "1", "男"
    FEMALE = "2", "女"
    UNSTATED = "9", "未说明"


class IdKind(Labelled):
    RESIDENT = "resident", "居民身份证"
    HK_MACAU = "hk_macau", "港澳居民证件"
    TAIWAN = "taiwan", "台湾居民证件"
    PASSPORT = "passport", "护照"
    OTHER = "other", "其他证件"


class HukouKind(Labelled):
    """户口性质 as the registers code it."""

    URBAN = "10", "城镇"
    URBAN_LOCAL = "11", "本地城镇"
    URBAN_ELSEWHERE = "12", "外地城镇"
    RURAL = "20", "农村"
    RURAL_LOCAL = "21", "本地农村"
    RURAL_ELSEWHERE = "22", "外地农村"
    HK_MACAU_TAIWAN = "30", "港澳台"
    FOREIGN = "40", "外籍"


class WorkerStatus(Labelled):
    EMPLOYED = "employed", "在业"
    UNEMPLOYED = "unemployed", "失业"
    REGISTERED = "registered", "登记失业"
    FLEXIBLE = "flexible", "灵活就业"
    STUDENT = "student", "在校"


class Worker(SQLModel, table=True):
    """A job seeker. Empty text and null mean unknown; the wage wish is fen per month.

    `sounds` is kept by `models.sounds`; `personal_ranking` is the worker's own switch for being ranked by their file.
    After `erased_at` nothing personal is left in the row; it stays for the referrals that point to it.
    """

    __tablename__ = "worker"
    __table_args__ = (
        sa.CheckConstraint("wage_min_fen >= 0", name="wage_not_negative"),
        sa.CheckConstraint("(lng IS NULL) = (lat IS NULL)", name="both_coordinates"),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    id_kind: IdKind | None = Field(default=None, sa_type=coded(IdKind))
    id_number: str | None = Field(default=None, unique=True, max_length=32)
    sex: Sex = Field(default=Sex.UNKNOWN, sa_type=coded(Sex))
    birth_date: date | None = None
    hukou_code: str | None = Field(default=None, max_length=6)
    hukou_kind: HukouKind | None = Field(default=None, sa_type=coded(HukouKind))
    street_code: str | None = Field(default=None, foreign_key="street.code", index=True)
    address: str = ""
    lng: float | None = None
    lat: float | None = None
    phone: str = Field(default="", index=True)

    education: int | None = Field(default=None, foreign_key="education.code")
    school: str = ""
    major: str = ""
    graduated_on: date | None = None
    skill_level: int | None = None
    skill_trade: str = ""
    status: WorkerStatus | None = Field(default=None, sa_type=coded(WorkerStatus), index=True)
    unemployed_since: date | None = None

    words: str = ""
    wage_min_fen: int | None = None
    shifts: list[str] = Field(default_factory=list, sa_type=WORDS)
    needs_lodging: bool | None = None
    available_from: date | None = None
    stays: bool | None = None
    leaves_on: date | None = None
    returns_on: date | None = None
    needs_transport: bool | None = None

    consent_recommend: bool = False
    consent_phone: bool = False
    consent_sms: bool = False
    channel: str = ""
    registered_by: int | None = Field(
        default=None,
        # Accounts point at workers as well; the name lets the two tables be made one after the other.
        sa_column_args=[
            sa.ForeignKey("account.id", name="fk_worker_registered_by", use_alter=True, ondelete="SET NULL")
        ],
    )
    registered_at: datetime = Field(index=True)
    updated_at: datetime
    row_key: str | None = Field(default=None, unique=True)
    made_up: bool = False
    sounds: str = Field(default="", index=True, sa_column_kwargs={"server_default": sa.text("''")})
    personal_ranking: bool = Field(default=True, sa_column_kwargs={"server_default": sa.true()})
    erased_at: datetime | None = None


keep_sounds(Worker)


class WorkerWish(SQLModel, table=True):
    """One of at most three wishes, in the worker's own words; 1 is the dearest."""

    __tablename__ = "worker_wish"
    __table_args__ = (
        sa.UniqueConstraint("worker_id", "position"),
        sa.CheckConstraint("position BETWEEN 1 AND 3", name="at_most_three"),
    )

    id: int | None = Field(default=None, primary_key=True)
    worker_id: int = Field(foreign_key="worker.id", ondelete="CASCADE")
    position: int
    words: str
    occupation_code: str | None = Field(default=None, foreign_key="occupation.code", index=True)


class WorkerSkill(SQLModel, table=True):
    __tablename__ = "worker_skill"

    id: int | None = Field(default=None, primary_key=True)
    worker_id: int = Field(foreign_key="worker.id", index=True, ondelete="CASCADE")
    words: str


class WorkerCertificate(SQLModel, table=True):
    """A certificate, good until `valid_until` (included); no date means no known end."""

    __tablename__ = "worker_certificate"

    id: int | None = Field(default=None, primary_key=True)
    worker_id: int = Field(foreign_key="worker.id", index=True, ondelete="CASCADE")
    words: str
    valid_until: date | None = None


class WorkerExperience(SQLModel, table=True):
    """One earlier job; months are `YYYY-MM`, position 1 is the latest."""

    __tablename__ = "worker_experience"
    __table_args__ = (sa.UniqueConstraint("worker_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    worker_id: int = Field(foreign_key="worker.id", ondelete="CASCADE")
    position: int
    employer: str = ""
    post: str = ""
    from_month: str | None = Field(default=None, max_length=7)
    to_month: str | None = Field(default=None, max_length=7)


ORDERS: Orders = {
    "id": Worker.id,
    "registered_at": Worker.registered_at,
    "updated_at": Worker.updated_at,
    "wage_min": Worker.wage_min_fen,
    "available_from": Worker.available_from,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerFilter:
    """What a list of workers is narrowed to; anything left out narrows nothing."""

    words: str = ""
    status: WorkerStatus | None = None
    occupation_code: str | None = None
    available_on: date | None = None
    consents: bool | None = None


def workers(wanted: WorkerFilter = WorkerFilter()) -> SelectOfScalar[Worker]:
    """Workers, one file each, without the erased; `words` stand in the name, phone, address or what they want.

    `occupation_code` takes in wishes below it; `consents` asks for the consent to be recommended.
    """
    statement = select(Worker).where(col(Worker.id).not_in(merged_away()), col(Worker.erased_at).is_(None))
    if wanted.words:
        columns = (Worker.name, Worker.phone, Worker.address, Worker.words)
        statement = statement.where(sa.or_(*(col(c).contains(wanted.words, autoescape=True) for c in columns)))
    if wanted.status is not None:
        statement = statement.where(Worker.status == wanted.status)
    if wanted.consents is not None:
        statement = statement.where(Worker.consent_recommend == wanted.consents)
    if wanted.available_on is not None:
        free = (col(Worker.available_from).is_(None), col(Worker.available_from) <= wanted.available_on)
        statement = statement.where(sa.or_(*free))
    if wanted.occupation_code is not None:
        wish = within_occupation(col(WorkerWish.occupation_code), wanted.occupation_code)
        statement = statement.where(col(Worker.id).in_(select(WorkerWish.worker_id).where(wish)))
    return statement


def wishes_of(worker_ids: Collection[int]) -> SelectOfScalar[WorkerWish]:
    """Wishes of these workers, the dearest first."""
    return (
        select(WorkerWish)
        .where(col(WorkerWish.worker_id).in_(worker_ids))
        .order_by(col(WorkerWish.worker_id), col(WorkerWish.position))
    )


def skills_of(worker_ids: Collection[int]) -> SelectOfScalar[WorkerSkill]:
    """Skills of these workers, in the order they were noted."""
    return (
        select(WorkerSkill)
        .where(col(WorkerSkill.worker_id).in_(worker_ids))
        .order_by(col(WorkerSkill.worker_id), col(WorkerSkill.id))
    )


def certificates_of(worker_ids: Collection[int]) -> SelectOfScalar[WorkerCertificate]:
    """Certificates of these workers, expired ones too."""
    return (
        select(WorkerCertificate)
        .where(col(WorkerCertificate.worker_id).in_(worker_ids))
        .order_by(col(WorkerCertificate.worker_id), col(WorkerCertificate.id))
    )


def experience_of(worker_ids: Collection[int]) -> SelectOfScalar[WorkerExperience]:
    """Earlier jobs of these workers, the latest first."""
    return (
        select(WorkerExperience)
        .where(col(WorkerExperience.worker_id).in_(worker_ids))
        .order_by(col(WorkerExperience.worker_id), col(WorkerExperience.position))
    )
