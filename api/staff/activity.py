"""What happened in the last two weeks, day by day, and how the streets stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from api.access.scopes import reach
from api.access.table import Access, Action
from api.charts.columns import Columns, columns
from models.days import bounds
from models.referral import Referral, ReferralLog, ReferralState
from models.vacancy import Vacancy
from models.worker import Worker

DAYS = 14


@dataclass(frozen=True, slots=True)
class Series:
    """One thing counted by day: the picture and the same numbers in a row."""

    name: str
    chart: Columns
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    days: tuple[str, ...]
    series: tuple[Series, ...]


def activity(session: Session, access: Access, today: date) -> Activity:
    """The last `DAYS` days up to today, within the reader's scope."""
    days = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    labels = tuple(f"{day.month}月{day.day}日" for day in days)
    counted = [(name, _by_day(session, moment, scope, days)) for name, moment, scope in _kinds(access, today)]
    series = (Series(name, columns(list(zip(labels, values, strict=True))), values) for name, values in counted)
    return Activity(labels, tuple(series))


def _kinds(access: Access, today: date) -> list[tuple[str, Any, sa.ColumnElement[bool]]]:
    """What is counted: its name, its moment, its rows."""
    referred = reach(Referral, access.to(Action.REFERRAL_READ), today)
    hired = sa.and_(
        col(ReferralLog.to_state) == ReferralState.HIRED,
        col(ReferralLog.referral_id).in_(sa.select(col(Referral.id)).where(referred)),
    )
    offered = reach(Vacancy, access.to(Action.VACANCY_FILE), today)
    kinds = [
        ("新登记岗位", col(Vacancy.created_at), offered),
        ("推荐和申请", col(Referral.created_at), referred),
        ("录用", col(ReferralLog.at), hired),
    ]
    if not access.may(Action.WORKER_LIST):
        return kinds
    return [("新登记求职者", col(Worker.registered_at), reach(Worker, access.to(Action.WORKER_LIST), today)), *kinds]


def _by_day(session: Session, moment: Any, scope: sa.ColumnElement[bool], days: Sequence[date]) -> tuple[int, ...]:
    """How many on each day, in one query."""
    spans = [bounds(day) for day in days]
    inside = [sa.func.sum(sa.case((sa.and_(moment >= first, moment < last), 1), else_=0)) for first, last in spans]
    row = session.execute(sa.select(*inside).where(scope, moment >= spans[0][0], moment < spans[-1][1])).one()
    return tuple(int(value or 0) for value in row)
