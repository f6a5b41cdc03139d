"""A worker's file is erased: nothing personal stays in the store's tables, and what must stay names nobody.

Records of online recruitment are kept for three years (网络招聘服务管理规定, in force from 2021-03-01); they stay as
referrals of a file without a name. What other rows hold of the person goes with `forgetting`.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api.access.sessions import end_all
from api.lent_people.forgetting import forget_swaps
from api.workers.forgetting import forget_in_complaints, forget_in_imports, forget_in_runs, marks_of
from models.account import Account
from models.assistance import WorkerAssistance
from models.consent import ConsentEntry
from models.duplicate import WorkerMerge, merges_into
from models.ledger import PromisedBy, lock, release
from models.referral import ENDED, Referral, ReferralLog, ReferralReason, ReferralState, move
from models.run import RunListLine, RunPair, RunUnmatched
from models.saved_search import SavedSearch
from models.worker import Sex, Worker, WorkerCertificate, WorkerExperience, WorkerSkill, WorkerWish

NAMELESS = "已注销"
GONE = "求职者注销了登记"
OF_THE_WORKER = (
    WorkerWish,
    WorkerSkill,
    WorkerCertificate,
    WorkerExperience,
    WorkerAssistance,
    ConsentEntry,
    SavedSearch,
    RunListLine,
    RunPair,
    RunUnmatched,
)
EMPTY: dict[str, Any] = {
    "name": NAMELESS,
    "phone": "",
    "sex": Sex.UNKNOWN,
    "shifts": [],
    "consent_recommend": False,
    "consent_phone": False,
    "consent_sms": False,
    **dict.fromkeys(("address", "school", "major", "skill_trade", "words"), ""),
    **dict.fromkeys(("id_kind", "id_number", "birth_date", "hukou_code", "hukou_kind", "street_code", "lng", "lat")),
    **dict.fromkeys(("education", "graduated_on", "skill_level", "status", "unemployed_since", "wage_min_fen")),
    **dict.fromkeys(("needs_lodging", "available_from", "stays", "leaves_on", "returns_on", "needs_transport")),
    **dict.fromkeys(("registered_by", "row_key")),
}
KEPT = frozenset({"id", "channel", "registered_at", "updated_at", "made_up", "sounds", "personal_ranking", "erased_at"})


def erase(session: Session, worker: Worker, *, by: int | None, now: datetime) -> None:
    """Erase a worker and the files that went into theirs, in this transaction. Done twice it does nothing more.

    Raises `Conflict` while they are lent to another employer.
    """
    ids = sorted(_with_merged(session, worker.id or 0))
    open_rows = session.exec(
        select(Referral).where(col(Referral.worker_id).in_(ids), col(Referral.state).not_in(ENDED))
    ).all()
    lock(session, ids, {row.vacancy_id for row in open_rows})
    files = session.exec(select(Worker).where(col(Worker.id).in_(ids))).all()
    forget_swaps(session, files, now=now)
    _withdraw(session, open_rows, by, now)
    _forget_words(session, ids)
    forget_in_runs(session, ids)
    marks = marks_of(files)
    forget_in_imports(session, marks)
    forget_in_complaints(session, marks)
    for table in OF_THE_WORKER:
        session.connection().execute(sa.delete(table).where(sa.inspect(table).columns.worker_id.in_(ids)))
    for row in files:
        session.add(row.sqlmodel_update(EMPTY, update={"updated_at": now, "erased_at": now}))
    for account in session.exec(select(Account).where(col(Account.worker_id).in_(ids))).all():
        _close(session, account, now)
    session.flush()


def _with_merged(session: Session, worker_id: int) -> set[int]:
    """The file and, over any number of steps, those that went into it; how they were merged is forgotten.

    A merge that was undone tells as much of the file as one that stands.
    """
    session.flush()
    mine = sa.or_(col(WorkerMerge.kept_id) == worker_id, col(WorkerMerge.gone_id) == worker_id)
    session.connection().execute(sa.update(WorkerMerge).where(mine).values(moved={}, filled={}))
    found, waiting = {worker_id}, [worker_id]
    while waiting:
        for merge in session.exec(merges_into(waiting.pop())).all():
            merge.moved, merge.filled = {}, {}
            session.add(merge)
            if merge.gone_id not in found:
                found.add(merge.gone_id)
                waiting.append(merge.gone_id)
    return found


def _withdraw(session: Session, rows: Sequence[Referral], by: int | None, now: datetime) -> None:
    """Whoever was put forward is withdrawn, in talks or not; what was promised is free again."""
    for row in rows:
        move(session, row, ReferralState.WITHDRAWN, now=now, by=by, reason=ReferralReason.OTHER, note=GONE)
        release(session, PromisedBy.REFERRAL, row.id or 0, now=now)


def _forget_words(session: Session, ids: Sequence[int]) -> None:
    """Notes, reasons and what the score was made of are about the person; states, moments, counted reasons stay."""
    session.flush()
    theirs = select(Referral.id).where(col(Referral.worker_id).in_(ids))
    notes = sa.update(ReferralLog).where(col(ReferralLog.referral_id).in_(theirs), col(ReferralLog.note) != GONE)
    session.connection().execute(notes.values(note=""))
    theirs_now = sa.update(Referral).where(col(Referral.worker_id).in_(ids))
    session.connection().execute(theirs_now.values(reasons=[], breakdown=sa.null()))


def _close(session: Session, account: Account, now: datetime) -> None:
    """Nobody signs in with it any more; its login was a phone."""
    end_all(session, account.id or 0, now)
    account.login, account.name = f"erased-{account.id}", NAMELESS
    account.active, account.password_hash = False, ""
    session.add(account)
