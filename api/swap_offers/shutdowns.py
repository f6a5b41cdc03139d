"""A planned shutdown: days on which a firm stands still, who stays in town, and the one tap that offers them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from api.fields import written
from api.refusals import BadField, Conflict, FieldProblem
from api.swap_offers.declaring import declare
from api.swap_offers.terms import (
    COMMON,
    OfferTerms,
    check,
    contract_problems,
    days_problems,
    post_of,
    post_readers,
    typed_post,
)
from models.employer import Employer
from models.errors import ParameterMissing
from models.parameter import value_on
from models.swap_offer import Shutdown

POSTS = 6
START, END = "festival.start", "festival.end"


@dataclass(frozen=True, slots=True)
class Stop:
    """What a form says of a shutdown; ``posts`` are offers without their days."""

    from_day: date
    to_day: date
    posts: tuple[OfferTerms, ...]
    note: str


def festival(session: Session, today: date) -> dict[str, str]:
    """The days a new form begins with: the festival's, while it is not over."""
    try:
        first, last = (value_on(session, key, today) for key in (START, END))
    except ParameterMissing:
        return {}
    return {"from_day": first, "to_day": last} if last >= today.isoformat() else {}


def stop_of(values: Mapping[str, str], today: date) -> Stop:
    """What a form means; raises `BadField` for every field at fault. Rows left empty are none."""
    rows = [f"_{number}" for number in range(1, POSTS + 1) if _begun(values, f"_{number}")]
    readers = dict(COMMON)
    for last in rows:
        readers |= post_readers(last)
    said = written.said(values, readers, lambda found: [*_day_problems(found, today), *_row_problems(found, rows)])
    return Stop(said["from_day"], said["to_day"], tuple(_terms(said, last, today) for last in rows), said["note"])


def _begun(values: Mapping[str, str], last: str) -> bool:
    return any(values.get(f"{name}{last}", "").strip() for name in ("trade", "people", "wage_fen", "contract_until"))


def _day_problems(said: Mapping[str, Any], today: date) -> Iterator[FieldProblem]:
    if said.get("from_day") and said.get("to_day"):
        yield from days_problems(said["from_day"], said["to_day"], today)


def _row_problems(said: Mapping[str, Any], rows: Sequence[str]) -> Iterator[FieldProblem]:
    for last in rows:
        yield from contract_problems(said, last)
    if not rows:
        yield FieldProblem("trade_1", "请至少写一个岗位：哪个岗位有人留下，几个人")


def _terms(said: Mapping[str, Any], last: str, today: date) -> OfferTerms:
    """One row as an offer; its mistakes stand beside its own fields."""
    terms = OfferTerms(
        from_day=said["from_day"],
        to_day=said["to_day"],
        dispatched=said["dispatched"],
        accepts_lower_wage=said["accepts_lower_wage"],
        **post_of(said, last),
    )
    try:
        check(terms, today)
    except BadField as refused:
        raise BadField(*(_in_row(problem, last) for problem in refused.problems)) from None
    return terms


def _in_row(problem: FieldProblem, last: str) -> FieldProblem:
    own = {"trade", "people", "wage_fen", "contract_until"}
    return FieldProblem(f"{problem.field}{last}", problem.why) if problem.field in own else problem


def save(
    session: Session, employer: Employer, stop: Stop, plan: Shutdown | None, *, by: int | None, now: datetime
) -> Shutdown:
    """Store a new plan, or what became of one; raises `Conflict` once its people have been offered."""
    if plan is not None and plan.offered_at is not None:
        raise Conflict("这份计划的人员已经登记为可借出，要改请到“可借出人员”里改那几条。")
    plan = plan or Shutdown(
        employer_id=employer.id or 0,
        from_day=stop.from_day,
        to_day=stop.to_day,
        created_at=now,
        updated_at=now,
        account_id=by,
    )
    plan.from_day, plan.to_day, plan.note, plan.updated_at = stop.from_day, stop.to_day, stop.note, now
    plan.posts = [_row(terms) for terms in stop.posts]
    session.add(plan)
    session.flush()
    return plan


def _row(terms: OfferTerms) -> dict[str, Any]:
    row = asdict(terms)
    del row["from_day"], row["to_day"], row["note"]
    return row | {"contract_until": str(terms.contract_until) if terms.contract_until else None}


def offer_all(session: Session, plan: Shutdown, *, by: int | None, today: date, now: datetime) -> int:
    """Offer everybody who stays; how many people that are, none the second time.

    Raises `BadField` for what cannot be offered any more, and then offers nobody.
    """
    if plan.offered_at is not None:
        return 0
    employer = session.get_one(Employer, plan.employer_id)
    with session.begin_nested():
        for row in plan.posts:
            terms = terms_of(plan, row)
            check(terms, today)
            declare(session, employer, terms, by=by, today=today, now=now, shutdown_id=plan.id)
    plan.offered_at = plan.updated_at = now
    session.add(plan)
    session.flush()
    return people_of(plan)


def terms_of(plan: Shutdown, row: Mapping[str, Any]) -> OfferTerms:
    until = row["contract_until"]
    told = {**row, "contract_until": date.fromisoformat(until) if until else None}
    return OfferTerms(from_day=plan.from_day, to_day=plan.to_day, note=plan.note, **told)


def people_of(plan: Shutdown) -> int:
    """How many people stay."""
    return sum(row["people"] for row in plan.posts)


def typed_stop(plan: Shutdown) -> dict[str, str]:
    """A stored plan as its form shows it."""
    first = plan.posts[0] if plan.posts else {}
    typed = {
        "from_day": plan.from_day.isoformat(),
        "to_day": plan.to_day.isoformat(),
        "note": plan.note,
        "dispatched": {True: "yes", False: "no", None: ""}[first.get("dispatched")],
        "accepts_lower_wage": "yes" if first.get("accepts_lower_wage") else "",
    }
    for number, row in enumerate(plan.posts, start=1):
        typed |= typed_post(row, f"_{number}")
    return typed


def shutdowns_of(session: Session, employer_id: int) -> Sequence[Shutdown]:
    """The plans of a firm, the latest first."""
    rows = select(Shutdown).where(Shutdown.employer_id == employer_id)
    return session.exec(rows.order_by(col(Shutdown.from_day).desc(), col(Shutdown.id).desc())).all()
