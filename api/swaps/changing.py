"""What two firms arranged is changed: who agreed to it before is asked again, and both sign anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, delete

from api import wording
from api.lent_people.naming import follow_loan
from api.refusals import Conflict
from api.swaps.moving import By, new_version, swaps_of_need
from api.swaps.suggesting import suggested
from api.swaps.terms import ASKS_AGAIN, LABELS, changed_keys
from models.swap import Swap, SwapLoan, SwapSignature, SwapState, move, note_step, signatures_of

OPEN = frozenset({SwapState.DRAFT, SwapState.OFFERED, SwapState.CONSENTED, SwapState.SIGNED})
"""States in which the arrangement may still be changed: nobody has left."""


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """How many people of one loan, on which days (both included), for what wage in fen a month."""

    people: int
    from_day: date
    to_day: date
    wage_fen: int


def change_terms(session: Session, swap: Swap, terms: Mapping[str, Any], by: By) -> list[str]:
    """Store the articles; the labels of those that say something else now. Raises `Conflict`.

    An article that a worker agreed to as well, said otherwise than it was told, is a new version; any other voids the
    signatures alone.
    """
    require_open(swap)
    told = suggested(session, swap) | swap.terms
    asks = any(told.get(key) and told.get(key) != terms.get(key) for key in ASKS_AGAIN)
    changed = changed_keys(swap.terms, terms)
    if not changed:
        return []
    swap.terms = dict(terms)
    labels = [LABELS[key] for key in changed]
    words = "协议条款改了：" + "、".join(labels)
    if asks and swap.state is not SwapState.DRAFT:
        new_version(session, swap, by, words)
    else:
        _sign_anew(session, swap, by, words)
    return labels


def change_loan(session: Session, swap: Swap, loan: SwapLoan, terms: LoanTerms, by: By) -> bool:
    """Other people, days or wage of one loan; whether anything changed. Raises `Conflict`."""
    require_open(swap)
    before = LoanTerms(loan.people, loan.from_day, loan.to_day, loan.wage_fen)
    if terms == before:
        return False
    for name in LoanTerms.__dataclass_fields__:
        setattr(loan, name, getattr(terms, name))
    session.add(loan)
    if (before.from_day, before.to_day) != (terms.from_day, terms.to_day):
        follow_loan(session, swap, loan, now=by.now)
    words = f"改为{terms.people}人，{_days(terms, by.today)}，每月{wording.yuan(terms.wage_fen)}元"
    if swap.state is SwapState.DRAFT:
        _note(session, swap, by, words)
    else:
        new_version(session, swap, by, words)
    return True


def need_changed(session: Session, need_id: int, by: By, words: str) -> list[Swap]:
    """Facts of a need were rewritten: whoever agreed to go there is asked again. Gives back the swaps concerned.

    Swaps whose people are at work already keep what was agreed; their rules then say that it differs.
    """
    concerned = [swap for swap in swaps_of_need(session, need_id) if swap.state in OPEN - {SwapState.DRAFT}]
    for swap in concerned:
        session.refresh(swap, with_for_update={"key_share": True})
        new_version(session, swap, by, words)
    return concerned


def require_open(swap: Swap) -> None:
    """Raises `Conflict` once people have left, or the swap has ended."""
    if swap.state not in OPEN:
        raise Conflict(f"调剂现在是“{swap.state.label}”，不能再改。要延长，请办延期；要缩短，请登记返回。")


def _sign_anew(session: Session, swap: Swap, by: By, words: str) -> None:
    """Signatures under other words are none."""
    if session.exec(signatures_of(swap.id or 0, swap.version)).first() is not None:
        mine = sa.and_(col(SwapSignature.swap_id) == swap.id, col(SwapSignature.version) == swap.version)
        session.exec(delete(SwapSignature).where(mine))
        words += "。已签的名作废，请双方重签"
    if swap.state is SwapState.SIGNED:
        move(session, swap, SwapState.CONSENTED, now=by.now, by=by.account_id, note=words)
    else:
        _note(session, swap, by, words)


def _note(session: Session, swap: Swap, by: By, words: str) -> None:
    note_step(session, swap, swap.state, now=by.now, by=by.account_id, note=words)
    swap.updated_at = by.now
    session.add(swap)
    session.flush()


def _days(terms: LoanTerms, today: date) -> str:
    return f"{wording.day(terms.from_day, today)}–{wording.day(terms.to_day, today)}"
