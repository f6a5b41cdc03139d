"""The list of swaps: what has to be done about each first, narrowed by state and firm, on the page and as Excel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api import wording
from api.swaps.cases import Case, cases
from api.swaps.due import Alarm, alarms
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
    """The list as its page shows it: both firms in one cell."""
    columns: list[Column[Row]] = [Column("谁借给谁", lambda row: row.lender, _linked), *_COLUMNS, _state(today), _TO_DO]
    return Table(caption=f"调剂 {len(rows)} 件", columns=columns, rows=rows, nothing=nothing, export=export)


def own_table(rows: Sequence[Row], today: date, *, employer_id: int, nothing: str, export: str) -> Table[Row]:
    """A firm's own list: with whom, and on which side; what it has to do stands above it."""
    columns: list[Column[Row]] = [
        Column("对方", lambda row: _other(row, employer_id).words, lambda row: _other(row, employer_id))
    ]
    return Table(
        caption=f"调剂 {len(rows)} 件",
        columns=[*columns, *_COLUMNS, _state(today)],
        rows=rows,
        nothing=nothing,
        export=export,
    )


def swap_file(rows: Sequence[Row], today: date) -> Table[Row]:
    """The list as it is taken away: a column for each fact."""
    firms: list[Column[Row]] = [
        Column("借出单位", lambda row: row.lender),
        Column("借入单位", lambda row: row.borrower),
    ]
    return Table(caption="余缺调剂", columns=[*firms, *_COLUMNS, _state(today), _TO_DO], rows=rows, nothing="")


def _other(row: Row, employer_id: int) -> Cell:
    lends = row.case.swap.lender_id == employer_id
    name = row.borrower if lends else row.lender
    return Cell(name, sub="贵单位借出" if lends else "贵单位借入", link=f"/swaps/{row.case.swap.id}")


def _linked(row: Row) -> Cell:
    return Cell(row.lender, sub=f"借给{row.borrower}", link=f"/swaps/{row.case.swap.id}")


def _state(today: date) -> Column[Row]:
    def shown(row: Row) -> Cell:
        swap = row.case.swap
        since = wording.moment(swap.state_since, today).partition(" ")[0]
        return Cell(swap.state.label, sub=f"{since}起", tag=KINDS.get(swap.state, "info"))

    return Column("到哪一步", lambda row: row.case.swap.state.label, shown)


def _to_do(row: Row) -> Cell:
    if not row.alarms:
        return Cell("没有")
    return Cell(row.alarms[0].words, sub="；".join(one.words for one in row.alarms[1:]))


_COLUMNS: tuple[Column[Row], ...] = (
    Column("人", lambda row: row.people),
    Column("日子", lambda row: row.days, whole=True),
)
_TO_DO: Column[Row] = Column("要办的事", lambda row: row.to_do, _to_do)
