"""One referral on the office's table: who and what, what happened so far, and the next step with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import one
from api.access.table import Access, Action, current_access
from api.fields.filled import Filled, filled, read
from api.layout import own_path, page
from api.notices import Notice, go_to
from api.referrals.moving import step
from api.refusals import BadField, Conflict
from models.account import Account
from models.employer import Employer
from models.errors import IllegalTransition, PromiseRefused
from models.ledger import lock
from models.referral import DECLINED, NEXT, Referral, ReferralReason, ReferralState, log_of
from models.referral_standing import in_state, repeated
from models.vacancy import Vacancy
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
PATH = "/staff/referrals/{referral_id:int}"
LABELS = {"to": "到哪一步", "reason": "原因", "note": "说明"}
LOST = DECLINED | {ReferralState.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the history."""

    words: str
    at: str
    by: str
    note: str
    kind: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """The step somebody chose, with what it needs."""

    to: ReferralState
    reason: ReferralReason | None
    note: str


@get(PATH, opt={"action": Action.REFERRAL_LOG}, include_in_schema=False, sync_to_thread=True)
def referral_page(
    request: AnyRequest,
    referral_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    referral = one(session, Referral, referral_id, access, request.app.state.settings.today())
    return _shown(request, session, referral, Filled(), own_path(request.query_params.get("next", "")))


@post(PATH, opt={"action": Action.REFERRAL_STEP}, include_in_schema=False, sync_to_thread=True)
def step_form(
    request: AnyRequest,
    referral_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    """Take the chosen step, unless somebody else took one since the page was opened."""
    settings, back = request.app.state.settings, own_path(data.get("next", ""))
    today, form = settings.today(), filled(data)
    referral = one(session, Referral, referral_id, access, today)
    wanted = read(form, _wanted)
    if isinstance(wanted, Filled):
        return _shown(request, session, referral, wanted, back, status=422)
    lock(session, {referral.worker_id}, {referral.vacancy_id})
    referral = one(session, Referral, referral_id, access, today, lock=True)
    if form.value("since") != referral.state.value:
        told = form.wrong([])
        problem = f"刚才有人把它改成了“{referral.state.label}”。看一下经过，再决定下一步；您写的还在。"
        return _shown(request, session, referral, told, back, status=409, problem=problem)
    try:
        with session.begin_nested():  # what is refused half-way leaves nothing behind, and the page still answers
            step(
                session,
                referral,
                wanted.to,
                by=access.require_account(),
                reason=wanted.reason,
                note=wanted.note,
                today=today,
                now=settings.now(),
            )
    except (Conflict, IllegalTransition, PromiseRefused) as refused:
        session.refresh(referral)
        return _shown(request, session, referral, form, back, status=409, problem=str(refused))
    return go_to(back or f"/staff/referrals/{referral_id}", Notice(f"已登记：{wanted.to.label}。"))


def _wanted(values: Mapping[str, str]) -> Wanted:
    if values.get("to", "") not in set(ReferralState):
        raise BadField.of("to", "请选一步")
    to, reason = ReferralState(values["to"]), values.get("reason", "")
    if to in DECLINED and reason not in set(ReferralReason):
        raise BadField.of("reason", "没成的要选一个原因，以后好改进")
    return Wanted(to, ReferralReason(reason) if to in LOST and reason else None, values.get("note", "")[:200])


def _shown(
    request: AnyRequest,
    session: Session,
    referral: Referral,
    form: Filled,
    back: str,
    *,
    status: int = 200,
    problem: str = "",
) -> Response[Any]:
    today = request.app.state.settings.today()
    worker, vacancy = session.get_one(Worker, referral.worker_id), session.get_one(Vacancy, referral.vacancy_id)
    return page(
        request,
        "referrals/referral.html",
        status=status,
        made_up=vacancy.made_up,
        referral=referral,
        worker=worker,
        vacancy=vacancy,
        employer=session.get_one(Employer, vacancy.employer_id),
        form=form,
        problem=problem,
        labels=LABELS,
        may_open_worker=current_access(request).may(Action.WORKER_READ),
        back=back,
        steps=[
            (state.value, state.label) for state in ReferralState if state in NEXT[_standing(session, referral, today)]
        ],
        reasons=[("", "没成的请选"), *((reason.value, reason.label) for reason in ReferralReason)],
        history=_history(session, referral, today),
        repeats=session.exec(select(Referral.id).where(Referral.id == referral.id, repeated())).first() is not None,
    )


def _standing(session: Session, referral: Referral, today: date) -> ReferralState:
    """The state it counts as today: one whose vacancy has passed its last day is withdrawn, written down or not."""
    fallen = select(Referral.id).where(Referral.id == referral.id, in_state(ReferralState.WITHDRAWN, today))
    return ReferralState.WITHDRAWN if session.exec(fallen).first() else referral.state


def _history(session: Session, referral: Referral, today: date) -> list[Line]:
    rows = session.exec(log_of(referral.id or 0)).all()
    ids = {row.account_id for row in rows}
    names = dict(session.exec(select(col(Account.id), col(Account.name)).where(col(Account.id).in_(ids))).all())
    return [
        Line(
            words=row.to_state.label,
            at=wording.moment(row.at, today),
            by=names.get(row.account_id, "") if row.account_id else "",
            note=wording.joined(row.reason_code.label if row.reason_code else None, row.note or None),
            kind="lost" if row.to_state in LOST else "won" if row.to_state == ReferralState.HIRED else "",
        )
        for row in reversed(rows)
    ]


PAGES: list[HTTPRouteHandler] = [referral_page, step_form]
