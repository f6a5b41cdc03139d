"""The audit row of a request or a command, made from what the session really did.

A `Trail` listens to one session: which rows were written (and which of their fields, by name only) and whose personal
files were loaded. No handler needs to remember to log.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from litestar import Request
from sqlmodel import Session

from api.access.table import Access, Action
from models.assistance import WorkerAssistance
from models.audit import AuditEntry
from models.referral import Referral
from models.run import RunListLine, RunPair, RunUnmatched
from models.worker import Worker

MOST_IDS = 1000  # a longer reading keeps its first ids and its true count
OF_A_WORKER = (WorkerAssistance, Referral, RunPair, RunListLine, RunUnmatched)
UNTOLD = frozenset({"audit_entry", "token"})


class Trail:
    """What one session wrote and which personal files it opened."""

    def __init__(self, session: Session) -> None:
        self._written: defaultdict[str, dict[int, list[str]]] = defaultdict(dict)
        self._opened: set[int] = set()
        sa.event.listen(session, "after_flush", self._flushed)
        sa.event.listen(session, "loaded_as_persistent", self._loaded)

    def _flushed(self, session: Any, _context: object) -> None:
        for row in session.new:
            self._note(row, ["new"])
        for row in session.dirty:
            changed = [a.key for a in sa.inspect(row).attrs if a.history.has_changes()]
            if changed:
                self._note(row, changed)
        for row in session.deleted:
            self._note(row, ["deleted"])

    def _note(self, row: Any, fields: list[str]) -> None:
        table, key = row.__tablename__, getattr(row, "id", None)
        if table not in UNTOLD and isinstance(key, int):
            known = self._written[table].setdefault(key, [])
            known.extend(field for field in fields if field not in known)

    def _loaded(self, _session: object, row: object) -> None:
        if isinstance(row, Worker) and row.id is not None:
            self._opened.add(row.id)
        elif isinstance(row, OF_A_WORKER) and row.worker_id is not None:
            self._opened.add(row.worker_id)

    def entry(self, request: Request[Any, Any, Any], access: Access, now: datetime) -> AuditEntry:
        """The row for this request."""
        subject = access.action.value.partition(".")[0]
        return AuditEntry(
            at=now,
            account_id=access.account_id or request.scope["state"].get("signed_in_as"),
            action=access.action.value,
            subject=subject,
            subject_id=self._subject_id(subject, request),
            detail=self._detail(f"{request.method} {request.url.path}") | said_purpose(request),
            request_id=request.scope["state"].get("request_id", ""),
        )

    def entry_of_command(self, action: Action, now: datetime) -> AuditEntry:
        """The row for a command typed on the server, where nobody is signed in."""
        subject = action.value.partition(".")[0]
        return AuditEntry(
            at=now,
            account_id=None,
            action=action.value,
            subject=subject,
            subject_id=self._only_written(subject),
            detail=self._detail("wengang"),
            request_id="",
        )

    def _subject_id(self, subject: str, request: Request[Any, Any, Any]) -> int | None:
        named = request.path_params.get(f"{subject}_id")
        if isinstance(named, int):
            return named
        return self._only_written(subject)

    def _only_written(self, subject: str) -> int | None:
        """The row of the subject that was written, when it was one."""
        written = self._written.get("matching_run" if subject == "run" else subject, {})
        return next(iter(written)) if len(written) == 1 else None

    def _detail(self, route: str) -> dict[str, Any]:
        detail: dict[str, Any] = {"route": route}
        if self._written:
            detail["written"] = {table: _shortened(rows) for table, rows in sorted(self._written.items())}
        if self._opened:
            detail["workers"] = sorted(self._opened)[:MOST_IDS]
            detail["workers_count"] = len(self._opened)
        return detail


def say_purpose(request: Request[Any, Any, Any], words: str) -> None:
    """Note for the audit row of this request what the reader says they need the list for."""
    request.scope["state"]["purpose"] = words


def said_purpose(request: Request[Any, Any, Any]) -> dict[str, str]:
    purpose = request.scope["state"].get("purpose")
    return {"purpose": purpose} if purpose else {}


def _shortened(rows: dict[int, list[str]]) -> dict[str, Any]:
    """Ids with their changed fields; of a bulk write the count and the first ids."""
    if len(rows) <= MOST_IDS // 10:
        return {str(key): fields for key, fields in sorted(rows.items())}
    return {"count": len(rows), "first": sorted(rows)[: MOST_IDS // 10]}
