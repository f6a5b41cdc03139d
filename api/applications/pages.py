"""“我的申请”: how each stands, what to do next, yes and no to what the office proposes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session, col

from api.access.scopes import one
from api.access.table import Access, Action
from api.applications.standing import REASONS, lists
from api.fields.filled import Filled, filled, read
from api.layout import page
from api.notices import Notice, go_to
from api.referrals.moving import agree, step
from api.refusals import BadField, Conflict
from models.errors import IllegalTransition
from models.ledger import lock
from models.referral import (
    BEFORE_TALKS,
    Referral,
    ReferralFilter,
    ReferralOrigin,
    ReferralReason,
    ReferralState,
    referrals,
)
from models.vacancy import Vacancy
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
HERE = "/applications"


@dataclass(frozen=True, slots=True)
class LeaveForm:
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NoFields:
    """A button alone."""


@get("/applications", opt={"action": Action.OWN_REFERRALS}, include_in_schema=False, sync_to_thread=True)
def applications_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    if access.account is None or access.account.worker_id is None:
        return page(request, "applications/signed_out.html")
    mine = referrals(ReferralFilter(worker_id=access.account.worker_id))
    rows = session.exec(mine.order_by(col(Referral.created_at).desc(), col(Referral.id).desc())).all()
    worker = session.get_one(Worker, access.account.worker_id)
    found = lists(session, rows, request.app.state.settings.today())
    done = request.query_params.get("done", "")
    return page(request, "applications/applications.html", made_up=worker.made_up, found=found, done=done)


@post(
    "/applications/{referral_id:int}/agree",
    opt={"action": Action.REFERRAL_ANSWER},
    include_in_schema=False,
    sync_to_thread=True,
)
def agree_form(
    request: AnyRequest, referral_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    settings = request.app.state.settings
    referral, vacancy = _locked(request, session, referral_id, access)
    try:
        agree(session, referral, access.require_account(), today=settings.today(), now=settings.now())
    except Conflict as refused:
        return go_to(HERE, Notice(refused.detail, "wrong"))
    return go_to(HERE, Notice(f"已告诉单位您愿意去：{vacancy.title}。单位现在能看到您的电话，会打给您。"))


@get(
    "/applications/{referral_id:int}/leave",
    opt={"action": Action.REFERRAL_ANSWER},
    include_in_schema=False,
    sync_to_thread=True,
)
def leave_page(
    request: AnyRequest, referral_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    referral = one(session, Referral, referral_id, access, request.app.state.settings.today())
    return _leave_page(request, session, referral, Filled())


@post(
    "/applications/{referral_id:int}/leave",
    opt={"action": Action.REFERRAL_ANSWER},
    include_in_schema=False,
    sync_to_thread=True,
)
def leave_form(
    request: AnyRequest,
    referral_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[LeaveForm],
) -> Response[Any]:
    """No to a proposal, or an application taken back: with a reason, so that the next proposal is a better one."""
    settings = request.app.state.settings
    referral, vacancy = _locked(request, session, referral_id, access)
    form = filled({"reason": data.reason, "note": data.note})
    reason = read(form, _reason)
    if isinstance(reason, Filled):
        return _leave_page(request, session, referral, reason, status=422)
    try:
        step(
            session,
            referral,
            _leaving(referral),
            by=access.require_account(),
            reason=reason,
            note=data.note.strip()[:200],
            today=settings.today(),
            now=settings.now(),
        )
    except IllegalTransition:
        return go_to(HERE, Notice(f"“{vacancy.title}”已经是“{referral.state.label}”，不用再取消。", ""))
    return go_to(f"{HERE}?done=leave-{referral_id}", Notice(f"已取消：{vacancy.title}。单位不会再看到您的电话。"))


def _leaving(referral: Referral) -> ReferralState:
    """An own application that nobody has answered is taken back; anything else is declined."""
    own = referral.origin == ReferralOrigin.WORKER and referral.state in BEFORE_TALKS
    return ReferralState.WITHDRAWN if own else ReferralState.DECLINED_BY_WORKER


def _reason(values: Mapping[str, str]) -> ReferralReason:
    given = values.get("reason", "")
    if given not in REASONS:
        raise BadField.of("reason", "请选一个原因，下次推荐就不会再犯")
    return ReferralReason(given)


def _locked(request: AnyRequest, session: Session, referral_id: int, access: Access) -> tuple[Referral, Vacancy]:
    """The reader's own referral, kept from others, both sides first: in this order everybody waits."""
    referral = one(session, Referral, referral_id, access, request.app.state.settings.today())
    lock(session, {referral.worker_id}, {referral.vacancy_id})
    session.refresh(referral, with_for_update={"key_share": True})
    return referral, session.get_one(Vacancy, referral.vacancy_id)


def _leave_page(
    request: AnyRequest, session: Session, referral: Referral, form: Filled, status: int = 200
) -> Response[Any]:
    vacancy = session.get_one(Vacancy, referral.vacancy_id)
    return page(
        request,
        "applications/leave.html",
        status=status,
        made_up=vacancy.made_up,
        referral_id=referral.id,
        title=vacancy.title,
        proposed=referral.agreed_at is None,
        reasons=[(reason.value, reason.label) for reason in REASONS],
        form=form,
    )


PAGES: list[HTTPRouteHandler] = [applications_page, agree_form, leave_page, leave_form]
