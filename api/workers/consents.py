"""What a worker agrees to: each giving and withdrawing is noted, and what holds now stands on the worker's row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from api.referrals.ending import end_without_consent
from models.consent import ConsentEntry, ConsentKind
from models.worker import Worker

FIELDS: Mapping[ConsentKind, str] = {
    ConsentKind.RECOMMEND: "consent_recommend",
    ConsentKind.PHONE: "consent_phone",
    ConsentKind.SMS: "consent_sms",
    ConsentKind.RANKING: "personal_ranking",
}


@dataclass(frozen=True, slots=True)
class Said:
    """Who says it, when, and over which counter."""

    at: datetime
    account_id: int | None = None
    channel: str = ""


def holds(worker: Worker, kind: ConsentKind) -> bool:
    return bool(getattr(worker, FIELDS[kind]))


def standing(worker: Worker) -> dict[ConsentKind, bool]:
    """What holds now, to compare with afterwards; of a file that is only being made, what holds of itself."""
    if worker.id is None:
        return {kind: kind == ConsentKind.RANKING for kind in FIELDS}
    return {kind: holds(worker, kind) for kind in FIELDS}


def note_changes(session: Session, worker: Worker, before: Mapping[ConsentKind, bool], said: Said) -> None:
    """One line in the history for each consent that holds otherwise than before.

    Who no longer agrees to be recommended is out of what the office proposed, at once.
    """
    for kind, held in before.items():
        if holds(worker, kind) != held:
            session.add(
                ConsentEntry(
                    worker_id=worker.id or 0,
                    kind=kind,
                    given=not held,
                    at=said.at,
                    account_id=said.account_id,
                    channel=said.channel,
                )
            )
    session.flush()
    if before.get(ConsentKind.RECOMMEND) and not worker.consent_recommend:
        end_without_consent(session, [worker.id or 0], now=said.at)


def set_consent(session: Session, worker: Worker, kind: ConsentKind, given: bool, said: Said) -> None:
    """Give or withdraw one consent; what holds already is noted no second time."""
    before = standing(worker)
    setattr(worker, FIELDS[kind], given)
    worker.updated_at = said.at
    session.add(worker)
    note_changes(session, worker, before, said)
