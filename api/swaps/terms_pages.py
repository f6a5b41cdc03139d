"""The form of the agreement's articles."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import Filled, filled, read
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict, FieldProblem
from api.swaps.changing import OPEN, change_terms
from api.swaps.sides import meanwhile, seen_of, side_of
from api.swaps.suggesting import suggested
from api.swaps.swap_pages import by_of, changed_words, entry_of
from api.swaps.terms import ARTICLES, CASES, DAYS, DECLARATIONS, LABELS, meant, typed
from models.employer import Employer
from models.swap import Swap

AnyRequest = Request[Any, Any, Any]
TERMS = "/swaps/{swap_id:int}/terms"
LONGEST = 1000


@get(TERMS, opt={"action": Action.SWAP_TERMS}, include_in_schema=False, sync_to_thread=True)
def terms_page(
    request: AnyRequest, swap_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    swap = one(session, Swap, swap_id, access, request.app.state.settings.today())
    begins = swap.terms or suggested(session, swap)
    return _terms(request, session, swap, access, Filled(typed(begins)))


@post(TERMS, opt={"action": Action.SWAP_TERMS}, include_in_schema=False, sync_to_thread=True)
def terms_form(
    request: AnyRequest,
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    today = request.app.state.settings.today()
    swap = one(session, Swap, swap_id, access, today, lock=True)
    form = filled(data)
    terms = read(form, _meant)
    if isinstance(terms, Filled):
        return _terms(request, session, swap, access, terms, status=422)
    if told := meanwhile(session, swap, form.value("seen"), today):
        return _terms(request, session, swap, access, form, status=409, problem=changed_words(told))
    if not access.may(Action.SWAP_MOVE):
        terms["pay_waived"] = swap.terms.get("pay_waived", "")
    try:
        with session.begin_nested():
            changed = change_terms(session, swap, terms, by_of(request, access))
    except Conflict as refused:
        return _terms(request, session, swap, access, form, status=409, problem=refused.detail)
    words = f"已保存：{'、'.join(changed)}。" if changed else "没有改动。"
    return go_to(f"/swaps/{swap_id}", Notice(words))


def _terms(
    request: AnyRequest,
    session: Session,
    swap: Swap,
    access: Access,
    form: Filled,
    *,
    status: int = 200,
    problem: str = "",
) -> Response[Any]:
    return page(
        request,
        "swaps/terms.html",
        status=status,
        here=entry_of(request),
        made_up=session.get_one(Employer, swap.lender_id).made_up,
        swap=swap,
        side=side_of(access, swap),
        form=form,
        seen=form.value("seen") if status == 422 else seen_of(session, swap),
        problem=problem,
        may_change=swap.state in OPEN,
        may_waive=access.may(Action.SWAP_MOVE),
        suggested=not swap.terms,
        articles=ARTICLES,
        declarations=DECLARATIONS,
        cases=CASES,
        days=DAYS,
        labels=LABELS,
    )


def _meant(values: Mapping[str, str]) -> dict[str, Any]:
    problems = [FieldProblem(key, "请填 1 到 28 的整数，比如 10") for key in DAYS if not _is_day(values.get(key, ""))]
    problems += [
        FieldProblem(one.key, f"最多 {LONGEST} 个字") for one in ARTICLES if len(values.get(one.key, "")) > LONGEST
    ]
    if problems:
        raise BadField(*problems)
    return meant(values)


def _is_day(text: str) -> bool:
    """Whether a day that every month has is written."""
    return text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 28


PAGES: list[HTTPRouteHandler] = [terms_page, terms_form]
