import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
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


def test_the_way_down_works_with_rows_in_the_tables(engine: sa.Engine, rows: Any) -> None:
    worker = rows.worker()
    worker.registered_by = rows.account("a", worker_id=worker.id).id
    rows.vacancy()
    rows.session.commit()
    downgrade(engine, "base")
    assert set(sa.inspect(engine).get_table_names()) == {"alembic_version"}


def test_two_processes_may_build_the_same_store_at_once(store_url: str) -> None:
    engines = [open_engine(store_url) for _ in range(2)]
    downgrade(engines[0], "base")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(upgrade, engines))
    assert "vacancy" in sa.inspect(engines[1]).get_table_names()
    for engine in engines:
        engine.dispose()


def test_two_processes_may_open_the_same_new_file_at_once(tmp_path: Path) -> None:
    engines = [open_engine(f"sqlite:///{tmp_path / 'new.db'}") for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(upgrade, engines))
    assert "vacancy" in sa.inspect(engines[3]).get_table_names()
    for engine in engines:
        engine.dispose()


def test_a_step_that_fails_leaves_nothing_half_done(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    downgrade(engine, "base")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("alembic.operations.Operations.batch_alter_table", fail)
    with pytest.raises(RuntimeError):
        upgrade(engine)
    assert set(sa.inspect(engine).get_table_names()) == {"alembic_version"}


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
    return re.sub(r"::text|[()\s]", "", "" if text is None else str(text)).lower()
