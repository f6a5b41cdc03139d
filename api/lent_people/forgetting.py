"""What being lent leaves in the store of somebody who is erased: who is away stays, all else is emptied or let go."""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api import wording
from api.refusals import Conflict
from models.employer import Employer
from models.employment import Employment
from models.ledger import PromisedBy, release
from models.swap import ENDED, Swap, SwapLog
from models.swap_member import MemberState, SwapMember
from models.worker import Worker

_GOES_ON = frozenset({MemberState.AWAY, MemberState.RETURNED})
_NOT_LEFT = frozenset({MemberState.NAMED, MemberState.ASKED, MemberState.AGREED, MemberState.REFUSED})
NAMELESS = "〔本人〕"


def still_lent(session: Session, worker_ids: Collection[int]) -> str:
    """Why somebody cannot be erased yet and what to do first; "" when nothing of a swap goes on."""
    found = session.exec(
        select(SwapMember, Employer.name)
        .join(Swap, col(Swap.id) == SwapMember.swap_id)
        .join(Employer, col(Employer.id) == Swap.borrower_id)
        .where(col(SwapMember.worker_id).in_(worker_ids), col(SwapMember.state).in_(_GOES_ON))
        .where(col(Swap.state).not_in(ENDED))
        .order_by(col(SwapMember.id))
    ).first()
    if found is None:
        return ""
    member, firm = found
    if member.state is MemberState.AWAY:
        until = wording.day(member.to_day, member.from_day)
        return f"您借到{firm}，{until}到期，现在还不能删除。回到原单位、工资结清以后再来；想早点回来，打电话找经办人。"
    return f"您从{firm}回来了，两家单位还没有把工资和社保结清，现在还不能删除。结清以后再来；着急就打电话找经办人。"


def forget_swaps(session: Session, workers: Sequence[Worker], *, now: datetime) -> None:
    """Let go of what has not begun, empty what they said, forget whose employee they were; raises `Conflict`.

    That so many people went from one firm to another stays, with their days: the firms settled by it.
    """
    ids = [worker.id or 0 for worker in workers]
    if why := still_lent(session, ids):
        raise Conflict(why)
    for member in session.exec(select(SwapMember).where(col(SwapMember.worker_id).in_(ids))).all():
        if member.state in _NOT_LEFT:
            member.move_to(MemberState.DROPPED, now=now)
            release(session, PromisedBy.SWAP, member.id or 0, now=now)
        member.asked_more = member.note = member.channel = ""
        member.employment_id = None
        session.add(member)
        _forget_names(session, member.swap_id, {worker.name for worker in workers if worker.name})
    session.flush()
    session.connection().execute(sa.delete(Employment).where(col(Employment.worker_id).in_(ids)))


def _forget_names(session: Session, swap_id: int, names: Collection[str]) -> None:
    """The log of a swap tells who came back and who stays longer; it goes on telling that somebody did."""
    for line in session.exec(select(SwapLog).where(SwapLog.swap_id == swap_id)).all():
        said = line.note
        for name in names:
            said = said.replace(name, NAMELESS)
        if said != line.note:
            line.note = said
            session.add(line)
