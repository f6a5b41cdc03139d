"""Writing today's line of a key employer: what the fields mean, the same as last time, another's line in between."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from api.fields.types import within_reach
from api.key_ledger.firms import NO_TROUBLE, Firm
from api.refusals import BadField, FieldProblem
from models.key_ledger import KeyLedgerLine

NUMBERS = {"staff_total": "员工总数", "needed": "需要人数", "on_post": "在岗人数"}
LABELS = {"capacity": "企业产能", **NUMBERS, "difficulties": "问题困难", "owner": "谁来解决", "due": "哪天前"}
MOST = 200_000  # people of one employer
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Stated:
    """What one report says; None and empty are not known."""

    capacity: str
    staff_total: int | None
    needed: int | None
    on_post: int | None
    difficulties: str
    owner: str
    due: date | None


def stated(values: Mapping[str, str]) -> Stated:
    """What the fields mean; raises `BadField` naming each field that means nothing."""
    problems: list[FieldProblem] = []
    numbers = {name: _number(name, values.get(name, ""), problems) for name in NUMBERS}
    due = _day(values.get("due", ""), problems)
    trouble, owner = values.get("difficulties", ""), values.get("owner", "")
    if trouble and trouble != NO_TROUBLE:
        problems += [] if owner else [FieldProblem("owner", f"写上由哪个单位解决；没有困难就写“{NO_TROUBLE}”")]
        problems += [] if due or values.get("due") else [FieldProblem("due", "写上哪天前要解决")]
    for name in ("capacity", "difficulties", "owner"):
        if len(values.get(name, "")) > LONGEST:
            problems.append(FieldProblem(name, f"最多 {LONGEST} 个字"))
    if problems:
        raise BadField(*problems)
    kept = (trouble, owner, due) if trouble != NO_TROUBLE else (trouble, "", None)
    return Stated(values.get("capacity", ""), **numbers, difficulties=kept[0], owner=kept[1], due=kept[2])


def _number(name: str, typed: str, problems: list[FieldProblem]) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit()) or int(typed[:9]) > MOST:
        problems.append(FieldProblem(name, f"填 0 到 {MOST} 的整数，不知道就空着"))
        return None
    return int(typed)


def _day(typed: str, problems: list[FieldProblem]) -> date | None:
    try:
        return within_reach(date.fromisoformat(typed)) if typed else None
    except ValueError:
        problems.append(FieldProblem("due", "日期应写成 2021-02-08 这样，且真实存在"))
        return None


def same_again(before: KeyLedgerLine) -> Stated:
    """What the last line said, said again."""
    return Stated(
        before.capacity,
        before.staff_total,
        before.needed,
        before.on_post,
        before.difficulties,
        before.owner,
        before.due,
    )


def report(
    session: Session, firm: Firm, said: Stated, *, counted: bool, day: date, by: int | None, now: datetime
) -> KeyLedgerLine:
    """Keep the line of the day."""
    counted_at = counted_when(firm.line, said.on_post, counted=counted, now=now)
    line = firm.today or KeyLedgerLine(employer_id=firm.id, day=day, reported_at=now)
    for name in LABELS:
        setattr(line, name, getattr(said, name))
    line.counted_at, line.reported_at, line.account_id = counted_at, now, by
    session.add(line)
    session.flush()
    return line


def counted_when(last: KeyLedgerLine | None, on_post: int | None, *, counted: bool, now: datetime) -> datetime:
    """When the people on post were counted: now if their number is another one or somebody says that they were
    (``counted``). Said again or left as it stood, it is the count of before: who arrived since is not in it.
    """
    if counted or last is None or last.on_post != on_post:
        return now
    return last.counted_at or last.reported_at


def values_of(line: KeyLedgerLine | None) -> dict[str, str]:
    """A line as its form shows it."""
    if line is None:
        return {}
    shown = {name: getattr(line, name) for name in LABELS}
    return {name: "" if value is None else str(value) for name, value in shown.items()}


def seen(line: KeyLedgerLine | None) -> str:
    """What a form carries of the line it was opened with."""
    return line.reported_at.isoformat() if line else ""


def differences(mine: Mapping[str, str], theirs: KeyLedgerLine) -> list[str]:
    """Where what was typed is not what somebody else saved meanwhile, in words."""
    stands = values_of(theirs)
    return [
        f"{label} {stands[name] or '空着'}（您填 {mine.get(name, '').strip() or '空着'}）"
        for name, label in LABELS.items()
        if stands[name] != mine.get(name, "").strip()
    ]
