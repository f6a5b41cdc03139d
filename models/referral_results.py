"""How referrals ended that somebody decided on: what the chances are learnt from."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from models.referral import DECLINED, Referral, ReferralLog, ReferralReason, ReferralState


def results() -> sa.Select[tuple[ReferralState, datetime, ReferralReason | None, dict[str, Any] | None]]:
    """How referrals ended that somebody decided on: state, moment, reason and what the score was made of."""
    referral, log = sa.inspect(Referral).columns, sa.inspect(ReferralLog).columns
    return (
        sa.select(referral.state, log.at, log.reason_code, referral.breakdown)
        .join(ReferralLog, sa.and_(log.referral_id == referral.id, log.to_state == referral.state))
        .where(referral.state.in_(DECLINED | {ReferralState.HIRED}))
        .order_by(log.at, referral.id)
    )


def counted_results() -> sa.Select[tuple[ReferralState, ReferralReason | None, int]]:
    """How many referrals ended how: state, reason (of a refusal) and their number, the most first."""
    state, _, reason, _ = results().selected_columns
    number = sa.func.count()
    return (
        results()
        .with_only_columns(state, reason, number)
        .group_by(state, reason)
        .order_by(None)
        .order_by(number.desc(), state, reason)
    )
