"""The lists of swaps: the coordinator's, with what is due and the numbers to report, and a firm's own."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlmodel import Session

from api.access.scopes import within
from api.access.table import Access, Action
from api.downloads import asks_for_xlsx, xlsx
from api.employers.pages import own_employer
from api.layout import page
from api.paging_links import Pages, asked_page, pages_of
from api.staff.heading import made_up_here
from api.swaps.counting import swap_numbers
from api.swaps.firm_due import firm_tasks
from api.swaps.listing import Asked, narrowed, own_table, swap_file, swap_rows, swap_table
from api.tables import workbook
from models.swap import Swap, SwapState

AnyRequest = Request[Any, Any, Any]
SIZE = 50
LONGEST = 60
NOBODY = "还没有这样的调剂。先请单位登记可借出人员和借用需求，再做调剂方案，采用以后就有了。"
NONE_OF_OURS = "还没有贵单位的调剂。有人闲着就登记可借出人员，缺人就登记借用需求，区里会来牵线。"


@get("/swaps", opt={"action": Action.SWAP_LIST}, include_in_schema=False, sync_to_thread=True)
def swaps_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    """All swaps of the reader's scope, narrowed by the query; with ``as=xlsx`` the same list as a file."""
    today, asked = request.app.state.settings.today(), _asked(request)
    swaps = session.exec(narrowed(within(Swap, access, today), asked)).all()
    rows = swap_rows(session, swaps, today, due=asked.due)
    if asks_for_xlsx(request):
        return xlsx(workbook(swap_file(rows, today), title=f"余缺调剂（{today}）"), f"余缺调剂_{today}")
    pages = _pages(request, len(rows))
    shown = swap_table(
        rows[pages.part.start : pages.part.stop], today, nothing=NOBODY, export=_link(request, **{"as": "xlsx"})
    )
    return page(
        request,
        "swaps/list.html",
        made_up=made_up_here(session),
        table=shown,
        total=len(rows),
        pages=pages,
        asked=asked,
        states=[(state.value, state.label) for state in SwapState],
        late=sum(row.late for row in rows),
        numbers=swap_numbers(session, date(today.year, 1, 1), today, today),
        may_plan=access.may(Action.SWAP_PLAN),
    )


@get("/employer/swaps", opt={"action": Action.SWAP_DESK}, include_in_schema=False, sync_to_thread=True)
def own_swaps(request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]) -> Response[Any]:
    """What a firm lends and borrows."""
    today = request.app.state.settings.today()
    employer = own_employer(session, access, today)
    swaps = session.exec(narrowed(within(Swap, access, today), Asked())).all()
    rows = swap_rows(session, swaps, today)
    if asks_for_xlsx(request):
        title = f"{employer.name}的余缺调剂（{today}）"
        return xlsx(workbook(swap_file(rows, today), title=title), f"余缺调剂_{today}")
    key = employer.id or 0
    return page(
        request,
        "swaps/own_list.html",
        made_up=employer.made_up,
        table=own_table(rows, today, employer_id=key, nothing=NONE_OF_OURS, export="/employer/swaps?as=xlsx"),
        tasks=firm_tasks(session, access, key, today),
    )


def _asked(request: AnyRequest) -> Asked:
    query = request.query_params
    state = query.get("state", "")
    return Asked(
        state=state if state in set(SwapState) else "",
        firm=query.get("firm", "").strip()[:LONGEST],
        due=query.get("due", "") == "yes",
    )


def _link(request: AnyRequest, **more: str) -> str:
    """This list as it is narrowed, with something more asked of it."""
    asked = _asked(request)
    known = {"state": asked.state, "firm": asked.firm, "due": "yes" if asked.due else ""} | more
    return f"/swaps?{urlencode({key: value for key, value in known.items() if value})}"


def _pages(request: AnyRequest, total: int) -> Pages:
    number = asked_page(request.query_params.get("page", ""))
    return pages_of(total, SIZE, number, lambda n: _link(request, page=str(n)))


PAGES: list[HTTPRouteHandler] = [swaps_page, own_swaps]
