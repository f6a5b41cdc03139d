"""A worker's file for the office: read whole, corrected in short forms."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api.access.scopes import one, within
from api.access.table import Access, Action
from api.fields.references import check_references
from api.files.correction_form import Correctable, open_form, take_form
from api.files.fields import Group
from api.files.history import history
from api.files.worker_fields import GROUPS, LABELS
from api.files.worker_file import file_of
from api.files.worker_forms import SHIFTS, patch_of, standing
from api.files.worker_history import worker_events
from api.layout import asks_for_part, page
from api.notices import Notice, go_to
from api.refusals import NotThere
from api.settings import Settings
from api.staff.heading import made_up_here
from api.workers.consents import Said
from api.workers.writing import apply
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
FORM = "/staff/workers/{worker_id:int}/correct/{group:str}"


@get("/staff/workers/{worker_id:int}", opt={"action": Action.WORKER_FILE}, include_in_schema=False, sync_to_thread=True)
def worker_file(
    request: AnyRequest,
    worker_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    today = settings.today()
    worker = one(session, Worker, worker_id, access, today)
    kind = request.query_params.get("history", "")
    known: dict[str, Any] = {
        "history": history(session, worker_events(session, worker, today), today, kind),
        "here_file": f"/staff/workers/{worker_id}",
    }
    if asks_for_part(request):
        return page(request, "files/history.html", **known)
    return page(
        request,
        "files/worker.html",
        made_up=made_up_here(session),
        here="/staff/workers",
        worker=worker,
        file=file_of(session, worker, access, today),
        may_send_code=access.may(Action.LOOKUP_CODE),
        saved=request.query_params.get("saved", ""),
        **known,
    )


@get(FORM, opt={"action": Action.WORKER_CORRECT}, include_in_schema=False, sync_to_thread=True)
def correct_worker_page(
    request: AnyRequest,
    worker_id: FromPath[int],
    group: FromPath[str],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    return open_form(request, session, _correctable(session, worker_id, access, settings), group)


@post(FORM, opt={"action": Action.WORKER_CORRECT}, include_in_schema=False, sync_to_thread=True)
def correct_worker(
    request: AnyRequest,
    worker_id: FromPath[int],
    group: FromPath[str],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    """Who moves house goes to another street's staff: their file is then no longer there to lead back to."""
    of = _correctable(session, worker_id, access, settings)
    answer = take_form(request, session, of, group, data, settings.today())
    session.flush()
    still_here = within(Worker, access, settings.today()).where(Worker.id == worker_id)
    if session.exec(still_here).first() is None:
        return go_to("/staff/workers", Notice(f"已保存。{of.whose}转到了别的街道，档案以后由那边管。"))
    return answer


def _correctable(session: Session, key: int, access: Access, settings: Settings) -> Correctable:
    """The file if it may be corrected; raises `NotThere` for one that its owner had erased."""
    worker = one(session, Worker, key, access, settings.today(), lock=True)
    if worker.erased_at is not None:
        raise NotThere("求职者", key)

    def save(part: Group, values: Mapping[str, str]) -> None:
        patch = patch_of(part, values)
        check_references(session, patch)
        said = Said(settings.now(), access.account_id, "窗口")
        apply(session, worker, patch, settings.now(), settings.today(), said)

    return Correctable(
        subject="worker",
        key=key,
        whose=worker.name,
        path=f"/staff/workers/{key}",
        updated_at=worker.updated_at,
        groups=GROUPS,
        labels=LABELS,
        stands=lambda group: standing(session, worker, group),
        save=save,
        together=frozenset(SHIFTS),
    )


PAGES: list[HTTPRouteHandler] = [worker_file, correct_worker_page, correct_worker]
