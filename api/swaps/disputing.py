"""A dispute: since when, what each side says of it, in the log that both read; the coordinator decides how it ends."""

from typing import Any

from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import filled
from api.fields.types import storable
from api.notices import Notice, go_to
from api.refusals import Conflict, FieldProblem
from api.swaps.moving import By
from api.swaps.sides import LABEL, Side, side_of
from api.swaps.swap_pages import LONGEST_NOTE, by_of, shown
from models.swap import Swap, SwapState, note_step

AnyRequest = Request[Any, Any, Any]


@post(
    "/swaps/{swap_id:int}/statements", opt={"action": Action.SWAP_TERMS}, include_in_schema=False, sync_to_thread=True
)
def statement_form(
    request: AnyRequest,
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    """What one side, or the office, says of the dispute."""
    swap = one(session, Swap, swap_id, access, request.app.state.settings.today(), lock=True)
    form = filled(data)
    said = form.value("said").strip()
    if not said or len(said) > LONGEST_NOTE or not storable(said):
        wrong = form.wrong([FieldProblem("said", f"请写清楚怎么回事，最多 {LONGEST_NOTE} 个字")])
        return shown(request, session, swap, access, form=wrong, status=422)
    try:
        state_dispute(session, swap, side_of(access, swap), said, by_of(request, access))
    except Conflict as refused:
        return shown(request, session, swap, access, form=form, status=409, problem=refused.detail)
    return go_to(f"/swaps/{swap_id}", Notice("已记下，双方和区里都能看到。"))


def state_dispute(session: Session, swap: Swap, side: Side, said: str, by: By) -> None:
    """A side's words in the log; raises `Conflict` when nothing is disputed."""
    if swap.state is not SwapState.DISPUTED:
        raise Conflict(f"调剂现在是“{swap.state.label}”，没有争议要说明。有争议请先告诉经办人。")
    note_step(session, swap, swap.state, now=by.now, by=by.account_id, note=f"{LABEL.get(side, '区里')}说：{said}")
    swap.updated_at = by.now
    session.add(swap)
    session.flush()


PAGES: list[HTTPRouteHandler] = [statement_form]
