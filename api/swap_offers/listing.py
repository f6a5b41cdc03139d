"""Lists of offers: the office's over its scope, an employer's over its own."""

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
from api.files.streets import in_street, street_filter
from api.swap_offers.terms import unknown
from api.swap_plans.instance import held_by
from api.tables import Cell, Column, Table
from models.employer import Employer, names_of
from models.swap import SwapLoan
from models.swap_offer import SwapOffer

STATES = (("standing", "可借出"), ("withdrawn", "已撤回"), ("past", "已过期"))


@dataclass(frozen=True, slots=True)
class OfferRow:
    """``promised`` is the most that swaps take on any one day."""

    offer: SwapOffer
    employer: str
    promised: int
    past: bool

    @property
    def state(self) -> str:
        if self.offer.withdrawn_at is not None:
            return "已撤回"
        return "已过期" if self.past else "可借出"

    @property
    def lacks(self) -> str:
        return "、".join(unknown(self.offer)) if self.state == "可借出" else ""


def filters(session: Session, access: Access) -> Sequence[Filter]:
    return [
        Filter("post", "岗位"),
        Filter("firm", "单位"),
        Filter("state", "状态", [ANY, *STATES]),
        *street_filter(session, access),
    ]


def rows(asked: Asked, access: Access, today: date) -> SelectOfScalar[SwapOffer]:
    statement = select(SwapOffer).where(reach(SwapOffer, access.to(Action.SWAP_OFFER), today))
    if "post" in asked:
        statement = statement.where(col(SwapOffer.trade).contains(asked["post"], autoescape=True))
    if "state" in asked:
        statement = statement.where(_in_state(asked["state"], today))
    firms = firms_asked(asked, access)
    return statement if firms is None else statement.where(col(SwapOffer.employer_id).in_(firms))


def firms_asked(asked: Asked, access: Access) -> SelectOfScalar[int] | None:
    """Ids of the firms asked for; None for all."""
    if not asked.keys() & {"firm", "street"}:
        return None
    named = col(Employer.name).contains(asked.get("firm", ""), autoescape=True)
    return select(Employer.id).where(named, in_street(col(Employer.street_code), asked, access))  # type: ignore[return-value]


def _in_state(state: str, today: date) -> sa.ColumnElement[bool]:
    withdrawn = col(SwapOffer.withdrawn_at).is_not(None)
    if state == "withdrawn":
        return withdrawn
    past = col(SwapOffer.to_day) < today
    return sa.and_(sa.not_(withdrawn), past if state == "past" else sa.not_(past))


def table(session: Session, found: Sequence[SwapOffer], today: date, *, with_firm: bool = True) -> Table[OfferRow]:
    held = held_by(session, SwapLoan.offer_id)
    names = dict(session.exec(names_of({row.employer_id for row in found})).all())
    lines = [
        OfferRow(row, names.get(row.employer_id, ""), peak(held.get(row.id or 0, ())), row.to_day < today)
        for row in found
    ]
    return Table("可借出人员", _columns(today, with_firm), lines, "")


def peak(held: Sequence[tuple[date, date, int]]) -> int:
    """The most people promised on one day; it is the first day of one of the promises."""
    return max((sum(n for first, last, n in held if first <= day <= last) for day, _, _ in held), default=0)


def _columns(today: date, with_firm: bool) -> list[Column[OfferRow]]:
    firm: list[Column[OfferRow]] = [Column("单位", lambda row: row.employer)] if with_firm else []
    return [
        Column("岗位", lambda row: row.offer.trade, _post, whole=True),
        *firm,
        Column("人数", lambda row: row.offer.people, number=True),
        Column(
            "哪几天",
            lambda row: f"{row.offer.from_day} 至 {row.offer.to_day}",
            lambda row: _days(row, today),
            whole=True,
        ),
        Column("月工资", _wage, number=True),
        Column("合同", _contract, lambda row: Cell(_contract(row))),
        Column("已安排", lambda row: row.promised, lambda row: Cell(_promised(row)), number=True),
        Column("状态", lambda row: row.state, _state),
    ]


def _post(row: OfferRow) -> Cell:
    return Cell(row.offer.trade, link=f"/swaps/offers/{row.offer.id}")


def _days(row: OfferRow, today: date) -> Cell:
    return Cell(f"{wording.day(row.offer.from_day, today)}–{wording.day(row.offer.to_day, today)}")


def _wage(row: OfferRow) -> str | None:
    return None if row.offer.wage_fen is None else wording.yuan(row.offer.wage_fen)


def _contract(row: OfferRow) -> str:
    if row.offer.open_ended:
        return "无固定期限"
    return str(row.offer.contract_until or "")


def _promised(row: OfferRow) -> str:
    return f"{row.promised} 人" if row.promised else "—"


def _state(row: OfferRow) -> Cell:
    if row.lacks:
        return Cell("资料不全", sub=f"还差：{row.lacks}", tag="key")
    return Cell(row.state, tag="ok" if row.state == "可借出" else "")


ORDERS: Mapping[str, tuple[str, Sequence[Any]]] = {
    "new": ("最近登记", [col(SwapOffer.created_at).desc(), col(SwapOffer.id).desc()]),
    "from": ("从早到晚", [col(SwapOffer.from_day), col(SwapOffer.id)]),
    "people": ("人多的在前", [col(SwapOffer.people).desc(), col(SwapOffer.id)]),
}
OFFERS = Subject(
    path="/swaps/offers",
    title="可借出人员",
    unit="条",
    nothing="没有这样的。单位来电话说有人闲着，可以在这里代填。",
    may_export=Action.SWAP_OFFER,
    filters=filters,
    rows=rows,
    orders=ORDERS,
    table=table,
)
OWN_OFFERS = replace(
    OFFERS,
    path="/employer/swap-offers",
    nothing="还没有登记。哪个岗位近来没有活干，按“登记可借出人员”；春节停工，写一份停工计划更快。",
    filters=lambda _session, _access: [Filter("state", "状态", [ANY, *STATES])],
    table=partial(table, with_firm=False),
)
