"""Employers who register themselves: what they said, and whether the office has verified it."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import Labelled, coded


class RegistrationState(Labelled):
    WAITING = "waiting", "待核实"
    VERIFIED = "verified", "已核实"
    REFUSED = "refused", "未通过"


class EmployerRegistration(SQLModel, table=True):
    """`employer_id` is the employer meant, `account_id` the account that will act for it.

    An employer the office knows already is opened to the account by the verification only; a new one at once, to write
    drafts.
    """

    __tablename__ = "employer_registration"
    __table_args__ = (sa.CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided_at_a_moment"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str
    uscc: str = Field(max_length=18, index=True)
    street_code: str | None = Field(default=None, foreign_key="street.code", index=True)
    contact: str
    phone: str
    employer_id: int = Field(foreign_key="employer.id", index=True, ondelete="CASCADE")
    account_id: int = Field(foreign_key="account.id", index=True, ondelete="CASCADE")
    asked_at: datetime = Field(index=True)
    state: RegistrationState = Field(default=RegistrationState.WAITING, sa_type=coded(RegistrationState))
    decided_at: datetime | None = None
    decided_by: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    words: str = ""


def registrations_waiting() -> SelectOfScalar[EmployerRegistration]:
    """Registrations nobody has decided, the longest waiting first."""
    waiting = EmployerRegistration.state == RegistrationState.WAITING
    return (
        select(EmployerRegistration)
        .where(waiting)
        .order_by(col(EmployerRegistration.asked_at), col(EmployerRegistration.id))
    )
