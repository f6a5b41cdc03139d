"""Excel forms in: upload, what became of each row, the refused rows to correct."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, MultipartBody, QueryParameter
from sqlmodel import Session, col

from api.access.scopes import one, within
from api.access.table import Access, Action, current_access
from api.downloads import xlsx
from api.forms.actor import Actor
from api.forms.reading import Kind
from api.imports.lines import faults_shown
from api.imports.reading import read
from api.imports.schemas import FaultRead, IgnoredRead, ImportDone, ImportLine, ImportRead
from api.paging import Page, Paging
from api.refusals import NotThere
from api.settings import Settings
from api.transactions import transaction
from models.imported import ImportedFile, ImportKind

AnyRequest = Request[Any, Any, Any]
SORT = {"id": ImportedFile.id, "at": ImportedFile.at, "filename": ImportedFile.filename}


@dataclass(frozen=True, slots=True)
class Upload:
    """The form, as the field ``file``."""

    file: UploadFile


@post("/api/imports/vacancies", opt={"action": Action.IMPORT_VACANCIES}, sync_to_thread=True, tags=["导入"])
def import_vacancies(
    request: AnyRequest,
    data: MultipartBody[Upload],
    dry_run: FromQuery[bool] = False,
    as_of: Annotated[date | None, QueryParameter(description="填表日期，默认今天")] = None,
) -> ImportDone:
    """用人单位招用登记: each row is taken or refused with how to mend it; importing it again changes nothing."""
    return import_form(request, data.file, "vacancies", dry_run=dry_run, as_of=as_of)


@post("/api/imports/workers", opt={"action": Action.IMPORT_WORKERS}, sync_to_thread=True, tags=["导入"])
def import_workers(
    request: AnyRequest,
    data: MultipartBody[Upload],
    dry_run: FromQuery[bool] = False,
    as_of: Annotated[date | None, QueryParameter(description="填表日期，默认今天")] = None,
) -> ImportDone:
    """求职登记: each row is taken or refused with how to mend it; importing it again changes nothing."""
    return import_form(request, data.file, "workers", dry_run=dry_run, as_of=as_of)


def import_form(
    request: AnyRequest, file: UploadFile, kind: Kind, *, dry_run: bool, as_of: date | None = None
) -> ImportDone:
    """Read the upload, then store it in a transaction of its own; raises `UnreadableForm`."""
    settings: Settings = request.app.state.settings
    form = read(request.app.state.engine, file.file.read(), file.filename, kind, as_of or settings.today())
    actor = Actor.of(current_access(request), settings.today())
    with transaction(request) as session:
        outcome = form.take(session, actor=actor, today=settings.today(), now=settings.now(), dry_run=dry_run)
    return ImportDone(
        id=outcome.imported_id or 0,
        taken=outcome.taken,
        unchanged=outcome.unchanged,
        refused=[FaultRead.model_validate(fault.as_json()) for fault in outcome.refused],
        ignored=[IgnoredRead.model_validate(row.as_json()) for row in outcome.ignored],
        dry_run=dry_run,
    )


@get("/api/imports", opt={"action": Action.IMPORT_READ}, sync_to_thread=True, tags=["导入"])
def list_imports(
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    paging: NamedDependency[Paging],
    kind: FromQuery[ImportKind | None] = None,
) -> Page[ImportLine]:
    rows = within(ImportedFile, access, settings.today())
    if kind:
        rows = rows.where(col(ImportedFile.kind) == kind)
    return paging.cut(session, rows, SORT, "-id", _lines)


def _lines(rows: Sequence[ImportedFile]) -> list[ImportLine]:
    return [ImportLine.model_validate(row, update={"refused_count": len(row.refused)}) for row in rows]


@get("/api/imports/{import_id:int}", opt={"action": Action.IMPORT_OPEN}, sync_to_thread=True, tags=["导入"])
def read_import(
    import_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> ImportRead:
    row = one(session, ImportedFile, import_id, access, settings.today())
    faults = [FaultRead.model_validate(fault) for fault in faults_shown(row, access)]
    return ImportRead.model_validate(row, update={"refused_count": len(faults), "refused": faults})


@get(
    "/api/imports/{import_id:int}/refused.xlsx",
    opt={"action": Action.IMPORT_OPEN},
    sync_to_thread=True,
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    tags=["导入"],
)
def download_refused(
    import_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[bytes]:
    """The refused rows as a form to correct and import again."""
    row = one(session, ImportedFile, import_id, access, settings.today())
    if row.refused_rows is None:
        raise NotThere("退回表（这次导入没有退回的行）", import_id)
    return xlsx(row.refused_rows, f"退回-{row.filename}")


ROUTES: list[HTTPRouteHandler] = [import_vacancies, import_workers, list_imports, read_import, download_refused]
