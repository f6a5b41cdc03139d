import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from models.backup import backup, restore
from models.database import open_engine, upgrade, writing
from models.errors import BackupRefused
from models.reference import County


@pytest.fixture
def store(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = open_engine(f"sqlite:///{tmp_path / 'store.db'}")
    upgrade(engine)
    with writing(engine) as session:
        session.add(County(code="440103", name="荔湾区", province="广东省"))
    yield engine
    engine.dispose()


def counties(engine: sa.Engine) -> list[str]:
    with Session(engine) as session:
        return [county.name for county in session.exec(select(County))]


def test_a_restored_backup_brings_back_what_was_there(store: sa.Engine, tmp_path: Path) -> None:
    backup(store, tmp_path / "copy.db")
    with writing(store) as session:
        session.exec(sa.delete(County))
    restore(store, tmp_path / "copy.db")
    assert counties(store) == ["荔湾区"]


def test_a_backup_can_be_opened_as_a_store_of_its_own(store: sa.Engine, tmp_path: Path) -> None:
    backup(store, tmp_path / "copy.db")
    copy = open_engine(f"sqlite:///{tmp_path / 'copy.db'}")
    assert counties(copy) == ["荔湾区"]
    copy.dispose()


def test_a_backup_is_readable_by_its_owner_only(store: sa.Engine, tmp_path: Path) -> None:
    backup(store, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600


def test_what_a_broken_backup_left_does_not_get_into_the_next(store: sa.Engine, tmp_path: Path) -> None:
    (tmp_path / "copy.db.part").write_text("half a copy")
    backup(store, tmp_path / "copy.db")
    copy = open_engine(f"sqlite:///{tmp_path / 'copy.db'}")
    assert counties(copy) == ["荔湾区"]
    copy.dispose()


def test_a_backup_never_overwrites_a_file(store: sa.Engine, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("precious")
    with pytest.raises(BackupRefused, match="已存在"):
        backup(store, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "precious"


@pytest.mark.parametrize("content", [b"not a database", b""])
def test_a_file_that_is_no_backup_is_refused_and_the_store_stays(
    store: sa.Engine, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "wrong.db").write_bytes(content)
    with pytest.raises(BackupRefused, match="不是完好的稳岗备份"):
        restore(store, tmp_path / "wrong.db")
    assert counties(store) == ["荔湾区"]


def test_a_database_of_another_program_is_refused(store: sa.Engine, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE song (name)")
    with pytest.raises(BackupRefused, match="不是完好的稳岗备份"):
        restore(store, tmp_path / "other.db")


def test_a_missing_backup_is_named(store: sa.Engine, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match=r"gone\.db"):
        restore(store, tmp_path / "gone.db")


def test_postgresql_is_pointed_to_its_own_tool(tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="pg_dump"):
        backup(open_engine("postgresql://localhost/wengang"), tmp_path / "copy.db")
