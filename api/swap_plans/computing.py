"""One plan of the district from its row to its result: read the store, solve, keep. Runs wherever it is called."""

import hashlib
import json
import time
from dataclasses import asdict

from sqlalchemy import Engine
from sqlmodel import Session

from api.runs.wanted import Listen, Now, wanted
from api.swap_plans.instance import problem_of
from models.database import writing
from models.run import RunState
from models.swap_plan import SwapPlan


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
