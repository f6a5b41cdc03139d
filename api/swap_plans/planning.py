"""One plan of the district from its row to its result: read the store, solve, keep. Runs wherever it is called."""

import hashlib
import json
import time
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlmodel import Session

from api.fields.types import LARGEST_ID, within_reach
from api.refusals import BadField, NotThere
from api.runs.wanted import Listen, Now, wanted
from api.swap_plans.instance import problem_of
from models.database import writing
from models.run import RunState
from models.swap_plan import SwapPlan

if TYPE_CHECKING:
    from api.runs.attending import Attendant

SECONDS = 10.0
LEAST_SECONDS, MOST_SECONDS = 1.0, 300.0


def ask_plan(
    session: Session,
    *,
    as_of: date,
    seconds: float = SECONDS,
    account_id: int | None,
    now: datetime,
    attendant: "Attendant | None" = None,
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


def compute(engine: Engine, plan_id: int, attempt: int, listen: Listen, now: Now) -> None:
    """Carry out a plan whose row says it is running; raises `NoLongerWanted`."""
    from matcher.swap.files import instance_json, plan_json  # noqa: PLC0415  the solver, which a server loads for no page
    from matcher.swap.planning import plan as solve  # noqa: PLC0415

    with Session(engine) as session:
        row = wanted(session, SwapPlan, plan_id, attempt)
        problem, seconds = problem_of(session, row.as_of), row.seconds_asked
    solved = solve(problem.instance, seconds, time.perf_counter, listen)
    asked = instance_json(problem.instance)
    with writing(engine) as session:
        row = wanted(session, SwapPlan, plan_id, attempt)
        row.instance, row.result = json.loads(asked), json.loads(plan_json(solved))
        row.left_out = [asdict(one) for one in problem.left_out]
        row.input_sha256 = hashlib.sha256(asked.encode()).hexdigest()
        row.move_to(RunState.DONE, now=now())
        row.stage, row.progress = "", 1.0
        session.add(row)
