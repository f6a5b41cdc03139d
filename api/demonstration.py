"""The made-up district: whether the store holds it, filling an empty store with it, and the day it plays on.

Its people wait and its vacancies are open in February 2021. A store that holds it therefore lives on that day, unless
WENGANG_TODAY names another; a store without it lives today.
"""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from api.access.passwords import hash_password
from api.refusals import Conflict
from api.settings import Settings
from api.story.telling import tell
from models.account import Account
from models.audit import AuditEntry
from models.database import writing
from models.days import bounds
from models.employer import Employer
from models.worker import Worker
from seed_data.generator import AS_OF, NOW
from seed_data.load import load_demonstration, load_reference

SEED = 20210207


def holds_made_up_data(engine: Engine) -> bool:
    with Session(engine) as session:
        return session.exec(select(Account.id).where(col(Account.made_up)).limit(1)).first() is not None


def on_its_day(settings: Settings, engine: Engine) -> Settings:
    """The settings of a process over this store; its clock on a day of its own goes on from what is stored."""
    made_up = holds_made_up_data(engine)
    day = settings.fixed_today or (AS_OF if made_up else None)
    if day is None:
        return settings
    moments = [_latest(engine, day), NOW if made_up and day == AS_OF else None]
    return replace(settings, fixed_today=day, not_before=max(filter(None, moments), default=None))


def _latest(engine: Engine, day: date) -> datetime | None:
    """The last thing anybody did on that day."""
    first, next_day = bounds(day)
    with Session(engine) as session:
        return session.exec(
            select(func.max(AuditEntry.at)).where(AuditEntry.at >= first, AuditEntry.at < next_day)
        ).one()


def fill_references(engine: Engine) -> None:
    with writing(engine) as session:
        load_reference(session)


def fill(engine: Engine, size: str, seed: int | None = None) -> None:
    """Make the district in an empty store; raises `Conflict` when it holds anything."""
    if not is_empty(engine):
        raise Conflict("数据库里已有数据，示例数据只能装进空库。请换一个 DATABASE_URL，或先备份并移走原文件。")
    fill_references(engine)
    with writing(engine) as session:
        load_demonstration(session, size, SEED if seed is None else seed, NOW, hash_password)
        tell(session, SEED if seed is None else seed)


def is_empty(engine: Engine) -> bool:
    """Whether nobody has registered anything yet."""
    with Session(engine) as session:
        return not any(session.exec(select(table.id).limit(1)).first() for table in (Account, Employer, Worker))
