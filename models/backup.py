"""A copy of the SQLite store in one file, taken and put back while the service runs."""

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from models.database import make_private
from models.errors import BackupRefused


def backup(engine: sa.Engine, target: Path) -> None:
    """Write the whole store to a new file; an unfinished copy never bears the name `target`."""
    _require_sqlite(engine, f"pg_dump --format=custom --file={target} 数据库名")
    if target.exists():
        raise BackupRefused(f"文件 {target} 已存在，不会覆盖。请换一个文件名。")
    if not target.parent.is_dir():
        raise BackupRefused(f"文件夹 {target.parent} 不存在，请先建立。")
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    make_private(unfinished)
    with closing(sqlite3.connect(unfinished)) as copy, closing(engine.raw_connection()) as store:
        store.driver_connection.backup(copy)  # type: ignore[union-attr]
    unfinished.replace(target)


def restore(engine: sa.Engine, source: Path) -> None:
    """Replace the whole store by a backup; upgrade it afterwards, it may be of an earlier version."""
    _require_sqlite(engine, f"pg_restore --clean --dbname=数据库名 {source}")
    _require_backup(source)
    with closing(sqlite3.connect(source)) as copy, closing(engine.raw_connection()) as store:
        copy.backup(store.driver_connection)  # type: ignore[arg-type]


def _require_sqlite(engine: sa.Engine, instead: str) -> None:
    if engine.dialect.name != "sqlite":
        raise BackupRefused(f"当前使用 PostgreSQL，请改用它自己的命令：{instead}")
    if not engine.url.database or engine.url.database == ":memory:":
        raise BackupRefused("当前数据只在内存中，没有文件可备份。")


def _require_backup(source: Path) -> None:
    """Refuse a file that is missing, damaged or not a store of ours, before anything is replaced."""
    if not source.is_file():
        raise BackupRefused(f"找不到备份文件 {source}，请检查路径。")
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            ours = copy.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)
    except sqlite3.DatabaseError:
        sound = ours = False
    if not (sound and ours):
        raise BackupRefused(f"文件 {source} 不是完好的稳岗备份，请换一个备份文件。")
