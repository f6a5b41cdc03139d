"""Signing in and out, for the JSON routes and the pages alike."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from litestar import Request, Response
from sqlmodel import Session

from api.passwords import Brake, password_fits
from api.refusals import WrongCredentials
from api.sessions import COOKIE, cookie, end_family, open_family
from api.transactions import transaction
from models.account import Account, TokenKind, account_by_login
from models.audit import AuditEntry
from models.database import writing


@dataclass(frozen=True, slots=True)
class Brakes:
    """On guessing: a person mistypes a few times; an office behind one address, more often."""

    by_login: Brake = field(default_factory=lambda: Brake(limit=5, window=timedelta(minutes=10)))
    by_address: Brake = field(default_factory=lambda: Brake(limit=50, window=timedelta(minutes=10)))


def proven_account(request: Request[Any, Any, Any], login: str, password: str) -> Account:
    """The account whose password this is; raises `WrongCredentials` or `TooManyAttempts`."""
    now = request.app.state.settings.now()
    brakes: Brakes = request.app.state.brakes
    keys = ((brakes.by_login, login), (brakes.by_address, request.client.host if request.client else "?"))
    for brake, key in keys:
        brake.check(key, now)
    with Session(request.app.state.engine, expire_on_commit=False) as session:
        account = session.exec(account_by_login(login)).one_or_none()
    if not password_fits(password, account.password_hash if account else None) or account is None:
        for brake, key in keys:
            brake.failed(key, now)
        _note_failure(request, account, now)
        raise WrongCredentials
    brakes.by_login.forget(login)
    return account


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
    settings = request.app.state.settings
    request.scope["state"]["signed_in_as"] = account.id
    with transaction(request) as session:
        if request.auth is not None:
            end_family(session, request.auth.family, settings.now())
        secret, token = open_family(session, account, TokenKind.COOKIE, settings.now())
    response.set_cookie(cookie(settings, secret, token.expires_at))


def sign_out(request: Request[Any, Any, Any], session: Session, response: Response[Any]) -> None:
    """End the family of the token shown, cookie or Bearer, and take the cookie away."""
    if request.auth is not None:
        end_family(session, request.auth.family, request.app.state.settings.now())
    request.scope["state"].pop("next_cookie", None)
    response.delete_cookie(COOKIE)
