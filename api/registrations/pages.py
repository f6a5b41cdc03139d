"""Registration as its employer sees it: the form, once; then where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import URLEncodedBody
from sqlmodel import Session, select

from api.access.passwords import Brake, hash_password
from api.access.table import Access, Action
from api.accounts.signing_in import address_of, is_own_password, start_family
from api.fields.filled import Filled, filled, read
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict, TooManyAttempts
from api.registrations.registering import LABELS, TAKEN, Said, digits, hand_in_again, latest_of, register, said_in
from api.transactions import transaction
from api.vacancies.around import street_names
from models.account import Account
from models.employer import Employer
from models.registration import EmployerRegistration, RegistrationState

AnyRequest = Request[Any, Any, Any]
REGISTER = {"action": Action.REGISTER}
PER_HOUR = 30  # registrations from one address: a street's window registers several firms
WELCOME = "登记好了，以后用手机号 {phone} 和刚才的密码登录。街道核实期间可以先写岗位草稿。"
NOT_FOUND = "没有找到这个手机号的登记，或密码不对。还没有登记的，请先登记。"


@dataclass(frozen=True, slots=True)
class Asked:
    phone: str = ""
    password: str = ""


@get("/register", opt=REGISTER, include_in_schema=False, sync_to_thread=True)
def register_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    """The form for who is nobody yet; for an employer's account, where its registration stands."""
    if access.account is None:
        return _form(request, session, Filled())
    latest = latest_of(session, access.account)
    employer = session.get_one(Employer, access.account.employer_id)
    return page(request, "registrations/standing.html", latest=latest, employer=employer, made_up=employer.made_up)


def _typed(registration: EmployerRegistration) -> Filled:
    return Filled({name: str(getattr(registration, name) or "") for name in LABELS if name != "password"})


@post("/register", opt=REGISTER, include_in_schema=False, sync_to_thread=True)
def register_form(
    request: AnyRequest, access: NamedDependency[Access], data: URLEncodedBody[dict[str, Any]]
) -> Response[Any]:
    """Hashing the password takes its time, so the transaction begins behind it."""
    if access.account is not None:
        raise Conflict("登记已经交过，不用再交。请回到登记页，看看到哪一步了。")
    typed = filled(data)
    kept = Filled({name: words for name, words in typed.values.items() if name != "password"})
    with Session(request.app.state.engine) as reader:
        streets = street_names(reader)
        said = read(typed, lambda values: said_in(_with(values, typed), streets))
        if isinstance(said, Filled):
            return _form(request, reader, Filled(kept.values, said.problems), status=422)
    try:
        _count(request)
        account = _account_of(request, said.phone)
        return _first(request, said) if account is None else _again(request, account, said)
    except BadField as refused:
        with Session(request.app.state.engine) as reader:
            return _form(request, reader, kept.wrong(refused.problems), status=422)


def _with(values: Mapping[str, str], typed: Filled) -> dict[str, str]:
    """The password's own spaces belong to it."""
    return {**values, "password": typed.value("password")}


def _count(request: AnyRequest) -> None:
    try:
        _brake(request).count(address_of(request), request.app.state.settings.real_now())
    except TooManyAttempts as refused:
        raise BadField.of("phone", f"这个网络一小时里登记得太多，请过 {-(-refused.seconds // 60)} 分钟再试") from None


def _account_of(request: AnyRequest, phone: str) -> Account | None:
    with Session(request.app.state.engine, expire_on_commit=False) as reader:
        return reader.exec(select(Account).where(Account.login == phone)).first()


def _first(request: AnyRequest, said: Said) -> Response[Any]:
    hashed = hash_password(said.password)
    with transaction(request) as session:
        done = register(session, said, hashed, request.app.state.settings.now())
        if not done.account.active:
            return go_to("/register/waiting")
        answer = go_to("/employer/adverts", Notice(WELCOME.format(phone=said.phone)))
        answer.set_cookie(start_family(session, request, done.account))
        return answer


def _again(request: AnyRequest, account: Account, said: Said) -> Response[Any]:
    """Only who knows the password corrects a registration, or learns how its account stands."""
    try:
        right = is_own_password(request, said.phone, said.password, account)
    except TooManyAttempts as refused:
        raise BadField.of("phone", refused.detail) from None
    if not right:
        raise BadField.of("phone", TAKEN)
    with transaction(request) as session:
        kept = session.get_one(Account, account.id)
        hand_in_again(session, kept, said, request.app.state.settings.now())
    return go_to("/register/waiting", Notice("已重新提交，街道会再核对一次。"))


def _brake(request: AnyRequest) -> Brake:
    state = request.app.state
    if "registration_brake" not in state:
        state["registration_brake"] = Brake(limit=PER_HOUR, window=timedelta(hours=1))
    brake: Brake = state["registration_brake"]
    return brake


@get("/register/waiting", opt=REGISTER, include_in_schema=False, sync_to_thread=True)
def waiting_page(request: AnyRequest) -> Response[Any]:
    """Said to whoever registered for an employer the office knows, and to whoever asks how it stands."""
    return page(request, "registrations/waiting.html", form=Filled(), standing=None)


@post("/register/waiting", opt=REGISTER, include_in_schema=False, sync_to_thread=True)
def waiting_form(request: AnyRequest, data: URLEncodedBody[Asked]) -> Response[Any]:
    """Where a registration stands, for whoever knows its phone and password; a refused one comes back to be corrected.

    Wrong passwords are counted as at sign-in.
    """
    phone = digits(data.phone)[:20]
    account = _account_of(request, phone)
    with Session(request.app.state.engine, expire_on_commit=False) as reader:
        standing = latest_of(reader, account) if account else None
    form = Filled({"phone": data.phone[:20]})
    try:
        right = is_own_password(request, phone, data.password[:256], account)
    except TooManyAttempts as refused:
        return _asked_again(request, form, refused.detail, 429)
    if not right or standing is None:
        return _asked_again(request, form, NOT_FOUND, 422)
    if standing.state == RegistrationState.REFUSED:
        with Session(request.app.state.engine) as reader:
            return _form(request, reader, _typed(standing), refused=standing.words)
    return page(request, "registrations/waiting.html", form=form, standing=standing)


def _asked_again(request: AnyRequest, form: Filled, problem: str, status: int) -> Response[Any]:
    shown = Filled(form.values, {"phone": problem})
    return page(request, "registrations/waiting.html", status=status, form=shown, standing=None)


def _form(
    request: AnyRequest, session: Session, form: Filled, *, refused: str = "", status: int = 200
) -> Response[Any]:
    return page(
        request,
        "registrations/register.html",
        status=status,
        form=form,
        labels=LABELS,
        streets=[("", "请选"), *street_names(session).items()],
        refused=refused,
    )


PAGES: list[HTTPRouteHandler] = [register_page, register_form, waiting_page, waiting_form]
