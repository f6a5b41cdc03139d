"""A worker corrects their own file: one short form a group, which never overwrites what changed meanwhile."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.handlers import HTTPRouteHandler
from litestar.params import Body, FromPath
from litestar.status_codes import HTTP_200_OK
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.accounts.lookup_codes import OURS, account_of, first_phone
from api.fields.filled import Filled, filled, read
from api.fields.references import check_references
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, NotSignedIn, NotThere
from api.vacancies.around import education_names, street_names
from api.vacancies.asking import SHIFTS
from api.workers.consents import Said
from api.workers.own_file import PARTS, Part, changed_meanwhile, rows_of
from api.workers.reading import file_of
from api.workers.writing import apply
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
UNSAID = ("", "没有说")


@get("/me/file/{part:str}", opt={"action": Action.OWN_FILE}, include_in_schema=False, sync_to_thread=True)
def part_page(
    request: AnyRequest, part: FromPath[str], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    group, worker = _part(part), own_worker(session, access, request)
    now = group.shown(file_of(session, worker))
    return _shown(request, session, part, worker, Filled(now), now)


@post("/me/file/{part:str}", opt={"action": Action.OWN_FILE}, include_in_schema=False, sync_to_thread=True)
def part_form(
    request: AnyRequest,
    part: FromPath[str],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response[Any]:
    settings = request.app.state.settings
    group, worker = _part(part), own_worker(session, access, request, lock=True)
    form, was, now = filled(data), _was(data), group.shown(file_of(session, worker))
    patch = read(form, group.patch)
    if isinstance(patch, Filled):
        return _shown(request, session, part, worker, patch, was, status=422)
    if fields := changed_meanwhile(was, now):
        changed = [f"{group.label(name)}：原来是“{was.get(name, '')}”，现在是“{now.get(name, '')}”" for name in fields]
        return _shown(request, session, part, worker, form, now, status=409, changed=changed)
    said = Said(settings.now(), access.account_id, "网页")
    try:
        check_references(session, patch)
        apply(session, worker, patch, settings.now(), settings.today(), said)
    except BadField as refused:
        return _shown(request, session, part, worker, form.wrong(refused.problems), was, status=422)
    told = Notice(f"{group.title}，已保存。{_signs_in_by_the_old_phone(session, worker)}")
    return go_to(f"/me?done=file-{part}", told)


def _signs_in_by_the_old_phone(session: Session, worker: Worker) -> str:
    """A new phone that others sign in by with the same two digits leaves the login where it was."""
    account = account_of(session, worker.id or 0)
    behind = account and OURS.fullmatch(account.login) and not account.login.startswith(first_phone(worker.phone))
    return "登录还是用原来的手机号和查询码。" if behind else ""


def own_worker(session: Session, access: Access, request: AnyRequest, *, lock: bool = False) -> Worker:
    """The file of whoever is signed in."""
    if access.account is None or access.account.worker_id is None:
        raise NotSignedIn
    return one(session, Worker, access.account.worker_id, access, request.app.state.settings.today(), lock=lock)


def _part(name: str) -> Part:
    if name not in PARTS:
        raise NotThere("资料", name)
    return PARTS[name]


def _was(data: Mapping[str, Any]) -> dict[str, str]:
    """What stood in the file when the form was opened."""
    try:
        was = json.loads(str(data.get("was", "")) or "{}")
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in was.items()} if isinstance(was, dict) else {}


def _shown(
    request: AnyRequest,
    session: Session,
    name: str,
    worker: Worker,
    form: Filled,
    was: Mapping[str, str],
    status: int = HTTP_200_OK,
    changed: list[str] | None = None,
) -> Response[Any]:
    group = PARTS[name]
    return page(
        request,
        f"workers/file_{name}.html",
        status=status,
        made_up=worker.made_up,
        part=name,
        title=group.title,
        form=form,
        labels={field: group.label(field) for field in form.problems},
        as_sent=status != HTTP_200_OK,
        was=json.dumps(dict(was), ensure_ascii=False),
        changed=changed or [],
        streets=[("", "没有说"), *street_names(session).items()] if name == "street" else [],
        education=[("", "没有说"), *((str(k), v) for k, v in education_names(session).items())]
        if name == "skills"
        else [],
        shifts=list(SHIFTS.items()),
        certificates=rows_of(form.values, "certificate"),
        jobs=rows_of(form.values, "post"),
    )


PAGES: list[HTTPRouteHandler] = [part_page, part_form]
