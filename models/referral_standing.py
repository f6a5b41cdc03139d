"""How a referral stands today, whatever is written down: fallen with its vacancy, or a repetition of another."""

from datetime import date
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from models.referral import BEFORE_TALKS, ENDED, Referral, ReferralOrigin, ReferralState
from models.vacancy import Vacancy
from models.worker import Worker


def fallen(day: date) -> sa.ColumnElement[bool]:
    """Whether nobody had met yet when the vacancy's last day passed: nothing is promised any more.

    True from the day after on, whether or not somebody has written it down since.
    """
    over = select(Vacancy.id).where(col(Vacancy.open_until) < day)
    return sa.and_(col(Referral.state).in_(BEFORE_TALKS), col(Referral.vacancy_id).in_(over))


def in_state(state: ReferralState, day: date) -> sa.ColumnElement[bool]:
    """Whether a referral is in a state on `day`; what has fallen is withdrawn."""
    written = col(Referral.state) == state
    if state in BEFORE_TALKS:
        return sa.and_(written, sa.not_(fallen(day)))
    return sa.or_(written, fallen(day)) if state == ReferralState.WITHDRAWN else written


@cache  # every list of vacancies asks, and to put it together takes longer than to answer it
def repeated() -> sa.ColumnElement[bool]:
    """Whether somebody of the same name and phone had applied for the same vacancy before, and that application counts.

    Who applies without signing in is not told of it, for anybody may know a name and a phone. The office reads both.
    """
    first, its, own = aliased(Referral), aliased(Worker), aliased(Worker)
    still = sa.or_(
        col(first.state).not_in(ENDED),
        sa.and_(
            col(first.state).in_((ReferralState.DECLINED_BY_EMPLOYER, ReferralState.HIRED)),
            col(first.state_since) >= col(Referral.created_at),
        ),
    )
    same = (col(its.phone) == col(own.phone), col(its.phone) != "", col(its.name) == col(own.name))
    earlier = (
        sa.select(col(first.id))
        .join(its, col(its.id) == first.worker_id)
        .join(own, col(own.id) == col(Referral.worker_id))
        .where(col(first.vacancy_id) == col(Referral.vacancy_id), col(first.id) < col(Referral.id), *same)
        .where(col(first.origin) == ReferralOrigin.WORKER, still)
        .correlate(Referral)
    )
    return sa.and_(col(Referral.origin) == ReferralOrigin.WORKER, earlier.exists())
