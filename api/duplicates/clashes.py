"""Why two files cannot become one: what was promised in both is of the same days, or stands on the same list."""

from datetime import date

from sqlmodel import Session, col, select

from api.refusals import Conflict
from models.ledger import Reservation
from models.swap_member import MemberState, SwapMember
from models.worker import Worker


def check_promises(session: Session, kept: Worker, gone: Worker) -> None:
    mine, theirs = (
        session.exec(
            select(Reservation).where(Reservation.worker_id == file.id, col(Reservation.released_at).is_(None))
        ).all()
        for file in (kept, gone)
    )
    for one in mine:
        for other in theirs:
            if one.from_day <= (other.to_day or date.max) and other.from_day <= (one.to_day or date.max):
                day = max(one.from_day, other.from_day)
                raise Conflict(f"两份档案在 {day} 都已答应了单位，不能合并。先撤回其中一条推荐，再合并。")


def check_lists(session: Session, kept: Worker, gone: Worker) -> None:
    """One person stands on the list of a swap once, willing or not."""
    standing = col(SwapMember.state) != MemberState.DROPPED
    mine, theirs = (
        set(session.exec(select(SwapMember.swap_id).where(SwapMember.worker_id == file.id, standing)))
        for file in (kept, gone)
    )
    if mine & theirs:
        raise Conflict(f"两份档案都在第 {min(mine & theirs)} 号调剂的名单上，不能合并。先在那里移出一份，再合并。")
