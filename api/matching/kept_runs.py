"""Finished runs as they are compared: their kept frames, their pairs, the scores known of some workers."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.matching.comparing import Outcome, Row
from models.run import MatchingRun, RunFrame, RunListLine, RunPair, RunState

SLICE = 5_000  # ids in one statement


def earlier_runs(run: MatchingRun) -> SelectOfScalar[MatchingRun]:
    """Finished runs before this one, the latest first."""
    return (
        select(MatchingRun)
        .where(col(MatchingRun.state) == RunState.DONE, col(MatchingRun.id) < run.id)
        .order_by(col(MatchingRun.id).desc())
    )


def places(session: Session, run_id: int) -> dict[str, str]:
    """Whom a run placed where: worker id to vacancy id, without opening anybody's file."""
    pairs = sa.select(col(RunPair.worker_id), col(RunPair.vacancy_id)).where(col(RunPair.run_id) == run_id)
    rows = session.execute(pairs)
    return {str(worker): str(vacancy) for worker, vacancy in rows}


def outcome(session: Session, run: MatchingRun, pairs: Mapping[str, str], scored: Collection[str]) -> Outcome:
    """A finished run; the scores are those of the ``scored`` workers, from their lists and the plan."""
    number = run.id or 0
    kept = sa.select(col(RunFrame.name), col(RunFrame.content)).where(col(RunFrame.run_id) == number)
    frames: dict[str, bytes] = {name: content for name, content in session.execute(kept)}  # noqa: C416
    report = run.report or {}
    return Outcome(
        workers=_rows(frames.get("workers", b""), "worker_id"),
        vacancies=_rows(frames.get("vacancies", b""), "vacancy_id"),
        pairs=pairs,
        settled=frozenset((row["worker_id"], row["vacancy_id"]) for row in _read(frames.get("settled", b""))),
        scores=_scores(session, number, scored),
        params=report.get("params") or run.params,
        seed=run.seed,
        as_of=run.as_of.isoformat(),
    )


def _read(content: bytes) -> Iterator[dict[str, str]]:
    return iter(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def _rows(content: bytes, key: str) -> dict[str, Row]:
    return {row[key]: row for row in _read(content)}


def _scores(session: Session, run_id: int, workers: Collection[str]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    ids = sorted(map(int, workers))
    for start in range(0, len(ids), SLICE):
        for table in (RunListLine, RunPair):
            rows = sa.select(col(table.worker_id), col(table.vacancy_id), col(table.score)).where(
                col(table.run_id) == run_id, col(table.worker_id).in_(ids[start : start + SLICE])
            )
            found |= {(str(worker), str(vacancy)): score for worker, vacancy, score in session.execute(rows)}
    return found
