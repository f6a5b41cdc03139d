"""Where a firm puts its name under the version that stands; the office notes what was signed on paper."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.filled import Filled, filled
from api.fields.types import storable
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import Conflict, FieldProblem
from api.swaps.sides import Side, meanwhile, seen_of, side_of
from api.swaps.signing import firm_signing, lacking, sign, unsignable
from api.swaps.swap_pages import by_of, changed_words, entry_of
from models.employer import Employer
from models.swap import Swap

AnyRequest = Request[Any, Any, Any]
PATH = "/swaps/{swap_id:int}/sign"
LONGEST = 40


@get(PATH, opt={"action": Action.SWAP_SIGN}, include_in_schema=False, sync_to_thread=True)
def sign_page(
    request: AnyRequest, swap_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    swap = one(session, Swap, swap_id, access, request.app.state.settings.today())
    firm = firm_signing(session, swap, access, request.query_params.get("firm", ""))
    return _shown(request, session, swap, access, firm, Filled({"signatory": firm.legal_person}))


@post(PATH, opt={"action": Action.SWAP_SIGN}, include_in_schema=False, sync_to_thread=True)
def sign_form(
    request: AnyRequest,
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    today = request.app.state.settings.today()
    swap = one(session, Swap, swap_id, access, today, lock=True)
    form = filled(data)
    firm = firm_signing(session, swap, access, form.value("firm"))
    signatory = form.value("signatory").strip()
    if problems := _wrong(form, signatory):
        return _shown(request, session, swap, access, firm, form.wrong(problems), status=422)
    if told := meanwhile(session, swap, form.value("seen"), today):
        return _shown(request, session, swap, access, firm, form, status=409, problem=changed_words(told))
    note = "区里代记纸面签字：" if side_of(access, swap) is Side.OFFICE else ""
    try:
        with session.begin_nested():
            both = sign(session, swap, firm.id or 0, signatory, by_of(request, access), note=f"{note}{firm.name}")
    except Conflict as refused:
        return _shown(request, session, swap, access, firm, form, status=409, problem=refused.detail)
    words = "双方都签了，协议生效。" if both else "已签，等另一家签。"
    return go_to(f"/swaps/{swap_id}", Notice(words))


def _wrong(form: Filled, signatory: str) -> list[FieldProblem]:
    problems = []
    if not signatory or len(signatory) > LONGEST or not storable(signatory):
        problems.append(FieldProblem("signatory", "请写签字人的姓名"))
    if form.value("read") != "yes":
        problems.append(FieldProblem("read", "请先看过协议和名单，再勾选"))
    return problems


def _shown(
    request: AnyRequest,
    session: Session,
    swap: Swap,
    access: Access,
    firm: Employer,
    form: Filled,
    *,
    status: int = 200,
    problem: str = "",
) -> Response[Any]:
    today = request.app.state.settings.today()
    return page(
        request,
        "swaps/sign.html",
        status=status,
        here=entry_of(request),
        made_up=firm.made_up,
        swap=swap,
        firm=firm,
        is_office=side_of(access, swap) is Side.OFFICE,
        form=form,
        seen=form.value("seen") if status == 422 else seen_of(session, swap),
        problem=problem,
        lacks=""
        if problem
        else unsignable(lacking(session, swap, side_of(access, swap), form.value("signatory"), today)),
    )


PAGES: list[HTTPRouteHandler] = [sign_page, sign_form]
