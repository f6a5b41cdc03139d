"""The list of swaps: what has to be done about each first, narrowed by state and firm, on the page and as Excel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api import wording
from api.swaps.due import Alarm, Case, alarms, cases
from api.swaps.telling import KINDS, Names, days, names, people
from api.tables import Cell, Column, Table
from models.employer import Employer
from models.swap import ENDED, Swap, SwapState

MOST = 2_000  # rows of a list; the district had fewer firms that lend


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to; `due` keeps those about which something is to be done."""

    state: str = ""
    firm: str = ""
    due: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One swap on a list."""

    case: Case
    lender: str
    borrower: str
    people: str
    days: str
    alarms: tuple[Alarm, ...]

    @property
    def late(self) -> bool:
        return any(alarm.late for alarm in self.alarms)

    @property
    def to_do(self) -> str:
        return "；".join(alarm.words for alarm in self.alarms)


def narrowed(rows: SelectOfScalar[Swap], asked: Asked) -> SelectOfScalar[Swap]:
    """Of these swaps those that were asked for, the last touched first; an unknown state narrows nothing."""
    if asked.state in set(SwapState):
        rows = rows.where(Swap.state == SwapState(asked.state))
    if asked.firm:
        named = select(Employer.id).where(col(Employer.name).contains(asked.firm, autoescape=True))
        rows = rows.where(sa.or_(col(Swap.lender_id).in_(named), col(Swap.borrower_id).in_(named)))
    return rows.order_by(col(Swap.updated_at).desc(), col(Swap.id).desc()).limit(MOST)


def swap_rows(session: Session, swaps: Sequence[Swap], today: date, *, due: bool = False) -> list[Row]:
    """The swaps as rows: late ones first, then those with something to do, then by the day they begin."""
    found = cases(session, swaps)
    known = names(session, found)
    told = alarms(session, found, today)
    rows = [_row(case, known, [one for one in told if one.swap_id == case.swap.id], today) for case in found]
    if due:
        rows = [row for row in rows if row.alarms]
    return sorted(rows, key=lambda row: (not row.late, not row.alarms, row.case.swap.state in ENDED, row.case.first))


def _row(case: Case, known: Names, told: Sequence[Alarm], today: date) -> Row:
    swap = case.swap
    return Row(
        case=case,
        lender=known.firms[swap.lender_id],
        borrower=known.firms[swap.borrower_id],
        people=people(case, known),
        days=days(case, today),
        alarms=tuple(told),
    )


def swap_table(rows: Sequence[Row], today: date, *, nothing: str, export: str) -> Table[Row]:
    return Table(
        caption=f"调剂 {len(rows)} 件",
        columns=[
            Column("借出单位", lambda row: row.lender, _linked),
            Column("借入单位", lambda row: row.borrower),
            Column("人", lambda row: row.people),
            Column("日子", lambda row: row.days, whole=True),
            Column("到哪一步", lambda row: row.case.swap.state.label, lambda row: _state(row, today)),
            Column("要办的事", lambda row: row.to_do, _to_do),
        ],
        rows=rows,
        nothing=nothing,
        export=export,
    )


def _linked(row: Row) -> Cell:
    return Cell(row.lender, link=f"/swaps/{row.case.swap.id}")


def _state(row: Row, today: date) -> Cell:
    swap = row.case.swap
    since = wording.moment(swap.state_since, today).partition(" ")[0]
    return Cell(swap.state.label, sub=f"{since}起", tag=KINDS.get(swap.state, "info"))


def _to_do(row: Row) -> Cell:
    if not row.alarms:
        return Cell("没有")
    return Cell(row.alarms[0].words, sub="；".join(one.words for one in row.alarms[1:]))
