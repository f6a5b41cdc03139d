"""Firms sign the version that stands; with both names under it the agreement is signed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from api.access.table import Access
from api.fields.types import id_of
from api.refusals import Conflict, NotThere
from api.swap_papers.agreement import missing_terms
from api.swap_papers.paper import Missing
from api.swaps.arranging import arrangement_of
from api.swaps.known_names import known_to
from api.swaps.moving import By
from api.swaps.ruling import require, unnamed
from api.swaps.sides import Side, firm_of, side_of
from matcher.policy.parameters import packaged_parameters
from matcher.swap.arrangement import Arrangement, Firm, Signature
from matcher.swap.rules.looking import Step
from matcher.swap.rules.registry import check
from models.employer import Employer
from models.swap import Swap, SwapSignature, SwapState, move, note_step, signatures_of

SIGNABLE = frozenset({SwapState.CONSENTED, SwapState.EXTENDED})
MOST_TOLD = 5


def sign(session: Session, swap: Swap, firm_id: int, signatory: str, by: By, *, note: str = "") -> bool:
    """A firm's name under this version; whether both have signed now. Raises `Blocked`, `Conflict`."""
    if swap.state not in SIGNABLE:
        raise Conflict(f"调剂现在是“{swap.state.label}”，还不能签，或者已经签好。")
    signed = {row.employer_id for row in session.exec(signatures_of(swap.id or 0, swap.version))}
    if firm_id in signed:
        raise Conflict(f"贵单位已经签过第{swap.version}版。")
    # What a refusal says is said to the firm that signs, whoever holds the pen.
    side = Side.LENDER if firm_id == swap.lender_id else Side.BORROWER
    arrangement = known_to(_as_signed(session, swap, firm_id, signatory, by), swap, side)
    found = check(arrangement, Step.SIGN, by.today, packaged_parameters())
    require(found if side is Side.LENDER else unnamed(found))
    if lacks := missing_terms(arrangement):
        raise Conflict(unsignable(lacks))
    session.add(
        SwapSignature(
            swap_id=swap.id or 0,
            version=swap.version,
            employer_id=firm_id,
            signatory=signatory,
            signed_on=by.today,
            at=by.now,
            account_id=by.account_id,
        )
    )
    return _signed(session, swap, by, f"{note}{signatory}签字", both=len(signed) == 1)


def firm_signing(session: Session, swap: Swap, access: Access, asked: str) -> Employer:
    """The side the reader signs for: their own, or the one the office names. Raises `NotThere`."""
    side = side_of(access, swap)
    key = id_of(asked) if side is Side.OFFICE else firm_of(swap, side)
    if key not in (swap.lender_id, swap.borrower_id):
        raise NotThere("单位", asked or "（没有指明）")
    return session.get_one(Employer, key)


def lacking(session: Session, swap: Swap, side: Side, signatory: str, today: date) -> tuple[Missing, ...]:
    """What the agreement lacks apart from the name that is signed with, as its reader may know it."""
    arrangement = known_to(arrangement_of(session, swap, today), swap, side)
    lender, borrower = (
        replace(firm, signatory=firm.signatory or signatory or "—")
        for firm in (arrangement.lender, arrangement.borrower)
    )
    return missing_terms(replace(arrangement, lender=lender, borrower=borrower))


def unsignable(lacks: Sequence[Missing]) -> str:
    """That nobody can sign a paper that cannot be made, and where each lack is mended; "" where nothing lacks."""
    if not lacks:
        return ""
    more = f"等 {len(lacks)} 项" if len(lacks) > MOST_TOLD else ""
    return f"先补齐协议才能签，还缺：{'；'.join(map(str, lacks[:MOST_TOLD]))}{more}。"


def _as_signed(session: Session, swap: Swap, firm_id: int, signatory: str, by: By) -> Arrangement:
    """The arrangement with this signature under it, so that the rules judge what would stand."""
    arrangement = arrangement_of(session, swap, by.today)

    def named(firm: Firm) -> Firm:
        return replace(firm, signatory=signatory) if firm.id == firm_id else firm

    signature = Signature(firm_id, signatory, by.today, swap.version)
    return replace(
        arrangement,
        lender=named(arrangement.lender),
        borrower=named(arrangement.borrower),
        signatures=(*arrangement.signatures, signature),
    )


def _signed(session: Session, swap: Swap, by: By, words: str, *, both: bool) -> bool:
    if both and swap.state is SwapState.CONSENTED:
        move(session, swap, SwapState.SIGNED, now=by.now, by=by.account_id, note=words)
    else:
        note_step(session, swap, swap.state, now=by.now, by=by.account_id, note=words)
        swap.updated_at = by.now
    session.add(swap)
    session.flush()
    return both
