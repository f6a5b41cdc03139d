"""The people of a swap as the rules look at them: contract, answer, other promises, way back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from matcher.swap.arrangement import Consent, Contract, Person, Return
from models.employment import Employment
from models.ledger import PromisedBy, Reservation
from models.referral import Referral, ReferralState
from models.referral_standing import fallen
from models.swap import ENDED, Swap, SwapLoan, SwapState
from models.swap_member import HOLDS_DAYS, MemberState, SwapMember
from models.swap_need import SwapNeed
from models.swap_settlement import SwapWorkMonth
from models.vacancy import Vacancy
from models.worker import Sex, Worker, WorkerCertificate, WorkerSkill

Spans = Mapping[int, tuple[tuple[date, date], ...]]
_LAST = date.max  # of a promise without an end
_IN_TALKS = (ReferralState.PROPOSED, ReferralState.TOLD, ReferralState.INTERVIEW, ReferralState.OFFERED)


@dataclass(frozen=True, slots=True)
class _Known:
    """What stands elsewhere in the store, by worker, member or employment."""

    workers: Mapping[int, Worker]
    loans: Mapping[int, SwapLoan]
    posts: Mapping[int, str]  # of a loan
    employments: Mapping[int, Employment]
    certificates: Mapping[int, tuple[str, ...]]
    skills: Mapping[int, tuple[str, ...]]
    elsewhere: Spans
    insured: Mapping[int, frozenset[str]]  # by member
    recruited: frozenset[int]
    lent_on: frozenset[int]


def people_of(session: Session, swap: Swap, members: Sequence[SwapMember], today: date) -> tuple[Person, ...]:
    """Each member as a person of the arrangement, in the order named."""
    known = _known(session, swap, members, today)
    return tuple(_person(member, known) for member in members)


def _known(session: Session, swap: Swap, members: Sequence[SwapMember], today: date) -> _Known:
    ids = {member.worker_id for member in members}
    loans = {row.id or 0: row for row in session.exec(select(SwapLoan).where(SwapLoan.swap_id == swap.id))}
    trades = dict(
        session.exec(
            select(SwapNeed.id, SwapNeed.trade).where(col(SwapNeed.id).in_({one.need_id for one in loans.values()}))
        ).all()
    )
    employments = select(Employment).where(col(Employment.id).in_({member.employment_id for member in members}))
    return _Known(
        workers={row.id or 0: row for row in session.exec(select(Worker).where(col(Worker.id).in_(ids)))},
        loans=loans,
        posts={key: trades.get(loan.need_id, "") for key, loan in loans.items()},
        employments={row.id or 0: row for row in session.exec(employments)},
        certificates=_certificates(session, ids, today),
        skills=_skills(session, ids),
        elsewhere=_elsewhere(session, members, today),
        insured=_insured(session, swap),
        recruited=_recruited(session, swap.borrower_id, ids, today),
        lent_on=_lent_on(session, swap.borrower_id, ids),
    )


def _person(member: SwapMember, known: _Known) -> Person:
    worker, loan = known.workers[member.worker_id], known.loans[member.loan_id]
    contract = known.employments.get(member.employment_id or 0)
    return Person(
        id=member.worker_id,
        name=worker.name,
        first=member.from_day,
        last=member.to_day,
        post=known.posts[member.loan_id],
        loan=member.loan_id,
        wage_fen=loan.wage_fen,
        own_post=contract.post if contract else "",
        own_wage_fen=contract.wage_fen if contract else None,
        employer_id=contract.employer_id if contract else None,
        contract=Contract(contract.kind.value) if contract and contract.kind else None,
        contract_until=contract.until if contract else None,
        contract_ended=contract.ended_on if contract else None,
        dispatched=contract.dispatched if contract else None,
        birth_date=worker.birth_date,
        id_last4=(worker.id_number or "")[-4:],
        female={Sex.FEMALE: True, Sex.MALE: False}.get(worker.sex),
        certificates=known.certificates.get(member.worker_id, ()),
        skills=known.skills.get(member.worker_id, ()),
        consent=_consent(member),
        variation_signed=member.variation_signed_on,
        injury_insured=contract.injury_insured if contract else None,
        insured_months=known.insured.get(member.id or 0, frozenset()),
        elsewhere=known.elsewhere.get(member.worker_id, ()),
        lends_on=member.worker_id in known.lent_on,
        back=Return(member.returned_on, member.return_reason) if member.returned_on else None,
        stays_wanted=member.stays_wanted,
        recruited=member.worker_id in known.recruited,
    )


def _consent(member: SwapMember) -> Consent | None:
    if member.consent_version is None or member.answered_at is None:
        return None
    return Consent(
        given_at=member.answered_at,
        version=member.consent_version,
        facts_sha256=member.facts_sha256 or "",
        asked_more=member.asked_more,
        lower_wage=member.lower_wage,
    )


def _certificates(session: Session, ids: set[int], today: date) -> dict[int, tuple[str, ...]]:
    """Those in force, by worker."""
    rows = session.exec(
        select(WorkerCertificate).where(col(WorkerCertificate.worker_id).in_(ids)).order_by(col(WorkerCertificate.id))
    )
    return _grouped((row.worker_id, row.words) for row in rows if row.valid_until is None or row.valid_until >= today)


def _skills(session: Session, ids: set[int]) -> dict[int, tuple[str, ...]]:
    rows = session.exec(select(WorkerSkill).where(col(WorkerSkill.worker_id).in_(ids)).order_by(col(WorkerSkill.id)))
    return _grouped((row.worker_id, row.words) for row in rows)


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    found = defaultdict(list)
    for key, words in pairs:
        found[key].append(words)
    return {key: tuple(words) for key, words in found.items()}


def _elsewhere(session: Session, members: Sequence[SwapMember], today: date) -> Spans:
    """Days promised to anything but these memberships; who has not come back from another swap is there until then."""
    own = {member.id for member in members}
    live = select(Reservation).where(
        col(Reservation.worker_id).in_({member.worker_id for member in members}), col(Reservation.released_at).is_(None)
    )
    found = defaultdict(list)
    for row in session.exec(live.order_by(col(Reservation.from_day))):
        if row.promised_by != PromisedBy.SWAP or row.promised_id not in own:
            found[row.worker_id].append((row.from_day, row.to_day or _LAST))
    for member in _away_elsewhere(session, members, today):
        found[member.worker_id].append((member.from_day, _LAST))
    return {key: tuple(spans) for key, spans in found.items()}


def _away_elsewhere(session: Session, members: Sequence[SwapMember], today: date) -> Sequence[SwapMember]:
    """Who is in another swap that is void or whose days are over, with no return noted."""
    own, ids = {member.id for member in members}, {member.worker_id for member in members}
    away = (
        select(SwapMember)
        .join(Swap, col(Swap.id) == SwapMember.swap_id)
        .where(col(SwapMember.worker_id).in_(ids), SwapMember.state == MemberState.AWAY)
        .where(sa.or_(col(Swap.state) == SwapState.VOID, col(SwapMember.to_day) < today))
    )
    return [one for one in session.exec(away.order_by(col(SwapMember.id))) if one.id not in own]


def _insured(session: Session, swap: Swap) -> dict[int, frozenset[str]]:
    """By member, the months that the lender paid social insurance for."""
    found = defaultdict(set)
    paid = select(SwapWorkMonth).where(SwapWorkMonth.swap_id == swap.id, col(SwapWorkMonth.insurance_paid))
    for row in session.exec(paid):
        found[row.member_id].add(row.month)
    return {key: frozenset(months) for key, months in found.items()}


def _recruited(session: Session, borrower_id: int, ids: set[int], today: date) -> frozenset[int]:
    """Who is being taken on by the borrower with a vacancy of its own."""
    vacancies = select(Vacancy.id).where(Vacancy.employer_id == borrower_id)
    live = select(Referral.worker_id).where(
        col(Referral.worker_id).in_(ids),
        col(Referral.vacancy_id).in_(vacancies),
        col(Referral.state).in_(_IN_TALKS),
        ~fallen(today),
    )
    return frozenset(session.exec(live).all())


def _lent_on(session: Session, borrower_id: int, ids: set[int]) -> frozenset[int]:
    """Whom the borrower itself lends to somebody."""
    lends = select(Swap.id).where(Swap.lender_id == borrower_id, col(Swap.state).not_in(ENDED))
    named = select(SwapMember.worker_id).where(
        col(SwapMember.swap_id).in_(lends), col(SwapMember.worker_id).in_(ids), col(SwapMember.state).in_(HOLDS_DAYS)
    )
    return frozenset(session.exec(named).all())
