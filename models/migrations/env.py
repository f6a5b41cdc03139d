"""How Alembic runs here: on the connection that `models.database` hands in, never on an address of its own."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

import models  # noqa: F401  (makes every table known)


def plain_types(kind: str, item: Any, autogen_context: AutogenContext) -> str | Literal[False]:
    """Write plain SQL types into a migration: an old step must not change when our own types do."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    # SQLite cannot alter a column; it copies the table instead.
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=plain_types,
    compare_server_default=True,
    # Both databases roll a schema change back, so a step that fails leaves nothing half done.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
