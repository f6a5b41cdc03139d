"""A new worker at the counter: one form, with a word of warning when the person seems to be on file already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import URLEncodedBody
from sqlmodel import Session, col

from api import wording
from api.access.scopes import reach
from api.access.table import Access, Action
from api.fields.filled import Filled, filled, read
from api.fields.references import check_references
from api.files.correcting import shown_form
from api.files.worker_fields import NEW
from api.files.worker_forms import create_of
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField
from api.settings import Settings
from api.staff.heading import made_up_here
from api.vacancies.around import street_names
from api.workers.consents import Said
from api.workers.schemas import WorkerCreate
from api.workers.writing import LISTS, apply
from models.account import Role
from models.duplicate import merged_away
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
HERE = "/staff/workers/new"
CONSENTS = frozenset({"consent_recommend", "consent_phone", "consent_sms"})
LIKE = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody on file who may be the same person."""

    link: str
    name: str
    about: str


@get(HERE, opt={"action": Action.WORKER_CREATE}, include_in_schema=False, sync_to_thread=True)
def new_worker_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    own = access.account.street_code if access.account else None
    return _page(request, session, Filled({"street_code": own or ""}))


@post(HERE, opt={"action": Action.WORKER_CREATE}, include_in_schema=False, sync_to_thread=True)
def new_worker(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    form = filled(data)
    new = read(form, lambda values: create_of(NEW, values))
    if isinstance(new, Filled):
        return _page(request, session, new, status=422)
    alike = [] if form.value("sure") else _alike(session, new, access, settings.today())
    if alike:
        return _page(request, session, form, status=409, alike=alike)
    try:
        worker = register(session, new, access, settings)
    except BadField as refused:
        session.rollback()
        return _page(request, session, form.wrong(refused.problems), status=422)
    return go_to(f"/staff/workers/{worker.id}?saved=worker-new", Notice(f"{worker.name}已登记，编号 {worker.id}。"))


def register(session: Session, new: WorkerCreate, access: Access, settings: Settings) -> Worker:
    """Store the worker; consents are noted as said at the counter. Raises `BadField`."""
    own = access.account.street_code if access.account and access.role == Role.STREET_STAFF else None
    if own and new.street_code not in (None, own):
        raise BadField.of("street_code", "只能登记住在本街道的求职者；住址不明就选“未知”")
    check_references(session, new)
    now, by = settings.now(), access.account_id
    made = new.model_dump(exclude={*LISTS, *CONSENTS})
    worker = Worker(**made, registered_by=by, registered_at=now, updated_at=now)
    session.add(worker)
    session.flush()
    apply(session, worker, new, now, settings.today(), Said(now, by, "窗口"))
    return worker


def _alike(session: Session, new: WorkerCreate, access: Access, today: date) -> Sequence[Alike]:
    """Files within reach with one of the phones, or with the very name."""
    phones = [col(Worker.phone).contains(number, autoescape=True) for number in new.phone.split("/") if number]
    rows = session.execute(
        sa.select(
            col(Worker.id), col(Worker.name), col(Worker.phone), col(Worker.street_code), col(Worker.registered_at)
        )
        .where(reach(Worker, access.to(Action.WORKER_LIST), today), col(Worker.erased_at).is_(None))
        .where(col(Worker.id).not_in(merged_away()), sa.or_(*phones, col(Worker.name) == new.name))
        .order_by(col(Worker.id).desc())
        .limit(LIKE)
    )
    streets = street_names(session)
    return [_one_alike(row, new, streets, today) for row in rows]


def _one_alike(row: Any, new: WorkerCreate, streets: dict[str, str], today: date) -> Alike:
    same_phone = any(number in row.phone for number in new.phone.split("/") if number)
    same = wording.joined("电话相同" if same_phone else "", "姓名相同" if row.name == new.name else "")
    registered = f"{wording.moment(row.registered_at, today)[:-6]}登记"
    about = wording.joined(same, streets.get(row.street_code or ""), registered)
    return Alike(f"/staff/workers/{row.id}", row.name if row.name == new.name else wording.masked(row.name), about)


def _page(
    request: AnyRequest, session: Session, form: Filled, status: int = 200, alike: Sequence[Alike] = ()
) -> Response[Any]:
    shown = shown_form(session, NEW, form, action=HERE, back="/staff/workers", seen=None)
    return page(
        request,
        "files/new_worker.html",
        status=status,
        made_up=made_up_here(session),
        here="/staff/workers",
        shown=shown,
        alike=alike,
    )


PAGES: list[HTTPRouteHandler] = [new_worker_page, new_worker]
