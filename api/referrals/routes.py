"""Referrals: a worker put forward for a vacancy, followed by both sides to the hire or the refusal."""

from datetime import date
from typing import Annotated, Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody, QueryParameter
from sqlmodel import Session

from api.access.scopes import named, one, reach
from api.access.table import Access, Action
from api.fields.types import LARGEST_ID
from api.matching.weighing import pair_breakdown
from api.paging import Page, Paging
from api.referrals.moving import refer, step
from api.referrals.reading import shown
from api.referrals.schemas import ReferralCreate, ReferralMove, ReferralStep, Shown
from api.refusals import BadField
from api.settings import Settings
from api.transactions import transaction
from api.vacancies.index import IndexShelf
from models.account import Role
from models.ledger import lock
from models.referral import ORDERS, Referral, ReferralFilter, ReferralState, log_of, referrals
from models.referral_standing import in_state
from models.vacancy import Vacancy, open_on
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]

# Who is not told a score must not find out by ordering which of two is the higher.
ORDERS_OF_BOTH_SIDES = {name: column for name, column in ORDERS.items() if name != "score"}


@get("/api/referrals", opt={"action": Action.REFERRAL_READ}, sync_to_thread=True, tags=["推荐"])
def list_referrals(
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    paging: NamedDependency[Paging],
    wanted_state: Annotated[ReferralState | None, QueryParameter(name="state")] = None,
    vacancy: Annotated[int, QueryParameter(ge=0, le=LARGEST_ID)] = 0,
    run: Annotated[int, QueryParameter(ge=0, le=LARGEST_ID)] = 0,
) -> Page[Shown]:
    """Referrals in scope; each reader gets the keys of their side."""
    asked = ReferralFilter(
        vacancy_id=vacancy or None,
        run_id=run or None,
    )
    if run and not access.is_office:
        raise BadField.of("run", "只有工作人员能按匹配任务筛选，请去掉这个条件")
    today = settings.today()
    rows = referrals(asked).where(reach(Referral, access, today))
    if wanted_state:
        rows = rows.where(in_state(wanted_state, today))
    orders = ORDERS if access.is_office else ORDERS_OF_BOTH_SIDES
    return paging.cut(session, rows, orders, "-created_at", lambda found: shown(session, found, access, today))


@get("/api/referrals/{referral_id:int}", opt={"action": Action.REFERRAL_READ}, sync_to_thread=True, tags=["推荐"])
def read_referral(
    referral_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Shown:
    return shown(session, [one(session, Referral, referral_id, access, settings.today())], access, settings.today())[0]


@get("/api/referrals/{referral_id:int}/log", opt={"action": Action.REFERRAL_LOG}, sync_to_thread=True, tags=["推荐"])
def read_log(
    referral_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> list[ReferralStep]:
    """Every step, first to last."""
    one(session, Referral, referral_id, access, settings.today())
    return [ReferralStep.model_validate(row) for row in session.exec(log_of(referral_id))]


@post("/api/referrals", opt={"action": Action.REFERRAL_CREATE}, sync_to_thread=True, tags=["推荐"])
def create_referral(
    request: AnyRequest,
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    shelf: NamedDependency[IndexShelf],
    data: JSONBody[ReferralCreate],
) -> Shown:
    """A caseworker puts a worker forward; a worker applies."""
    today, account = settings.today(), access.require_account()
    with Session(request.app.state.engine) as reader:  # weighing takes its time: no other writer waits for it
        worker, vacancy = _both(reader, data, access, today)
        made_of = pair_breakdown(reader, shelf, worker.id or 0, vacancy.id or 0, today)
    with transaction(request) as session:
        # Whoever closes the vacancy, withdraws the consent or proposes the same waits for us, or is seen.
        lock(session, {worker.id or 0}, {vacancy.id or 0})
        worker, vacancy = _both(session, data, access, today)
        made = refer(session, worker, vacancy, account, made_of, now=settings.now())
        return shown(session, [made], access, today)[0]


def _both(session: Session, data: ReferralCreate, access: Access, today: date) -> tuple[Worker, Vacancy]:
    """The worker in scope and the vacancy on offer that the body names; raises `BadField`."""
    account = access.require_account()
    worker_id = data.worker_id if account.role != Role.WORKER else data.worker_id or account.worker_id
    if worker_id is None:
        raise BadField.of("worker_id", "请写明推荐哪位求职者")
    worker = named(session, Worker, worker_id, access, today, "worker_id")
    vacancy = session.exec(open_on(today).where(Vacancy.id == data.vacancy_id)).one_or_none()
    if vacancy is None:
        raise BadField.of("vacancy_id", "这个岗位不在招，请另选一个")
    return worker, vacancy


@post(
    "/api/referrals/{referral_id:int}/state",
    opt={"action": Action.REFERRAL_MOVE},
    sync_to_thread=True,
    status_code=200,
    tags=["推荐"],
)
def move_referral(
    referral_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[ReferralMove],
) -> Shown:
    """Take the next step. An offer promises the worker's days and one opening; a refusal releases them."""
    referral = one(session, Referral, referral_id, access, settings.today())
    # Who closes the vacancy takes these rows in the same order: first the two sides, then what is between them.
    lock(session, {referral.worker_id}, {referral.vacancy_id})
    session.refresh(referral, with_for_update={"key_share": True})
    step(
        session,
        referral,
        data.state,
        by=access.require_account(),
        reason=data.reason,
        note=data.note,
        today=settings.today(),
        now=settings.now(),
    )
    return shown(session, [referral], access, settings.today())[0]


ROUTES: list[HTTPRouteHandler] = [list_referrals, read_referral, read_log, create_referral, move_referral]
