"""One person put forward: what the employer may know, what happened so far, and one answer at a time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import one
from api.access.table import Access, Action
from api.candidates.deciding import REASONS, WORDS, Answer, Decision, decide, possible
from api.candidates.people import people
from api.fields.filled import Filled, filled, read
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict, Refusal
from api.transactions import transaction
from models.account import Account, Role
from models.ledger import lock
from models.referral import Referral, ReferralLog, ReferralOrigin, ReferralReason, ReferralState, log_of
from models.vacancy import Vacancy

AnyRequest = Request[Any, Any, Any]
WON = frozenset({ReferralState.OFFERED, ReferralState.HIRED})
LOST = frozenset({ReferralState.DECLINED_BY_EMPLOYER, ReferralState.DECLINED_BY_WORKER, ReferralState.WITHDRAWN})
LABELS = {"day": "哪一天", "time": "几点", "place": "地点", "start": "上岗日", "reason": "原因", "decision": "答复"}


@dataclass(frozen=True, slots=True)
class Step:
    words: str
    note: str
    at: str
    kind: str


@get("/candidates/{referral_id:int}", opt={"action": Action.CANDIDATES}, include_in_schema=False, sync_to_thread=True)
def person_page(
    request: AnyRequest,
    referral_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    today = request.app.state.settings.today()
    referral = one(session, Referral, referral_id, access, today)
    return _shown(request, session, referral, Filled())


@post(
    "/candidates/{referral_id:int}",
    opt={"action": Action.REFERRAL_DECIDE},
    include_in_schema=False,
    sync_to_thread=True,
)
def decision_form(
    request: AnyRequest,
    referral_id: FromPath[int],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    settings = request.app.state.settings
    today, form = settings.today(), filled(data)
    answer = read(form, lambda values: answer_of(values, today))
    if isinstance(answer, Filled):
        return _again(request, referral_id, access, answer, status=422)
    try:
        with transaction(request) as session:
            referral = _locked(session, referral_id, access, today, form.value("since"))
            decide(session, referral, answer, by=access.require_account(), today=today, now=settings.now())
            vacancy_id = referral.vacancy_id
    except Conflict as refused:
        return _again(request, referral_id, access, form, problem=refused, status=409)
    return go_to(f"/vacancies/{vacancy_id}/candidates", Notice(_said(answer)))


def answer_of(values: Mapping[str, str], today: date) -> Answer:
    """What the form says; raises `BadField` for what is missing."""
    decision = next((one for one in Decision if one.value == values.get("decision")), None)
    match decision:
        case Decision.INTERVIEW:
            return Answer(decision, note=_interview(values, today))
        case Decision.HIRE:
            start = _day(values, "start", today)
            return Answer(decision, note=f"上岗日：{wording.day(start, today)}")
        case Decision.OFFER:
            return Answer(decision, note=values.get("note", "")[:200])
        case Decision.DECLINE:
            return Answer(decision, _reason(values), values.get("note", "")[:200])
    raise BadField.of("decision", "没有看懂您按了哪个按钮，请再按一次")


def _interview(values: Mapping[str, str], today: date) -> str:
    on, at = _day(values, "day", today), _time(values.get("time", ""))
    place = values.get("place", "")
    if not place:
        raise BadField.of("place", "写明到哪里、找谁，比如：厂门口保安室，找李姐")
    return f"面试：{wording.day(on, today)}{at:%H:%M}，{place[:100]}"


def _day(values: Mapping[str, str], name: str, today: date) -> date:
    try:
        day = date.fromisoformat(values.get(name, ""))
    except ValueError:
        raise BadField.of(name, "选一个日期") from None
    if not 0 <= (day - today).days <= 365:
        raise BadField.of(name, "日期要从今天起，一年以内")
    return day


def _time(typed: str) -> time:
    try:
        return time.fromisoformat(typed)
    except ValueError:
        raise BadField.of("time", "选一个时间，比如 09:30") from None


def _reason(values: Mapping[str, str]) -> ReferralReason:
    reason = next((reason for reason in REASONS if reason.value == values.get("reason")), None)
    if reason is None:
        raise BadField.of("reason", "按其中一个原因，对方才知道差在哪里")
    return reason


def _locked(session: Session, referral_id: int, access: Access, today: date, since: str) -> Referral:
    """The row once nobody else can change it; raises `Conflict` if somebody has since the page was shown."""
    referral = one(session, Referral, referral_id, access, today)
    lock(session, {referral.worker_id}, {referral.vacancy_id})
    session.refresh(referral, with_for_update={"key_share": True})
    if since and since != seen(referral):
        raise Conflict(f"您看这一页的时候，状态已经变成“{referral.state.label}”。请看下面的经过，再决定。")
    return referral


def seen(referral: Referral) -> str:
    """What the page was shown of, to tell whether it has changed meanwhile."""
    return f"{referral.state} {referral.state_since.isoformat()}"


def _said(answer: Answer) -> str:
    if answer.decision == Decision.DECLINE and answer.reason:
        return f"已记为不合适（{answer.reason.label}），对方会看到原因。"
    return f"已记下：{WORDS[answer.decision]}。{answer.note}"


def _again(
    request: AnyRequest,
    referral_id: int,
    access: Access,
    form: Filled,
    *,
    problem: Refusal | None = None,
    status: int,
) -> Response[Any]:
    """The same page with everything typed and what is wrong."""
    with transaction(request) as session:
        referral = one(session, Referral, referral_id, access, request.app.state.settings.today())
        return _shown(request, session, referral, form, problem.detail if problem else "", status)


def _shown(
    request: AnyRequest, session: Session, referral: Referral, form: Filled, problem: str = "", status: int = 200
) -> Response[Any]:
    today = request.app.state.settings.today()
    vacancy = session.get_one(Vacancy, referral.vacancy_id)
    person = people(session, [referral], vacancy, today)[0]
    may = [] if person.ended else [decision.value for decision in possible(referral.state)]
    return page(
        request,
        "candidates/person.html",
        status=status,
        made_up=vacancy.made_up,
        vacancy=vacancy,
        person=person,
        since=seen(referral),
        may=may,
        open=form.value("decision") or next(iter(may), ""),  # the answer being given, or the next on the road
        form=_prefilled(form, vacancy, today),
        problem=problem,
        labels=LABELS,
        reasons=[(reason.value, reason.label) for reason in REASONS],
        steps=_steps(session, referral, today),
    )


def _prefilled(form: Filled, vacancy: Vacancy, today: date) -> Filled:
    """What is known already stands in the empty fields."""
    start = max(vacancy.start_date or today, today)
    usual = {
        "place": vacancy.address and f"{vacancy.address}，找{vacancy.contact or '人事'}",
        "start": start.isoformat(),
    }
    return Filled(usual | {name: value for name, value in form.values.items() if value}, form.problems)


def _steps(session: Session, referral: Referral, today: date) -> list[Step]:
    """What happened, the latest first. What the office or the worker wrote beside a step is not for the employer."""
    lines = session.exec(log_of(referral.id or 0)).all()
    ours = employers_own(session, [line.account_id for line in lines])
    return [
        Step(
            words=_words(line, referral.origin, told=line.account_id in ours),
            note=line.note if line.account_id in ours else "",
            at=wording.moment(line.at, today),
            kind="won" if line.to_state in WON else "lost" if line.to_state in LOST else "",
        )
        for line in reversed(lines)
    ]


def employers_own(session: Session, ids: Collection[int | None]) -> frozenset[int | None]:
    """Which of these accounts act for an employer."""
    rows = select(Account.id).where(col(Account.id).in_({key for key in ids if key}), Account.role == Role.EMPLOYER)
    return frozenset(session.exec(rows).all())


def _words(line: ReferralLog, origin: ReferralOrigin, *, told: bool) -> str:
    first = origin.label if line.from_state is None else line.to_state.label
    return wording.joined(first, line.reason_code.label if line.reason_code and told else None)


PAGES: list[HTTPRouteHandler] = [person_page, decision_form]
