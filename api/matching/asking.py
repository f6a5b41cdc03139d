"""Asking for a run, cancelling it, running it again: what the JSON routes, the pages and the command line share."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from api.fields.types import within_reach
from api.refusals import BadField, Conflict, NotAllowed, NotThere
from api.runs.attending import Attendant
from matcher.pairing.params import InvalidParams, MatchParams
from models.run import MatchingRun, RunState

LARGEST_SEED = 2**31 - 1
MOST_NAMED = 5  # parameters in one refusal
RECORDED = "weights"  # a run says by which weights it went; nobody else does
COUNTED = ("outcomes", "hired")  # of the bands: what stands behind each comes from the results and from nobody


# The library speaks to developers; the office reads this.
PROBLEMS = (
    (re.compile(r"there is no such parameter"), "没有这个参数"),
    (re.compile(r"is not between (\S+) and (\S+)"), r"应在 \1 到 \2 之间"),
    (re.compile(r"is not a whole number"), "应是整数"),
    (re.compile(r"is not a number"), "应是数字"),
    (re.compile(r"is negative"), "不能是负数"),
    (re.compile(r"has to be a table"), "应是一组带名称的数"),
    (re.compile(r"at least one weight"), "至少一项权重要大于 0"),
    (re.compile(r"knot|pairs of numbers|a chance is not"), "应是从 0 到 1 一路上升的点，如 [[0, 0.2], [1, 1]]"),
    (re.compile(r"do not rise|one count for each|in every band|whole numbers"), "两条界限应在 0 到 1 之间上升"),
)


def _in_chinese(problem: str) -> str:
    for pattern, words in PROBLEMS:
        if found := pattern.search(problem):
            return found.expand(words)
    return "参数不可用，请查看匹配参数说明"


def ask(
    session: Session,
    *,
    as_of: date,
    seed: int,
    params: dict[str, Any],
    account_id: int | None,
    now: datetime,
    may_tune: bool = False,
    attendant: Attendant | None = None,
) -> MatchingRun:
    """Queue a run; raises `BadField` for a day that cannot be meant or a parameter that cannot be.

    A run is over the whole district, and the last one is what everybody reads: only who ``may_tune`` changes a number
    of it (least score, distance, weights); others get `NotAllowed`.
    """
    if params and not may_tune:
        raise NotAllowed(_untuned(params))
    _check_own(params)
    try:
        MatchParams.from_mapping(params, as_of)
    except InvalidParams as fault:
        raise BadField.of(f"params.{fault.key}", _in_chinese(fault.problem)) from None
    try:
        within_reach(as_of)
    except ValueError as problem:
        raise BadField.of("as_of", str(problem)) from None
    run = MatchingRun(as_of=as_of, seed=seed, params=params, asked_by=account_id, asked_at=now, state_since=now)
    session.add(run)
    session.flush()
    if attendant:
        attendant.knock_once_kept(session)
    return run


def _check_own(params: Mapping[str, Any]) -> None:
    """What only the system fills in."""
    if RECORDED in params:
        raise BadField.of(f"params.{RECORDED}", "由系统填写当天使用的权重名称，请去掉")
    bands = params.get("bands")
    for name in COUNTED:
        if isinstance(bands, dict) and name in bands:
            raise BadField.of(f"params.bands.{name}", "由系统按推荐结果统计，不能填写，请去掉")


def _untuned(params: Mapping[str, Any]) -> str:
    named = "、".join(f"params.{name}" for name in list(params)[:MOST_NAMED])
    return (
        f"匹配参数（{named}）关系到全区所有人的名单，只有区管理员能改。请去掉参数，按区里现行的数值运行；"
        "要改请联系区管理员。"
    )


def found(session: Session, run_id: int) -> MatchingRun:
    run = session.get(MatchingRun, run_id) if 0 < run_id <= LARGEST_SEED else None
    if run is None:
        raise NotThere("匹配任务", run_id)
    return run


def finished(session: Session, run_id: int) -> MatchingRun:
    """A run that has a result; raises `Conflict` for one that has none."""
    run = found(session, run_id)
    if run.state != RunState.DONE:
        raise Conflict(f"这次匹配{run.state.label}，还没有结果。请等它完成，或重新运行。")
    return run


def cancel(session: Session, run: MatchingRun, now: datetime) -> None:
    """A waiting run ends at once; of a running one the process is told, and its row ends when it has stopped."""
    if run.state == RunState.RUNNING:
        run.cancel_requested = True
    else:
        run.move_to(RunState.CANCELLED, now=now)
    session.add(run)


def again(session: Session, run: MatchingRun, now: datetime, attendant: Attendant | None) -> None:
    """Queue a failed or cancelled run afresh, with the same day, seed and parameters."""
    run.move_to(RunState.QUEUED, now=now)
    session.add(run)
    if attendant:
        attendant.knock_once_kept(session)
