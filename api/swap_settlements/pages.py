"""The settlement of a swap: the lines and what they come to, the form of one month, the costs, the file."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api import wording
from api.access.scopes import one
from api.access.table import Access, Action
from api.downloads import asks_for_xlsx, xlsx
from api.fields.filled import Filled, filled, read
from api.fields.types import id_of
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict, FieldProblem, NotThere
from api.swap_papers.pages import number_of
from api.swap_settlements.money import fen_of
from api.swap_settlements.settling import SETTLED, CostStated, add_cost, drop_cost, months_of, went
from api.swap_settlements.workbook import ITEMS, settlement_workbook
from api.swaps.arranging import arrangement_of
from api.swaps.known_names import known_to
from api.swaps.ruling import alike
from api.swaps.sides import meanwhile, seen_of, side_of
from api.swaps.swap_pages import by_of, changed_words, entry_of
from matcher.policy.parameters import packaged_parameters
from matcher.swap.arrangement import Arrangement
from matcher.swap.rules.looking import Step
from matcher.swap.rules.registry import check
from matcher.swap.settlement import charged_fen, margin_fen, paid_out_fen
from models.employer import Employer
from models.swap import Swap
from models.swap_settlement import SwapCost, costs_of, work_of

AnyRequest = Request[Any, Any, Any]
PATH = "/swaps/{swap_id:int}/settlement"
MONEY_RULES = frozenset({"S08", "S09", "S10", "S27"})
LONGEST = 60
MOST_FEN = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the settlement in words; money in yuan."""

    month: str
    name: str
    item: str
    evidence: str
    charged: str
    paid: str


@dataclass(frozen=True, slots=True)
class Month:
    """One month: how many of the people in it are stated."""

    month: str
    people: int
    stated: int


@get(PATH, opt={"action": Action.SWAP_SETTLE}, include_in_schema=False, sync_to_thread=True)
def settlement_page(
    request: AnyRequest, swap_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    today = request.app.state.settings.today()
    swap = one(session, Swap, swap_id, access, today)
    if asks_for_xlsx(request):
        arrangement = known_to(arrangement_of(session, swap, today), swap, side_of(access, swap))
        made_up = session.get_one(Employer, swap.lender_id).made_up
        content = settlement_workbook(arrangement, number=number_of(swap), made_up=made_up)
        return xlsx(content, f"结算_{swap_id}_第{swap.version}版")
    return _shown(request, session, swap, access, Filled())


@post(f"{PATH}/costs", opt={"action": Action.SWAP_SETTLE}, include_in_schema=False, sync_to_thread=True)
def cost_form(
    request: AnyRequest,
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    """A cost is added, or (``drop``) taken out."""
    today = request.app.state.settings.today()
    swap = one(session, Swap, swap_id, access, today, lock=True)
    form = filled(data)
    drops = form.value("drop")
    months = {one.month for one in months_shown(session, swap, today)}
    stated = None if drops else read(form, lambda values: _cost(values, months))
    if isinstance(stated, Filled):
        return _shown(request, session, swap, access, stated, status=422)
    if told := meanwhile(session, swap, form.value("seen"), today):
        return _shown(request, session, swap, access, form, status=409, problem=changed_words(told))
    try:
        with session.begin_nested():
            if stated:
                add_cost(session, swap, stated, by_of(request, access))
            else:
                drop_cost(session, swap, cost_named(session, swap, drops), by_of(request, access))
    except Conflict as refused:
        return _shown(request, session, swap, access, form, status=409, problem=refused.detail)
    return go_to(f"/swaps/{swap_id}/settlement", Notice("已记下。" if stated else "已删去。"))


def _cost(values: Mapping[str, str], months: Collection[str]) -> CostStated:
    """What was typed; raises `BadField` for what cannot be, such as a cost of a month in which nobody was away."""
    problems = []
    month, words = values.get("month", ""), values.get("words", "")
    if month not in months:
        problems.append(FieldProblem("month", "请选月份"))
    if not words or len(words) > LONGEST:
        problems.append(FieldProblem("words", "请写是什么支出，比如餐费"))
    if not values.get("receipt") or len(values["receipt"]) > LONGEST:
        problems.append(FieldProblem("receipt", "请填票据号；没有票据的不能结算"))
    charged, paid = (fen_of(values.get(name, "")) for name in ("charged", "spent"))
    problems += [
        FieldProblem(name, "请填多少元，比如 300")
        for name, fen in (("charged", charged), ("spent", paid))
        if fen is None or fen > MOST_FEN
    ]
    if problems or charged is None or paid is None:
        raise BadField(*problems)
    return CostStated(month, words, values["receipt"], charged, paid)


def cost_named(session: Session, swap: Swap, number: str) -> SwapCost:
    cost = session.get(SwapCost, id_of(number) or 0)
    if cost is None or cost.swap_id != swap.id:
        raise NotThere("支出", number)
    return cost


def _shown(
    request: AnyRequest,
    session: Session,
    swap: Swap,
    access: Access,
    form: Filled,
    *,
    status: int = 200,
    problem: str = "",
) -> Response[Any]:
    today = request.app.state.settings.today()
    arrangement = known_to(arrangement_of(session, swap, today), swap, side_of(access, swap))
    lines = arrangement.settlement
    months = months_shown(session, swap, today)
    found = check(arrangement, Step.CLOSE, today, packaged_parameters())
    return page(
        request,
        "swap_settlements/settlement.html",
        status=status,
        here=entry_of(request),
        made_up=session.get_one(Employer, swap.lender_id).made_up,
        swap=swap,
        rows=_rows(arrangement),
        charged=wording.yuan(charged_fen(lines)),
        paid=wording.yuan(paid_out_fen(lines)),
        margin=wording.yuan(margin_fen(lines)),
        balanced=margin_fen(lines) == 0,
        found=alike([one for one in found if one.rule in MONEY_RULES]),
        months=months,
        costs=session.exec(costs_of(swap.id or 0)).all(),
        choices=[("", "请选择"), *((one.month, month_words(one.month)) for one in months)],
        may_write=swap.state in SETTLED,
        form=form,
        seen=form.value("seen") if status == 422 else seen_of(session, swap),
        problem=problem,
        yuan=wording.yuan,
        month_words=month_words,
    )


def month_words(month: str) -> str:
    """2021年2月."""
    return f"{month[:4]}年{int(month[5:])}月"


def months_shown(session: Session, swap: Swap, today: date) -> list[Month]:
    """The months that people were away in, up to now."""
    people = went(session, swap)
    stated = [(row.member_id, row.month) for row in session.exec(work_of(swap.id or 0))]
    by_month: dict[str, int] = {}
    for member in people:
        for month in months_of(member, today):
            by_month[month] = by_month.get(month, 0) + 1
    return [Month(month, by_month[month], sum(of == month for _, of in stated)) for month in sorted(by_month)]


def _rows(arrangement: Arrangement) -> list[Row]:
    names = {person.id: person.name for person in arrangement.people}
    return [
        Row(
            month=line.month,
            name=names.get(line.person or 0, ""),
            item=line.name or ITEMS[line.item],
            evidence=line.evidence,
            charged=wording.yuan(line.charged_fen),
            paid=wording.yuan(line.paid_fen),
        )
        for line in arrangement.settlement
    ]


PAGES: list[HTTPRouteHandler] = [settlement_page, cost_form]
