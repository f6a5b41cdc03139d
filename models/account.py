"""Who may sign in, and the tokens that prove it."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import Labelled, coded


class Role(Labelled):
    DISTRICT_ADMIN = "district_admin", "区管理员"
    STREET_STAFF = "street_staff", "街道工作人员"
    SPECIALIST = "specialist", "服务专员"
    EMPLOYER = "employer", "用人单位"
    WORKER = "worker", "劳动者"


class TokenKind(Labelled):
    COOKIE = "cookie", "网页登录"
    BEARER = "bearer", "接口令牌"


class Account(SQLModel, table=True):
    """A person who signs in. The code that fits the role says whose records they may reach."""

    __tablename__ = "account"
    __table_args__ = (
        sa.CheckConstraint("role <> 'street_staff' OR street_code IS NOT NULL", name="street_staff_has_street"),
        sa.CheckConstraint("role <> 'employer' OR employer_id IS NOT NULL", name="employer_has_employer"),
        sa.CheckConstraint("role <> 'worker' OR worker_id IS NOT NULL", name="worker_has_worker"),
    )

    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(unique=True)
    name: str
    role: Role = Field(sa_type=coded(Role), index=True)
    password_hash: str
    street_code: str | None = Field(default=None, foreign_key="street.code", index=True)
    employer_id: int | None = Field(default=None, foreign_key="employer.id", index=True)
    worker_id: int | None = Field(default=None, foreign_key="worker.id", index=True, ondelete="CASCADE")
    active: bool = True
    made_up: bool = False
    created_at: datetime


class Token(SQLModel, table=True):
    """Only the sha256 of a token is kept. Tokens that replaced one another share a `family`."""

    __tablename__ = "token"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True, ondelete="CASCADE")
    digest: str = Field(unique=True, max_length=64)
    kind: TokenKind = Field(sa_type=coded(TokenKind))
    family: str = Field(index=True)
    created_at: datetime
    last_used_at: datetime | None = None
    expires_at: datetime = Field(index=True)
    revoked_at: datetime | None = None


def account_by_login(login: str) -> SelectOfScalar[Account]:
    """The active account with this login, if any."""
    return select(Account).where(Account.login == login, col(Account.active).is_(True))
