"""“合适的人”: who suits a vacancy and has not been put forward yet; one tap asks the office to speak to them."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api import downloads
from api.access.scopes import one
from api.access.table import Access, Action
from api.candidates.asking import ask_office, asked_for, most_asked
from api.candidates.lists import suitable_table
from api.candidates.suitable import SORTS, WITHIN, Asked, asked_of, everybody, meant, narrowed, told
from api.layout import page
from api.matching.weighing import pair_breakdown
from api.matching.worker_shelf import Sides, WorkerShelf
from api.notices import Notice, go_to
from api.paging_links import pages_of
from api.refusals import Conflict, NotSignedIn
from api.settings import Settings
from api.tables import workbook
from api.transactions import transaction
from api.vacancies.index import IndexShelf
from models.ledger import lock
from models.vacancy import Vacancy
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
PAGE_SIZE = 20
MOST_ROWS = 200  # of a file


@get(
    "/vacancies/{vacancy_id:int}/suitable",
    opt={"action": Action.CANDIDATES},
    include_in_schema=False,
    sync_to_thread=True,
)
def suitable_page(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    access: NamedDependency[Access],
    shelf: NamedDependency[IndexShelf],
    worker_shelf: NamedDependency[WorkerShelf],
) -> Response[Any]:
    settings: Settings = request.app.state.settings
    today, asked = settings.today(), asked_of(request.query_params)
    with Session(request.app.state.engine) as reader:  # comparing takes its time: no writer waits for it
        vacancy = one(reader, Vacancy, vacancy_id, access, today)
        try:
            frame = everybody(reader, Sides.of(reader, worker_shelf, shelf, today), vacancy, today)
        except Conflict as refused:
            return _page(request, vacancy, asked, problem=refused.detail)
        kept, total = narrowed(frame, asked), int(frame["told"].sum())
        unknown = len(frame) - total
    with transaction(request) as session:  # whose rows are read leaves an audit row
        if downloads.asks_for_xlsx(request):
            rows = told(session, kept.head(MOST_ROWS), vacancy, settings.secret, today)
            name = f"{vacancy.title}合适的人"
            return downloads.xlsx(workbook(suitable_table(vacancy.title, rows), title=name), name)
        pages = pages_of(len(kept), PAGE_SIZE, asked.page, lambda to: asked.link(page=to))
        part = kept.iloc[pages.part]
        rows = told(session, part, vacancy, settings.secret, today)
        asked_already = asked_for(session, vacancy_id)
        return _page(
            request,
            vacancy,
            asked,
            rows=rows,
            total=total,
            unknown=unknown,
            shown=len(kept),
            pages=pages,
            asked_already=asked_already,
            may_ask=access.may(Action.CANDIDATE_ASK) and asked_already < most_asked(vacancy),
        )


def _page(request: AnyRequest, vacancy: Vacancy, asked: Asked, *, problem: str = "", **values: Any) -> Response[Any]:
    nothing: dict[str, Any] = {"rows": [], "total": 0, "unknown": 0, "shown": 0, "pages": pages_of(0, 1, 1, str)}
    nothing |= {"asked_already": 0, "may_ask": False}
    return page(
        request,
        "candidates/suitable.html",
        made_up=vacancy.made_up,
        vacancy=vacancy,
        problem=problem,
        sorts=_chips(asked),
        filters=_filters(asked),
        narrowed=asked.within or asked.shift or asked.pay,
        export=asked.link() + ("&" if asked.link() != "?" else "") + "as=xlsx",
        **(nothing | values),
    )


def _chips(asked: Asked) -> list[tuple[str, str, bool]]:
    return [(words, asked.link(sort=sort), asked.sort == sort) for sort, words in SORTS.items()]


def _filters(asked: Asked) -> list[tuple[str, str, bool]]:
    """Words, address, whether it is on; pressed again it is off."""
    ways = [(f"{km} 公里内", asked.link(within=0 if asked.within == km else km), asked.within == km) for km in WITHIN]
    return [
        *ways,
        ("能上这个班", asked.link(shift=not asked.shift), asked.shift),
        ("工资达到期望", asked.link(pay=not asked.pay), asked.pay),
    ]


@post(
    "/vacancies/{vacancy_id:int}/suitable",
    opt={"action": Action.CANDIDATE_ASK},
    include_in_schema=False,
    sync_to_thread=True,
)
def ask_form(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    access: NamedDependency[Access],
    shelf: NamedDependency[IndexShelf],
    worker_shelf: NamedDependency[WorkerShelf],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    """“请街道联系他”; whom the key stands for is looked up in today's shortlist, never taken from the form."""
    settings: Settings = request.app.state.settings
    today, here = settings.today(), f"/vacancies/{vacancy_id}/suitable"
    with Session(request.app.state.engine) as reader:
        vacancy = one(reader, Vacancy, vacancy_id, access, today)
        worker_id = _meant(reader, Sides.of(reader, worker_shelf, shelf, today), vacancy, data, settings)
        made_of = pair_breakdown(reader, shelf, worker_id, vacancy_id, today) if worker_id else None
    if worker_id is None or made_of is None:
        return go_to(here, Notice("这一位已经不在名单里了，可能刚刚找到工作或撤回了同意。请另选一位。", "wrong"))
    try:
        with transaction(request) as session:
            _ask(session, vacancy_id, worker_id, made_of, access, settings)
    except Conflict as refused:
        return go_to(here, Notice(refused.detail, "wrong"))
    return go_to(here, Notice("已请街道联系。对方愿意，就会出现在“申请和推荐”里。"))


def _meant(session: Session, sides: Sides, vacancy: Vacancy, data: Mapping[str, str], settings: Settings) -> int | None:
    try:
        frame = everybody(session, sides, vacancy, settings.today())
        return meant(frame, data.get("key", ""), vacancy.id or 0, settings.secret)
    except Conflict:
        return None


def _ask(
    session: Session,
    vacancy_id: int,
    worker_id: int,
    made_of: dict[str, Any],
    access: Access,
    settings: Settings,
) -> None:
    """Under the lock of both sides everything that was read before is read again."""
    if access.account is None:
        raise NotSignedIn
    lock(session, {worker_id}, {vacancy_id})
    vacancy = one(session, Vacancy, vacancy_id, access, settings.today())
    worker = session.get_one(Worker, worker_id)
    if not worker.consent_recommend:
        raise Conflict("这一位刚刚撤回了同意推荐，请另选一位。")
    ask_office(session, worker_id, vacancy, made_of, by=access.account.id or 0, now=settings.now())


PAGES: list[HTTPRouteHandler] = [suitable_page, ask_form]
