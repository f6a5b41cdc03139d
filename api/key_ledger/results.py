"""Who was referred to a key employer and what became of each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import reach
from api.access.table import Access, Action
from api.tables import Cell, Column, Table
from models.days import day_of
from models.referral import GIVEN_UP, Referral, ReferralLog, ReferralState
from models.vacancy import Vacancy
from models.worker import Worker

MOST = 500  # the latest referrals
KINDS = {ReferralState.HIRED: "ok", ReferralState.OFFERED: "info", ReferralState.INTERVIEW: "info"}


@dataclass(frozen=True, slots=True)
class Sent:
    """One referral: `why` is the reason it ended for, if one was given."""

    worker: str
    title: str
    origin: str
    sent: date
    state: ReferralState
    since: date
    why: str


def sent(session: Session, employer_id: int, access: Access, today: date) -> list[Sent]:
    """Referrals to an employer within the reader's scope, the last that moved first; names masked."""
    rows = session.exec(
        select(Referral, Worker, Vacancy.title)
        .join(Worker, col(Worker.id) == Referral.worker_id)
        .join(Vacancy, col(Vacancy.id) == Referral.vacancy_id)
        .where(Vacancy.employer_id == employer_id, reach(Referral, access.to(Action.REFERRAL_READ), today))
        .order_by(col(Referral.state_since).desc(), col(Referral.id).desc())
        .limit(MOST)
    ).all()
    reasons = _reasons(session, [referral.id or 0 for referral, _, _ in rows])
    return [
        Sent(
            worker=wording.masked(worker.name),
            title=title,
            origin=referral.origin.label,
            sent=day_of(referral.created_at),
            state=referral.state,
            since=day_of(referral.state_since),
            why=reasons.get(referral.id or 0, "") if referral.state in GIVEN_UP else "",
        )
        for referral, worker, title in rows
    ]


def _reasons(session: Session, ids: Sequence[int]) -> dict[int, str]:
    rows = session.exec(
        select(ReferralLog)
        .where(col(ReferralLog.referral_id).in_(ids), sa.not_(col(ReferralLog.reason_code).is_(None)))
        .order_by(col(ReferralLog.id))
    )
    return {row.referral_id: row.reason_code.label for row in rows if row.reason_code}


def became(found: Sequence[Sent]) -> str:
    """What became of all of them, in one line: “推荐 12 人：已录用 5、面试中 3、…”."""
    counts = Counter(one.state for one in found)
    parts = "、".join(f"{state.label} {counts[state]}" for state in ReferralState if counts[state])
    return f"推荐 {len(found)} 人次：{parts}" if found else ""


def sent_table(found: Sequence[Sent], today: date, export: str) -> Table[Sent]:
    columns: Sequence[Column[Sent]] = (
        Column("求职者", lambda one: one.worker),
        Column("岗位", lambda one: one.title),
        Column("怎么来的", lambda one: one.origin),
        Column("推荐", lambda one: one.sent, lambda one: Cell(wording.day(one.sent, today) or "")),
        Column("现在", lambda one: one.state.label, lambda one: Cell(one.state.label, tag=KINDS.get(one.state, ""))),
        Column("从哪天起", lambda one: one.since, lambda one: Cell(wording.day(one.since, today) or "")),
        Column("原因", lambda one: one.why or None, lambda one: Cell(one.why or "—")),
    )
    return Table("推荐的人后来怎样", columns, found, "还没有推荐过人。到“匹配”里采纳配对，或批量推荐。", export)
