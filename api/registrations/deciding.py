"""What the office decides of a registration: verified, with what was checked, or refused, with words."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from api.access.sessions import end_all
from api.refusals import BadField, Conflict
from api.registrations.checks import CHECKS, require_all
from models.account import Account
from models.days import day_of
from models.employer import Employer
from models.registration import EmployerRegistration, RegistrationState

DECIDED = "这份登记已经“{state}”，是别人刚办的。请回到列表看看。"


def verify(
    session: Session, registration: EmployerRegistration, checked: Collection[str], *, by: int | None, now: datetime
) -> Employer:
    """Open the employer to this registration's account and to no other claimant.

    Raises `BadField` until everything was checked.
    """
    _check_waiting(registration)
    require_all(checked, "核实")
    employer = session.get_one(Employer, registration.employer_id)
    account = session.get_one(Account, registration.account_id)
    if not employer.verified and not account.active:  # what is on file is what another registration claimed
        employer.name, employer.street_code = registration.name, registration.street_code
        employer.contact, employer.phone = registration.contact, registration.phone
    employer.verified, account.active, employer.updated_at = True, True, now
    employer.verified_on = day_of(now)
    employer.uscc = employer.uscc or registration.uscc
    employer.contact = employer.contact or registration.contact
    employer.phone = employer.phone or registration.phone
    _decide(registration, RegistrationState.VERIFIED, "、".join(CHECKS.values()), by, now)
    session.flush()
    for claimant in other_claimants(session, registration):
        _shut(session, claimant, now)
    return employer


def refuse(session: Session, registration: EmployerRegistration, words: str, *, by: int | None, now: datetime) -> None:
    """Give it back with words and shut its account; raises `BadField` without any words."""
    _check_waiting(registration)
    if not words.strip():
        raise BadField.of("words", "请写清楚缺什么、怎么补，单位会照着改")
    _decide(registration, RegistrationState.REFUSED, words.strip()[:1000], by, now)
    _shut(session, session.get_one(Account, registration.account_id), now)


def other_claimants(session: Session, registration: EmployerRegistration) -> Sequence[Account]:
    """The firm's other accounts that came by registrations of which none was verified; the office made the rest."""
    of_firm = select(Account).where(
        Account.employer_id == registration.employer_id, Account.id != registration.account_id
    )
    registered = select(EmployerRegistration.account_id)
    verified = registered.where(EmployerRegistration.state == RegistrationState.VERIFIED)
    return session.exec(of_firm.where(col(Account.id).in_(registered), col(Account.id).not_in(verified))).all()


def _shut(session: Session, account: Account, now: datetime) -> None:
    account.active = False
    end_all(session, account.id or 0, now)


def _check_waiting(registration: EmployerRegistration) -> None:
    if registration.state != RegistrationState.WAITING:
        raise Conflict(DECIDED.format(state=registration.state.label))


def _decide(
    registration: EmployerRegistration, state: RegistrationState, words: str, by: int | None, now: datetime
) -> None:
    registration.state, registration.words = state, words
    registration.decided_by, registration.decided_at = by, now
