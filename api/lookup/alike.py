"""LIKE that takes small letters for capitals, on both stores.

SQLite's LIKE does so by itself. SQLAlchemy's `ilike` would put both sides through lower() there, which over 100,000
rows costs more than the comparison.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class Alike(GenericFunction[bool]):
    """``Alike(column, pattern)``; the pattern escapes with a slash."""

    inherit_cache = True
    type = sa.Boolean()


@compiles(Alike)
def _like(element: Any, compiler: Any, **how: Any) -> str:
    column, pattern = element.clauses
    return f"{compiler.process(column, **how)} LIKE {compiler.process(pattern, **how)} ESCAPE '/'"


@compiles(Alike, "postgresql")
def _ilike(element: Any, compiler: Any, **how: Any) -> str:
    column, pattern = element.clauses
    return f"{compiler.process(column, **how)} ILIKE {compiler.process(pattern, **how)} ESCAPE '/'"
