"""Signing in and out, for the JSON routes and the pages alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from litestar import Request, Response
from litestar.datastructures import Cookie
from sqlmodel import Session

from api.access.passwords import Brake, password_fits
from api.access.sessions import COOKIE, cookie, end_family, open_family
from api.accounts import lookup_codes
from api.accounts.lookup_codes import typed
from api.fields.types import storable
from api.refusals import TooManyAttempts, WrongCredentials
from api.searches.keeping import take_over
from api.settings import Settings
from api.transactions import transaction
from models.account import Account, TokenKind, account_by_login
from models.audit import AuditEntry
from models.database import writing

TEN_MINUTES = timedelta(minutes=10)
LONGEST_LOGIN = 64
TURNS = 64


@dataclass(frozen=True, slots=True)
class Brakes:
    """On guessing. A person mistypes a few times, an office behind one address more often.

    The tight brake is on a login *from one address*: were it on the login alone, anybody could lock its owner out. The
    loose one on the login is against guessing from many addresses.
    """

    by_login_here: Brake = field(default_factory=lambda: Brake(limit=5, window=TEN_MINUTES))
    by_login: Brake = field(default_factory=lambda: Brake(limit=100, window=TEN_MINUTES))
    by_address: Brake = field(default_factory=lambda: Brake(limit=50, window=TEN_MINUTES))
    # Guesses at one login take turns: several right ones at once are then never mistaken for many wrong ones.
    _turns: tuple[Lock, ...] = field(default_factory=lambda: tuple(Lock() for _ in range(TURNS)))

    def guess(self, login: str, address: str, now: datetime, is_right: Callable[[], bool]) -> bool:
        """Whether the guess is right; raises `TooManyAttempts` without looking at it."""
        here, login = f"{address} {login[:LONGEST_LOGIN]}", login[:LONGEST_LOGIN]
        with self._turns[hash(here) % TURNS]:
            keys = ((self.by_login_here, here), (self.by_login, login), (self.by_address, address))
            _count(keys, now)
            right = is_right()
            if right:
                for brake, key in keys:
                    brake.take_back(key, now)
                self.by_login_here.forget(here)
            return right


def _count(keys: Sequence[tuple[Brake, str]], now: datetime) -> None:
    """Count a guess with every brake or, when one refuses, with none."""
    for place, (brake, key) in enumerate(keys):
        try:
            brake.count(key, now)
        except TooManyAttempts:
            for counted, its_key in keys[:place]:
                counted.take_back(its_key, now)
            raise


def address_of(request: Request[Any, Any, Any]) -> str:
    """Where the request comes from; a forwarded address counts only from a proxy we trust (see `serving`)."""
    return request.client.host if request.client else "?"


def proven_account(request: Request[Any, Any, Any], login: str, password: str) -> Account:
    """The account whose password this is; raises `WrongCredentials` or `TooManyAttempts`.

    A phone and a lookup code lead to their account too; guesses at them count against the phone, however it is typed.
    """
    account, coded = None, typed(login, password)
    if coded:
        account = _account(request, coded.login)
        password = coded.code if account else password
    account = account or _account(request, login)
    login = coded.phone if coded else login
    if not is_own_password(request, login, password, account) or account is None:
        raise WrongCredentials
    return account


def _account(request: Request[Any, Any, Any], login: str) -> Account | None:
    if len(login) > LONGEST_LOGIN or not storable(login):
        return None
    with Session(request.app.state.engine, expire_on_commit=False) as session:
        return session.exec(account_by_login(login)).one_or_none()


def is_own_password(request: Request[Any, Any, Any], login: str, password: str, account: Account | None) -> bool:
    """Whether the password is the account's; a wrong one is noted. Raises `TooManyAttempts`."""
    settings: Settings = request.app.state.settings
    brakes: Brakes = request.app.state.brakes
    kept = account.password_hash if account else None
    right = brakes.guess(login, address_of(request), settings.real_now(), lambda: password_fits(password, kept))
    if not right:
        _note_failure(request, account, settings.now())
    return right


def _note_failure(request: Request[Any, Any, Any], account: Account | None, now: datetime) -> None:
    """An audit row of its own; the login as typed is not kept, for people type passwords there."""
    with writing(request.app.state.engine) as session:
        session.add(
            AuditEntry(
                at=now,
                action="session.refused",
                subject="account",
                subject_id=account.id if account else None,
                request_id=request.scope["state"].get("request_id", ""),
            )
        )


def sign_in(request: Request[Any, Any, Any], account: Account, response: Response[Any]) -> None:
    """Start a family and put its cookie on the response; a family this browser came with ends."""
    with transaction(request) as session:
        carried = start_family(session, request, account)
    response.set_cookie(carried)


def start_family(session: Session, request: Request[Any, Any, Any], account: Account) -> Cookie:
    """The cookie of a new family, within a transaction that does more than sign in."""
    settings = request.app.state.settings
    request.scope["state"]["signed_in_as"] = account.id
    if request.auth is not None:
        end_family(session, request.auth.family, settings.real_now())
    secret, token = open_family(session, account, TokenKind.COOKIE, settings.real_now())
    take_over(request, session, account)
    return cookie(settings, secret, token.expires_at)


def sign_out(request: Request[Any, Any, Any], session: Session, response: Response[Any]) -> None:
    """End the family of the token shown, cookie or Bearer, and take the cookies away."""
    if request.auth is not None:
        end_family(session, request.auth.family, request.app.state.settings.real_now())
    leave_browser(request, response)


def leave_browser(request: Request[Any, Any, Any], response: Response[Any]) -> None:
    """Whoever uses this browser next is not signed in and reads nobody's code."""
    request.scope["state"].pop("next_cookie", None)
    response.delete_cookie(COOKIE)
    response.delete_cookie(lookup_codes.COOKIE, path=lookup_codes.COOKIE_PATH)
