"""Who reads a swap: the office, its lender, its borrower, or somebody who looks on; and when a form is out of date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import Session, col, func, select

from api import wording
from api.access.table import Access
from api.fields.types import id_of
from api.matching.lines import names_of
from api.refusals import Conflict
from models.account import Role
from models.swap import Swap, SwapLog, SwapState, log_of


class Side(StrEnum):
    OFFICE = "office"
    LENDER = "lender"
    BORROWER = "borrower"
    READER = "reader"


LABEL = {Side.LENDER: "借出单位", Side.BORROWER: "借入单位"}


def side_of(access: Access, swap: Swap) -> Side:
    """Where the reader stands in a swap of their scope."""
    if access.role == Role.DISTRICT_ADMIN:
        return Side.OFFICE
    employer_id = access.account.employer_id if access.account else None
    if employer_id == swap.lender_id:
        return Side.LENDER
    return Side.BORROWER if employer_id == swap.borrower_id else Side.READER


def firm_of(swap: Swap, side: Side) -> int | None:
    return {Side.LENDER: swap.lender_id, Side.BORROWER: swap.borrower_id}.get(side)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the log: `words` name the state that was reached, empty where none was."""

    id: int
    words: str
    note: str
    at: str
    by: str
    kind: str


def steps(session: Session, swap: Swap, today: date) -> list[Step]:
    """What happened, the latest first."""
    rows = session.exec(log_of(swap.id or 0)).all()
    return _told(session, rows, today)[::-1]


def seen_of(session: Session, swap: Swap) -> str:
    """What a page shows of a swap, as its forms carry it: the last line of the log."""
    last = select(func.max(SwapLog.id)).where(SwapLog.swap_id == swap.id)
    return str(session.exec(last).one() or 0)


def meanwhile(session: Session, swap: Swap, seen: str, today: date) -> str:
    """What others did since a form was opened, in words; "" where nothing did. A form must say what it saw."""
    since = id_of(seen) or 0
    rows = session.exec(log_of(swap.id or 0).where(col(SwapLog.id) > since)).all()
    told = [f"{step.at}，{step.by}：{step.note or step.words}" for step in _told(session, rows, today)]
    return "；".join(told)


def require_unchanged(session: Session, swap: Swap, seen: int, today: date) -> None:
    """Raises `Conflict` saying what others did since a program read the swap."""
    if told := meanwhile(session, swap, str(seen), today):
        raise Conflict(f"读取以后又有变动：{told}。请重新读取再办。")


def _told(session: Session, rows: Sequence[SwapLog], today: date) -> list[Step]:
    names = names_of(session, [row.account_id for row in rows])
    return [
        Step(
            id=row.id or 0,
            words=row.to_state.label if row.from_state is not row.to_state else "",
            note=row.note,
            at=wording.moment(row.at, today),
            by=names.get(row.account_id or 0, "系统"),
            kind=_KIND.get(row.to_state, "") if row.from_state is not row.to_state else "",
        )
        for row in rows
    ]


_KIND = {SwapState.CLOSED: "won", SwapState.SIGNED: "won", SwapState.VOID: "lost", SwapState.DISPUTED: "lost"}
