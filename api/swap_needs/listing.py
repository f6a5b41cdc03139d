"""Lists of needs: the office's over its scope, an employer's over its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api import wording
from api.access.scopes import reach
from api.access.table import Access, Action
from api.files.listing import ANY, Asked, Filter, Subject
from api.files.streets import street_filter
from api.swap_needs.terms import unknown
from api.swap_offers.listing import firms_asked, peak
from api.swap_plans.instance import held_by
from api.tables import Cell, Column, Table
from models.employer import names_of
from models.swap import SwapLoan
from models.swap_need import SwapNeed

SHORT = {"缺人": "info", "急缺人": "no"}
NAMED = 2  # of what is missing, in a cell
STATES = (("standing", "缺人"), ("withdrawn", "已撤回"), ("past", "已过期"))


@dataclass(frozen=True, slots=True)
class NeedRow:
    """``promised`` is the most that swaps bring on any one day."""

    need: SwapNeed
    employer: str
    promised: int
    past: bool

    @property
    def state(self) -> str:
        if self.need.withdrawn_at is not None:
            return "已撤回"
        if self.past:
            return "已过期"
        short = "急缺人" if self.need.urgent else "缺人"
        return short if self.promised < self.need.people else "已安排满"

    @property
    def lacks(self) -> str:
        """What people cannot be told yet; of many the first."""
        missing = unknown(self.need) if self.state in SHORT else []
        more = f"等 {len(missing)} 样" if len(missing) > NAMED else ""
        return "、".join(missing[:NAMED]) + more


def filters(session: Session, access: Access) -> Sequence[Filter]:
    return [
        Filter("post", "岗位"),
        Filter("firm", "单位"),
        Filter("state", "状态", [ANY, *STATES]),
        Filter("urgent", "急需", [ANY, ("yes", "急需")]),
        *street_filter(session, access),
    ]


def rows(asked: Asked, access: Access, today: date) -> SelectOfScalar[SwapNeed]:
    statement = select(SwapNeed).where(reach(SwapNeed, access.to(Action.SWAP_NEED), today))
    if "post" in asked:
        statement = statement.where(col(SwapNeed.trade).contains(asked["post"], autoescape=True))
    if "state" in asked:
        statement = statement.where(_in_state(asked["state"], today))
    if "urgent" in asked:
        statement = statement.where(col(SwapNeed.urgent))
    firms = firms_asked(asked, access)
    return statement if firms is None else statement.where(col(SwapNeed.employer_id).in_(firms))


def _in_state(state: str, today: date) -> sa.ColumnElement[bool]:
    withdrawn = col(SwapNeed.withdrawn_at).is_not(None)
    if state == "withdrawn":
        return withdrawn
    past = col(SwapNeed.to_day) < today
    return sa.and_(sa.not_(withdrawn), past if state == "past" else sa.not_(past))


def table(session: Session, found: Sequence[SwapNeed], today: date, *, with_firm: bool = True) -> Table[NeedRow]:
    held = held_by(session, SwapLoan.need_id)
    names = dict(session.exec(names_of({row.employer_id for row in found})).all())
    lines = [
        NeedRow(row, names.get(row.employer_id, ""), peak(held.get(row.id or 0, ())), row.to_day < today)
        for row in found
    ]
    return Table("借用需求", _columns(today, with_firm), lines, "")


def _columns(today: date, with_firm: bool) -> list[Column[NeedRow]]:
    firm: list[Column[NeedRow]] = [Column("单位", lambda row: row.employer)] if with_firm else []
    return [
        Column("岗位", lambda row: row.need.trade, _post, whole=True),
        *firm,
        Column("人数", lambda row: row.need.people, number=True),
        Column(
            "哪几天", lambda row: f"{row.need.from_day} 至 {row.need.to_day}", lambda row: _days(row, today), whole=True
        ),
        Column("最少天数", lambda row: row.need.min_days, number=True),
        Column("月工资", _wage, number=True),
        Column("已安排", lambda row: row.promised, lambda row: Cell(_promised(row)), number=True),
        Column("状态", lambda row: row.state, _state),
    ]


def _post(row: NeedRow) -> Cell:
    return Cell(row.need.trade, link=f"/swaps/needs/{row.need.id}")


def _days(row: NeedRow, today: date) -> Cell:
    return Cell(f"{wording.day(row.need.from_day, today)}–{wording.day(row.need.to_day, today)}")


def _wage(row: NeedRow) -> str | None:
    return None if row.need.wage_fen is None else wording.yuan(row.need.wage_fen)


def _promised(row: NeedRow) -> str:
    return f"{row.promised} 人" if row.promised else "—"


def _state(row: NeedRow) -> Cell:
    tags = {**SHORT, "已安排满": "ok"}
    return Cell(row.state, sub=f"还没写：{row.lacks}" if row.lacks else "", tag=tags.get(row.state, ""))


ORDERS: Mapping[str, tuple[str, Sequence[Any]]] = {
    "new": ("最近登记", [col(SwapNeed.created_at).desc(), col(SwapNeed.id).desc()]),
    "from": ("从早到晚", [col(SwapNeed.from_day), col(SwapNeed.id)]),
    "people": ("人多的在前", [col(SwapNeed.people).desc(), col(SwapNeed.id)]),
}
NEEDS = Subject(
    path="/swaps/needs",
    title="借用需求",
    unit="条",
    nothing="没有这样的。单位来电话说短期缺人，可以在这里代填。",
    may_export=Action.SWAP_NEED,
    filters=filters,
    rows=rows,
    orders=ORDERS,
    table=table,
)
OWN_NEEDS = replace(
    NEEDS,
    path="/employer/swap-needs",
    nothing="还没有登记。短期缺人，按“登记借用需求”；在招的岗位接受共享用工的，一键就能变成借用需求。",
    filters=lambda _session, _access: [Filter("state", "状态", [ANY, *STATES])],
    table=partial(table, with_firm=False),
)
