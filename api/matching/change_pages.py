"""“What changed since yesterday and why”: two finished runs side by side, each difference with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlmodel import Session

from api import wording
from api.access.table import Access, Action
from api.downloads import asks_for_xlsx, xlsx
from api.layout import page
from api.matching.asking import finished
from api.matching.change_words import Known, changed_words, why
from api.matching.comparing import Comparison, Kind, Move, Outcome, Refill, moves
from api.matching.gone_posts import Gone, gone_posts
from api.matching.kept_runs import earlier_runs, outcome, places
from api.matching.lines import HERE
from api.matching.result import Number, Report
from api.matching.sight import Sight, known
from api.paging_links import asked_page, pages_of
from api.refusals import NotAllowed
from api.settings import Settings
from api.staff.heading import made_up_here
from api.tables import Column, Table, workbook
from models.run import MatchingRun

AnyRequest = Request[Any, Any, Any]
PAGE_SIZE, CHOICES = 30, 30
VIEWS = {
    "placed": "新有去处",
    "unplaced": "没有去处了",
    "moved": "换了岗位",
    "filled": "新招满的岗位",
    "unfilled": "不再招满的岗位",
    "gone": "不再招的岗位",
}

Lines = Sequence[Move] | Sequence[Refill] | Sequence[Gone]


@get(
    "/staff/runs/{run_id:int}/changes", opt={"action": Action.RUN_RESULT}, include_in_schema=False, sync_to_thread=True
)
def changes_page(
    request: AnyRequest,
    run_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    run, today = finished(session, run_id), settings.today()
    earlier = session.exec(earlier_runs(run).limit(CHOICES)).all()
    before = _since(request.query_params.get("since", ""), earlier)
    shown: dict[str, Any] = {
        "here": HERE,
        "made_up": made_up_here(session),
        "run": run,
        "day": wording.day(run.as_of, today),
    }
    if before is None:
        return page(request, "matching/no_changes.html", **shown)
    two = Two(before, run, *_outcomes(session, before, run))
    sight = Sight.of(session, access, today)
    views = _views(two, sight)
    view = request.query_params.get("view", "")
    view = view if view in VIEWS else next((name for name, found in views.items() if found), "placed")
    if asks_for_xlsx(request):
        return _taken_away(session, access, two, sight, view, views[view])
    return page(
        request,
        "matching/changes.html",
        **shown,
        before=before,
        choices=[(str(one.id), f"{wording.day(one.as_of, today)} 第 {one.id} 次") for one in earlier],
        numbers=numbers(Report(before.report), Report(run.report)),
        everywhere=_everywhere(two.comparison),
        **_in_view(request, session, access, two, sight, views, view),
    )


@dataclass(frozen=True, slots=True)
class Two:
    """Two runs and what each came out with, the earlier first."""

    first: MatchingRun
    last: MatchingRun
    before: Outcome
    now: Outcome

    @property
    def comparison(self) -> Comparison:
        return Comparison(self.before, self.now)


def _in_view(
    request: AnyRequest,
    session: Session,
    access: Access,
    two: Two,
    sight: Sight,
    views: Mapping[str, Lines],
    view: str,
) -> dict[str, Any]:
    """A page of one view's lines, and the way to the other pages and views."""
    link = f"{HERE}/{two.last.id}/changes?since={two.first.id}"
    asked = asked_page(request.query_params.get("page", ""))
    pages = pages_of(len(views[view]), PAGE_SIZE, asked, lambda to: f"{link}&view={view}&page={to}")
    export = f"{link}&view={view}&as=xlsx" if access.may(Action.RUN_EXPORT) else ""
    return {
        "views": [
            {"link": f"{link}&view={name}", "words": words, "count": len(views[name]), "on": name == view}
            for name, words in VIEWS.items()
        ],
        "list": _table(session, two, sight, view, views[view][pages.part], export),
        "pages": pages,
    }


def _since(asked: str, earlier: Sequence[MatchingRun]) -> MatchingRun | None:
    """The run to compare with: the one asked for, or the finished one before."""
    named = next((run for run in earlier if str(run.id) == asked), None)
    return named or next(iter(earlier), None)


def _outcomes(session: Session, before: MatchingRun, run: MatchingRun) -> tuple[Outcome, Outcome]:
    places_before, places_now = (places(session, one.id or 0) for one in (before, run))
    scored = {move.worker for move in moves(places_before, places_now)}
    return outcome(session, before, places_before, scored), outcome(session, run, places_now, scored)


def _views(two: Two, sight: Sight) -> dict[str, list[Move] | list[Refill] | list[Gone]]:
    """The lines of each view within the reader's sight."""
    comparison = two.comparison
    moved = [one for one in comparison.moves() if sight.person(one.worker, one.before, one.now)]
    refills = [one for one in comparison.refills() if sight.here(one.vacancy)]
    return {
        "placed": [one for one in moved if one.before is None],
        "unplaced": [one for one in moved if one.now is None],
        "moved": [one for one in moved if one.before is not None and one.now is not None],
        "filled": [one for one in refills if one.full],
        "unfilled": [one for one in refills if not one.full],
        "gone": [one for one in gone_posts(two.before, two.now) if sight.here(one.vacancy)],
    }


def numbers(before: Report, now: Report) -> list[Number]:
    """The figures of both runs over the whole district."""
    asked = (
        ("名额有人选", "counts", "pairs"),
        ("重点、急聘名额招到", "filled_by_tier", "key_or_urgent"),
        ("重点帮扶对象有去处", "filled_by_tier", "assisted"),
        ("在招的名额", "counts", "openings"),
        ("求职者", "counts", "workers"),
    )
    return [_number(words, before.number(part, name), now.number(part, name)) for words, part, name in asked]


def _number(words: str, before: int, now: int) -> Number:
    change = f"多 {wording.count(now - before)}" if now > before else f"少 {wording.count(before - now)}"
    return Number(
        wording.count(now), "", f"{words}，{change if now != before else '没变'}（上次 {wording.count(before)}）"
    )


def _everywhere(comparison: Comparison) -> list[str]:
    """What differs for everybody."""
    said = {Kind.PARAMS: "匹配参数不同：{}", Kind.DAY_OR_SEED: "{}"}
    return [said[cause.kind].format(changed_words(cause.changed, Known())) for cause in comparison.everywhere]


def _table(session: Session, two: Two, sight: Sight, view: str, lines: Lines, export: str) -> Table[Any]:
    told = known(session, sight, (two.first, two.last), (two.before, two.now), lines)
    return Table(VIEWS[view], _columns(view, told), lines, "没有。换一次匹配来比，或看别的几项。", export)


def _columns(view: str, told: Known) -> Sequence[Column[Any]]:
    if view == "gone":
        return _gone_columns(told)
    return _refill_columns(told) if view in ("filled", "unfilled") else _move_columns(told)


def _move_columns(told: Known) -> list[Column[Move]]:
    return [
        Column("求职者", lambda line: told.worker(line.worker)),
        Column("上次", lambda line: _place(line.before, told)),
        Column("这次", lambda line: _place(line.now, told)),
        Column("为什么", lambda line: why(line.causes, told)),
    ]


def _place(vacancy: str | None, told: Known) -> str:
    return told.place(vacancy) if vacancy else "没有去处"


def _refill_columns(told: Known) -> list[Column[Refill]]:
    return [
        Column("岗位", lambda line: told.place(line.vacancy)),
        Column("上次", lambda line: f"{line.filled_before} / {line.openings_before}"),
        Column("这次", lambda line: f"{line.filled} / {line.openings}"),
        Column("为什么", lambda line: why(line.causes, told)),
    ]


def _gone_columns(told: Known) -> list[Column[Gone]]:
    return [
        Column("岗位", lambda line: told.place(line.vacancy)),
        Column("上次", lambda line: f"{line.filled} / {line.openings}"),
        Column("原来配上的人", _now_placed),
        Column("为什么", lambda line: told.fate(Kind.VACANCY_GONE, line.vacancy)),
    ]


def _now_placed(line: Gone) -> str:
    if not line.filled:
        return "没有"
    left = line.filled - line.placed_again
    return f"{line.placed_again} 人换了岗位" + (f"，{left} 人没有去处" if left else "")


def _taken_away(session: Session, access: Access, two: Two, sight: Sight, view: str, lines: Lines) -> Response[Any]:
    if not access.may(Action.RUN_EXPORT):
        raise NotAllowed("名单由区和街道导出，服务专员可以在页面上看。")
    list_ = _table(session, two, sight, view, lines, "")
    title = f"{VIEWS[view]} 第 {two.last.id} 次比第 {two.first.id} 次"
    return xlsx(workbook(list_, title=title), title)


def headline(session: Session, run: MatchingRun, access: Access, today: date) -> Mapping[str, str] | None:
    """The link under a result: how many more have a place than in the run before, and how many another one."""
    before = session.exec(earlier_runs(run).limit(1)).first()
    if before is None:
        return None
    sight = Sight.of(session, access, today)
    found = moves(places(session, before.id or 0), places(session, run.id or 0))
    mine = [one for one in found if sight.person(one.worker, one.before, one.now)]
    more = sum(one.before is None for one in mine) - sum(one.now is None for one in mine)
    moved = sum(one.before is not None and one.now is not None for one in mine)
    change = f"多 {more} 人有去处" if more > 0 else f"少 {-more} 人有去处" if more else "有去处的人数没变"
    since = "昨天" if (run.as_of - before.as_of).days == 1 else f"{wording.day(before.as_of, today)}第 {before.id} 次"
    return {"link": f"{HERE}/{run.id}/changes", "words": f"与{since}相比：{change}，{moved} 人换了岗位。看为什么"}


PAGES: list[HTTPRouteHandler] = [changes_page]
