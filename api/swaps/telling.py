"""A swap in words: one sentence, its stages with their days, its tag."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from api import wording
from api.swaps.cases import Case
from models.employer import Employer
from models.swap import SwapLog, SwapState, log_of
from models.swap_need import SwapNeed

KINDS = {
    SwapState.SIGNED: "ok",
    SwapState.ACTIVE: "ok",
    SwapState.EXTENDED: "ok",
    SwapState.DISPUTED: "no",
    SwapState.VOID: "no",
    SwapState.CLOSED: "",
}
WAY = (
    SwapState.DRAFT,
    SwapState.OFFERED,
    SwapState.CONSENTED,
    SwapState.SIGNED,
    SwapState.ACTIVE,
    SwapState.RETURNING,
    SwapState.CLOSED,
)
_PLACE = {state: place for place, state in enumerate(WAY)} | {SwapState.EXTENDED: WAY.index(SwapState.ACTIVE)}


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the life: `when` it was reached; `kind` is done, now or nothing."""

    name: str
    when: str
    kind: str


@dataclass(frozen=True, slots=True)
class Names:
    """Names of firms and posts, by id."""

    firms: Mapping[int, str]
    trades: Mapping[int, str]


def names(session: Session, cases: Sequence[Case]) -> Names:
    """What the swaps are called by."""
    firms = {key for case in cases for key in (case.swap.lender_id, case.swap.borrower_id)}
    needs = {loan.need_id for case in cases for loan in case.loans}
    named = session.exec(select(Employer.id, Employer.name).where(col(Employer.id).in_(firms))).all()
    called = session.exec(select(SwapNeed.id, SwapNeed.trade).where(col(SwapNeed.id).in_(needs))).all()
    return Names({key or 0: name for key, name in named}, {key or 0: trade for key, trade in called})


def sentence(case: Case, known: Names, today: date) -> str:
    """“甲借给乙 12 名缝纫工，2月8日–2月20日”."""
    swap = case.swap
    return (
        f"{known.firms[swap.lender_id]}借给{known.firms[swap.borrower_id]} {people(case, known)}，{days(case, today)}"
    )


def people(case: Case, known: Names) -> str:
    """“12 名缝纫工、3 名包装工”: those who go, or as many as are planned."""
    counted: Counter[str] = Counter()
    for loan in case.loans:
        counted[known.trades[loan.need_id]] += case.going[loan.id or 0]
    return "、".join(f"{number} 名{trade}" for trade, number in counted.items() if number)


def days(case: Case, today: date) -> str:
    return f"{wording.day(case.first, today)}–{wording.day(case.planned_last, today)}"


def stages(session: Session, case: Case, today: date) -> list[Stage]:
    """The life from draft to close, each stage with the day it was reached last; off the way, as far as it came."""
    reached = _reached(session.exec(log_of(case.swap.id or 0)).all(), today)
    state = case.swap.state
    here = _PLACE.get(state, max((_PLACE[one] for one in reached if one in _PLACE), default=0))
    ended = state in (SwapState.CLOSED, SwapState.VOID)
    return [
        Stage(
            name=one.label,
            when=reached.get(one, "") if place <= here else "",
            kind="done" if place < here or (ended and place <= here) else "now" if place == here else "",
        )
        for place, one in enumerate(WAY)
    ]


def _reached(rows: Sequence[SwapLog], today: date) -> dict[SwapState, str]:
    return {
        row.to_state: wording.moment(row.at, today).partition(" ")[0]
        for row in rows
        if row.from_state is not row.to_state
    }
