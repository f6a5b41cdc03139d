"""The page of one swap, and the steps its coordinator takes on it."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action, current_access
from api.fields.filled import Filled, filled, read
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict
from api.swaps.ending import firm_ended
from api.swaps.moving import By, step
from api.swaps.showing import view_of
from api.swaps.sides import meanwhile
from models.employer import Employer, EmployerStanding
from models.errors import StoreError
from models.swap import NEXT, SAY_WHY, Swap, SwapState

AnyRequest = Request[Any, Any, Any]
LONGEST_NOTE = 300
ASKED_BEFORE = frozenset({SwapState.OFFERED, SwapState.CONSENTED, SwapState.SIGNED})


@get("/swaps/{swap_id:int}", opt={"action": Action.SWAP_READ}, include_in_schema=False, sync_to_thread=True)
def swap_page(
    request: AnyRequest,
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    swap = one(session, Swap, swap_id, access, request.app.state.settings.today())
    return shown(request, session, swap, access)


@post("/swaps/{swap_id:int}/steps", opt={"action": Action.SWAP_MOVE}, include_in_schema=False, sync_to_thread=True)
def step_form(
    request: AnyRequest,
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    """One step, unless its rules shut it or somebody else took one since the page was opened."""
    settings = request.app.state.settings
    swap = one(session, Swap, swap_id, access, settings.today(), lock=True)
    form = filled(data)
    to = read(form, lambda values: _wanted(swap, values))
    if isinstance(to, Filled):
        return shown(request, session, swap, access, form=to, status=422)
    if told := meanwhile(session, swap, form.value("seen"), settings.today()):
        return shown(request, session, swap, access, form=form, status=409, problem=changed_words(told))
    try:
        with session.begin_nested():  # what is refused half-way leaves nothing behind
            step(session, swap, to, by_of(request, access), note=form.value("note").strip()[:LONGEST_NOTE])
    except (Conflict, StoreError) as refused:
        session.refresh(swap)
        return shown(request, session, swap, access, form=form, status=409, problem=str(refused))
    return go_to(f"/swaps/{swap_id}", Notice(f"已登记：{to.label}。"))


@post("/swaps/{swap_id:int}/firm", opt={"action": Action.SWAP_MOVE}, include_in_schema=False, sync_to_thread=True)
def firm_form(
    request: AnyRequest,
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    """A firm is bankrupt or closed: all it lends and borrows is void. Noted by mistake, it can be taken back."""
    swap = one(session, Swap, swap_id, access, request.app.state.settings.today(), lock=True)
    form = filled(data)
    wanted = read(form, lambda values: _ended(swap, values))
    if isinstance(wanted, Filled):
        return shown(request, session, swap, access, form=wanted, status=422)
    employer = session.get_one(Employer, wanted[0])
    concerned = firm_ended(session, employer, wanted[1], by_of(request, access))
    void = f"，{len(concerned)} 件调剂作废。有人还在的，请借入单位签订合同或停止用工" if concerned else ""
    return go_to(f"/swaps/{swap_id}", Notice(f"已登记：{employer.name}{wanted[1].label}{void}。"))


def shown(
    request: AnyRequest,
    session: Session,
    swap: Swap,
    access: Access,
    *,
    form: Filled | None = None,
    status: int = 200,
    problem: str = "",
) -> Response[Any]:
    """The page, with what was typed and what stands against it."""
    today = request.app.state.settings.today()
    view = view_of(session, swap, access, today)
    return page(
        request,
        "swaps/swap.html",
        status=status,
        made_up=session.get_one(Employer, swap.lender_id).made_up,
        here=entry_of(request),
        view=view,
        form=form or Filled(),
        problem=problem,
        asides=_asides(swap),
        standings=[(one.value, one.label) for one in EmployerStanding],
        gone=_gone(session, swap),
        list_path=entry_of(request),
    )


def changed_words(told: str) -> str:
    """What a form that came too late is answered with."""
    return f"没有保存：您打开这一页以后，{told}。看一下现在的样子，再按一次。"


def by_of(request: AnyRequest, access: Access) -> By:
    settings = request.app.state.settings
    return By(access.account_id, settings.now(), settings.today())


def entry_of(request: AnyRequest) -> str:
    """Where the reader's list of swaps is: the entry of the rail that stays marked."""
    return "/swaps" if current_access(request).may(Action.SWAP_LIST) else "/employer/swaps"


def _wanted(swap: Swap, values: Mapping[str, str]) -> SwapState:
    if values.get("to", "") not in set(SwapState):
        raise BadField.of("to", "请选一步")
    to = SwapState(values["to"])
    if swap.state is SwapState.DISPUTED and not values.get("note"):
        raise BadField.of("note", "请写明核实了什么、怎么定的，双方都会看到")
    if to in SAY_WHY and not values.get("note"):
        raise BadField.of("note", f"请写明为什么{to.label.removeprefix('已').removeprefix('有')}，双方都会看到")
    return to


def _ended(swap: Swap, values: Mapping[str, str]) -> tuple[int, EmployerStanding]:
    firms = {"lender": swap.lender_id, "borrower": swap.borrower_id}
    if values.get("firm") not in firms:
        raise BadField.of("firm", "请选是哪一家")
    if values.get("standing", "") not in set(EmployerStanding):
        raise BadField.of("standing", "请选它现在怎样")
    return firms[values["firm"]], EmployerStanding(values["standing"])


def _gone(session: Session, swap: Swap) -> list[str]:
    """Which of the firms stands no more, and how."""
    firms = (session.get_one(Employer, key) for key in (swap.lender_id, swap.borrower_id))
    return [f"{firm.name}{firm.standing.label}" for firm in firms if firm.standing is not EmployerStanding.ACTIVE]


def _asides(swap: Swap) -> list[tuple[str, str]]:
    """Ways off the road that are open now: value and words. How a dispute ends is asked beside it."""
    if swap.state is SwapState.DISPUTED:
        return []
    ways = {SwapState.DISPUTED: "记为有争议", SwapState.VOID: "作废"}
    if swap.state in ASKED_BEFORE:
        ways = {SwapState.OFFERED: "重新征求本人意见", **ways}
    return [(to.value, words) for to, words in ways.items() if to in NEXT[swap.state]]


PAGES: list[HTTPRouteHandler] = [swap_page, step_form, firm_form]
