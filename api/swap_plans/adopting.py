"""Taking agreements of a plan: each becomes a draft, if what it takes is still there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from api.refusals import Conflict, NotThere
from api.swap_plans.instance import free_by_day, held_by, row_of
from models.errors import StoreError
from models.run import RunState
from models.swap import Swap, SwapLoan, SwapState, draft
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer
from models.swap_plan import SwapPlan

Pair = tuple[int, int]  # lender and borrower

CHANGED = "{name}在方案之后变了：{why}。请重新做一次方案，再采纳。"


@dataclass(frozen=True, slots=True)
class PlannedLoan:
    """A loan of a plan in the store's own ids."""

    offer_id: int
    need_id: int
    people: int
    first: date
    last: date


def loans_by_pair(plan: SwapPlan) -> dict[Pair, list[PlannedLoan]]:
    """The loans of a finished plan by lender and borrower, in the order of the plan's agreements."""
    if plan.state is not RunState.DONE or plan.result is None or plan.instance is None:
        raise Conflict(f"这次方案{plan.state.label}，还没有结果。请等它完成，或重新做一次。")
    lender = {row["id"]: int(row["employer"][1:]) for row in plan.instance["offers"]}
    borrower = {row["id"]: int(row["employer"][1:]) for row in plan.instance["needs"]}
    found: dict[Pair, list[PlannedLoan]] = defaultdict(list)
    for loan in plan.result["loans"]:
        days = date.fromisoformat(loan["from"]), date.fromisoformat(loan["to"])
        planned = PlannedLoan(row_of(loan["offer"]), row_of(loan["need"]), loan["people"], *days)
        found[lender[loan["offer"]], borrower[loan["need"]]].append(planned)
    return dict(found)


def adopted(session: Session, plan_id: int) -> dict[Pair, Swap]:
    """What was made of a plan and still goes on, by lender and borrower."""
    rows = select(Swap).where(Swap.plan_id == plan_id, col(Swap.state) != SwapState.VOID)
    return {(swap.lender_id, swap.borrower_id): swap for swap in session.exec(rows)}


def adopt(session: Session, plan: SwapPlan, pair: Pair, *, now: datetime, by: int | None) -> Swap:
    """A draft of one agreement; the one that was made before, if it goes on.

    Raises `NotThere` for firms between which the plan has no agreement, `Conflict` when an offer or a need no longer
    bears its loans.
    """
    loans = loans_by_pair(plan).get(pair)
    if loans is None:
        raise NotThere("这两家的协议", plan.id or 0)
    if before := adopted(session, plan.id or 0).get(pair):
        return before
    wages = _wages(session, loans)
    _check_free(session, loans)
    swap = Swap(
        lender_id=pair[0],
        borrower_id=pair[1],
        plan_id=plan.id,
        state_since=now,
        created_at=now,
        updated_at=now,
        account_id=by,
    )
    draft(session, swap, [_row(loan, wages[loan.need_id]) for loan in loans], by=by)
    return swap


def adopt_all(session: Session, plan: SwapPlan, *, now: datetime, by: int | None) -> tuple[int, list[str]]:
    """Every agreement that still can be: how many drafts were made, and why the others were not."""
    before, made, refused = adopted(session, plan.id or 0), 0, []
    for pair in loans_by_pair(plan):
        try:
            adopt(session, plan, pair, now=now, by=by)
        except (Conflict, StoreError) as changed:
            refused.append(str(changed))
            continue
        made += pair not in before
    return made, refused


def _wages(session: Session, loans: Sequence[PlannedLoan]) -> Mapping[int, int]:
    """What each need pays a month now."""
    needs = {loan.need_id: session.get_one(SwapNeed, loan.need_id) for loan in loans}
    for need in needs.values():
        if need.wage_fen is None:
            raise Conflict(CHANGED.format(name=f"{need.trade}的借用需求", why="工资被删去了"))
    return {key: need.wage_fen or 0 for key, need in needs.items()}


def _check_free(session: Session, loans: Sequence[PlannedLoan]) -> None:
    """Both sides of all the loans together, by day; what others took meanwhile is taken."""
    held_offers, held_needs = held_by(session, SwapLoan.offer_id), held_by(session, SwapLoan.need_id)
    for key in {loan.offer_id for loan in loans}:
        own = [(loan.first, loan.last, loan.people) for loan in loans if loan.offer_id == key]
        _check(session.get_one(SwapOffer, key), [*held_offers.get(key, ())], own, "可借出人员")
    for key in {loan.need_id for loan in loans}:
        own = [(loan.first, loan.last, loan.people) for loan in loans if loan.need_id == key]
        _check(session.get_one(SwapNeed, key), [*held_needs.get(key, ())], own, "借用需求")


def _check(
    row: SwapOffer | SwapNeed, held: list[tuple[date, date, int]], own: list[tuple[date, date, int]], what: str
) -> None:
    name = f"{row.trade}的{what}"
    if row.withdrawn_at is not None:
        raise Conflict(CHANGED.format(name=name, why="已撤回"))
    if min(first for first, _, _ in own) < row.from_day or max(last for _, last, _ in own) > row.to_day:
        raise Conflict(CHANGED.format(name=name, why="日期改了"))
    left = free_by_day(row.people, row.from_day, row.to_day, held)
    for first, last, people in own:
        begin, end = (first - row.from_day).days, (last - row.from_day).days
        if min(left[begin : end + 1]) < people:
            raise Conflict(CHANGED.format(name=name, why="人数不够了，有一部分已安排给别处"))
        left = [free - people if begin <= day <= end else free for day, free in enumerate(left)]


def _row(loan: PlannedLoan, wage_fen: int) -> SwapLoan:
    return SwapLoan(
        swap_id=0,
        offer_id=loan.offer_id,
        need_id=loan.need_id,
        people=loan.people,
        from_day=loan.first,
        to_day=loan.last,
        wage_fen=wage_fen,
    )
