"""What happened to a file, the latest first: who did what and when, told by kind and never with its old contents."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from api import wording
from api.files.audit_words import changed_fields, field_words, is_new
from api.matching.lines import names_of
from models.audit import AuditEntry
from models.days import day_of

MOST = 200  # events of one kind that are looked at
READINGS = "read"
REGISTERED = "登记建档"
KINDS: Mapping[str, str] = {
    "": "全部",
    "change": "改动",
    "referral": "推荐",
    "consent": "同意",
    "run": "匹配",
    "import": "导入",
    "merge": "合并",
    "need": "报人数",
    "review": "审核",
    "key": "重点、专员",
    READINGS: "谁看过",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; ``mood`` is won, lost or nothing. ``by`` is an account; of a ``dated`` event only the
    day is known, and nobody is named for it unless somebody did it."""

    at: datetime
    kind: str
    words: str
    by: int | None = None
    who: str = ""
    mood: str = ""
    link: str = ""
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """An event as the page shows it."""

    words: str
    moment: str
    who: str
    mood: str
    link: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A kind one can narrow the history to; ``count`` is how many there are."""

    kind: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class History:
    lines: Sequence[Line]
    filters: Sequence[Filter]
    kind: str


def history(session: Session, events: Iterable[Event], today: date, kind: str = "") -> History:
    """Events in order, narrowed to a kind. Mere readings are told only when they are asked for."""
    every = sorted(events, key=lambda event: event.at, reverse=True)
    kind = kind if kind in KINDS else ""
    shown = [event for event in every if (event.kind == kind if kind else event.kind != READINGS)]
    names = names_of(session, [event.by for event in shown])
    lines = [_line(event, names, today) for event in shown]
    return History(lines, _filters(every), kind)


def _line(event: Event, names: Mapping[int, str], today: date) -> Line:
    moment = wording.day(day_of(event.at), today) if event.dated else wording.moment(event.at, today)
    who = event.who or names.get(event.by or 0, "" if event.dated else "系统")
    return Line(event.words, moment or "", who, event.mood, event.link)


def _filters(events: Sequence[Event]) -> list[Filter]:
    counted = {kind: sum(event.kind == kind for event in events) for kind in KINDS}
    counted[""] = len(events) - counted[READINGS]
    return [Filter(kind, words, counted[kind]) for kind, words in KINDS.items() if counted[kind] or not kind]


def with_registration(changes: list[Event], at: datetime, by: int | None = None, channel: str = "") -> list[Event]:
    """The changes of a file, and its registration if no audit row tells of it: by a form, or before there were any."""
    if any(event.words == REGISTERED for event in changes):
        return changes
    words = f"{REGISTERED}（{channel}）" if channel else REGISTERED
    return [*changes, Event(at, "change", words, by, dated=True)]


def audited(session: Session, subject: str, key: int, labels: Mapping[str, str]) -> list[Event]:
    """The changes and the readings of one file."""
    rows = select(AuditEntry).where(AuditEntry.subject == subject, AuditEntry.subject_id == key)
    told = []
    for row in session.exec(rows.order_by(col(AuditEntry.id).desc()).limit(MOST)):
        event = _event(row, subject, key, labels)
        if event:
            told.append(event)
    return told


def _event(row: AuditEntry, subject: str, key: int, labels: Mapping[str, str]) -> Event | None:
    if is_new(row, subject, key):
        return Event(row.at, "change", REGISTERED, row.account_id)
    fields = changed_fields(row, subject, key)
    if fields:
        return Event(row.at, "change", f"改了：{field_words(fields, labels)}", row.account_id)
    if row.action == f"{subject}.file":
        return Event(row.at, READINGS, "看了档案", row.account_id)
    return None
