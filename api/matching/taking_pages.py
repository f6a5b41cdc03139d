"""Pairs of a run taken on its page: those that were ticked, or all of them."""

import re
from collections.abc import Sequence
from typing import Any

from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import reach
from api.access.table import Access, Action
from api.layout import own_path
from api.matching.asking import finished
from api.matching.lines import HERE
from api.matching.schemas import Taken
from api.matching.taking import named_pairs, take
from api.notices import Notice, go_to
from models.run import RunPair

KEY = re.compile(r"(\d{1,10})-(\d{1,10})")  # worker-vacancy, as the boxes of the table carry it
TOLD = 3  # reasons named in the notice


@post("/staff/runs/{run_id:int}/take", opt={"action": Action.RUN_TAKE}, include_in_schema=False, sync_to_thread=True)
def take_form(
    request: Request[Any, Any, Any],
    run_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    """Propose the ticked pairs that still stand; what could not be taken is told with its reasons."""
    settings = request.app.state.settings
    back = own_path(str(data.get("next", ""))) or f"{HERE}/{run_id}"
    run, wanted, everything = finished(session, run_id), _ticked(data.get("pair", [])), data.get("all") == "yes"
    if not wanted and not everything:
        return go_to(back, Notice("还没有选人。在名字前面打勾，再按“推荐选中的”。", "wrong"))
    named = col(RunPair.run_id) == run_id if everything else named_pairs(run_id, wanted)
    rows = session.exec(select(RunPair).where(named, reach(RunPair, access, settings.today()))).all()
    pairs = [row for row in rows if everything or (row.worker_id, row.vacancy_id) in wanted]
    by = access.account_id
    taken = take(session, run, pairs, by=by, today=settings.today(), now=settings.now())
    return go_to(back, _notice(taken))


def _ticked(values: str | Sequence[str]) -> set[tuple[int, int]]:
    """The pairs of the boxes; a form sends one as a word and several as a list."""
    keys = [values] if isinstance(values, str) else values
    return {(int(match[1]), int(match[2])) for key in keys if (match := KEY.fullmatch(str(key)))}


def _notice(taken: Taken) -> Notice:
    if not taken.skipped:
        return Notice(f"已推荐 {wording.count(taken.taken)} 位，单位和求职者那边都能看到了。")
    whys = list(dict.fromkeys(left.why for left in taken.skipped))
    left = f"{len(taken.skipped)} 位没有推荐：{'、'.join(whys[:TOLD])}。"
    return Notice(f"已推荐 {wording.count(taken.taken)} 位；{left}", "right" if taken.taken else "wrong")


PAGES: list[HTTPRouteHandler] = [take_form]
