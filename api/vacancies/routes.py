"""Vacancies: anybody reads the open ones, employers and the office keep theirs."""

from datetime import date
from typing import Annotated, Any

from litestar import Request, get, patch, post
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from sqlmodel import Session, col

from api.access.scopes import named, one, reach
from api.access.table import Access, Action
from api.fields.references import check_coordinates, check_references
from api.fields.types import LARGEST_ID
from api.matching.worker_shelf import Sides, WorkerShelf
from api.paging import Page, Paging
from api.referrals.ending import end_with_vacancy
from api.refusals import BadField, NotAllowed
from api.reviews.deciding import publish
from api.reviews.handing_in import screen_stored
from api.settings import Settings
from api.transactions import transaction
from api.vacancies.index import IndexShelf
from api.vacancies.ranked import search
from api.vacancies.reading import shown, shown_after_edit, shown_alone
from api.vacancies.recounts import recounts
from api.vacancies.reviewing import changed, check_openings, check_urgent_is_kept, send_back
from api.vacancies.schemas import (
    Alone,
    InList,
    Recounts,
    Search,
    VacancyCreate,
    VacancyEdited,
    VacancyMove,
    VacancyPatch,
)
from models.account import Role
from models.employer import Employer, EmployerFilter, employers
from models.vacancy import ORDERS, Shift, Vacancy, VacancyFilter, VacancyState, vacancies


def asked_filter(  # noqa: PLR0913, PLR0917  one for each query parameter
    q: Annotated[str, QueryParameter(max_length=100, description="标题或工作内容里的字")] = "",
    street: Annotated[str, QueryParameter(max_length=9, description="街道 9 位代码")] = "",
    occupation: Annotated[str, QueryParameter(max_length=10, description="职业代码，含其下各级")] = "",
    wage_min: Annotated[int, QueryParameter(ge=0, le=LARGEST_ID, description="月工资上限不低于（分）")] = 0,
    shift: FromQuery[Shift | None] = None,
    meals: FromQuery[bool | None] = None,
    lodging: FromQuery[bool | None] = None,
    wanted_state: Annotated[VacancyState | None, QueryParameter(name="state")] = None,
    employer: Annotated[int, QueryParameter(ge=0, le=LARGEST_ID, description="用人单位编号")] = 0,
) -> VacancyFilter:
    """The ``asked`` dependency of a list of vacancies."""
    return VacancyFilter(
        words=q,
        states=frozenset({wanted_state}) if wanted_state else frozenset(),
        employer_id=employer or None,
        street_code=street or None,
        occupation_code=occupation or None,
        wage_at_least_fen=wage_min or None,
        shift=shift,
        meals=meals,
        lodging=lodging,
    )


SORT = {**ORDERS, "title": Vacancy.title, "wage_low_fen": Vacancy.wage_low_fen, "wage_high_fen": Vacancy.wage_high_fen}


@get(
    "/api/vacancies",
    opt={"action": Action.VACANCY_READ},
    dependencies={"asked": Provide(asked_filter, sync_to_thread=False)},
    sync_to_thread=True,
    tags=["岗位"],
)
def list_vacancies(
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    paging: NamedDependency[Paging],
    asked: NamedDependency[VacancyFilter],
    shelf: NamedDependency[IndexShelf],
    key: FromQuery[bool | None] = None,
    words: Annotated[str, QueryParameter(max_length=200, description="自己的话，如“叉车 包住 六千”，按合适排")] = "",
) -> Page[InList] | Search:
    """Open vacancies for anybody; who keeps vacancies also sees their own in every state.

    With ``words`` the open ones are ranked for that request, and the answer says what was understood.
    """
    today = settings.today()
    rows = vacancies(asked).where(reach(Vacancy, access, today))
    if key is not None:
        listed = col(Vacancy.employer_id).in_(_key_employers(today))
        rows = rows.where(listed if key else ~listed)
    if words.strip():
        wanted = frozenset(session.execute(rows.with_only_columns(col(Vacancy.id))).scalars())
        return search(session, shelf, words, wanted, paging, access, today)
    return paging.cut(session, rows, SORT, "-created_at", lambda found: shown(session, found, access, today))


def _key_employers(today: date) -> Any:
    return employers(EmployerFilter(key_on=today)).with_only_columns(col(Employer.id))


@get("/api/vacancies/{vacancy_id:int}", opt={"action": Action.VACANCY_READ}, sync_to_thread=True, tags=["岗位"])
def read_vacancy(
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Alone:
    today = settings.today()
    return shown_alone(session, one(session, Vacancy, vacancy_id, access, today), access, today)


@get(
    "/api/vacancies/{vacancy_id:int}/recounts",
    opt={"action": Action.VACANCY_RECOUNT},
    sync_to_thread=True,
    tags=["岗位"],
)
def recount_vacancy(
    vacancy_id: FromPath[int],
    request: Request[Any, Any, Any],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    shelf: NamedDependency[IndexShelf],
    worker_shelf: NamedDependency[WorkerShelf],
) -> Recounts:
    """How many people would suit the vacancy after each single change; for its employer and the office. Counts only."""
    today = settings.today()
    with Session(request.app.state.engine) as reader:  # counting takes its time: no writer waits for it
        vacancy = one(reader, Vacancy, vacancy_id, access, today)
        found = recounts(reader, Sides.of(reader, worker_shelf, shelf, today), vacancy, today)
    with transaction(request):  # an employer's counts leave an audit row
        return found


@post("/api/vacancies", opt={"action": Action.VACANCY_WRITE}, sync_to_thread=True, tags=["岗位"])
def create_vacancy(
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[VacancyCreate],
) -> Alone:
    """Register a vacancy. The office opens it at once; an employer's waits as a draft until the office has read it.

    What the law forbids to publish waits too, whoever wrote it.
    """
    today, now = settings.today(), settings.now()
    employer = named(session, Employer, data.employer_id, access, today, "employer_id")
    check_urgent_is_kept(data.urgent, False, access.role)
    check_references(session, data)
    state = VacancyState.OPEN if access.is_office else VacancyState.DRAFT
    vacancy = Vacancy(
        **data.model_dump(), state=state, state_since=now, created_at=now, updated_at=now, made_up=employer.made_up
    )
    check_terms(vacancy)
    session.add(vacancy)
    screen_stored(session, vacancy, access.role, by=access.account_id, today=today, now=now)
    session.flush()
    return shown_alone(session, vacancy, access, today)


@patch("/api/vacancies/{vacancy_id:int}", opt={"action": Action.VACANCY_WRITE}, sync_to_thread=True, tags=["岗位"])
def edit_vacancy(
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[VacancyPatch],
) -> VacancyEdited:
    """Only what is sent changes. An employer that rewrites what the office has read of it waits for the office again:
    ``notice`` says so."""
    today, now = settings.today(), settings.now()
    vacancy = one(session, Vacancy, vacancy_id, access, today, lock=True)
    end_with_vacancy(session, vacancy, today=today, now=now)  # what has fallen does not rise with a later last day
    changes = changed(vacancy, data.model_dump(exclude_unset=True))
    check_urgent_is_kept(changes.get("urgent", vacancy.urgent), vacancy.urgent, access.role)
    check_references(session, data)
    if "openings" in changes:
        check_openings(session, vacancy, changes["openings"])
    vacancy.sqlmodel_update(changes, update={"updated_at": now})
    check_terms(vacancy)
    notice = send_back(vacancy, changes, access.role, now)
    if changes:
        told = screen_stored(session, vacancy, access.role, by=access.account_id, today=today, now=now)
        notice = notice or told
    session.flush()
    end_with_vacancy(session, vacancy, today=today, now=now)
    return shown_after_edit(session, vacancy, notice, today)


@post(
    "/api/vacancies/{vacancy_id:int}/state",
    opt={"action": Action.VACANCY_WRITE},
    sync_to_thread=True,
    status_code=200,
    tags=["岗位"],
)
def move_vacancy(
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[VacancyMove],
) -> Alone:
    """Open, suspend, fill or close it. Only the office opens a draft, and none in which something unlawful stands.

    Closed or filled, who was put forward and not yet asked to talk is withdrawn; who is in talks stays.
    """
    today = settings.today()
    vacancy = one(session, Vacancy, vacancy_id, access, today, lock=True)
    if vacancy.state == VacancyState.DRAFT and data.state == VacancyState.OPEN and access.role == Role.EMPLOYER:
        raise NotAllowed("新岗位由街道审核后开放，请等待审核或联系所在街道。")
    if vacancy.state == VacancyState.DRAFT and data.state == VacancyState.OPEN:
        publish(session, vacancy, by=access.account_id, today=today, now=settings.now())
    else:
        vacancy.move_to(data.state, now=settings.now())
    end_with_vacancy(session, vacancy, today=today, now=settings.now())
    return shown_alone(session, vacancy, access, today)


def check_terms(vacancy: Vacancy) -> None:
    """What no single field can tell; raises `BadField`."""
    low, high = vacancy.wage_low_fen, vacancy.wage_high_fen
    if low is not None and high is not None and low > high:
        raise BadField.of("wage_low_fen", "工资下限高于上限，请对调或改正")
    check_coordinates(vacancy)


ROUTES: list[HTTPRouteHandler] = [
    list_vacancies,
    read_vacancy,
    recount_vacancy,
    create_vacancy,
    edit_vacancy,
    move_vacancy,
]
