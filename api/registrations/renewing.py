"""Accounts that recruit are verified again every so many months, while a dated parameter says so.

An employer that is overdue keeps what is open and writes drafts; nothing new of it opens until the office has looked
again. A rule does not reach back: its months are counted from its own first day at the earliest.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from api.access.scopes import reach
from api.access.table import Access
from api.refusals import Conflict
from api.registrations.checks import require_all
from models.account import Account, Role
from models.days import day_of, months_after
from models.employer import Employer
from models.parameter import Parameter, parameter_on

EVERY_MONTHS = "employer.verify_every_months"
AHEAD = timedelta(days=30)  # so long before the day the office and the employer see it coming
NOT_DUE = "这家单位不用复核，可能别人刚刚复核过。请回到列表看看。"


@dataclass(frozen=True, slots=True)
class Due:
    """By which day an employer has to be verified again, and when it last was."""

    employer: Employer
    last: date
    by: date


def due(session: Session, employer: Employer, today: date) -> Due | None:
    """None while no rule is in force, for an employer nobody verified yet, for one whose posts the office enters."""
    rule = session.exec(parameter_on(EVERY_MONTHS, today)).first()
    recruits = select(Account.id).where(Account.employer_id == employer.id, *_RECRUITING)
    if rule is None or not employer.verified or session.exec(recruits).first() is None:
        return None
    return _due(employer, rule)


def soon(session: Session, access: Access, today: date) -> list[Due]:
    """Employers within the reader's scope that are overdue or will be before long, the longest first."""
    rule = session.exec(parameter_on(EVERY_MONTHS, today)).first()
    if rule is None:
        return []
    recruiting = select(Account.employer_id).where(*_RECRUITING)
    verified = select(Employer).where(col(Employer.verified), col(Employer.id).in_(recruiting))
    found = [_due(row, rule) for row in session.exec(verified.where(reach(Employer, access, today)))]
    return sorted((one for one in found if one.by <= today + AHEAD), key=lambda one: (one.by, one.employer.id))


_RECRUITING = (Account.role == Role.EMPLOYER, col(Account.active), col(Account.employer_id).is_not(None))


def _due(employer: Employer, rule: Parameter) -> Due:
    last = employer.verified_on or day_of(employer.registered_at)
    return Due(employer, last, months_after(max(last, rule.valid_from), int(rule.value)))


def verify_again(session: Session, employer: Employer, checked: Collection[str], *, today: date, now: datetime) -> None:
    """The office has looked at its papers again; raises `BadField` until all was checked, `Conflict` too early."""
    known = due(session, employer, today)
    if known is None or known.by > today + AHEAD:
        raise Conflict(NOT_DUE)
    require_all(checked, "复核")
    employer.verified_on, employer.updated_at = today, now
    session.add(employer)
    session.flush()
