"""Matching runs: ask, follow, cancel, run again; read the result within one's scope; take pairs into referrals."""

from typing import Annotated, Any, Literal

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import ServerSentEvent
from sqlmodel import Session, col, select

from api.access.scopes import reach, within
from api.access.table import Access, Action
from api.fields.types import LARGEST_ID
from api.matching import asking
from api.matching.events import messages
from api.matching.schemas import ListLineRead, PairRead, RunCreate, RunRead, Take, Taken, UnmatchedRead
from api.matching.taking import named_pairs, take
from api.paging import Page, Paging
from api.referrals.ending import end_past_last_day
from api.refusals import BadField
from api.settings import Settings
from models.employer import Employer
from models.run import MatchingRun, RunListLine, RunPair, RunState, RunUnmatched, still_left, still_offered, unsettled
from models.vacancy import Vacancy
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]

KEY_TIER = "1"  # key or urgent vacancies
RUN_SORT = {"id": MatchingRun.id, "asked_at": MatchingRun.asked_at, "as_of": MatchingRun.as_of}
PAIR_SORT = {
    "id": RunPair.worker_id,
    "score": RunPair.score,
    "tier": RunPair.tier,
    "worker_id": RunPair.worker_id,
    "vacancy_id": RunPair.vacancy_id,
}
# The tier tells that somebody is assisted (see `shown_tier`); so would an order by it.
PAIR_SORT_WITHOUT_TIER = {name: column for name, column in PAIR_SORT.items() if name != "tier"}
LINE_SORT = {"id": RunListLine.rank, "worker_id": RunListLine.worker_id, "rank": RunListLine.rank}
LEFT_SORT = {"id": RunUnmatched.id, "why": RunUnmatched.why}


@post("/api/matching-runs", opt={"action": Action.RUN_ASK}, sync_to_thread=True, status_code=202, tags=["匹配"])
def ask_run(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[RunCreate],
) -> RunRead:
    """Queue a run; follow it at its own address or its ``events``."""
    end_past_last_day(session, settings.today(), now=settings.now())
    run = asking.ask(
        session,
        as_of=data.as_of or settings.today(),
        seed=data.seed,
        params=data.params,
        account_id=access.account_id,
        now=settings.now(),
        may_tune=access.may(Action.CHANCE_DECIDE),
        attendant=request.app.state.attendant,
    )
    return RunRead.model_validate(run)


@get("/api/matching-runs", opt={"action": Action.RUN_READ}, sync_to_thread=True, tags=["匹配"])
def list_runs(
    session: NamedDependency[Session],
    paging: NamedDependency[Paging],
    wanted_state: Annotated[RunState | None, QueryParameter(name="state")] = None,
) -> Page[RunRead]:
    """Runs, newest first, without their reports."""
    rows = select(MatchingRun)
    if wanted_state:
        rows = rows.where(MatchingRun.state == wanted_state)
    return paging.cut(
        session,
        rows,
        RUN_SORT,
        "-id",
        lambda found: [RunRead.model_validate(row, update={"report": None}) for row in found],
    )


@get("/api/matching-runs/{run_id:int}", opt={"action": Action.RUN_READ}, sync_to_thread=True, tags=["匹配"])
def read_run(run_id: FromPath[int], session: NamedDependency[Session]) -> RunRead:
    """One run with its report: counts, tiers and their price, bound and gap, fairness, seconds."""
    return RunRead.model_validate(asking.found(session, run_id))


@get(
    "/api/matching-runs/{run_id:int}/events",
    opt={"action": Action.RUN_READ},
    sync_to_thread=True,
    media_type="text/event-stream",
    tags=["匹配"],
)
def follow_run(request: AnyRequest, run_id: FromPath[int]) -> ServerSentEvent:
    """Server-sent events: ``progress`` with the run as JSON, ``end`` when it has ended."""
    state = request.app.state
    with Session(state.engine) as session:
        asking.found(session, run_id)
    return ServerSentEvent(messages(state.engine, run_id, state.stopping.is_set))


@post(
    "/api/matching-runs/{run_id:int}/cancel",
    opt={"action": Action.RUN_ASK},
    sync_to_thread=True,
    status_code=202,
    tags=["匹配"],
)
def cancel_run(
    run_id: FromPath[int], session: NamedDependency[Session], settings: NamedDependency[Settings]
) -> RunRead:
    """Cancel a run that waits or works."""
    run = asking.found(session, run_id)
    asking.cancel(session, run, settings.now())
    return RunRead.model_validate(run)


@post(
    "/api/matching-runs/{run_id:int}/again",
    opt={"action": Action.RUN_ASK},
    sync_to_thread=True,
    status_code=202,
    tags=["匹配"],
)
def run_again(
    request: AnyRequest,
    run_id: FromPath[int],
    session: NamedDependency[Session],
    settings: NamedDependency[Settings],
) -> RunRead:
    """Queue a failed or cancelled run afresh."""
    run = asking.found(session, run_id)
    asking.again(session, run, settings.now(), request.app.state.attendant)
    return RunRead.model_validate(run)


@get("/api/matching-runs/{run_id:int}/pairs", opt={"action": Action.RUN_RESULT}, sync_to_thread=True, tags=["匹配"])
def list_pairs(
    run_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    paging: NamedDependency[Paging],
    vacancy: Annotated[int, QueryParameter(ge=0, le=LARGEST_ID, description="岗位编号")] = 0,
    tier: FromQuery[str] = "",
) -> Page[PairRead]:
    """The pairs within the reader's scope that nothing stands against since, best first."""
    asking.finished(session, run_id)
    today = settings.today()
    stands = still_offered(RunPair, today), unsettled(RunPair)
    rows = within(RunPair, access, today).where(RunPair.run_id == run_id, *stands)
    if vacancy:
        rows = rows.where(RunPair.vacancy_id == vacancy)
    if tier and tier != KEY_TIER and not access.may(Action.WORKER_READ):
        raise BadField.of("tier", f"只能按 {KEY_TIER}（重点或急聘）筛选")
    if tier:
        rows = rows.where(RunPair.tier == tier)
    orders = PAIR_SORT if access.may(Action.WORKER_READ) else PAIR_SORT_WITHOUT_TIER
    return paging.cut(session, rows, orders, "-score", lambda found: read_pairs(session, found, access))


def read_pairs(session: Session, pairs: list[RunPair], access: Access) -> list[PairRead]:
    """Pairs with the names of both sides."""
    people = select(Worker.id, Worker.name).where(col(Worker.id).in_({pair.worker_id for pair in pairs}))
    posts = (
        select(Vacancy.id, Vacancy.title, Employer.name)
        .join(Employer, col(Employer.id) == Vacancy.employer_id)
        .where(col(Vacancy.id).in_({pair.vacancy_id for pair in pairs}))
    )
    names = dict(session.exec(people).all())
    titles = {key: {"title": title, "employer_name": name} for key, title, name in session.exec(posts)}
    return [
        PairRead.model_validate(
            pair,
            update={
                "worker_name": names[pair.worker_id],
                "tier": shown_tier(pair.tier, access),
                **titles[pair.vacancy_id],
            },
        )
        for pair in pairs
    ]


def shown_tier(tier: str, access: Access) -> str:
    """The second tier tells that somebody is assisted: only the office that keeps the worker's file may read it."""
    return tier if access.may(Action.WORKER_READ) or tier == KEY_TIER else ""


@get("/api/matching-runs/{run_id:int}/lists", opt={"action": Action.RUN_RESULT}, sync_to_thread=True, tags=["匹配"])
def list_lines(
    run_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    paging: NamedDependency[Paging],
    worker: Annotated[int, QueryParameter(ge=0, le=LARGEST_ID, description="求职者编号")] = 0,
) -> Page[ListLineRead]:
    """The ranked lists of the workers within the reader's scope."""
    asking.finished(session, run_id)
    today = settings.today()
    stands = still_offered(RunListLine, today), unsettled(RunListLine)
    rows = within(RunListLine, access, today).where(RunListLine.run_id == run_id, *stands)
    if worker:
        rows = rows.where(RunListLine.worker_id == worker)
    return paging.cut(
        session,
        rows,
        LINE_SORT,
        "worker_id,rank",
        lambda found: [ListLineRead.model_validate(row) for row in found],
    )


@get("/api/matching-runs/{run_id:int}/unmatched", opt={"action": Action.RUN_RESULT}, sync_to_thread=True, tags=["匹配"])
def list_unmatched(
    run_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    paging: NamedDependency[Paging],
    side: FromQuery[Literal["", "worker", "vacancy"]] = "",
) -> Page[UnmatchedRead]:
    """Who and what is left over, why, and what would help."""
    asking.finished(session, run_id)
    today = settings.today()
    rows = within(RunUnmatched, access, today).where(RunUnmatched.run_id == run_id, still_left(today))
    if side:
        column = RunUnmatched.worker_id if side == "worker" else RunUnmatched.vacancy_id
        rows = rows.where(col(column).is_not(None))
    return paging.cut(
        session, rows, LEFT_SORT, "id", lambda found: [UnmatchedRead.model_validate(row) for row in found]
    )


@post("/api/matching-runs/{run_id:int}/take", opt={"action": Action.RUN_TAKE}, sync_to_thread=True, tags=["匹配"])
def take_pairs(
    run_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[Take],
) -> Taken:
    """Make referrals of pairs and promise their days and openings, all or nothing."""
    run = asking.finished(session, run_id)
    wanted = {(pair.worker_id, pair.vacancy_id) for pair in data.pairs}
    if data.all == bool(wanted):
        raise BadField.of("pairs", "请列出要采纳的配对，或把 all 设为 true（二者选一）")
    condition = col(RunPair.run_id) == run_id if data.all else named_pairs(run_id, wanted)
    seen = session.exec(select(RunPair).where(condition, reach(RunPair, access, settings.today()))).all()
    pairs = [pair for pair in seen if data.all or (pair.worker_id, pair.vacancy_id) in wanted]
    if len(pairs) < len(wanted):
        raise BadField.of("pairs", "有的配对不在这次匹配的结果里，或不在您的管理范围内，请刷新后再选")
    by = access.account_id
    return take(session, run, pairs, by=by, today=settings.today(), now=settings.now())


ROUTES: list[HTTPRouteHandler] = [
    ask_run,
    list_runs,
    read_run,
    follow_run,
    cancel_run,
    run_again,
    list_pairs,
    list_lines,
    list_unmatched,
    take_pairs,
]
