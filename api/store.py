"""The store as a command or a process of its own opens it: up to date, on its own day, closed at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlmodel import Session

from api.access.audit import Trail
from api.access.table import Action
from api.demonstration import on_its_day
from api.settings import Settings
from models.database import open_engine, upgrade, writing


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[Engine, Settings]]:
    """The engine, and the settings by which a store with the demonstration lives."""
    engine = open_engine(settings.database_url)
    try:
        upgrade(engine)
        yield engine, on_its_day(settings, engine)
    finally:
        engine.dispose()


@contextmanager
def audited(engine: Engine, action: Action, settings: Settings) -> Iterator[Session]:
    """The one transaction of a command, with its audit row; committed at the end, dropped on an error."""
    with writing(engine) as session:
        trail = Trail(session)
        yield session
        session.flush()
        session.add(trail.entry_of_command(action, settings.now()))
