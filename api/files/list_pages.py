"""The office's lists as pages; each is taken away as Excel by whoever says what for."""

from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import URLEncodedBody
from sqlmodel import Session

from api import wording
from api.access.audit import say_purpose
from api.access.table import Access, Action
from api.downloads import asks_for_xlsx, xlsx
from api.fields.filled import Filled, filled, read
from api.files.employer_list import EMPLOYERS
from api.files.listing import Subject, link, listing, whole
from api.files.vacancy_list import VACANCIES
from api.files.worker_list import WORKERS
from api.layout import page
from api.refusals import BadField
from api.settings import Settings
from api.staff.heading import area_of, made_up_here
from api.tables import workbook

AnyRequest = Request[Any, Any, Any]
SHORTEST, LONGEST = 4, 100  # letters of a purpose


@dataclass(frozen=True, slots=True)
class PurposeForm:
    purpose: str = ""


@get(WORKERS.path, opt={"action": Action.WORKER_LIST}, include_in_schema=False, sync_to_thread=True)
def workers_page(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    return _list_page(request, session, WORKERS, access, settings, may_register=access.may(Action.WORKER_CREATE))


@get(EMPLOYERS.path, opt={"action": Action.EMPLOYER_FILE}, include_in_schema=False, sync_to_thread=True)
def employers_page(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    return _list_page(request, session, EMPLOYERS, access, settings)


@get(VACANCIES.path, opt={"action": Action.VACANCY_FILE}, include_in_schema=False, sync_to_thread=True)
def vacancies_page(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    return _list_page(request, session, VACANCIES, access, settings)


@post(WORKERS.path, opt={"action": Action.WORKER_EXPORT}, include_in_schema=False, status_code=200, sync_to_thread=True)
def take_workers(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[PurposeForm],
) -> Response[Any]:
    return _take(request, session, WORKERS, access, settings, data)


@post(
    EMPLOYERS.path,
    opt={"action": Action.EMPLOYER_EXPORT},
    include_in_schema=False,
    status_code=200,
    sync_to_thread=True,
)
def take_employers(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[PurposeForm],
) -> Response[Any]:
    return _take(request, session, EMPLOYERS, access, settings, data)


@post(
    VACANCIES.path, opt={"action": Action.VACANCY_EXPORT}, include_in_schema=False, status_code=200, sync_to_thread=True
)
def take_vacancies(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[PurposeForm],
) -> Response[Any]:
    return _take(request, session, VACANCIES, access, settings, data)


def _list_page(
    request: AnyRequest,
    session: Session,
    subject: Subject,
    access: Access,
    settings: Settings,
    may_register: bool = False,
) -> Response[Any]:
    """The list, or with ``?as=xlsx`` the question what it is for."""
    if asks_for_xlsx(request):
        return _purpose_page(request, session, subject, access, settings, Filled())
    shown = listing(session, subject, dict(request.query_params), access, settings.today())
    return page(
        request,
        "files/list.html",
        made_up=made_up_here(session),
        here=subject.path,
        list=shown,
        area=area_of(session, access),
        may_register=may_register,
    )


def _purpose_page(
    request: AnyRequest,
    session: Session,
    subject: Subject,
    access: Access,
    settings: Settings,
    form: Filled,
    status: int = 200,
) -> Response[Any]:
    asked = {key: value for key, value in request.query_params.items() if key not in ("as", "page")}
    shown = listing(session, subject, asked, access, settings.today())
    return page(
        request,
        "files/purpose.html",
        status=status,
        made_up=made_up_here(session),
        here=subject.path,
        list=shown,
        form=form,
        action=link(subject, asked),
    )


def _take(
    request: AnyRequest, session: Session, subject: Subject, access: Access, settings: Settings, data: PurposeForm
) -> Response[Any]:
    """The whole list as Excel; what it was taken for stands in its title and in the audit row."""
    form = filled({"purpose": data.purpose})
    purpose = read(form, lambda values: _purpose(values["purpose"]))
    if isinstance(purpose, Filled):
        return _purpose_page(request, session, subject, access, settings, purpose, status=422)
    say_purpose(request, purpose)
    today = settings.today()
    table = whole(session, subject, dict(request.query_params), access, today)
    by = access.account.name if access.account else ""
    title = wording.joined(f"{table.caption}（{today:%Y-%m-%d}）", f"用途：{purpose}", f"导出人：{by}")
    return xlsx(workbook(table, title=title), f"{subject.title}名单_{today:%Y-%m-%d}")


def _purpose(words: str) -> str:
    if not SHORTEST <= len(words) <= LONGEST:
        raise BadField.of("purpose", f"写清拿去做什么，{SHORTEST} 到 {LONGEST} 个字，比如：明天上午电话通知面试")
    return words


PAGES: list[HTTPRouteHandler] = [
    workers_page,
    employers_page,
    vacancies_page,
    take_workers,
    take_employers,
    take_vacancies,
]
