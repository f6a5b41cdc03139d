"""All that the rules of a swap look at, from the store: `arrangement_of` gives a `matcher.swap.arrangement`.

Unknown stays None; the rules say what an unknown means.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from api.swap_settlements.lines import lines_of
from api.swaps.arranging_firms import borrower_of, lender_of
from api.swaps.arranging_people import people_of
from api.swaps.arranging_posts import posts_of
from api.swaps.terms import agreement_of
from matcher.swap.arrangement import Arrangement, Extension, Signature
from models.days import day_of
from models.swap import Swap, SwapSignature, loans_of, signatures_of
from models.swap_member import HOLDS_DAYS, MemberState, SwapMember, members_of

COUNTS = HOLDS_DAYS | {MemberState.RETURNED}
"""Members an arrangement is about: who is to go, is away, or came back."""


def arrangement_of(
    session: Session, swap: Swap, today: date, members: Sequence[SwapMember] | None = None
) -> Arrangement:
    """The arrangement as it stands, or as it would be with just these members."""
    if members is None:
        members = [one for one in session.exec(members_of(swap.id or 0)) if one.state in COUNTS]
    loans = session.exec(loans_of(swap.id or 0)).all()
    used = {member.loan_id for member in members}
    standing = [loan for loan in loans if loan.id in used] or loans
    first = min(loan.from_day for loan in standing)
    signatures = session.exec(signatures_of(swap.id or 0, swap.version)).all()
    away = sum(member.from_day <= first <= member.to_day for member in members)
    lender = lender_of(session, swap, first, away)
    borrower = borrower_of(session, swap)
    signatories = {row.employer_id: row.signatory for row in signatures}
    return Arrangement(
        lender=replace(lender, signatory=signatories.get(lender.id, lender.signatory)),
        borrower=replace(borrower, signatory=signatories.get(borrower.id, borrower.signatory)),
        version=swap.version,
        posts=posts_of(session, swap, standing, members),
        people=people_of(session, swap, members, today),
        agreement=agreement_of(swap),
        signatures=tuple(map(_signature, signatures)),
        settlement=lines_of(session, swap),
        extension=extension_of(swap),
        since=swap.extended_from,
    )


def _signature(row: SwapSignature) -> Signature:
    return Signature(row.employer_id, row.signatory, row.signed_on, row.version)


def extension_of(swap: Swap) -> Extension | None:
    """The longer stay that was asked for and is not decided yet."""
    if swap.extend_to is None:
        return None
    return Extension(swap.extend_to, swap.borrower_extends is True, swap.lender_extends is True)


def signed_days(session: Session, swap: Swap) -> dict[int, date]:
    """By firm, the day it signed the version that stands."""
    rows = session.exec(signatures_of(swap.id or 0, swap.version)).all()
    return {row.employer_id: row.signed_on or day_of(row.at) for row in rows}
