"""Column types and names that every table shares.

`datetime` fields need no type here: SQLModel stores aware moments as UTC and refuses naive ones.
"""

from enum import StrEnum
from typing import Any, Self

import sqlalchemy as sa
from sqlmodel import SQLModel

# Constraints need the same name on both databases, or a migration cannot drop them.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

WORDS = sa.JSON(none_as_null=True)
"""A list of words that no query looks into; `None` is SQL NULL, never the text `null`."""


class Labelled(StrEnum):
    """A closed set of codes, each with the Chinese label that users read.

    The value is what the database, the wire and the exports carry.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:  # none where a value is looked up, as in Role("worker")
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


def coded(choices: type[StrEnum]) -> sa.Enum:
    """A column that stores the values of `choices` as text of at most 20 characters.

    A PostgreSQL enum type would outlive its table on the way down and store names instead of values.
    """
    return sa.Enum(choices, native_enum=False, length=20, values_callable=_values)


def _values(choices: Any) -> list[str]:
    return [choice.value for choice in choices]
