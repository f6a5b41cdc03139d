"""The two sides of a swap as the rules look at them: how they stand, what they recruit, when the lender is idle."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from matcher.swap.arrangement import Firm, Standing
from models.employer import Employer
from models.swap import ENDED, Swap, SwapLoan, SwapState
from models.swap_member import HOLDS_DAYS, SwapMember
from models.swap_offer import Shutdown, SwapOffer
from models.vacancy import Vacancy, VacancyState

_BEGUN = frozenset(SwapState) - {SwapState.DRAFT, SwapState.OFFERED, SwapState.CONSENTED, SwapState.VOID}


def lender_of(session: Session, swap: Swap, first: date, people: int) -> Firm:
    """The lender on the first day away, on which so many `people` of this swap are."""
    employer = session.get_one(Employer, swap.lender_id)
    return _firm(
        employer,
        lent_now=people + _away_on(session, swap, first),
        swaps_this_year=1 + _lent_in(session, swap, first.year),
        recruits=_recruits(session, swap.lender_id),
        idle=_idle(session, swap.lender_id),
    )


def borrower_of(session: Session, swap: Swap) -> Firm:
    employer = session.get_one(Employer, swap.borrower_id)
    return _firm(employer, recruits=_recruits(session, swap.borrower_id))


def _firm(
    employer: Employer,
    *,
    lent_now: int = 0,
    swaps_this_year: int = 0,
    recruits: frozenset[str] = frozenset(),
    idle: tuple[tuple[date, date], ...] = (),
) -> Firm:
    return Firm(
        id=employer.id or 0,
        name=employer.name,
        uscc=employer.uscc or "",
        address=employer.address,
        signatory=employer.legal_person,
        phone=employer.phone,
        standing=Standing(employer.standing.value),
        dispatch_permit=employer.dispatch_permit,
        staff_total=employer.staff_total,
        lent_now=lent_now,
        swaps_this_year=swaps_this_year,
        recruits=recruits,
        idle=idle,
    )


def _away_on(session: Session, swap: Swap, day: date) -> int:
    """People of the lender promised to its other swaps on a day."""
    others = select(Swap.id).where(
        Swap.lender_id == swap.lender_id, col(Swap.id) != swap.id, col(Swap.state).not_in(ENDED | {SwapState.DRAFT})
    )
    statement = select(sa.func.count(col(SwapMember.id))).where(
        col(SwapMember.swap_id).in_(others),
        col(SwapMember.state).in_(HOLDS_DAYS),
        SwapMember.from_day <= day,
        SwapMember.to_day >= day,
    )
    return session.exec(statement).one()


def _lent_in(session: Session, swap: Swap, year: int) -> int:
    """How many other swaps of the lender were signed and began in a year."""
    begins = select(Swap.id, sa.func.min(SwapLoan.from_day)).join(SwapLoan, col(SwapLoan.swap_id) == Swap.id)
    mine = Swap.lender_id == swap.lender_id, col(Swap.id) != swap.id, col(Swap.state).in_(_BEGUN)
    rows = session.exec(begins.where(*mine).group_by(col(Swap.id))).all()
    return sum(first.year == year for _, first in rows)


def _recruits(session: Session, employer_id: int) -> frozenset[str]:
    """Posts the employer has open vacancies for."""
    wanted = select(Vacancy.title).where(Vacancy.employer_id == employer_id, Vacancy.state == VacancyState.OPEN)
    return frozenset(session.exec(wanted).all())


def _idle(session: Session, employer_id: int) -> tuple[tuple[date, date], ...]:
    """Days the employer said its people have no work, at any time."""
    offers = select(col(SwapOffer.from_day), col(SwapOffer.to_day)).where(
        SwapOffer.employer_id == employer_id, col(SwapOffer.withdrawn_at).is_(None)
    )
    stops = select(col(Shutdown.from_day), col(Shutdown.to_day)).where(Shutdown.employer_id == employer_id)
    return tuple(sorted({*session.exec(offers).all(), *session.exec(stops).all()}))
