"""A worker's file for the office: read whole, corrected in short forms, made new."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api.access.scopes import one, within
from api.access.table import Access, Action
from api.fields.filled import Filled, filled, read
from api.fields.references import check_references
from api.files.correcting import changed_part, marked_as_changed, shown_form
from api.files.fields import Group
from api.files.history import history
from api.files.stale import Seen, changes_since, read_seen
from api.files.worker_fields import GROUPS, LABELS
from api.files.worker_file import file_of
from api.files.worker_forms import SHIFTS, patch_of, standing
from api.files.worker_history import worker_events
from api.layout import asks_for_part, page
from api.notices import Notice, go_to
from api.refusals import BadField, NotThere
from api.settings import Settings
from api.staff.pages import made_up_here
from api.workers.consents import Said
from api.workers.writing import apply
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
SHIFT_FIELDS = frozenset(SHIFTS)


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
    known = {
        "worker": worker,
        "file": file_of(session, worker, access, today),
        "history": history(session, worker_events(session, worker, today), today, kind),
        "saved": request.query_params.get("saved", ""),
        "here_file": f"/staff/workers/{worker_id}",
    }
    if asks_for_part(request):
        return page(request, "files/history.html", **known)
    return page(request, "files/worker.html", made_up=made_up_here(session), here="/staff/workers", **known)


@get(
    "/staff/workers/{worker_id:int}/correct/{group:str}",
    opt={"action": Action.WORKER_CORRECT},
    include_in_schema=False,
    sync_to_thread=True,
)
def correct_worker_page(
    request: AnyRequest,
    worker_id: FromPath[int],
    group: FromPath[str],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    worker = _living(session, worker_id, access, settings)
    part = _group(group)
    return _form_page(request, session, worker, part, Filled(standing(session, worker, part)))


@post(
    "/staff/workers/{worker_id:int}/correct/{group:str}",
    opt={"action": Action.WORKER_CORRECT},
    include_in_schema=False,
    sync_to_thread=True,
)
def correct_worker(
    request: AnyRequest,
    worker_id: FromPath[int],
    group: FromPath[str],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    """Only what was typed otherwise is written; on a file changed meanwhile nothing is, and the form comes back."""
    worker, part, form = _living(session, worker_id, access, settings, lock=True), _group(group), filled(data)
    stands, seen = standing(session, worker, part), read_seen(form.value("seen"))
    if seen is None or seen.updated_at != worker.updated_at:
        meanwhile = changes_since(session, "worker", worker_id, seen, LABELS, settings.today())
        marked = marked_as_changed(part, form, stands, meanwhile.fields, LABELS)
        return _form_page(request, session, worker, part, marked, status=409, stale=f"{meanwhile.words}；您填的还在。")
    changed = changed_part(part, form, stands, SHIFT_FIELDS)
    back = f"/staff/workers/{worker_id}"
    if not changed.fields:
        return go_to(f"{back}#{group}", Notice("没有改动。", ""))
    patch = read(form, lambda values: patch_of(changed, values))
    if isinstance(patch, Filled):
        return _form_page(request, session, worker, part, patch, status=422)
    try:
        check_references(session, patch)
        said = Said(settings.now(), access.account.id if access.account else None, "窗口")
        apply(session, worker, patch, settings.now(), settings.today(), said)
    except BadField as refused:
        session.rollback()
        worker = _living(session, worker_id, access, settings)
        return _form_page(request, session, worker, part, form.wrong(refused.problems), status=422)
    labels = "、".join(field.label for field in changed.fields)
    if not _reached(session, worker_id, access, settings):
        return go_to("/staff/workers", Notice(f"已保存。{worker.name}转到了别的街道，档案以后由那边管。"))
    return go_to(f"{back}?saved=worker-{worker_id}-{group}#{group}", Notice(f"已保存：{labels}。"))


def _reached(session: Session, key: int, access: Access, settings: Settings) -> bool:
    """Whether the file is still the reader's: who moves house goes to another street's staff."""
    return session.exec(within(Worker, access, settings.today()).where(Worker.id == key)).first() is not None


def _living(session: Session, key: int, access: Access, settings: Settings, *, lock: bool = False) -> Worker:
    """The file if it may be corrected; raises `NotThere` for one that its owner had erased."""
    worker = one(session, Worker, key, access, settings.today(), lock=lock)
    if worker.erased_at is not None:
        raise NotThere("求职者", key)
    return worker


def _group(key: str) -> Group:
    if key not in GROUPS:
        raise NotThere("表格", key)
    return GROUPS[key]


def _form_page(
    request: AnyRequest,
    session: Session,
    worker: Worker,
    group: Group,
    form: Filled,
    status: int = 200,
    stale: str = "",
) -> Response[Any]:
    """The form of one group: a page of its own, or in its place in the file."""
    here = f"/staff/workers/{worker.id}"
    seen = Seen.of(session, "worker", worker.id or 0, worker.updated_at)
    shown = shown_form(session, group, form, action=f"{here}/correct/{group.key}", back=here, seen=seen, stale=stale)
    known = {"shown": shown, "keep": f"worker-{worker.id}-{group.key}", "whose": worker.name}
    if asks_for_part(request):
        return page(request, "files/form_part.html", status=status, **known)
    return page(
        request, "files/form.html", status=status, made_up=made_up_here(session), here="/staff/workers", **known
    )


PAGES: list[HTTPRouteHandler] = [worker_file, correct_worker_page, correct_worker]
