"""The page of who goes on a swap, for the coordinator, the lender and the borrower."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlmodel import Session, col, select

from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import Filled
from api.fields.types import id_of
from api.layout import page
from api.lent_people.naming import OPEN, loan_named
from api.lent_people.pasting import Line
from api.lent_people.people_views import loan_view
from api.lent_people.stating import LABELS
from api.swaps.sides import Side, side_of
from models.employer import Employer
from models.employment import ContractKind, Employment
from models.swap import ENDED, Swap, SwapLoan, SwapState, loans_of
from models.swap_member import HOLDS_DAYS, MemberState, SwapMember, members_of
from models.swap_need import SwapNeed
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
PATH = "/swaps/{swap_id:int}/people"
OPTIONS = {
    "kind": [("", "请选"), *((kind.value, kind.label) for kind in ContractKind)],
    "dispatched": [("", "请选"), ("否", "不是派遣"), ("是", "是派遣")],
    "injury_insured": [("", "还没查"), ("是", "已缴"), ("否", "没缴")],
    "sex": [("", "不填"), ("女", "女"), ("男", "男")],
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it came back, as typed with what is wrong beside it; of a paste also the lines to mend."""

    paste: Filled = field(default_factory=Filled)
    wrong: Sequence[Line] = ()
    ended: Filled = field(default_factory=Filled)
    status: int = 200


@get(PATH, opt={"action": Action.SWAP_PEOPLE}, include_in_schema=False, sync_to_thread=True)
def people_page(
    request: AnyRequest, swap_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    swap = one(session, Swap, swap_id, access, request.app.state.settings.today())
    return shown(request, session, swap, access, id_of(request.query_params.get("loan", "")))


def shown(
    request: AnyRequest, session: Session, swap: Swap, access: Access, loan_id: int | None, sent: Sent | None = None
) -> Response[Any]:
    """The page, with what was typed when a form comes back."""
    today, sent = request.app.state.settings.today(), sent or Sent()
    reader = side_of(access, swap)
    loans = session.exec(loans_of(swap.id or 0)).all()
    waiting = any(row.state is MemberState.NAMED for row in session.exec(members_of(swap.id or 0)))
    return page(
        request,
        "lent_people/people.html",
        status=sent.status,
        swap=swap,
        lender=session.get_one(Employer, swap.lender_id).name,
        borrower=session.get_one(Employer, swap.borrower_id).name,
        loans=[(loan.id, _loan_words(session, loan)) for loan in loans],
        loan=loan_view(session, swap, loan_named(loans, loan_id), reader, today),
        reader=reader.value,
        open=reader is not Side.BORROWER and swap.state in OPEN,
        contracts=_contract_options(session, swap) if reader is not Side.BORROWER else [],
        ask=reader is Side.OFFICE and swap.state is SwapState.OFFERED and waiting,
        sent=sent,
        options=OPTIONS,
        labels=LABELS | {"lines": "名单"},
        ended_labels={"member": "谁的劳动合同", "day": "哪一天终止的"},
        done=request.query_params.get("done", ""),
    )


def contracts_of(session: Session, swap: Swap) -> Sequence[tuple[SwapMember, Worker, Employment]]:
    """Who is to go or is away, each with the lender's contract, in the order named; nobody once the swap has ended."""
    if swap.state in ENDED:
        return []
    return session.exec(
        select(SwapMember, Worker, Employment)
        .join(Worker, col(Worker.id) == SwapMember.worker_id)
        .join(Employment, col(Employment.id) == SwapMember.employment_id)
        .where(SwapMember.swap_id == swap.id, col(SwapMember.state).in_(HOLDS_DAYS))
        .order_by(col(SwapMember.id))
    ).all()


def _contract_options(session: Session, swap: Swap) -> list[tuple[str, str]]:
    return [
        (str(member.id), f"{worker.name}（{row.ended_on} 已终止）" if row.ended_on else worker.name)
        for member, worker, row in contracts_of(session, swap)
    ]


def _loan_words(session: Session, loan: SwapLoan) -> str:
    trade = session.get_one(SwapNeed, loan.need_id).trade
    return f"{trade} {loan.people} 人，{loan.from_day.month}月{loan.from_day.day}日起"


PAGES: list[HTTPRouteHandler] = [people_page]
