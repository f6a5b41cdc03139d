"""Sign-in and sign-out as pages."""

from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import URLEncodedBody
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER
from sqlmodel import Session

from api.access.table import Action
from api.accounts.carrying import Pairs, named, pairs, typed_by
from api.accounts.signing_in import proven_account, sign_in, sign_out
from api.errors import problem_of
from api.layout import home_of, own_path, page
from api.refusals import Conflict, Refusal, TooManyAttempts, WrongCredentials
from models.account import Account

AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class SignInForm:
    login: str = ""
    password: str = ""
    next: str = ""
    to: str = ""  # where a form went whose sender was not signed in any more, and what was typed into it
    typed: str = ""


class NotTheirs(Conflict):
    """Somebody else signs in where a form waits for its sender."""

    def __init__(self, owner: str) -> None:
        super().__init__(f"还没有登录：没交的那一份是{owner}填的，用那个账号登录才能交。")


@get("/sign-in", opt={"action": Action.SIGN_IN}, include_in_schema=False, sync_to_thread=True)
def sign_in_page(request: AnyRequest) -> Response[Any]:
    if request.user is not None:
        return Redirect(home_of(request.user), status_code=HTTP_303_SEE_OTHER)
    target = own_path(request.query_params.get("next", ""))
    return page(request, "accounts/sign_in.html", problem="", login="", next=target, to="", typed="", owner="")


@post("/sign-in", opt={"action": Action.SIGN_IN}, include_in_schema=False, sync_to_thread=True)
def sign_in_form(request: AnyRequest, data: URLEncodedBody[SignInForm]) -> Response[Any]:
    try:
        account = proven_account(request, data.login.strip()[:64], data.password[:256])
    except (WrongCredentials, TooManyAttempts) as refusal:
        return _told_again(request, data, refusal)
    if own_path(data.to) and (typed := pairs(data.typed)):
        owner = typed_by(request)
        if owner is not None and owner.id != account.id:
            return _told_again(request, data, NotTheirs(named(owner)))
        return _send_on(request, account, data, typed)
    response: Response[Any] = Redirect(own_path(data.next) or home_of(account), status_code=HTTP_303_SEE_OTHER)
    sign_in(request, account, response)
    return response


def _told_again(request: AnyRequest, data: SignInForm, refusal: Refusal) -> Response[Any]:
    return page(
        request,
        "accounts/sign_in.html",
        status=problem_of(refusal).status,
        problem=refusal.detail,
        login=data.login,
        next=own_path(data.next),
        to=own_path(data.to),
        typed=data.typed,
        owner=named(typed_by(request)),
    )


def _send_on(request: AnyRequest, account: Account, data: SignInForm, typed: Pairs) -> Response[Any]:
    """Signed in again: the form waits to be sent once more, by whoever it is now."""
    request.scope["user"] = account
    answer = page(request, "accounts/send_on.html", to=own_path(data.to), back=own_path(data.next), typed=typed)
    sign_in(request, account, answer)
    return answer


@post("/sign-out", opt={"action": Action.SIGN_OUT}, include_in_schema=False, sync_to_thread=True)
def sign_out_form(request: AnyRequest, session: NamedDependency[Session]) -> Response[Any]:
    response: Response[Any] = Redirect("/", status_code=HTTP_303_SEE_OTHER)
    sign_out(request, session, response)
    return response


PAGES: list[HTTPRouteHandler] = [sign_in_page, sign_in_form, sign_out_form]
