"""How much waits for an office's account, beside the entries of its rail."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from api.access.scopes import reach
from api.access.table import TABLE, Action, access_to
from api.complaints.queue import waiting
from api.registrations.renewing import soon
from models.account import Account
from models.registration import EmployerRegistration, RegistrationState
from models.review import Review


def desk_counts(session: Session, account: Account | None, today: date) -> dict[str, int]:
    """By the address of the entry; nothing for who decides nothing."""
    if account is None or account.role not in TABLE[Action.REVIEW_DECIDE]:
        return {}
    reviews = sa.select(sa.func.count()).where(
        reach(Review, access_to(Action.REVIEW_DECIDE, account), today), col(Review.decision).is_(None)
    )
    registrations = sa.select(sa.func.count()).where(
        reach(EmployerRegistration, access_to(Action.REGISTRATION_DECIDE, account), today),
        col(EmployerRegistration.state) == RegistrationState.WAITING,
    )
    again = len(soon(session, access_to(Action.REGISTRATION_DECIDE, account), today))
    complained, _ = waiting(session, access_to(Action.COMPLAINT_DECIDE, account), today)
    return {
        "/staff/reviews": (session.scalar(reviews) or 0) + complained,
        "/staff/registrations": (session.scalar(registrations) or 0) + again,
    }
