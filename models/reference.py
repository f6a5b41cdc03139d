"""Codes that the state publishes: streets, occupations, industries, education, counties."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped
from sqlmodel import Field, SQLModel, select
from sqlmodel.sql.expression import SelectOfScalar

import models.columns  # noqa: F401  (names of constraints)


class Street(SQLModel, table=True):
    """One of the 22 streets of 荔湾区; the coordinates are its centre, WGS84 degrees."""

    __tablename__ = "street"

    code: str = Field(primary_key=True, max_length=9)
    name: str
    pinyin: str
    lng: float
    lat: float
    south_of_river: bool = False
    placed_from: str = ""


class Occupation(SQLModel, table=True):
    """职业分类大典 2022; `level` runs from 1 (大类) to 4 (细类)."""

    __tablename__ = "occupation"

    code: str = Field(primary_key=True, max_length=10)
    name: str = Field(index=True)
    level: int
    parent: str | None = Field(default=None, index=True, max_length=10)


class Industry(SQLModel, table=True):
    """GB/T 4754-2017; `level` runs from 1 (门类, a letter) to 4 (小类)."""

    __tablename__ = "industry"

    code: str = Field(primary_key=True, max_length=8)
    name: str
    level: int
    parent: str | None = Field(default=None, index=True, max_length=8)


class Education(SQLModel, table=True):
    """GB/T 4658-2006. Compare `level` (higher is more), never `code`: 40 and 60 are one level."""

    __tablename__ = "education"

    code: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str
    level: int


class County(SQLModel, table=True):
    """County of a household register, GB/T 2260 six digits."""

    __tablename__ = "county"

    code: str = Field(primary_key=True, max_length=6)
    name: str
    province: str


def streets() -> SelectOfScalar[Street]:
    """All streets in the order of their codes."""
    return select(Street).order_by(Street.code)


def within_occupation(column: Mapped[str | None], code: str) -> sa.ColumnElement[bool]:
    """The column holds `code` or a code below it: 6-18-00-00 (中类) takes in 6-18-02-04 (细类)."""
    stem = code
    while stem.endswith("-00"):
        stem = stem.removesuffix("-00")
    return sa.or_(column == code, column.startswith(f"{stem}-", autoescape=True))


def within_industry(column: Mapped[str | None], code: str) -> sa.ColumnElement[bool]:
    """The column holds `code` or a code below it: C (门类, a letter) takes in 1819, and so does 18 (大类)."""
    divisions = select(Industry.code).where(Industry.parent == code)
    return sa.or_(column.startswith(code, autoescape=True), sa.func.substr(column, 1, 2).in_(divisions))
