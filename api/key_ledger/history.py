"""What the ledger of one employer said day by day: its gap over time and its difficulties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from api import wording
from api.key_ledger.firms import NO_TROUBLE
from api.key_ledger.gap import Gap, gap_of
from api.matching.lines import names_of
from api.tables import Cell, Column, Table
from models.days import bounds
from models.key_ledger import KeyLedgerLine, ledger_of

SHOWN = 60  # days


@dataclass(frozen=True, slots=True)
class Day:
    """One day's line with the gap as it stood at the day's end."""

    line: KeyLedgerLine
    gap: Gap | None
    by: str
    at: str
    words: str


def days(session: Session, employer_id: int, hired: Sequence[datetime], today: date) -> list[Day]:
    """The lines of an employer, the latest first."""
    lines = session.exec(ledger_of(employer_id).limit(SHOWN)).all()
    names = names_of(session, [line.account_id for line in lines])
    return [_day(line, hired, names, today) for line in lines]


def _day(line: KeyLedgerLine, hired: Sequence[datetime], names: Mapping[int, str], today: date) -> Day:
    return Day(
        line,
        gap_of(line, hired, until=bounds(line.day)[1]),
        names.get(line.account_id or 0, ""),
        wording.moment(line.reported_at, today),
        wording.day(line.day, today) or "",
    )


LINES: Sequence[Column[Day]] = (
    Column("日期", lambda day: day.line.day, lambda day: Cell(day.words, sub=f"{day.by} {day.at}")),
    Column("企业产能", lambda day: day.line.capacity or None),
    Column("员工总数", lambda day: day.line.staff_total, number=True),
    Column("需要", lambda day: day.line.needed, number=True),
    Column("在岗", lambda day: day.line.on_post, number=True),
    Column("新到岗", lambda day: day.gap.arrived if day.gap else None, number=True),
    Column("缺工", lambda day: day.gap.short if day.gap else None, number=True),
    Column("问题困难", lambda day: day.line.difficulties or None),
)


def line_table(found: Sequence[Day], export: str) -> Table[Day]:
    return Table("台账记录", LINES, found, "还没有报过台账。", export)


@dataclass(frozen=True, slots=True)
class Difficulty:
    """One difficulty with who solves it; `open` while the latest line still names it."""

    words: str
    owner: str
    due: date | None
    since: date
    until: date
    open: bool

    def overdue(self, today: date) -> bool:
        return self.open and self.due is not None and self.due < today


def difficulties(found: Sequence[Day]) -> list[Difficulty]:
    """Difficulties by their words, as last told; those that stand first."""
    told: dict[str, Difficulty] = {}
    for place, day in enumerate(found):
        line = day.line
        if line.difficulties in ("", NO_TROUBLE):
            continue
        known = told.get(line.difficulties)
        told[line.difficulties] = (
            Difficulty(known.words, known.owner, known.due, line.day, known.until, known.open)
            if known
            else Difficulty(line.difficulties, line.owner, line.due, line.day, line.day, open=place == 0)
        )
    return sorted(told.values(), key=lambda one: not one.open)


def difficulty_table(found: Sequence[Difficulty], today: date, export: str) -> Table[Difficulty]:
    def state(one: Difficulty) -> Cell:
        if one.overdue(today):
            return Cell("过期没解决", tag="no")
        return Cell("还没解决", tag="info") if one.open else Cell("已不再提", tag="ok")

    columns: Sequence[Column[Difficulty]] = (
        Column("问题困难", lambda one: one.words),
        Column("谁来解决", lambda one: one.owner or None),
        Column("哪天前", lambda one: one.due, lambda one: Cell(wording.day(one.due, today) or "")),
        Column("从哪天起", lambda one: one.since, lambda one: Cell(wording.day(one.since, today) or "")),
        Column("现在", lambda one: state(one).words, state),
    )
    return Table("问题困难", columns, found, "没有报过困难。", export)
