import re
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from models.database import downgrade, open_engine, upgrade


def test_the_migrations_build_exactly_the_tables_of_the_code(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_migrations_build_every_check_of_the_code(engine: sa.Engine) -> None:
    """Autogenerate does not compare checks."""
    inspector = sa.inspect(engine)
    built = {(t, check["name"]) for t in inspector.get_table_names() for check in inspector.get_check_constraints(t)}
    assert built == {(t.name, c.name) for t in SQLModel.metadata.tables.values() for c in _checks(t)}


def test_the_migrations_build_the_same_partial_indexes_as_the_code(engine: sa.Engine) -> None:
    """Autogenerate compares their columns, not their condition."""
    inspector = sa.inspect(engine)
    option = f"{engine.dialect.name}_where"
    for table in SQLModel.metadata.tables.values():
        built = {i["name"]: i["dialect_options"].get(option) for i in inspector.get_indexes(table.name)}
        for index in table.indexes:
            wanted = index.dialect_options[engine.dialect.name].get("where")
            assert _condition(built[index.name]) == _condition(wanted), index.name


def test_the_way_down_leaves_no_table_and_the_way_up_works_again(engine: sa.Engine) -> None:
    downgrade(engine, "base")
    assert set(sa.inspect(engine).get_table_names()) == {"alembic_version"}
    upgrade(engine)
    assert "vacancy" in sa.inspect(engine).get_table_names()


def test_upgrading_twice_changes_nothing(engine: sa.Engine) -> None:
    before = sa.inspect(engine).get_table_names()
    upgrade(engine)
    assert sa.inspect(engine).get_table_names() == before


def test_foreign_keys_are_enforced_after_a_migration(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'new.db'}")
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def _checks(table: sa.Table) -> Iterator[sa.CheckConstraint]:
    return (c for c in table.constraints if isinstance(c, sa.CheckConstraint))


def _condition(text: object) -> str:
    return re.sub(r"[()\s]", "", "" if text is None else str(text)).lower()
