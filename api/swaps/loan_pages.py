"""The form of one loan: how many people, on which days, for what wage."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import Filled, filled, read
from api.fields.types import within_reach
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict, FieldProblem, NotThere
from api.swap_settlements.money import fen_of, typed_yuan
from api.swaps.changing import OPEN, LoanTerms, change_loan
from api.swaps.sides import meanwhile, seen_of
from api.swaps.swap_pages import by_of, changed_words, entry_of
from models.employer import Employer
from models.errors import StoreError
from models.swap import Swap, SwapLoan
from models.swap_need import SwapNeed

AnyRequest = Request[Any, Any, Any]
LOAN = "/swaps/{swap_id:int}/loans/{loan_id:int}"
MOST = 10_000
MOST_WAGE_FEN = 10_000_000  # a month
LONGEST = len(str(MOST))


@get(LOAN, opt={"action": Action.SWAP_MOVE}, include_in_schema=False, sync_to_thread=True)
def loan_page(
    request: AnyRequest,
    swap_id: FromPath[int],
    loan_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    swap, loan = loan_of(session, access, swap_id, loan_id, request.app.state.settings.today())
    begins = {
        "people": str(loan.people),
        "from_day": loan.from_day.isoformat(),
        "to_day": loan.to_day.isoformat(),
        "wage": typed_yuan(loan.wage_fen),
    }
    return _loan_shown(request, session, swap, loan, Filled(begins))


@post(LOAN, opt={"action": Action.SWAP_MOVE}, include_in_schema=False, sync_to_thread=True)
def loan_form(
    request: AnyRequest,
    swap_id: FromPath[int],
    loan_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    today = request.app.state.settings.today()
    swap, loan = loan_of(session, access, swap_id, loan_id, today, lock=True)
    form = filled(data)
    terms = read(form, _loan_meant)
    if isinstance(terms, Filled):
        return _loan_shown(request, session, swap, loan, terms, status=422)
    if told := meanwhile(session, swap, form.value("seen"), today):
        return _loan_shown(request, session, swap, loan, form, status=409, problem=changed_words(told))
    try:
        with session.begin_nested():
            changed = change_loan(session, swap, loan, terms, by_of(request, access))
    except (Conflict, StoreError) as refused:
        return _loan_shown(request, session, swap, loan, form, status=409, problem=str(refused))
    words = f"已改，现在是第 {swap.version} 版。" if changed else "没有改动。"
    return go_to(f"/swaps/{swap_id}", Notice(words))


def loan_of(
    session: Session, access: Access, swap_id: int, loan_id: int, today: date, *, lock: bool = False
) -> tuple[Swap, SwapLoan]:
    """A swap of the reader's and one of its loans; raises `NotThere`."""
    swap = one(session, Swap, swap_id, access, today, lock=lock)
    loan = session.get(SwapLoan, loan_id)
    if loan is None or loan.swap_id != swap.id:
        raise NotThere("借出岗位", loan_id)
    return swap, loan


def _loan_shown(
    request: AnyRequest,
    session: Session,
    swap: Swap,
    loan: SwapLoan,
    form: Filled,
    *,
    status: int = 200,
    problem: str = "",
) -> Response[Any]:
    return page(
        request,
        "swaps/loan.html",
        status=status,
        here=entry_of(request),
        made_up=session.get_one(Employer, swap.lender_id).made_up,
        swap=swap,
        loan=loan,
        trade=session.get_one(SwapNeed, loan.need_id).trade,
        form=form,
        seen=form.value("seen") if status == 422 else seen_of(session, swap),
        problem=problem,
        may_change=swap.state in OPEN,
    )


def _loan_meant(values: Mapping[str, str]) -> LoanTerms:
    people, wage = values.get("people", ""), values.get("wage", "")
    problems = []
    if not (people.isascii() and people.isdigit() and len(people) <= LONGEST and 1 <= int(people) <= MOST):
        problems.append(FieldProblem("people", "请填 1 以上的整数，比如 12"))
    first, last = _day(values, "from_day", problems), _day(values, "to_day", problems)
    if first and last and last < first:
        problems.append(FieldProblem("to_day", "不能早于第一天"))
    fen = fen_of(wage)
    if fen is None or not 0 < fen <= MOST_WAGE_FEN:
        problems.append(FieldProblem("wage", "请填每月多少元，比如 5200"))
    if problems or first is None or last is None or fen is None:
        raise BadField(*problems)
    return LoanTerms(int(people), first, last, fen)


def _day(values: Mapping[str, str], name: str, problems: list[FieldProblem]) -> date | None:
    try:
        return within_reach(date.fromisoformat(values.get(name, "")))
    except ValueError:
        problems.append(FieldProblem(name, "请填日期，比如 2021-02-08"))
        return None


PAGES: list[HTTPRouteHandler] = [loan_page, loan_form]
