"""What somebody has to do about a swap now, computed from where it stands: nothing lives in a chat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col

from api import wording
from api.access.scopes import within
from api.access.table import Access
from api.swaps.arranging import arrangement_of
from api.swaps.cases import Case, behind, cases
from api.swaps.known_names import known_to
from api.swaps.sides import Side
from matcher.policy.parameters import packaged_parameters
from matcher.swap.rules.looking import Level, Step
from matcher.swap.rules.registry import check
from models.days import day_of
from models.parameter import value_on
from models.swap import AWAY, Swap, SwapState, signatures_of
from models.swap_member import MemberState

ANSWER_DAYS = "swap.answer_days"
AHEAD = 3
"""Days ahead in which somebody's return or a swap's start is spoken of."""
_NOT_SIGNED = frozenset({SwapState.OFFERED, SwapState.CONSENTED})


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing to do: `late` is what should have been done already."""

    swap_id: int
    words: str
    late: bool = False
    day: date | None = None


def due_in(session: Session, access: Access, today: date) -> list[Alarm]:
    """What is to be done about the swaps in the reader's scope."""
    live = within(Swap, access, today).where(col(Swap.state) != SwapState.CLOSED).order_by(col(Swap.id))
    return alarms(session, cases(session, session.exec(live).all()), today)


def alarms(session: Session, found: Sequence[Case], today: date) -> list[Alarm]:
    """What is to be done about these swaps, what is late first, then by day."""
    answer_days = int(value_on(session, ANSWER_DAYS, today))
    watched = behind(session, found, today)
    due = [alarm for case in found for alarm in _of(session, case, today, answer_days, watched)]
    return sorted(due, key=lambda one: (not one.late, one.day or today, one.swap_id))


def _of(session: Session, case: Case, today: date, answer_days: int, watched: frozenset[int]) -> Iterator[Alarm]:
    state = case.swap.state
    if state is SwapState.OFFERED:
        yield from _answers(case, today, answer_days)
    if state in _NOT_SIGNED or state is SwapState.SIGNED:
        yield from _start(case, today)
    if state in AWAY:
        yield from _returns(case, today)
        if case.swap.id in watched:
            yield from _rules(session, case, today)
    if state is SwapState.DISPUTED:
        yield _dispute(case, today, answer_days)
    if state is SwapState.EXTENDED and _unsigned(session, case.swap):
        yield Alarm(case.swap.id or 0, f"第{case.swap.version}版续期协议还没签好", late=True)
    if case.swap.extend_to is not None:
        yield from _longer(case, today)
    if state is SwapState.VOID and (left := case.in_state(MemberState.AWAY)):
        yield Alarm(case.swap.id or 0, f"已作废，{len(left)} 人还在：借入单位签订合同或停止用工", late=True)


def _answers(case: Case, today: date, answer_days: int) -> Iterator[Alarm]:
    asked = [one for one in case.in_state(MemberState.ASKED) if one.asked_at]
    old = [one for one in asked if one.asked_at and day_of(one.asked_at) + timedelta(days=answer_days) < today]
    if old:
        yield Alarm(case.swap.id or 0, f"{len(old)} 人过了 {answer_days} 天还没答复，请打电话问", late=True)
    elif not asked and case.in_state(MemberState.AGREED):
        yield Alarm(case.swap.id or 0, "都答复了，可以截止征求")


def _start(case: Case, today: date) -> Iterator[Alarm]:
    days, swap_id = (case.first - today).days, case.swap.id or 0
    when = wording.day(case.first, today)
    if case.swap.state is SwapState.SIGNED and days <= 0:
        yield Alarm(swap_id, f"{when}开始，还没登记到岗", late=days < 0, day=case.first)
    elif case.swap.state is not SwapState.SIGNED and days <= AHEAD:
        yield Alarm(swap_id, f"{when}就要开始，协议还没签好", late=days <= 0, day=case.first)


def _returns(case: Case, today: date) -> Iterator[Alarm]:
    away, swap_id = case.in_state(MemberState.AWAY), case.swap.id or 0
    late = [one for one in away if one.to_day < today]
    soon = [one for one in away if today <= one.to_day <= today + timedelta(days=AHEAD)]
    if late:
        first = min(one.to_day for one in late)
        yield Alarm(swap_id, f"{len(late)} 人{wording.day(first, today)}到期，还没登记返回", late=True, day=first)
    if soon:
        first = min(one.to_day for one in soon)
        yield Alarm(swap_id, f"{len(soon)} 人{wording.day(first, today)}到期，请安排返回", day=first)
    if not away and case.swap.state is SwapState.RETURNING:
        yield Alarm(swap_id, "都回来了，可以结清")


def _dispute(case: Case, today: date, answer_days: int) -> Alarm:
    """A dispute waits for the office; one that is older than an answer may take is late."""
    since = day_of(case.swap.state_since)
    words = f"{wording.day(since, today)}起有争议：双方写明说法，区里核实后定继续、返回还是作废"
    return Alarm(case.swap.id or 0, words, late=since + timedelta(days=answer_days) < today, day=since)


def _rules(session: Session, case: Case, today: date) -> Iterator[Alarm]:
    """Pay and settlement overdue, a firm or a contract that ended or ends too soon; whose, the swap's page tells."""
    arrangement = known_to(arrangement_of(session, case.swap, today), case.swap, Side.READER)
    found = check(arrangement, Step.RUN, today, packaged_parameters())
    late = [one for one in found if one.rule == "S10" and one.level is Level.ALARM]
    if late:
        more = f"等 {len(late)} 处" if len(late) > 1 else ""
        yield Alarm(case.swap.id or 0, f"{late[0].why}{more}", late=True)
    yield from (Alarm(case.swap.id or 0, f"{one.why}，请作废调剂", late=True) for one in found if one.rule == "S20")
    yield from (Alarm(case.swap.id or 0, f"{one.why}，请提前返回或续签") for one in found if one.rule == "S03")


def _unsigned(session: Session, swap: Swap) -> bool:
    return len(session.exec(signatures_of(swap.id or 0, swap.version)).all()) < 2


def _longer(case: Case, today: date) -> Iterator[Alarm]:
    swap, until = case.swap, wording.day(case.swap.extend_to, today)
    unasked = [one for one in case.in_state(MemberState.AWAY) if one.stays_wanted is None]
    if swap.lender_extends is None:
        yield Alarm(swap.id or 0, f"借入单位申请延到{until}，等借出单位答复")
    elif unasked:
        yield Alarm(swap.id or 0, f"申请延到{until}，还有 {len(unasked)} 人没答复愿不愿意留下")
    else:
        yield Alarm(swap.id or 0, f"延到{until}都答复了，可以办延期")
