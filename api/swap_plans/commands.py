"""`wengang run swap`: a plan of the district in this process, kept like any other."""

import sys
from datetime import date
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from api.access.table import Action
from api.runs.here import carry_out
from api.runs.kinds import SWAP
from api.settings import Settings
from api.store import audited, opened
from api.swap_plans.asking import SECONDS, ask_plan
from models.run import RunState
from models.swap_plan import SwapPlan


def plan_now(settings: Settings, as_of: date | None, seconds: float = SECONDS) -> None:
    """Plan and keep the result; on a fault the plan's row says so and the fault goes on."""
    with opened(settings) as (engine, here):
        plan_id = _started(engine, here, as_of or here.today(), seconds)
        carry_out(engine, SWAP, plan_id, here.now)
        with Session(engine) as session:
            sys.stdout.writelines(f"{line}\n" for line in told(session.get_one(SwapPlan, plan_id)))


def _started(engine: Engine, settings: Settings, day: date, seconds: float) -> int:
    """A plan that this process carries out itself; its id."""
    with audited(engine, Action.SWAP_PLAN, settings) as session:
        plan = ask_plan(session, as_of=day, seconds=seconds, account_id=None, now=settings.now())
        plan.move_to(RunState.RUNNING, now=settings.now())
        plan.heartbeat_at = settings.real_now()
        return plan.id or 0


def told(plan: SwapPlan) -> list[str]:
    """The main numbers of a finished plan, a line each."""
    result: dict[str, Any] = plan.result or {}
    instance: dict[str, Any] = plan.instance or {}
    reached, bound = result["objective"], result["bound"]
    short = sum(one["person_days"] for one in result["unmet"])
    return [
        f"调剂方案 {plan.id} 已完成（{plan.as_of}）",
        f"  可借出 {len(instance['offers'])} 批，借用需求 {len(instance['needs'])} 个",
        f"  安排 {len(result['loans'])} 笔借用，{len(result['agreements'])} 份协议",
        f"  重点和急需 {reached['key_person_days']} 人天（上限 {bound['key_person_days']}）",
        f"  共 {reached['person_days']} 人天（上限 {bound['person_days']}），还缺 {short} 人天",
        *(f"  {one['trade']} {one['people']} 人没有参加：缺{one['why']}" for one in plan.left_out),
    ]
