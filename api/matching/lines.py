"""A matching run as one line of a list, for the staff's pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from api import wording
from models.account import Account
from models.run import MatchingRun, RunPair, RunState

HERE = "/staff/runs"
KINDS = {RunState.DONE: "ok", RunState.FAILED: "no", RunState.RUNNING: "info", RunState.QUEUED: "info"}


@dataclass(frozen=True, slots=True)
class RunLine:
    id: int
    link: str
    as_of: str
    state: str
    kind: str
    finished: bool
    placed: str
    seeking: str
    by: str
    at: str


def run_lines(session: Session, runs: Sequence[MatchingRun], today: date) -> list[RunLine]:
    names = names_of(session, [run.asked_by for run in runs])
    counted = select(RunPair.run_id, func.count()).where(col(RunPair.run_id).in_([run.id for run in runs]))
    placed = dict(session.exec(counted.group_by(col(RunPair.run_id))).all())
    return [_line(run, names, placed.get(run.id or 0, 0), today) for run in runs]


def names_of(session: Session, ids: Sequence[int | None]) -> dict[int, str]:
    """Names of accounts."""
    rows = session.exec(select(Account.id, Account.name).where(col(Account.id).in_({key for key in ids if key})))
    return {key: name for key, name in rows if key is not None}


def _line(run: MatchingRun, names: Mapping[int, str], placed: int, today: date) -> RunLine:
    return RunLine(
        id=run.id or 0,
        link=f"{HERE}/{run.id}",
        as_of=wording.day(run.as_of, today) or "",
        state=run.state.label,
        kind=KINDS.get(run.state, ""),
        finished=run.state == RunState.DONE,
        placed=wording.count(placed) if run.state == RunState.DONE else "—",
        seeking="",
        by=names.get(run.asked_by or 0, "系统"),
        at=wording.moment(run.asked_at, today),
    )
