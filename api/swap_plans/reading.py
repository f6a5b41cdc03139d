"""A finished plan as the coordinator reads it: what it reaches, each agreement, what stays short and why."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from api import wording
from api.swap_plans.adopting import Pair, PlannedLoan, adopted, loans_by_pair
from api.swap_plans.instance import row_of
from matcher.swap.distances import kilometres
from models.employer import names_of
from models.swap import Swap
from models.swap_plan import SwapPlan

LENDER = re.compile(r"(e\d+)（o[\d/]+）")  # a firm with one of its offers
MOST_REFUSED = 100  # pairs shown; the file has all
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reached:
    """One objective: what the plan reaches of what any plan could."""

    words: str
    value: str
    of: str
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class LoanLine:
    words: str
    days: str
    people: int
    person_days: int
    km: str
    pay: str


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """A lender and a borrower; ``link`` leads to what was made of it, if anything."""

    lender_id: int
    borrower_id: int
    lender: str
    borrower: str
    key: bool
    people: int
    person_days: int
    loans: list[LoanLine]
    link: str
    state: str


@dataclass(frozen=True, slots=True)
class Help:
    change: str
    gain: int


@dataclass(frozen=True, slots=True)
class ShortNeed:
    """A need the plan leaves short; ``part`` of ``whole`` person-days are missing."""

    borrower: str
    trade: str
    days: str
    key: bool
    part: int
    whole: int
    why: str
    helps: list[Help]


@dataclass(frozen=True, slots=True)
class RefusedPair:
    lender: str
    borrower: str
    trades: str
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class PlanView:
    reached: list[Reached]
    proof: str
    agreements: list[AgreementCard]
    short: list[ShortNeed]
    refused: list[RefusedPair]
    refused_by_rule: list[tuple[str, int]]
    left_out: list[tuple[str, str]]


class _Names:
    """The rows of a plan's problem, and the firms they are of."""

    def __init__(self, session: Session, plan: SwapPlan) -> None:
        instance: Row = plan.instance or {"offers": [], "needs": []}
        self.offers: dict[str, Row] = {row["id"]: row for row in instance["offers"]}
        self.needs: dict[str, Row] = {row["id"]: row for row in instance["needs"]}
        self.offered = {row_of(part): row for part, row in self.offers.items()}  # by id: any part tells post and place
        self.needed = {row_of(part): row for part, row in self.needs.items()}
        ids = {int(row["employer"][1:]) for row in (*self.offers.values(), *self.needs.values())}
        ids |= {one["employer_id"] for one in plan.left_out}
        self.firms = dict(session.exec(names_of(ids)).all())

    def firm(self, row: Row) -> str:
        return self._firm(row["employer"])

    def told(self, words: str) -> str:
        """Words of the optimiser, which knows firms by number, with their names."""
        return LENDER.sub(lambda found: self._firm(found[1]), words)

    def _firm(self, written: str) -> str:
        return self.firms.get(int(written[1:]), "已注销单位")


def view_of(session: Session, plan: SwapPlan, today: date) -> PlanView:
    """Everything the page of a finished plan shows."""
    names, result = _Names(session, plan), plan.result or {}
    refused = [_refused(names, one) for one in result["refused"]]
    return PlanView(
        reached=_reached(result),
        proof=_proof(result),
        agreements=_agreements(session, plan, names, today),
        short=sorted(
            (_short(names, one, today) for one in result["unmet"]), key=lambda need: (not need.key, -need.part)
        ),
        refused=refused[:MOST_REFUSED],
        refused_by_rule=Counter(one.rule for one in refused).most_common(),
        left_out=[
            (names.firms.get(one["employer_id"], ""), f"{one['trade']} {one['people']} 人：缺{one['why']}")
            for one in plan.left_out
        ],
    )


def _reached(result: Row) -> list[Reached]:
    reached, bound = result["objective"], result["bound"]
    people = sum(loan["people"] for loan in result["loans"])
    rows = (
        ("重点和急需岗位的人天", reached["key_person_days"], bound["key_person_days"]),
        ("全部人天", reached["person_days"], bound["person_days"]),
    )
    days = [
        Reached(words, wording.count(part), wording.count(whole), part, max(whole, part)) for words, part, whole in rows
    ]
    agreements = len(result["agreements"])
    return [
        *days,
        Reached("借出人次", wording.count(people), "", people, people),
        Reached("要签的协议", wording.count(agreements), "", agreements, agreements),
    ]


def _proof(result: Row) -> str:
    """How good the plan is proven to be, in words."""
    if result["status"] == "optimal":
        return "已证明最好：先看重点和急需岗位，再看总人天，最后看路程和协议份数，没有更好的安排。"
    if not result["gap"]:
        return "人天已证明最多；时间用完了，路程和协议份数也许还能再省一点。"
    return (
        f"时间用完了，这是找到的最好安排；人天最多还能多 {100 * result['gap']:.1f}%。想更好，可把求解时间放长再做一次。"
    )


def _agreements(session: Session, plan: SwapPlan, names: _Names, today: date) -> list[AgreementCard]:
    made = adopted(session, plan.id or 0)
    cards = [_agreement(pair, loans, names, made.get(pair), today) for pair, loans in loans_by_pair(plan).items()]
    return sorted(cards, key=lambda card: (not card.key, -card.person_days, card.lender))


def _agreement(
    pair: Pair,
    loans: Sequence[PlannedLoan],
    names: _Names,
    swap: Swap | None,
    today: date,
) -> AgreementCard:
    lines = [_line(loan, names.offered[loan.offer_id], names.needed[loan.need_id], today) for loan in loans]
    return AgreementCard(
        lender_id=pair[0],
        borrower_id=pair[1],
        lender=names.firms.get(pair[0], ""),
        borrower=names.firms.get(pair[1], ""),
        key=any(_is_key(names.needed[loan.need_id]) for loan in loans),
        people=sum(loan.people for loan in loans),
        person_days=sum(line.person_days for line in lines),
        loans=lines,
        link=f"/swaps/{swap.id}" if swap else "",
        state=swap.state.label if swap else "",
    )


def _is_key(need: Row) -> bool:
    return bool(need["urgent"]) or need["key_class"] != "K0"


def _line(loan: PlannedLoan, offer: Row, need: Row, today: date) -> LoanLine:
    days = (loan.last - loan.first).days + 1
    km = float(kilometres(offer["lng"], offer["lat"], need["lng"], need["lat"]))
    same = offer["skill"] == need["skill"]
    return LoanLine(
        words=need["skill"] if same else f"{offer['skill']}顶{need['skill']}",
        days=_days(loan.first, loan.last, today),
        people=loan.people,
        person_days=loan.people * days,
        km=f"{km:.1f}公里",
        pay=f"{wording.yuan(offer['wage_fen'])} → {wording.yuan(need['wage_fen'])}元/月",
    )


def _days(first: date, last: date, today: date) -> str:
    return f"{wording.day(first, today)}至{wording.day(last, today)}"


def _short(names: _Names, one: Row, today: date) -> ShortNeed:
    need = names.needs[one["need"]]
    first, last = date.fromisoformat(need["from"]), date.fromisoformat(need["to"])
    return ShortNeed(
        borrower=names.firm(need),
        trade=need["skill"],
        days=f"要 {need['people']} 人，{_days(first, last, today)}",
        key=_is_key(need),
        part=one["person_days"],
        whole=need["people"] * ((last - first).days + 1),
        why=names.told(one["why"]),
        helps=[Help(names.told(way["change"]), way["gain_person_days"]) for way in one["relaxations"]],
    )


def _gravest(need: ShortNeed) -> tuple[bool, int]:
    """Key needs first, then those that lack most."""
    return not need.key, -need.part


def _refused(names: _Names, one: Row) -> RefusedPair:
    offer, need = names.offers[one["offer"]], names.needs[one["need"]]
    return RefusedPair(
        lender=names.firm(offer),
        borrower=names.firm(need),
        trades=offer["skill"] if offer["skill"] == need["skill"] else f"{offer['skill']} → {need['skill']}",
        rule=one["rule"],
        why=one["why"],
    )
