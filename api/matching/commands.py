"""`wengang run match`: a run in this process, with a bar when somebody looks, kept like any other."""

import sys
from datetime import date

from sqlalchemy import Engine
from sqlmodel import Session

from api.access.table import Action
from api.matching import asking
from api.referrals.expiring import expire
from api.runs.here import carry_out
from api.runs.kinds import MATCHING
from api.settings import Settings
from api.store import audited, opened
from models.run import MatchingRun, RunState

COUNTS = {
    "workers": "求职者",
    "vacancies": "岗位",
    "openings": "名额",
    "candidates": "可选配对",
    "pairs": "配成",
    "workers_without_wishes": "未说明意向的求职者",
}


def match_now(settings: Settings, as_of: date | None, seed: int) -> None:
    """Match and keep the result; on a fault the run's row says so and the fault goes on."""
    with opened(settings) as (engine, here):
        run_id = _started(engine, here, as_of or here.today(), seed)
        carry_out(engine, MATCHING, run_id, here.now)
        with Session(engine) as session:
            _print(session.get_one(MatchingRun, run_id))


def _started(engine: Engine, settings: Settings, day: date, seed: int) -> int:
    """A run that this process carries out itself; its id."""
    expire(engine, settings)
    with audited(engine, Action.RUN_ASK, settings) as session:
        run = asking.ask(session, as_of=day, seed=seed, params={}, account_id=None, now=settings.now())
        run.move_to(RunState.RUNNING, now=settings.now())
        run.heartbeat_at = settings.real_now()
        return run.id or 0


def _print(run: MatchingRun) -> None:
    """The main numbers of the report and its notes (an empty result says why)."""
    report = run.report or {}
    counts = report.get("counts") or {}
    sys.stdout.write(f"匹配任务 {run.id} 已完成（{run.as_of}，种子 {run.seed}）\n")
    sys.stdout.writelines(f"  {words} {counts[name]}\n" for name, words in COUNTS.items() if name in counts)
    for note in report.get("notes") or []:
        sys.stdout.write(f"  {note}\n")
