"""Narrowing a list by street: each row lies in one street or in none, so the choices add up to the whole list."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from api.access.table import Access
from api.files import options
from api.files.listing import ANY, Asked, Filter
from models.account import Role

NOWHERE = ("none", "未分街道")
STREETS = f"街道 9 位代码；{NOWHERE[0]} 是{NOWHERE[1]}的"  # as the interface for programs documents its parameter
ELSEWHERE = ("elsewhere", "别的街道")


def street_filter(session: Session, access: Access, *beyond: tuple[str, str]) -> list[Filter]:
    """The 22 streets and those without one; for a street's staff their own street and what its list holds ``beyond``.

    A list that holds nothing beyond its reader's street is not narrowed by street.
    """
    streets = options.street(session)[1:]
    if access.role != Role.STREET_STAFF:
        return [Filter("street", "街道", [ANY, *streets, NOWHERE])]
    own = [each for each in streets if each[0] == _own(access)]
    return [Filter("street", "街道", [ANY, *own, *beyond])] if beyond else []


def in_street(column: Any, asked: Asked, access: Access) -> sa.ColumnElement[bool]:
    """Whether a row's street is the one asked for; true for every row when none is asked for."""
    street = asked.get("street")
    if street is None:
        return sa.true()
    if street == ELSEWHERE[0]:
        return sa.and_(column.is_not(None), column != _own(access))
    return lies_in(column, street)


def lies_in(column: Any, street: str) -> sa.ColumnElement[bool]:
    """Whether a row lies in a street, or in none for ``none``; true for every row when none is asked for."""
    if not street:
        return sa.true()
    wanted: sa.ColumnElement[bool] = column.is_(None) if street == NOWHERE[0] else column == street
    return wanted


def _own(access: Access) -> str | None:
    return access.account.street_code if access.account else None
