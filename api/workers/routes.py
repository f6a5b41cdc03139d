"""Workers: the street keeps its own, a worker keeps their own file, nobody else reads it."""

from datetime import datetime
from typing import Annotated

from litestar import get, patch, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from sqlmodel import Session, col, func, select

from api.access.scopes import one, open_to_all, reach
from api.access.table import Access, Action
from api.fields.references import check_references
from api.files.streets import STREETS, lies_in
from api.paging import Page, Paging
from api.refusals import BadField
from api.settings import Settings
from api.workers.consents import Said
from api.workers.reading import file_of, lines
from api.workers.schemas import (
    AssistanceCreate,
    AssistanceRead,
    Recommendation,
    WorkerCreate,
    WorkerLine,
    WorkerPatch,
    WorkerRead,
)
from api.workers.writing import LISTS, apply
from models.account import Role
from models.assistance import WorkerAssistance
from models.employer import Employer
from models.run import MatchingRun, RunListLine, RunState, still_offered, unsettled
from models.vacancy import Vacancy
from models.worker import ORDERS, Worker, WorkerFilter, WorkerStatus, workers

SORT = {**ORDERS, "name": Worker.name}


@get("/api/workers", opt={"action": Action.WORKER_READ}, sync_to_thread=True, tags=["求职者"])
def list_workers(
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    paging: NamedDependency[Paging],
    q: Annotated[str, QueryParameter(max_length=100, description="姓名、电话、地址或求职意向里的字")] = "",
    street: Annotated[str, QueryParameter(max_length=9, description=STREETS)] = "",
    occupation: Annotated[str, QueryParameter(max_length=10, description="意向职业代码，含其下各级")] = "",
    status: FromQuery[WorkerStatus | None] = None,
) -> Page[WorkerLine]:
    asked = WorkerFilter(words=q, occupation_code=occupation or None, status=status)
    rows = workers(asked).where(reach(Worker, access, settings.today()), lies_in(col(Worker.street_code), street))
    return paging.cut(session, rows, SORT, "-registered_at", lambda found: lines(session, found))


@get("/api/workers/{worker_id:int}", opt={"action": Action.WORKER_READ}, sync_to_thread=True, tags=["求职者"])
def read_worker(
    worker_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> WorkerRead:
    return file_of(session, one(session, Worker, worker_id, access, settings.today()))


@post("/api/workers", opt={"action": Action.WORKER_CREATE}, sync_to_thread=True, tags=["求职者"])
def create_worker(
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[WorkerCreate],
) -> WorkerRead:
    """Register a worker; a street registers those who live in it or whose street is not known."""
    _check_street(access, data.street_code)
    check_references(session, data)
    now = settings.now()
    worker = Worker(
        **data.model_dump(exclude=set(LISTS)),
        registered_by=access.account_id,
        registered_at=now,
        updated_at=now,
    )
    apply(session, worker, data, now, settings.today(), _said(access, now))
    return file_of(session, worker)


@patch("/api/workers/{worker_id:int}", opt={"action": Action.WORKER_WRITE}, sync_to_thread=True, tags=["求职者"])
def edit_worker(
    worker_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[WorkerPatch],
) -> WorkerRead:
    """Only what is sent changes; a list that is sent replaces the one kept."""
    worker = one(session, Worker, worker_id, access, settings.today(), lock=True)
    check_references(session, data)
    apply(session, worker, data, settings.now(), settings.today(), _said(access, settings.now()))
    return file_of(session, worker)


def _said(access: Access, now: datetime) -> Said:
    """Who changes a consent, over which counter."""
    counter = "接口" if access.role == Role.WORKER else "窗口"
    return Said(now, access.account_id, counter)


def _check_street(access: Access, street_code: str | None) -> None:
    own = access.account.street_code if access.account and access.role == Role.STREET_STAFF else None
    if own and street_code not in (None, own):
        raise BadField.of("street_code", "只能登记住在本街道的求职者；住址不明就留空")


@get(
    "/api/workers/{worker_id:int}/assistance",
    opt={"action": Action.ASSISTANCE_READ},
    sync_to_thread=True,
    tags=["求职者"],
)
def read_assistance(
    worker_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> list[AssistanceRead]:
    """The assistance categories, for the street that certifies them."""
    one(session, Worker, worker_id, access, settings.today())
    rows = select(WorkerAssistance).where(WorkerAssistance.worker_id == worker_id).order_by(col(WorkerAssistance.id))
    return [AssistanceRead.model_validate(row) for row in session.exec(rows)]


@post(
    "/api/workers/{worker_id:int}/assistance",
    opt={"action": Action.ASSISTANCE_WRITE},
    sync_to_thread=True,
    tags=["求职者"],
)
def certify_assistance(
    worker_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[AssistanceCreate],
) -> AssistanceRead:
    one(session, Worker, worker_id, access, settings.today())
    if data.valid_to is not None and data.valid_to < data.valid_from:
        raise BadField.of("valid_to", "结束日早于开始日")
    certified = WorkerAssistance(worker_id=worker_id, **data.model_dump())
    session.add(certified)
    session.flush()
    return AssistanceRead.model_validate(certified)


@get(
    "/api/workers/{worker_id:int}/recommendations",
    opt={"action": Action.RECOMMENDATION_READ},
    sync_to_thread=True,
    tags=["求职者"],
)
def read_recommendations(
    worker_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> list[Recommendation]:
    """The worker's ranked list in the latest finished run; what closed or was refused since is left out."""
    today = settings.today()
    one(session, Worker, worker_id, access, today)
    latest = select(func.max(MatchingRun.id)).where(MatchingRun.state == RunState.DONE).scalar_subquery()
    rows = (
        select(RunListLine, Vacancy.title, Employer.name)
        .join(Vacancy, col(Vacancy.id) == RunListLine.vacancy_id)
        .join(Employer, col(Employer.id) == Vacancy.employer_id)
        .where(RunListLine.run_id == latest, RunListLine.worker_id == worker_id, open_to_all(today))
        .where(still_offered(RunListLine, today), unsettled(RunListLine))
        .order_by(col(RunListLine.rank))
    )
    return [
        Recommendation.model_validate(
            line,
            update={"title": title, "employer_name": name, "reasons": line.reasons.split("；") if line.reasons else []},
        )
        for line, title, name in session.exec(rows)
    ]


ROUTES: list[HTTPRouteHandler] = [
    list_workers,
    read_worker,
    create_worker,
    edit_worker,
    read_assistance,
    certify_assistance,
    read_recommendations,
]
