"""That the labour contract of somebody who is lent has ended: the lender's word, on which S20 rests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api import wording
from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import Filled, filled, read
from api.fields.types import id_of
from api.lent_people.people_pages import PATH, Sent, contracts_of, shown
from api.notices import Notice, go_to
from api.refusals import BadField, FieldProblem, NotAllowed
from api.swaps.known_names import known_name
from api.swaps.moving import By
from api.swaps.sides import Side, side_of
from api.swaps.swap_pages import by_of
from models.employment import Employment, employment_of
from models.swap import Swap, note_step
from models.swap_member import SwapMember
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Ending:
    """Whose contract (the id of the member) ended on which day; none: it was noted by mistake and goes on."""

    member_id: int
    day: date | None


@post(f"{PATH}/contract", opt={"action": Action.SWAP_PEOPLE}, include_in_schema=False, sync_to_thread=True)
def contract_form(
    request: AnyRequest,
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    """The lender, or the office for it, notes that a contract ended, or that it goes on after all."""
    by = by_of(request, access)
    swap = lent_by_reader(session, swap_id, access, by.today)
    form = filled(data)
    ending = read(form, _meant)
    if isinstance(ending, Filled):
        return shown(request, session, swap, access, None, Sent(ended=ending, status=422))
    try:
        told = end_contract(session, swap, contracts_of(session, swap), ending, by)
    except BadField as refused:
        return shown(request, session, swap, access, None, Sent(ended=form.wrong(refused.problems), status=422))
    return go_to(f"/swaps/{swap.id}", Notice(f"已登记：{told}。"))


def lent_by_reader(session: Session, swap_id: int, access: Access, today: date) -> Swap:
    """The swap, kept from other writers, for its lender and the office."""
    swap = one(session, Swap, swap_id, access, today, lock=True)
    if side_of(access, swap) is Side.BORROWER:
        raise NotAllowed("劳动合同是借出单位和本人签的，由借出单位登记。知道有变化，请告诉经办人。")
    return swap


def end_contract(
    session: Session,
    swap: Swap,
    contracts: Sequence[tuple[SwapMember, Worker, Employment]],
    ending: Ending,
    by: By,
) -> str:
    """Write down the day in the contract and the log; what is told of it. Raises `BadField`."""
    found = next((row for row in contracts if row[0].id == ending.member_id), None)
    if found is None:
        raise BadField.of("member", "这个人不在名单上，或者已经返回：请重新选")
    _, worker, contract = found
    if ending.day is None:
        _require_alone(session, contract)
    else:
        _check_day(contract, ending.day, by.today)
    contract.ended_on, contract.updated_at = ending.day, by.now
    session.add(contract)
    what = f"{wording.day(ending.day, by.today)}终止或解除" if ending.day else "没有终止，照旧有效"
    log = f"{known_name(worker.name, swap, Side.BORROWER)}的劳动合同{what}"
    note_step(session, swap, swap.state, now=by.now, by=by.account_id, note=log)
    swap.updated_at = by.now
    session.add(swap)
    session.flush()
    return f"{worker.name}的劳动合同{what}"


def _require_alone(session: Session, contract: Employment) -> None:
    """Between the two one contract is in force at a time."""
    if contract.ended_on is None:
        raise BadField.of("member", "这个人的劳动合同没有登记过终止，不用撤回")
    if session.exec(employment_of(contract.worker_id, contract.employer_id)).first() is not None:
        raise BadField.of("member", "这个人又登记了新的劳动合同，旧的不能再改回有效")


def _check_day(contract: Employment, day: date, today: date) -> None:
    if day > today:
        raise BadField.of("day", "还没到这一天，终止以后再登记")
    if contract.from_day and day < contract.from_day:
        raise BadField.of("day", f"不能早于合同开始的 {contract.from_day}")


def _meant(values: Mapping[str, str]) -> Ending:
    problems, day = [], None
    member_id = id_of(values.get("member", ""))
    if member_id is None:
        problems.append(FieldProblem("member", "请选是谁的劳动合同"))
    if values.get("do") != "goes-on":
        try:
            day = date.fromisoformat(values.get("day", ""))
        except ValueError:
            problems.append(FieldProblem("day", "请填日期，比如 2021-02-21"))
    if problems:
        raise BadField(*problems)
    return Ending(member_id or 0, day)


PAGES: list[HTTPRouteHandler] = [contract_form]
