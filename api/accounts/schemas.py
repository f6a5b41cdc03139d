"""What goes over the wire about accounts. A password goes in, nothing of it comes out."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from api.fields.types import STRICT, Secret, Text, Whole, YesNo
from models.account import Role


class Credentials(SQLModel):
    model_config = STRICT

    login: Text = Field(min_length=1, max_length=64)
    password: Secret = Field(min_length=1, max_length=256)


class PasswordChange(SQLModel):
    model_config = STRICT

    old_password: Secret = Field(min_length=1, max_length=256)
    new_password: Secret = Field(min_length=8, max_length=256)


class BearerToken(SQLModel):
    """Shown once; the store keeps only its hash."""

    token: str
    expires_at: datetime


class AccountCreate(SQLModel):
    model_config = STRICT

    login: Text = Field(min_length=1, max_length=64)
    name: Text = Field(min_length=1, max_length=64)
    role: Role
    password: Secret = Field(min_length=8, max_length=256)
    street_code: Text | None = Field(default=None, max_length=9)
    employer_id: Whole | None = Field(default=None, ge=1)
    worker_id: Whole | None = Field(default=None, ge=1)


class AccountPatch(SQLModel):
    model_config = STRICT

    name: Text | None = Field(default=None, min_length=1, max_length=64)
    active: YesNo | None = None
    password: Secret | None = Field(default=None, min_length=8, max_length=256)


class AccountRead(SQLModel):
    id: int
    login: str
    name: str
    role: Role
    street_code: str | None
    employer_id: int | None
    worker_id: int | None
    active: bool
    made_up: bool
    created_at: datetime


class AuditRead(SQLModel):
    id: int
    at: datetime
    account_id: int | None
    action: str
    subject: str
    subject_id: int | None
    detail: dict[str, Any]
    request_id: str
