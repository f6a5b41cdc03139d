"""The days of a swap's people in the one ledger, when a loan gets other days."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from api.refusals import Conflict
from models.errors import NoFreeOpening, WorkerPromised
from models.ledger import Promise, PromisedBy, release, reserve_all
from models.swap import SwapLoan
from models.swap_member import SwapMember
from models.swap_need import SwapNeed
from models.worker import Worker


def promise_anew(session: Session, members: Iterable[SwapMember], *, now: datetime) -> None:
    """Hold the days that members have now instead of those they had; raises `Conflict` naming who is promised."""
    going = list(members)
    for member in going:
        release(session, PromisedBy.SWAP, member.id or 0, now=now)
    try:
        reserve_all(session, [_promise(session, member) for member in going], now=now)
    except WorkerPromised as taken:
        name = session.get_one(Worker, taken.worker_id).name
        raise Conflict(f"{name}在这几天已有别的安排，日期没有改。请换一段日期，或者先把{name}移出名单。") from None
    except NoFreeOpening:
        raise Conflict("借入单位这个岗位的名额已经占满，日期没有改。请借入单位先改岗位人数。") from None


def _promise(session: Session, member: SwapMember) -> Promise:
    loan = session.get_one(SwapLoan, member.loan_id)
    return Promise(
        worker_id=member.worker_id,
        vacancy_id=session.get_one(SwapNeed, loan.need_id).vacancy_id,
        from_day=member.from_day,
        to_day=member.to_day,
        promised_by=PromisedBy.SWAP,
        promised_id=member.id or 0,
    )
