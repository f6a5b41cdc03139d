"""A form that was opened before somebody else changed the same file: who changed what, so that nothing is lost.

A form carries what its file looked like when it was opened (`Seen`); a save against another look is asked about again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from api import wording
from api.fields.types import LARGEST_ID
from api.files.audit_words import changed_fields, field_words
from api.matching.lines import names_of
from models.audit import AuditEntry

OTHERS = 20  # changes since that are told


@dataclass(frozen=True, slots=True)
class Seen:
    """The look of a file: its last change, and the last audit row about it."""

    updated_at: datetime
    entry: int

    @classmethod
    def of(cls, session: Session, subject: str, key: int, updated_at: datetime) -> "Seen":
        last = select(func.max(AuditEntry.id)).where(AuditEntry.subject == subject, AuditEntry.subject_id == key)
        return cls(updated_at, session.exec(last).one() or 0)

    def __str__(self) -> str:
        return f"{self.updated_at.isoformat()}|{self.entry}"


def read_seen(text: str) -> Seen | None:
    """What a form carried; None when it carries nothing readable, which counts as out of date."""
    moment, _, words = text.partition("|")
    try:
        at, entry = datetime.fromisoformat(moment), int(words[:20])
    except ValueError:
        return None
    return Seen(at, entry) if 0 <= entry <= LARGEST_ID else None


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Who changed which fields since a form was opened: “王敏 10:32 改了：电话、住址”, and the names of the fields."""

    words: str
    fields: frozenset[str]


def changes_since(
    session: Session, subject: str, key: int, seen: Seen | None, labels: Mapping[str, str], today: date
) -> Meanwhile:
    rows = _entries(session, subject, key, seen.entry) if seen else []
    names = names_of(session, [row.account_id for row in rows])
    told, changed = list[str](), set[str]()
    for row in rows:
        fields = changed_fields(row, subject, key)
        if fields:
            changed.update(fields)
            at = wording.moment(row.at, today).removeprefix(f"{wording.day(today, today)} ")
            told.append(f"{names.get(row.account_id or 0, '系统')} {at} 改了：{field_words(fields, labels)}")
    return Meanwhile("；".join(told) or "刚才有人改过这份档案", frozenset(changed))


def _entries(session: Session, subject: str, key: int, after: int) -> list[AuditEntry]:
    later = select(AuditEntry).where(
        AuditEntry.subject == subject, AuditEntry.subject_id == key, col(AuditEntry.id) > after
    )
    return list(session.exec(later.order_by(col(AuditEntry.id)).limit(OTHERS)))
