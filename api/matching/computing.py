"""One matching run from its row to its result: read, match, keep. Runs wherever it is called.

The result is written in one transaction, and only if the run is still the one that was started: a run that was
cancelled or started again meanwhile keeps nothing.
"""

import time
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col

from api.matching.frames import OF_WORKERS, instance_of, read_frames, to_csv, without
from api.matching.weighing import params_on
from api.runs.wanted import Listen, Now, wanted
from matcher.pairing.params import MatchParams
from models.database import writing
from models.run import MatchingRun, RunFrame, RunListLine, RunPair, RunState, RunUnmatched
from models.vacancy import Vacancy
from models.worker import Worker

if TYPE_CHECKING:
    from matcher.pairing.run import MatchResult


def compute(engine: Engine, run_id: int, attempt: int, listen: Listen, now: Now) -> None:
    """Carry out a run whose row says it is running; raises `NoLongerWanted`."""
    with Session(engine) as session:
        run = wanted(session, MatchingRun, run_id, attempt)
        as_of, seed, params = run.as_of, run.seed, params_on(session, run.as_of, run.params)
        frames = {name: to_csv(frame) for name, frame in read_frames(session, as_of).items()}
    result = _matched(frames, as_of, seed, params, listen)
    with writing(engine) as session:
        run = wanted(session, MatchingRun, run_id, attempt)
        _keep(session, run, frames, result)
        run.move_to(RunState.DONE, now=now())
        run.stage, run.progress = "", 1.0
        session.add(run)


def _matched(frames: Mapping[str, bytes], as_of: date, seed: int, params: MatchParams, listen: Listen) -> "MatchResult":
    from matcher.pairing.run import match  # noqa: PLC0415  the solver, which a server loads for no page

    return match(
        instance_of(frames),
        params,
        as_of=as_of,
        seed=seed,
        progress=listen,
        clock=time.perf_counter,
    )


def _keep(session: Session, run: MatchingRun, frames: Mapping[str, bytes], result: "MatchResult") -> None:
    """Everything that came out, and the frames that went in."""
    number = run.id or 0
    run.report, run.input_sha256 = dict(result.report), str(result.report["input_sha256"])
    erased = session.execute(sa.select(col(Worker.id)).where(col(Worker.erased_at).is_not(None))).scalars().all()
    kept = [
        {"run_id": number, "name": name, "content": without(content, erased) if name in OF_WORKERS else content}
        for name, content in frames.items()
    ]
    here = _still_there(session)
    pairs = result.pairs.assign(breakdown=pd.Series(result.breakdowns, index=result.pairs.index, dtype=object))
    for table, rows in (
        (RunFrame, kept),
        (RunPair, _rows(number, pairs, RunPair, here)),
        (RunListLine, _rows(number, result.lists, RunListLine, here)),
        (RunUnmatched, _rows(number, result.unmatched, RunUnmatched, here)),
    ):
        if rows:
            session.connection().execute(sa.insert(table), rows)


def _still_there(session: Session) -> Mapping[str, frozenset[int]]:
    """Ids that exist now: a worker who was deleted or erased while the run went on is left out of what is kept."""
    people = sa.select(col(Worker.id)).where(col(Worker.erased_at).is_(None))
    return {
        "worker_id": frozenset(session.execute(people).scalars()),
        "vacancy_id": frozenset(session.execute(sa.select(sa.inspect(Vacancy).columns.id)).scalars()),
    }


def _rows(
    run_id: int, frame: pd.DataFrame, table: type[SQLModel], here: Mapping[str, frozenset[int]]
) -> list[dict[str, Any]]:
    """The frame's columns that the table has, ids as numbers, unknown as NULL."""
    columns = [name for name in frame.columns if name in table.model_fields]
    cells = {name: _ids(frame[name]) if name in here else frame[name].tolist() for name in columns}
    if "tier" in cells:
        cells["tier"] = [str(tier) for tier in cells["tier"]]
    rows = [
        {"run_id": run_id, **dict(zip(columns, values, strict=True))} for values in zip(*cells.values(), strict=True)
    ]
    return [row for row in rows if all(row.get(name) is None or row[name] in known for name, known in here.items())]


def _ids(column: "pd.Series[Any]") -> list[int | None]:
    return [int(value) if isinstance(value, str | int) and str(value).strip() else None for value in column.tolist()]
