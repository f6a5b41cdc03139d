"""Forms in, for the office: upload, see what would become of each row, then take it."""

from dataclasses import dataclass, replace
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, MultipartBody
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER
from sqlmodel import Session, col

from api import wording
from api.access.scopes import one, within
from api.access.table import Access, Action, current_access
from api.forms.actor import Actor
from api.forms.faults import UnreadableForm
from api.forms.reading import Kind
from api.forms.store import ImportOutcome
from api.imports.guessing import guess
from api.imports.held import held, held_table
from api.imports.lines import faults_shown, import_lines, refused_rows
from api.imports.previews import Preview, Previews
from api.imports.reading import ReadForm, read
from api.layout import page
from api.refusals import Conflict
from api.settings import Settings
from api.staff.heading import made_up_here
from api.transactions import transaction
from models.imported import ImportedFile

AnyRequest = Request[Any, Any, Any]
HERE = "/staff/imports"
RECENT = 30
KINDS: dict[str, str] = {"": "自动识别", "vacancies": "招用登记表（岗位）", "workers": "求职登记表（人）"}
ACTIONS: dict[Kind, Action] = {"vacancies": Action.IMPORT_VACANCIES, "workers": Action.IMPORT_WORKERS}


@dataclass(frozen=True, slots=True)
class UploadForm:
    file: UploadFile | None = None
    kind: str = ""


@get(HERE, opt={"action": Action.IMPORT_READ}, include_in_schema=False, sync_to_thread=True)
def imports_page(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    return _imports_page(request, session, access, settings)


def _imports_page(
    request: AnyRequest, session: Session, access: Access, settings: Settings, problem: str = "", kind: str = ""
) -> Response[Any]:
    files = within(ImportedFile, access, settings.today()).order_by(col(ImportedFile.id).desc()).limit(RECENT)
    return page(
        request,
        "imports/imports.html",
        status=400 if problem else 200,
        made_up=made_up_here(session),
        here=HERE,
        problem=problem,
        kinds=KINDS,
        kind=kind,
        imports=import_lines(session.exec(files).all(), settings.today()),
    )


# Reading a form is slow and takes no lock, so these two open their transaction themselves, when they store.
@post(HERE, opt={"action": Action.IMPORT_READ}, include_in_schema=False, sync_to_thread=True)
def try_form(
    request: AnyRequest,
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: MultipartBody[UploadForm],
) -> Response[Any]:
    """Read the upload and show what would become of each row; nothing is taken yet."""
    try:
        preview = _uploaded(data)
        form, outcome = _import(request, preview, dry_run=True)
    except UnreadableForm as unreadable:
        with Session(request.app.state.engine) as session:
            return _imports_page(request, session, access, settings, str(unreadable), data.kind)
    left_out = tuple(line for line in outcome.ignored if line.left_out)
    previews(request).keep(outcome.imported_id or 0, replace(preview, left_out=left_out, forbidden=form.forbidden))
    return Redirect(f"{HERE}/{outcome.imported_id}", status_code=HTTP_303_SEE_OTHER)


def _uploaded(data: UploadForm) -> Preview:
    content = data.file.file.read() if data.file else b""
    if not (data.file and content):
        raise UnreadableForm("没有选择文件，或文件是空的", "选一份填好的登记表再试")
    kind = data.kind if data.kind in ACTIONS else guess(content)
    if kind is None:
        raise UnreadableForm("认不出是哪一种登记表", "在下面选好表的种类再试；或核对表头各列的名称")
    return Preview(content, data.file.filename, "workers" if kind == "workers" else "vacancies")


def _import(request: AnyRequest, preview: Preview, *, dry_run: bool) -> tuple[ReadForm, ImportOutcome]:
    """Read and store in a transaction of its own, as the action the form's kind stands for."""
    settings: Settings = request.app.state.settings
    request.scope["state"]["access"] = current_access(request).to(ACTIONS[preview.kind])
    form = read(request.app.state.engine, preview.content, preview.filename, preview.kind, settings.today())
    actor = Actor.of(current_access(request), settings.today())
    with transaction(request) as session:
        outcome = form.take(session, actor=actor, today=settings.today(), now=settings.now(), dry_run=dry_run)
    return form, outcome


def previews(request: AnyRequest) -> Previews:
    """This process's uploads that wait to be confirmed."""
    if "previews" not in request.app.state:
        request.app.state["previews"] = Previews()
    kept: Previews = request.app.state["previews"]
    return kept


@get("/staff/imports/{import_id:int}", opt={"action": Action.IMPORT_OPEN}, include_in_schema=False, sync_to_thread=True)
def import_page(
    request: AnyRequest,
    import_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    file = one(session, ImportedFile, import_id, access, settings.today())
    preview = previews(request).get(import_id)
    return page(
        request,
        "imports/import.html",
        made_up=made_up_here(session),
        here=HERE,
        file=file,
        kind=file.kind.label,
        at=wording.moment(file.at, settings.today()),
        refused=refused_rows(file),
        faults=faults_shown(file, access),
        waiting=file.dry_run and preview is not None,
        left_out=preview.left_out if preview else (),
        forbidden=preview.forbidden if preview and file.taken else (),
        held=held_table(held(session, file, access, settings.today())),
    )


@post(
    "/staff/imports/{import_id:int}/take",
    opt={"action": Action.IMPORT_READ},
    include_in_schema=False,
    sync_to_thread=True,
)
def take_form(
    request: AnyRequest,
    import_id: FromPath[int],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    """Take the rows of a form that has been tried; raises `Conflict` when the upload is no longer kept."""
    with Session(request.app.state.engine) as session:
        one(session, ImportedFile, import_id, access, settings.today())
    preview = previews(request).get(import_id)
    if preview is None:
        raise Conflict("这份表已经导入过，或服务重启后不再保留。请到“登记表导入”重新选择文件；已收下的行不会重复。")
    _, outcome = _import(request, preview, dry_run=False)
    previews(request).drop(import_id)
    return Redirect(f"{HERE}/{outcome.imported_id}", status_code=HTTP_303_SEE_OTHER)


PAGES: list[HTTPRouteHandler] = [imports_page, try_form, import_page, take_form]
