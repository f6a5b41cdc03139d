"""Files that may be of one person: looked at side by side, merged or kept apart by hand, and undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import one, reach
from api.access.table import Access, Action
from api.downloads import asks_for_xlsx, xlsx
from api.duplicates.finding import Likeness, likeness, likenesses
from api.duplicates.merging import keep_apart, merge, undo
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import Conflict, NotThere
from api.staff.heading import area_of, made_up_here
from api.tables import Cell, Column, Table, workbook
from api.vacancies.around import education_names, street_names
from models.account import Account
from models.duplicate import WorkerMerge
from models.worker import Worker, certificates_of, skills_of, wishes_of

AnyRequest = Request[Any, Any, Any]
HERE = "/staff/duplicates"
PAIR = HERE + "/{first_id:int}/{second_id:int}"
RECENT = 30
SHOWN = 100


@dataclass(frozen=True, slots=True)
class MergeForm:
    """``keep`` is the number of the file that stays."""

    keep: str = ""


@dataclass(frozen=True, slots=True)
class Undoable:
    """A merge that stands and may be undone."""

    id: int
    kept: str
    gone: str
    at: str
    by: str


@get(HERE, opt={"action": Action.DUPLICATE_MERGE}, include_in_schema=False, sync_to_thread=True)
def duplicates_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    today = request.app.state.settings.today()
    found = likenesses(session, access, today)
    table = _table(found[:SHOWN], street_names(session))
    if asks_for_xlsx(request):
        return xlsx(workbook(table, title=f"可能重复的档案（{today}）"), f"可能重复的档案_{today}")
    return page(
        request,
        "duplicates/duplicates.html",
        made_up=made_up_here(session),
        area=area_of(session, access),
        total=len(found),
        table=table,
        merges=_undoable(session, access, today),
    )


def _table(found: Sequence[Likeness], streets: Any) -> Table[Likeness]:
    def who(worker: Worker) -> str:
        return wording.joined(wording.masked(worker.name), streets.get(worker.street_code or ""))

    return Table(
        caption="可能是同一个人",
        columns=[
            Column("较早的档案", lambda pair: who(pair.first), lambda pair: _cell(pair, pair.first, who)),
            Column("较晚的档案", lambda pair: who(pair.second), lambda pair: _cell(pair, pair.second, who)),
            Column("相同的地方", lambda pair: "、".join(pair.common)),
            Column("看法", _opinion, lambda pair: Cell(_opinion(pair), tag="no" if pair.sure else "info")),
        ],
        rows=found,
        nothing="没有发现可能重复的档案。",
        export=f"{HERE}?as=xlsx",
    )


def _cell(pair: Likeness, worker: Worker, who: Any) -> Cell:
    return Cell(who(worker), sub=f"编号 {worker.id}", link=f"{HERE}/{pair.first.id}/{pair.second.id}")


def _opinion(pair: Likeness) -> str:
    if pair.sure:
        return "很可能是一个人"
    return "也许是一家人" if pair.family else "要问一问"


def _undoable(session: Session, access: Access, today: date) -> list[Undoable]:
    within = select(Worker.id).where(reach(Worker, access, today))
    rows = session.exec(
        select(WorkerMerge)
        .where(col(WorkerMerge.undone_at).is_(None), col(WorkerMerge.kept_id).in_(within))
        .where(col(WorkerMerge.gone_id).in_(within))
        .order_by(col(WorkerMerge.id).desc())
        .limit(RECENT)
    ).all()
    return [_told(session, row, today) for row in rows]


def _told(session: Session, row: WorkerMerge, today: date) -> Undoable:
    kept, gone = session.get_one(Worker, row.kept_id), session.get_one(Worker, row.gone_id)
    by = session.get(Account, row.account_id) if row.account_id else None
    words = [f"{wording.masked(worker.name)}（编号 {worker.id}）" for worker in (kept, gone)]
    return Undoable(row.id or 0, words[0], words[1], wording.moment(row.at, today), by.name if by else "")


@get(PAIR, opt={"action": Action.DUPLICATE_MERGE}, include_in_schema=False, sync_to_thread=True)
def compare_page(
    request: AnyRequest,
    first_id: FromPath[int],
    second_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    today = request.app.state.settings.today()
    return _compared(request, session, *_both(session, first_id, second_id, access, today), today)


def _compared(
    request: AnyRequest, session: Session, first: Worker, second: Worker, today: date, *, unchosen: bool = False
) -> Response[Any]:
    """Both files side by side; ``unchosen`` marks that nobody said which of them stays."""
    sides = [_facts(session, worker, today) for worker in (first, second)]
    pair = likeness(first, second)
    return page(
        request,
        "duplicates/compare.html",
        status=422 if unchosen else 200,
        unchosen=unchosen,
        made_up=first.made_up,
        first=first,
        second=second,
        common=pair.common,
        opinion=_opinion(pair),
        rows=[(name, mine, theirs, mine == theirs) for (name, mine), (_, theirs) in zip(*sides, strict=True)],
    )


@post(PAIR + "/merge", opt={"action": Action.DUPLICATE_MERGE}, include_in_schema=False, sync_to_thread=True)
def merge_form(
    request: AnyRequest,
    first_id: FromPath[int],
    second_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[MergeForm],
) -> Response[Any]:
    settings = request.app.state.settings
    first, second = _both(session, first_id, second_id, access, settings.today(), lock=True)
    ways = {str(first.id): (first, second), str(second.id): (second, first)}
    if data.keep not in ways:
        return _compared(request, session, first, second, settings.today(), unchosen=True)
    kept, gone = ways[data.keep]
    merge(session, kept, gone, by=access.account_id, now=settings.now())
    return go_to(HERE, Notice(f"已合并到编号 {kept.id}。原来的查询码都作废了，请当面重发。弄错了可以在下面撤销。"))


@post(PAIR + "/apart", opt={"action": Action.DUPLICATE_MERGE}, include_in_schema=False, sync_to_thread=True)
def apart_form(
    request: AnyRequest,
    first_id: FromPath[int],
    second_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    settings = request.app.state.settings
    first, second = _both(session, first_id, second_id, access, settings.today())
    keep_apart(session, first, second, by=access.account_id, now=settings.now())
    return go_to(HERE, Notice("已记下：不是同一个人，以后不再提示。"))


@post(
    HERE + "/{merge_id:int}/undo",
    opt={"action": Action.DUPLICATE_MERGE},
    include_in_schema=False,
    sync_to_thread=True,
)
def undo_form(
    request: AnyRequest,
    merge_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    settings = request.app.state.settings
    merged = session.get(WorkerMerge, merge_id)
    if merged is None:
        raise NotThere("合并记录", merge_id)
    kept, gone = (one(session, Worker, key, access, settings.today()) for key in (merged.kept_id, merged.gone_id))
    undo(session, merged, kept, gone, by=access.account_id, now=settings.now())
    return go_to(HERE, Notice("已撤销，两份档案都恢复了。合并时撤回的重复推荐没有恢复，需要的请重新推荐。"))


def _both(
    session: Session, first_id: int, second_id: int, access: Access, today: date, *, lock: bool = False
) -> tuple[Worker, Worker]:
    """The two files; raises `NotThere` or, when one of them went into another already, `Conflict`."""
    if first_id == second_id:
        raise NotThere("两份档案", f"{first_id}/{second_id}")
    lower, higher = (one(session, Worker, key, access, today, lock=lock) for key in sorted((first_id, second_id)))
    gone = select(WorkerMerge.id).where(
        col(WorkerMerge.gone_id).in_([first_id, second_id]), col(WorkerMerge.undone_at).is_(None)
    )
    if session.exec(gone).first() is not None:
        raise Conflict("其中一份档案已经并到别的档案里了。请回到重复档案的名单，从那里再看。")
    return (lower, higher) if first_id < second_id else (higher, lower)


def _facts(session: Session, worker: Worker, today: date) -> list[tuple[str, str | None]]:
    key = [worker.id or 0]
    lodging = {True: "要包住", False: "不要求", None: None}[worker.needs_lodging]
    return [
        ("姓名", worker.name),
        ("手机", worker.phone or None),
        ("证件", f"…{worker.id_number[-4:]}" if worker.id_number else None),
        ("出生", f"{worker.birth_date}" if worker.birth_date else None),
        ("住在", street_names(session).get(worker.street_code or "")),
        ("地址", worker.address or None),
        ("学历", education_names(session).get(worker.education or 0)),
        ("想找", "、".join(row.words for row in session.exec(wishes_of(key))) or None),
        ("自己的话", worker.words or None),
        ("会什么", "、".join(row.words for row in session.exec(skills_of(key))) or None),
        ("证书", "、".join(row.words for row in session.exec(certificates_of(key))) or None),
        ("月薪", f"{wording.yuan(worker.wage_min_fen)} 元以上" if worker.wage_min_fen is not None else None),
        ("住宿", lodging),
        ("可到岗", wording.day(worker.available_from, today)),
        ("同意推荐", wording.yes_no(worker.consent_recommend)),
        ("登记", wording.joined(wording.moment(worker.registered_at, today), worker.channel or None)),
    ]


PAGES: list[HTTPRouteHandler] = [duplicates_page, compare_page, merge_form, apart_form, undo_form]
