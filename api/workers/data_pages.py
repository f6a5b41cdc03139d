"""A worker's data: what there is, to take away whole, and to have erased."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from litestar import MediaType, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import URLEncodedBody
from sqlmodel import Session, col, select

from api.access.table import Access, Action
from api.accounts.signing_in import leave_browser
from api.downloads import xlsx
from api.fields.filled import Filled
from api.layout import page
from api.lent_people.forgetting import still_lent
from api.notices import Notice, go_to
from api.refusals import BadField
from api.workers.erasing import erase
from api.workers.own_data import as_json, as_workbook, own_data
from api.workers.own_file_pages import own_worker
from models.account import Role
from models.referral import ENDED, Referral
from models.vacancy import Vacancy

AnyRequest = Request[Any, Any, Any]
FILE_NAME = "我的求职数据"
READERS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class EraseForm:
    sure: str = ""


@get("/me/data", opt={"action": Action.OWN_DATA}, include_in_schema=False, sync_to_thread=True)
def data_page(request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]) -> Response[Any]:
    worker = own_worker(session, access, request)
    sections = own_data(session, worker)
    rows = next(section.rows for section in sections if section.key == "readers")
    others = [row for row in rows if not row["by"].startswith(Role.WORKER.label)]  # no other worker opens this file
    return page(
        request,
        "workers/data.html",
        made_up=worker.made_up,
        sections=[(section.name, len(section.rows)) for section in sections if section.rows],
        readers=others[::-1][:READERS_SHOWN],
        more=max(len(others) - READERS_SHOWN, 0),
    )


@get("/me/data/file.json", opt={"action": Action.OWN_DATA}, include_in_schema=False, sync_to_thread=True)
def data_as_json(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    content = as_json(own_data(session, own_worker(session, access, request)), request.app.state.settings.now())
    disposition = f"attachment; filename=\"data.json\"; filename*=UTF-8''{quote(FILE_NAME)}.json"
    return Response(content, media_type=MediaType.JSON, headers={"Content-Disposition": disposition})


@get("/me/data/file.xlsx", opt={"action": Action.OWN_DATA}, include_in_schema=False, sync_to_thread=True)
def data_as_workbook(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    return xlsx(as_workbook(own_data(session, own_worker(session, access, request))), FILE_NAME)


@get("/me/erase", opt={"action": Action.ERASE}, include_in_schema=False, sync_to_thread=True)
def erase_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    return _asked(request, session, access, Filled())


@post("/me/erase", opt={"action": Action.ERASE}, include_in_schema=False, sync_to_thread=True)
def erase_form(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[EraseForm],
) -> Response[Any]:
    """All of it in the one transaction of this request."""
    if data.sure != "yes":
        unsure = BadField.of("sure", "先勾上这一条，再按“删除我的登记”")
        return _asked(request, session, access, Filled().wrong(unsure.problems), status=422)
    worker = own_worker(session, access, request, lock=True)
    erase(session, worker, by=access.account_id, now=request.app.state.settings.now())
    answer = go_to("/", Notice("您的登记已经删除，没有面谈和没有结果的申请都已撤回。以后想找工作，随时可以重新申请。"))
    leave_browser(request, answer)
    return answer


def _asked(request: AnyRequest, session: Session, access: Access, form: Filled, status: int = 200) -> Response[Any]:
    worker = own_worker(session, access, request)
    going = session.exec(
        select(Vacancy.title)
        .join(Referral, col(Referral.vacancy_id) == Vacancy.id)
        .where(Referral.worker_id == worker.id, col(Referral.state).not_in(ENDED))
        .order_by(col(Referral.id))
    ).all()
    return page(
        request,
        "workers/erase.html",
        status=status,
        made_up=worker.made_up,
        form=form,
        going=going,
        still_lent=still_lent(session, [worker.id or 0]),
    )


PAGES: list[HTTPRouteHandler] = [data_page, data_as_json, data_as_workbook, erase_page, erase_form]
