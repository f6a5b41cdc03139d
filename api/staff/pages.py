"""The office's first page: what there is, what was done last, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import reach, within
from api.access.table import Access, Action
from api.imports.lines import import_lines
from api.layout import page
from api.matching.lines import run_lines
from api.staff.activity import activity
from api.staff.counts import counts
from api.staff.heading import area_of, made_up_here
from api.staff.key_gaps import key_gaps, together
from api.staff.waiting import waiting
from models.imported import ImportedFile
from models.run import MatchingRun, RunState, runs_newest_first
from models.vacancy import Vacancy
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
RECENT = 5
KEY_SHOWN = 8


@dataclass(frozen=True, slots=True)
class NextStep:
    words: str
    button: str
    link: str


@get("/staff", opt={"action": Action.DESK}, include_in_schema=False, sync_to_thread=True)
def desk(request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]) -> Response[Any]:
    today = request.app.state.settings.today()
    runs = session.exec(runs_newest_first().limit(RECENT)).all()
    return page(
        request,
        "staff/home.html",
        made_up=made_up_here(session),
        here="/staff",
        today=f"{wording.day(today, today)} {wording.weekday(today)}",
        area=area_of(session, access),
        waiting=waiting(session, access, today),
        gaps=(gaps := key_gaps(session, access, today))[:KEY_SHOWN],
        other_gaps=together(gaps[KEY_SHOWN:]),
        all_gaps=together(gaps),
        activity=activity(session, access, today),
        counts=counts(session, access, today),
        may_read_streets=access.may(Action.STREETS),
        next_step=_next_step(session, access, runs, today),
        runs=run_lines(session, runs, today),
        may_import=access.may(Action.IMPORT_READ),
        imports=import_lines(_recent_imports(session, access, today), today),
    )


def _recent_imports(session: Session, access: Access, today: date) -> Sequence[ImportedFile]:
    if not access.may(Action.IMPORT_READ):
        return []
    rows = within(ImportedFile, access.to(Action.IMPORT_READ), today)
    return session.exec(rows.order_by(col(ImportedFile.id).desc()).limit(RECENT)).all()


def _next_step(session: Session, access: Access, runs: Sequence[MatchingRun], today: date) -> NextStep | None:
    """The one thing to do now; None when this reader has nothing to do here."""
    going = next((run for run in runs if run.state in (RunState.QUEUED, RunState.RUNNING)), None)
    if going:
        return NextStep("匹配正在进行，可以看进度。", "看进度", f"/staff/runs/{going.id}")
    done = next((run for run in runs if run.state == RunState.DONE), None)
    if not access.may(Action.RUN_ASK):
        return NextStep("看最近一次匹配的结果。", "看结果", f"/staff/runs/{done.id}") if done else None
    if session.exec(select(Vacancy.id).limit(1)).first() is None:
        return NextStep("还没有岗位和求职者。先导入两张登记表，再匹配。", "导入登记表", "/staff/imports")
    if done is None:
        return NextStep("登记表已经有了，还没有匹配过。", "开始匹配", "/staff/runs")
    changed = _changed_since(session, done, access, today)
    if changed:
        return NextStep(f"上次匹配以后，{changed}。重新匹配一次，名单才是新的。", "开始匹配", "/staff/runs")
    return NextStep("上次匹配以后，您管的人和岗位没有变动。可以按结果联系。", "看结果", f"/staff/runs/{done.id}")


def _changed_since(session: Session, run: MatchingRun, access: Access, today: date) -> str:
    """What of the reader's was registered or corrected after a run, in words."""
    since = run.started_at or run.asked_at
    workers = reach(Worker, access.to(Action.WORKER_LIST), today), col(Worker.updated_at) > since
    vacancies = reach(Vacancy, access.to(Action.VACANCY_FILE), today), col(Vacancy.updated_at) > since
    people, posts = (session.scalar(sa.select(sa.func.count()).where(*some)) or 0 for some in (workers, vacancies))
    parts = [f"{people} 位求职者有变动" if people else "", f"{posts} 个岗位有变动" if posts else ""]
    return "、".join(part for part in parts if part)


PAGES: list[HTTPRouteHandler] = [desk]
