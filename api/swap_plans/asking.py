"""A plan of the district is asked for, found again and stopped; `computing` carries it out."""

from datetime import date, datetime

from sqlmodel import Session

from api.fields.types import LARGEST_ID, within_reach
from api.refusals import BadField, NotThere
from api.runs.attending import Attendant
from models.run import RunState
from models.swap_plan import SwapPlan

SECONDS = 10.0
LEAST_SECONDS, MOST_SECONDS = 1.0, 300.0


def ask_plan(
    session: Session,
    *,
    as_of: date,
    seconds: float = SECONDS,
    account_id: int | None,
    now: datetime,
    attendant: Attendant | None = None,
) -> SwapPlan:
    """Queue a plan from a day on; raises `BadField` for a day or a time that cannot be meant."""
    try:
        within_reach(as_of)
    except ValueError as problem:
        raise BadField.of("as_of", str(problem)) from None
    if not LEAST_SECONDS <= seconds <= MOST_SECONDS:
        raise BadField.of("seconds", f"求解时间应在 {LEAST_SECONDS:.0f} 到 {MOST_SECONDS:.0f} 秒之间")
    plan = SwapPlan(as_of=as_of, seconds_asked=seconds, asked_by=account_id, asked_at=now, state_since=now)
    session.add(plan)
    session.flush()
    if attendant:
        attendant.knock_once_kept(session)
    return plan


def found(session: Session, plan_id: int) -> SwapPlan:
    plan = session.get(SwapPlan, plan_id) if 0 < plan_id <= LARGEST_ID else None
    if plan is None:
        raise NotThere("调剂方案", plan_id)
    return plan


def stop(plan: SwapPlan, now: datetime) -> None:
    """A waiting plan ends at once; of a running one the process is told; one that has ended stays as it is."""
    if plan.state is RunState.RUNNING:
        plan.cancel_requested = True
    elif plan.state is RunState.QUEUED:
        plan.move_to(RunState.CANCELLED, now=now)
