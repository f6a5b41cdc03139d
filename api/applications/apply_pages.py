"""“我想去”: a name, a phone, a sentence; whoever is signed in taps once."""

import secrets
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from litestar.status_codes import HTTP_200_OK
from sqlmodel import Session, select

from api import wording
from api.access.scopes import one
from api.access.table import Access, Action, access_to
from api.accounts import lookup_codes
from api.accounts.lookup_codes import Fresh, first_phone, spaced
from api.accounts.signing_in import address_of, start_family
from api.applications.applying import (
    Applicant,
    Applied,
    applicant_of,
    apply_known,
    apply_new,
    code_for,
    offered,
    sent_before,
    words_problem,
)
from api.applications.brakes import TooManyApplications
from api.applications.weighing import Weighed, weigh
from api.fields.filled import Filled, filled, read
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, NotSignedIn
from api.transactions import transaction
from api.vacancies import cards
from api.vacancies.around import around
from models.account import Account
from models.ledger import lock
from models.referral import Referral
from models.vacancy import Vacancy
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
CODE_SECONDS = 600
SHORTEST_KEY = 16


@dataclass(frozen=True, slots=True)
class ApplyForm:
    name: str = ""
    phone: str = ""
    words: str | None = None  # None: the form had no such field
    recommend: str = ""
    key: str = ""


@get("/vacancies/{vacancy_id:int}/apply", opt={"action": Action.APPLY}, include_in_schema=False, sync_to_thread=True)
def apply_page(
    request: AnyRequest,
    vacancy_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    today = request.app.state.settings.today()
    vacancy = offered(session, vacancy_id, today)
    if access.account is None:
        return _form_page(request, session, vacancy, _keyed(Filled({"words": request.query_params.get("q", "")})))
    worker = _own(session, access, request)
    return _known_page(request, session, vacancy, worker, Filled({"words": worker.words}))


@post("/vacancies/{vacancy_id:int}/apply", opt={"action": Action.APPLY}, include_in_schema=False, sync_to_thread=True)
def apply_form(
    request: AnyRequest, vacancy_id: FromPath[int], access: NamedDependency[Access], data: URLEncodedBody[ApplyForm]
) -> Response[Any]:
    if access.account is not None:
        return _apply_signed_in(request, vacancy_id, access, access.account, data)
    return _apply_unknown(request, vacancy_id, data)


def _apply_unknown(request: AnyRequest, vacancy_id: int, data: ApplyForm) -> Response[Any]:
    """Everything slow is done before the transaction that writes."""
    settings = request.app.state.settings
    form = _keyed(filled({name: getattr(data, name) or "" for name in ApplyForm.__slots__}))
    with Session(request.app.state.engine, expire_on_commit=False) as reader:
        vacancy = offered(reader, vacancy_id, settings.today())
        applicant = read(form, applicant_of)
        if isinstance(applicant, Filled):
            return _form_page(request, reader, vacancy, applicant, status=422)
        if sent_before(reader, settings.secret, applicant, vacancy_id, settings.now()) is None:
            try:
                phone = first_phone(applicant.phone)
                request.app.state.application_brakes.count(phone, address_of(request), settings.real_now())
            except TooManyApplications as refused:
                return _form_page(request, reader, vacancy, form, status=429, problem=refused.detail)
        code = code_for(reader, settings.secret, applicant, vacancy_id)
        shelf, access = request.app.state.vacancy_shelf, access_to(Action.VACANCY_READ, None)
        weighed = weigh(reader, shelf, access, applicant.words, vacancy_id, settings.today())
    return _stored(request, vacancy_id, applicant, code, weighed)


def _stored(request: AnyRequest, vacancy_id: int, applicant: Applicant, code: Fresh, weighed: Weighed) -> Response[Any]:
    """File the application, or find it filed by the same page a moment ago, and sign this browser in."""
    settings = request.app.state.settings
    with transaction(request) as session:
        lock(session, set(), {vacancy_id})  # the same page sent twice at once: the second waits, then finds the first
        vacancy = offered(session, vacancy_id, settings.today())
        applied = sent_before(session, settings.secret, applicant, vacancy_id, settings.now())
        applied = applied or apply_new(session, applicant, code, vacancy, weighed, settings.now())
        signed_in = start_family(session, request, applied.account)
    answer = go_to(f"/applications/{applied.referral.id}/sent")
    answer.set_cookie(signed_in)
    answer.set_cookie(_code_cookie(request, applied))
    return answer


def _code_cookie(request: AnyRequest, applied: Applied) -> Cookie:
    """The code, for the one page that tells it."""
    return Cookie(
        key=lookup_codes.COOKIE,
        value=f"{applied.referral.id}.{applied.code}",
        path=lookup_codes.COOKIE_PATH,
        max_age=CODE_SECONDS,
        httponly=True,
        samesite="lax",
        secure=request.app.state.settings.secure_cookies,
    )


def _apply_signed_in(
    request: AnyRequest, vacancy_id: int, access: Access, account: Account, data: ApplyForm
) -> Response[Any]:
    settings = request.app.state.settings
    today = settings.today()
    with Session(request.app.state.engine) as reader:  # weighing takes its time: no other writer waits for it
        vacancy, worker = offered(reader, vacancy_id, today), _own(reader, access, request)
        if not worker.phone:
            return go_to("/me/file/contact", Notice("先把电话填上，单位才找得到您；填好再点“我想去”。", "wrong"))
        form = filled({"words": worker.words if data.words is None else data.words})
        if why := words_problem(form.value("words")):
            said = form.wrong(BadField.of("words", why).problems)
            return _known_page(request, reader, vacancy, worker, said, status=422)
        shelf = request.app.state.vacancy_shelf
        weighed = weigh(reader, shelf, access, form.value("words"), vacancy_id, today, worker.id)
    with transaction(request) as session:
        lock(session, {worker.id or 0}, {vacancy_id})
        worker, vacancy = _own(session, access, request), offered(session, vacancy_id, today)
        words = form.value("words").strip()
        new = apply_known(session, worker, vacancy, account, words, weighed, today=today, now=settings.now())
    said_so = "申请已送出" if new else "这个岗位您早先申请过，不重复送，您写的话单位看得到"
    told = Notice(f"{said_so}：{vacancy.title}。单位会打 {worker.phone} 找您。")
    return go_to(f"/applications?done=apply-{vacancy_id}", told)


def _own(session: Session, access: Access, request: AnyRequest) -> Worker:
    """The reader's own file."""
    if access.account is None or access.account.worker_id is None:
        raise NotSignedIn
    today = request.app.state.settings.today()
    return one(session, Worker, access.account.worker_id, access.to(Action.OWN_FILE), today)


def _keyed(form: Filled) -> Filled:
    """The form with a key nobody can guess: who sends it again is taken for who sent it first."""
    if len(form.value("key")) >= SHORTEST_KEY:
        return form
    return Filled({**form.values, "key": secrets.token_urlsafe(24)}, form.problems)


def _form_page(
    request: AnyRequest, session: Session, vacancy: Vacancy, form: Filled, status: int = HTTP_200_OK, problem: str = ""
) -> Response[Any]:
    return page(
        request,
        "applications/apply.html",
        status=status,
        made_up=vacancy.made_up,
        form=form,
        as_sent=status != HTTP_200_OK,
        problem=problem,
        **_about(request, session, vacancy),
    )


def _known_page(
    request: AnyRequest, session: Session, vacancy: Vacancy, worker: Worker, form: Filled, status: int = HTTP_200_OK
) -> Response[Any]:
    return page(
        request,
        "applications/apply_known.html",
        status=status,
        made_up=vacancy.made_up,
        form=form,
        as_sent=status != HTTP_200_OK,
        name=worker.name,
        phone=worker.phone,
        **_about(request, session, vacancy),
    )


def _about(request: AnyRequest, session: Session, vacancy: Vacancy) -> dict[str, Any]:
    """What every page of applying says of the vacancy, and the way back with the search one came from."""
    query = f"?{request.url.query}" if request.url.query else ""
    known = around(session, [vacancy], request.app.state.settings.today())
    return {
        "vacancy": cards.card(vacancy, known, ""),
        "employer": known.employers.get(vacancy.employer_id, "这个单位"),
        "back": f"/vacancies/{vacancy.id}{query}",
        "action": f"/vacancies/{vacancy.id}/apply{query}",
    }


@get(
    "/applications/{referral_id:int}/sent",
    opt={"action": Action.REFERRAL_ANSWER},
    include_in_schema=False,
    sync_to_thread=True,
)
def sent_page(
    request: AnyRequest,
    referral_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    """What happens next, and the code, which the browser keeps for ten minutes."""
    today = request.app.state.settings.today()
    referral = one(session, Referral, referral_id, access, today)
    vacancy = session.exec(select(Vacancy).where(Vacancy.id == referral.vacancy_id)).one()
    worker = _own(session, access, request)
    of, _, code = request.cookies.get(lookup_codes.COOKIE, "").partition(".")
    return page(
        request,
        "applications/sent.html",
        made_up=vacancy.made_up,
        phone=worker.phone,
        login=first_phone(worker.phone),
        code=spaced(code) if of == str(referral_id) and code else "",
        told=wording.moment(referral.created_at, today),
        **_about(request, session, vacancy),
    )


PAGES: list[HTTPRouteHandler] = [apply_page, apply_form, sent_page]
