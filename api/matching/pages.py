"""Matching for the office: ask for a run, watch it, read who goes where and why, or why not."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER
from sqlmodel import Session

from api import wording
from api.access.table import Access, Action
from api.layout import asks_for_part, page
from api.matching import overview, result
from api.matching.asking import LARGEST_SEED, again, ask, cancel, found
from api.matching.change_pages import headline
from api.matching.lines import HERE, names_of, run_lines
from api.matching.result_table import asked_of, table
from api.referrals.ending import end_past_last_day
from api.refusals import BadField
from api.settings import Settings
from api.staff.heading import made_up_here
from models.run import MatchingRun, RunState, runs_newest_first

AnyRequest = Request[Any, Any, Any]
RECENT = 30
GOING = frozenset({RunState.QUEUED, RunState.RUNNING})
STANDING = frozenset({"pairs", "key"})  # views of what holds now; the others tell what the matching saw
TOLD_ON = "按 {day}匹配时的情况。之后关闭、招满的岗位，这里的说明和数字仍算在内。"


@dataclass(frozen=True, slots=True)
class RunForm:
    as_of: str = ""
    seed: str = "0"


@get(HERE, opt={"action": Action.RUN_READ}, include_in_schema=False, sync_to_thread=True)
def runs_page(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    return _runs_page(request, session, access, settings.today())


def _runs_page(
    request: AnyRequest, session: Session, access: Access, today: date, form: RunForm | None = None, problem: str = ""
) -> Response[Any]:
    runs = session.exec(runs_newest_first().limit(RECENT)).all()
    return page(
        request,
        "matching/runs.html",
        status=400 if problem else 200,
        made_up=made_up_here(session),
        here=HERE,
        problem=problem,
        form=form or RunForm(today.isoformat()),
        may_ask=access.may(Action.RUN_ASK),
        may_decide=access.may(Action.CHANCE_DESK),
        runs=run_lines(session, runs, today),
    )


@post(HERE, opt={"action": Action.RUN_ASK}, include_in_schema=False, sync_to_thread=True)
def ask_for_run(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[RunForm],
) -> Response[Any]:
    try:
        end_past_last_day(session, settings.today(), now=settings.now())
        run = ask(
            session,
            as_of=_day(data.as_of),
            seed=_seed(data.seed),
            params={},
            account_id=access.account_id,
            now=settings.now(),
            attendant=request.app.state.attendant,
        )
    except BadField as wrong:
        return _runs_page(request, session, access, settings.today(), data, wrong.problems[0].why)
    return Redirect(f"{HERE}/{run.id}/progress", status_code=HTTP_303_SEE_OTHER)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadField.of("as_of", "日期应写成 2021-02-08 这样，且真实存在") from None


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= LARGEST_SEED):
        raise BadField.of("seed", f"随机种子应是 0 到 {LARGEST_SEED} 的整数")
    return int(text)


@get("/staff/runs/{run_id:int}/progress", opt={"action": Action.RUN_READ}, include_in_schema=False, sync_to_thread=True)
def progress_page(
    request: AnyRequest,
    run_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    """How far a run is: the whole page, or its changing part when htmx asks. Leads on when it is done."""
    run, part = found(session, run_id), asks_for_part(request)
    if run.state == RunState.DONE:
        there = f"{HERE}/{run_id}"
        return Response("", headers={"HX-Redirect": there}) if part else Redirect(there, status_code=HTTP_303_SEE_OTHER)
    return page(
        request,
        "matching/progress.html" if part else "matching/waiting.html",
        made_up=made_up_here(session),
        here=HERE,
        run=_waiting(session, run, access, settings.today()),
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A run that has no result (yet), as its page shows it."""

    id: int
    link: str
    as_of: str
    about: str
    words: str
    going: bool
    percent: int
    stage: str
    error: str
    may_ask: bool
    stopping: bool


def _waiting(session: Session, run: MatchingRun, access: Access, today: date) -> Waiting:
    by = names_of(session, [run.asked_by]).get(run.asked_by or 0)
    words = {
        RunState.QUEUED: "排队中，马上开始",
        RunState.RUNNING: "正在匹配",
        RunState.FAILED: "这次匹配没有完成",
        RunState.CANCELLED: "这次匹配已停止",
    }
    return Waiting(
        id=run.id or 0,
        link=f"{HERE}/{run.id}",
        as_of=wording.day(run.as_of, today) or "",
        about=wording.joined(f"第 {run.id} 次", by, wording.moment(run.asked_at, today)),
        words=words[run.state],
        going=run.state in GOING,
        percent=round(100 * run.progress),
        stage=f"正在{result.STAGES[run.stage]}" if run.stage in result.STAGES else "",
        error=run.error or "",
        may_ask=access.may(Action.RUN_ASK),
        stopping=run.cancel_requested,
    )


@post("/staff/runs/{run_id:int}/stop", opt={"action": Action.RUN_ASK}, include_in_schema=False, sync_to_thread=True)
def stop_run(
    run_id: FromPath[int], session: NamedDependency[Session], settings: NamedDependency[Settings]
) -> Response[Any]:
    run = found(session, run_id)
    if run.state in GOING:
        cancel(session, run, settings.now())
    return Redirect(f"{HERE}/{run_id}/progress", status_code=HTTP_303_SEE_OTHER)


@post("/staff/runs/{run_id:int}/again", opt={"action": Action.RUN_ASK}, include_in_schema=False, sync_to_thread=True)
def run_again(
    request: AnyRequest,
    run_id: FromPath[int],
    session: NamedDependency[Session],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    run = found(session, run_id)
    if run.state in (RunState.FAILED, RunState.CANCELLED):
        again(session, run, settings.now(), request.app.state.attendant)
    return Redirect(f"{HERE}/{run_id}/progress", status_code=HTTP_303_SEE_OTHER)


@get("/staff/runs/{run_id:int}", opt={"action": Action.RUN_RESULT}, include_in_schema=False, sync_to_thread=True)
def result_page(
    request: AnyRequest,
    run_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    run, today = found(session, run_id), settings.today()
    if run.state != RunState.DONE:
        return Redirect(f"{HERE}/{run_id}/progress", status_code=HTTP_303_SEE_OTHER)
    asked, report = asked_of(request.query_params, run_id), result.Report(run.report)
    wanted = request.query_params.get("view", "")
    view = wanted if wanted in overview.VIEWS else asked.view
    return page(
        request,
        "matching/result.html",
        made_up=made_up_here(session),
        here=HERE,
        run=_heading(session, run, report, today),
        may_export=access.may(Action.RUN_EXPORT),
        may_take=access.may(Action.RUN_TAKE),
        taken_to=f"{HERE}/{run_id}?{request.url.query}",
        steps=result.steps(report),
        numbers=result.numbers(report),
        price=result.headline(report),
        tiers=result.tiers(report),
        notes=report.notes,
        since=headline(session, run, access, today),
        view=view,
        told_on="" if view in STANDING else TOLD_ON.format(day=wording.day(run.as_of, today)),
        overviews=overview.views(run_id, view),
        **overview.values(session, run, report, view),
        **table(session, asked, access, today),
    )


@dataclass(frozen=True, slots=True)
class Heading:
    id: int
    link: str
    as_of: str
    about: str


def _heading(session: Session, run: MatchingRun, report: result.Report, today: date) -> Heading:
    by = names_of(session, [run.asked_by]).get(run.asked_by or 0)
    counted = (report.number("counts", name) for name in ("workers", "vacancies", "openings"))
    people, posts, openings = (wording.count(number) for number in counted)
    about = wording.joined(
        f"{people} 位求职者",
        f"{posts} 个岗位（{openings} 个名额）",
        f"第 {run.id} 次",
        by,
        wording.moment(run.asked_at, today),
    )
    return Heading(run.id or 0, f"{HERE}/{run.id}", wording.day(run.as_of, today) or "", about)


PAGES: list[HTTPRouteHandler] = [runs_page, ask_for_run, progress_page, stop_run, run_again, result_page]
