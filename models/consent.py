"""What a worker agreed to and took back, with the moment and the counter."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import Labelled, coded


class ConsentKind(Labelled):
    RECOMMEND = "recommend", "把我推荐给合适的单位"
    PHONE = "phone", "被推荐的单位可以看我的电话"
    SMS = "sms", "用短信通知我"
    RANKING = "ranking", "按我的情况给岗位排序"


class ConsentEntry(SQLModel, table=True):
    """One giving or withdrawing; the worker's row carries what holds now."""

    __tablename__ = "consent_entry"
    __table_args__ = (sa.Index(None, "worker_id", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    worker_id: int = Field(foreign_key="worker.id", ondelete="CASCADE")
    kind: ConsentKind = Field(sa_type=coded(ConsentKind))
    given: bool
    at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    channel: str = ""


def consents_of(worker_id: int) -> SelectOfScalar[ConsentEntry]:
    """What a worker agreed to and took back, the latest first."""
    return (
        select(ConsentEntry)
        .where(ConsentEntry.worker_id == worker_id)
        .order_by(col(ConsentEntry.at).desc(), col(ConsentEntry.id).desc())
    )
