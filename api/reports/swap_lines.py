"""Swaps of a period as a sheet of their own: agreements, people, worker-days, ways back. A swap is no hire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col

from api.access.scopes import within
from api.access.table import Access, Action
from api.swaps.cases import Case, cases
from api.swaps.counting import days_there
from api.swaps.telling import names
from api.tables import Column, Table, workbook
from models.employer import Employer
from models.swap import Swap
from models.swap_member import MemberState

WENT = (MemberState.AWAY, MemberState.RETURNED)


@dataclass(frozen=True, slots=True)
class Line:
    """One agreement in the period, both days included; ``overdue`` are still away after their last day."""

    lender: str
    borrower: str
    state: str
    workers: int
    worker_days: int
    returned: int
    overdue: int


def swaps_workbook(session: Session, access: Access, first: date, last: date, today: date, *, title: str) -> bytes:
    """The swaps in which people were away, or from which they came back, in the period; with their sum."""
    swaps = session.exec(within(Swap, access.to(Action.SWAP_LIST), today).order_by(col(Swap.id))).all()
    found = cases(session, swaps)
    known = names(session, found)
    until = min(last, today)
    lines = [line for case in found if (line := _line(case, known.firms, first, until)).workers or line.returned]
    made_up = any(session.get_one(Employer, case.swap.lender_id).made_up for case in found)
    table = Table(caption="余缺调剂", columns=COLUMNS, rows=[*lines, _sum(lines)], nothing="")
    return workbook(table, title=f"{title}，调剂不计入录用{'，演示数据' if made_up else ''}")


def _line(case: Case, firms: Mapping[int, str], first: date, until: date) -> Line:
    went = [(member, days_there(member, first, until)) for member in case.in_state(*WENT)]
    back = [member for member, _ in went if member.returned_on and first <= member.returned_on <= until]
    late = [one for one in case.in_state(MemberState.AWAY) if one.to_day < until]
    return Line(
        lender=firms[case.swap.lender_id],
        borrower=firms[case.swap.borrower_id],
        state=case.swap.state.label,
        workers=sum(days > 0 for _, days in went),
        worker_days=sum(days for _, days in went),
        returned=len(back),
        overdue=len(late),
    )


def _sum(lines: Sequence[Line]) -> Line:
    totals = (sum(getattr(line, name) for line in lines) for name in ("workers", "worker_days", "returned", "overdue"))
    return Line("合计", f"{len(lines)} 件", "", *totals)


COLUMNS: tuple[Column[Line], ...] = (
    Column("借出单位", lambda line: line.lender),
    Column("借入单位", lambda line: line.borrower),
    Column("到哪一步", lambda line: line.state),
    Column("借出人数", lambda line: line.workers, number=True),
    Column("人天", lambda line: line.worker_days, number=True),
    Column("已返回", lambda line: line.returned, number=True),
    Column("逾期未返回", lambda line: line.overdue, number=True),
)
