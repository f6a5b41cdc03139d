"""Everything that happened to a worker's file, from every table that knows of it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api import wording
from api.files.history import MOST, Event, audited, with_registration
from api.files.worker_fields import LABELS
from models.audit import AuditEntry
from models.consent import consents_of
from models.duplicate import WorkerMerge
from models.employer import Employer
from models.imported import ImportedFile, ImportKind
from models.referral import GIVEN_UP, Referral, ReferralLog, ReferralState
from models.run import MatchingRun, RunListLine, RunPair, RunUnmatched
from models.vacancy import Vacancy
from models.worker import Worker


def worker_events(session: Session, worker: Worker, today: date) -> list[Event]:
    key = worker.id or 0
    changes = audited(session, "worker", key, LABELS)
    return [
        *with_registration(changes, worker.registered_at, worker.registered_by, worker.channel),
        *_consents(session, key),
        *_steps(session, key),
        *_runs(session, key),
        *_imports(session, worker),
        *_merges(session, key),
    ]


def _consents(session: Session, key: int) -> list[Event]:
    return [
        Event(
            row.at,
            "consent",
            f"{'同意' if row.given else '不再同意'}：{row.kind.label}{f'（{row.channel}）' if row.channel else ''}",
            row.account_id,
            who="" if row.account_id else "本人",
            mood="won" if row.given else "lost",
        )
        for row in session.exec(consents_of(key).limit(MOST))
    ]


def _steps(session: Session, key: int) -> list[Event]:
    """Each step of each referral."""
    rows = (
        sa.select(ReferralLog, col(Referral.id), col(Vacancy.title), col(Employer.name))
        .join(Referral, col(Referral.id) == col(ReferralLog.referral_id))
        .join(Vacancy, col(Vacancy.id) == col(Referral.vacancy_id))
        .join(Employer, col(Employer.id) == col(Vacancy.employer_id))
        .where(col(Referral.worker_id) == key)
        .order_by(col(ReferralLog.id).desc())
        .limit(MOST)
    )
    return [_step(*row) for row in session.execute(rows)]


def _step(step: ReferralLog, number: int, title: str, employer: str) -> Event:
    reason = step.reason_code.label if step.reason_code else ""
    why = wording.joined(reason, step.note)
    words = f"推荐 {number} {step.to_state.label}：{employer}“{title}”{f'（{why}）' if why else ''}"
    mood = "won" if step.to_state == ReferralState.HIRED else "lost" if step.to_state in GIVEN_UP else ""
    return Event(step.at, "referral", words, step.account_id, mood=mood)


def _runs(session: Session, key: int) -> list[Event]:
    """What each finished run did with the worker: how many lines, which pair, or why none."""
    lines: dict[int, int] = dict(
        session.execute(
            sa.select(col(RunListLine.run_id), sa.func.count())
            .where(col(RunListLine.worker_id) == key)
            .group_by(col(RunListLine.run_id))
        ).all()
    )
    pairs: dict[int, str] = dict(
        session.execute(
            sa.select(col(RunPair.run_id), col(Vacancy.title))
            .join(Vacancy, col(Vacancy.id) == col(RunPair.vacancy_id))
            .where(col(RunPair.worker_id) == key)
        ).all()
    )
    left: dict[int, str] = dict(
        session.execute(
            sa.select(col(RunUnmatched.run_id), col(RunUnmatched.why)).where(col(RunUnmatched.worker_id) == key)
        ).all()
    )
    runs = session.exec(select(MatchingRun).where(col(MatchingRun.id).in_({*lines, *pairs, *left})).limit(MOST))
    return [_run(run, lines.get(run.id or 0, 0), pairs.get(run.id or 0), left.get(run.id or 0, "")) for run in runs]


def _run(run: MatchingRun, lines: int, pair: str | None, why: str) -> Event:
    result = f"配到“{pair}”" if pair else f"没有配上{f'：{why}' if why else ''}"
    return Event(
        run.finished_at or run.asked_at,
        "run",
        f"第 {run.id} 次匹配：{result}，榜单 {lines} 个岗位",
        run.asked_by,
        mood="won" if pair else "",
        link=f"/staff/runs/{run.id}",
    )


def _imports(session: Session, worker: Worker) -> list[Event]:
    """The forms that brought the worker in or changed the file: by the moment they share, or by their audit rows."""
    moments = {worker.registered_at, worker.updated_at, *_import_rows(session, worker)}
    rows = select(ImportedFile).where(
        ImportedFile.kind == ImportKind.WORKERS, col(ImportedFile.dry_run).is_(False), col(ImportedFile.at).in_(moments)
    )
    return [
        Event(row.at, "import", f"登记表《{row.filename}》导入", row.account_id, link=f"/staff/imports/{row.id}")
        for row in session.exec(rows)
    ]


def _import_rows(session: Session, worker: Worker) -> list[datetime]:
    """Moments of the imports whose audit row names this worker; a row of a large import names its first ones only."""
    rows = select(AuditEntry).where(
        AuditEntry.subject == "import", AuditEntry.action == "import.workers", AuditEntry.at >= worker.registered_at
    )
    naming = []
    for row in session.exec(rows.order_by(col(AuditEntry.id).desc()).limit(MOST)):
        written = row.detail.get("written", {})
        if str(worker.id) in written.get("worker", {}):
            naming += [int(key) for key in written.get("imported_file", {})]
    return list(session.exec(select(ImportedFile.at).where(col(ImportedFile.id).in_(naming))))


def _merges(session: Session, key: int) -> list[Event]:
    concerned = sa.or_(col(WorkerMerge.kept_id) == key, col(WorkerMerge.gone_id) == key)
    rows = session.exec(select(WorkerMerge).where(concerned))
    told = []
    for row in rows:
        other = row.gone_id if row.kept_id == key else row.kept_id
        words = f"并入 {other} 号档案" if row.gone_id == key else f"{other} 号档案并进来"
        told.append(Event(row.at, "merge", words, row.account_id, link=f"/staff/workers/{other}"))
        if row.undone_at:
            told.append(Event(row.undone_at, "merge", f"撤销：{words}", row.undone_by, mood="lost"))
    return told
