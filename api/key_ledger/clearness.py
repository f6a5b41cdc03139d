"""The five things to be clear about (五清) of a key employer on a day, and until when they are due."""

from datetime import date, datetime, time

from sqlmodel import Session

from models.days import SHANGHAI
from models.key_ledger import KeyLedgerLine
from models.parameter import parameter_on

DUE_TIME = "key_ledger.due_time"


def unclear(line: KeyLedgerLine | None, short: int | None, openings: int) -> list[str]:
    """Which of the five nobody knows today; ``openings`` are those on offer and not promised.

    Who is short of people and has no post on offer has not said which people.
    """
    if line is None:
        return ["企业产能", "员工总数", "缺工人数", "空岗结构", "问题困难"]
    blank = {
        "企业产能": not line.capacity,
        "员工总数": line.staff_total is None,
        "缺工人数": short is None,
        "空岗结构": short is None or (short > 0 and openings == 0),
        "问题困难": not line.difficulties,
    }
    return [name for name, missing in blank.items() if missing]


def due_time(session: Session, day: date) -> time | None:
    """Until when the ledger of a day is due; None on days nothing is asked for."""
    row = session.exec(parameter_on(DUE_TIME, day)).first()
    return time.fromisoformat(row.value) if row else None


def is_past(due: time | None, now: datetime, day: date) -> bool:
    """Whether the time of the day's ledger is over: at the due minute itself it is not."""
    return due is not None and now > datetime.combine(day, due, SHANGHAI)
