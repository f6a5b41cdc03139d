"""A vacancy's file for the office: read whole, corrected in short forms."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.references import check_references
from api.files.correction_form import Correctable, open_form, take_form
from api.files.fields import Group, meant, typed
from api.files.history import history
from api.files.vacancy_fields import GROUPS, LABELS
from api.files.vacancy_file import file_of, vacancy_events
from api.files.vacancy_list import KINDS
from api.layout import asks_for_part, page
from api.referrals.ending import end_with_vacancy
from api.reviews.handing_in import screen_stored
from api.settings import Settings
from api.staff.heading import made_up_here
from api.vacancies.reviewing import changed, check_openings
from api.vacancies.routes import check_terms
from api.vacancies.schemas import VacancyPatch
from models.vacancy import Vacancy

AnyRequest = Request[Any, Any, Any]
FORM = "/staff/vacancies/{vacancy_id:int}/correct/{group:str}"


@get(
    "/staff/vacancies/{vacancy_id:int}",
    opt={"action": Action.VACANCY_FILE},
    include_in_schema=False,
    sync_to_thread=True,
)
def vacancy_file(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    today = settings.today()
    vacancy = one(session, Vacancy, vacancy_id, access, today)
    kind = request.query_params.get("history", "")
    known: dict[str, Any] = {
        "history": history(session, vacancy_events(session, vacancy), today, kind),
        "here_file": f"/staff/vacancies/{vacancy_id}",
    }
    if asks_for_part(request):
        return page(request, "files/history.html", **known)
    return page(
        request,
        "files/vacancy.html",
        made_up=made_up_here(session),
        here="/staff/vacancies",
        vacancy=vacancy,
        state_kind=KINDS.get(vacancy.state, ""),
        file=file_of(session, vacancy, access, today),
        may_choose=access.may(Action.CANDIDATES),
        saved=request.query_params.get("saved", ""),
        **known,
    )


@get(FORM, opt={"action": Action.VACANCY_CORRECT}, include_in_schema=False, sync_to_thread=True)
def correct_vacancy_page(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    group: FromPath[str],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    return open_form(request, session, _correctable(session, vacancy_id, access, settings), group)


@post(FORM, opt={"action": Action.VACANCY_CORRECT}, include_in_schema=False, sync_to_thread=True)
def correct_vacancy(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    group: FromPath[str],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    of = _correctable(session, vacancy_id, access, settings)
    return take_form(request, session, of, group, data, settings.today())


def _correctable(session: Session, key: int, access: Access, settings: Settings) -> Correctable:
    vacancy = one(session, Vacancy, key, access, settings.today(), lock=True)
    return Correctable(
        subject="vacancy",
        key=key,
        whose=vacancy.title,
        path=f"/staff/vacancies/{key}",
        updated_at=vacancy.updated_at,
        groups=GROUPS,
        labels=LABELS,
        stands=lambda group: {field.name: typed(field, getattr(vacancy, field.name)) for field in group.fields},
        save=lambda part, values: _save(session, vacancy, part, values, access, settings),
    )


def _save(
    session: Session, vacancy: Vacancy, part: Group, values: Mapping[str, str], access: Access, settings: Settings
) -> str:
    """Write a part of the form and screen it; what has fallen does not rise with a later last day."""
    today, now = settings.today(), settings.now()
    said = meant(part.fields, values)
    if said.get("education_min"):
        said["education_min"] = int(said["education_min"])
    if "wage_unit" in said:
        said["wage_unit"] = said["wage_unit"] or "month"
    patch = VacancyPatch.model_validate(said)
    check_references(session, patch)
    end_with_vacancy(session, vacancy, today=today, now=now)
    changes = changed(vacancy, patch.model_dump(exclude_unset=True))
    if "openings" in changes:
        check_openings(session, vacancy, changes["openings"])
    vacancy.sqlmodel_update(changes, update={"updated_at": now})
    with session.no_autoflush:
        check_terms(vacancy)
    by = access.account_id
    told = screen_stored(session, vacancy, access.role, by=by, today=today, now=now)
    session.flush()
    end_with_vacancy(session, vacancy, today=today, now=now)
    return told


PAGES: list[HTTPRouteHandler] = [vacancy_file, correct_vacancy_page, correct_vacancy]
