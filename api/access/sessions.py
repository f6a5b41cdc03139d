"""Who is asking: opaque tokens in the cookie ``sid`` or as ``Authorization: Bearer``.

A token is 256 random bits; the store keeps only its SHA-256. Tokens of one sign-in form a family. A cookie's token is
replaced every quarter of an hour, a Bearer token when its holder asks; whoever shows a replaced token after the grace
period has copied it, and the whole family ends. Signing out ends the family too.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from anyio import to_thread
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie, MutableScopeHeaders
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult
from litestar.types import Message, Scope
from sqlalchemy import Engine, delete, update
from sqlmodel import Session, col, select

from api.settings import Settings
from models.account import Account, Role, Token, TokenKind

COOKIE = "sid"
ROTATE_AFTER = timedelta(minutes=15)
GRACE = timedelta(seconds=30)  # requests already on their way when the token was replaced
TOUCH_AFTER = timedelta(minutes=5)
OFFICE_LIFETIME = timedelta(hours=12)  # a working day
WORKER_LIFETIME = timedelta(days=30)  # a phone of one's own
AFTERLIFE = timedelta(days=1)  # so long an ended sign-in still tells whose form was left open; it opens nothing


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def open_family(session: Session, account: Account, kind: TokenKind, now: datetime) -> tuple[str, Token]:
    """A first token for somebody who has just proved who they are."""
    lifetime = WORKER_LIFETIME if account.role == Role.WORKER else OFFICE_LIFETIME
    return _issue(session, account.id or 0, kind, secrets.token_hex(16), now, now + lifetime)


def replace(session: Session, token: Token, now: datetime) -> tuple[str, Token]:
    """The next token of the family; the old one is good for `GRACE` more. Its end does not move."""
    token.revoked_at = now
    session.add(token)
    return _issue(session, token.account_id, token.kind, token.family, now, token.expires_at)


def end_family(session: Session, family: str, now: datetime) -> None:
    live = update(Token).where(col(Token.family) == family, col(Token.revoked_at).is_(None))
    session.connection().execute(live.values(revoked_at=now))


def forget_ended(session: Session, now: datetime) -> None:
    """Tokens long past their end prove nothing any more, neither theft nor whose form it was."""
    session.connection().execute(delete(Token).where(col(Token.expires_at) < now - AFTERLIFE))


def end_all(session: Session, account_id: int, now: datetime) -> None:
    """Sign the account out everywhere (its password has changed, or it was closed)."""
    live = update(Token).where(col(Token.account_id) == account_id, col(Token.revoked_at).is_(None))
    session.connection().execute(live.values(revoked_at=now))


def _issue(
    session: Session, account_id: int, kind: TokenKind, family: str, now: datetime, expires_at: datetime
) -> tuple[str, Token]:
    secret = secrets.token_urlsafe(32)
    token = Token(
        account_id=account_id,
        digest=digest(secret),
        kind=kind,
        family=family,
        created_at=now,
        last_used_at=now,
        expires_at=expires_at,
    )
    session.add(token)
    return secret, token


@dataclass(frozen=True, slots=True)
class Recognised:
    """Whose token it is, and the replacement the cookie should carry from now on, if it is due."""

    account: Account
    token: Token
    replacement: str | None = None


def recognise(engine: Engine, secret: str, kind: TokenKind, now: datetime) -> Recognised | None:
    """Who holds this token now; ends the family when a replaced token comes back after its grace."""
    with Session(engine, expire_on_commit=False) as session:
        token = session.exec(select(Token).where(Token.digest == digest(secret), Token.kind == kind)).one_or_none()
        if token is None or token.expires_at <= now:
            return None
        account = session.get(Account, token.account_id)
        replaced = token.revoked_at
        in_grace = replaced is not None and now - replaced <= GRACE and _family_lives(session, token.family)
    if account is None or not account.active:
        return None
    if in_grace:
        return Recognised(account, token)
    if replaced is not None:
        _stolen(engine, token.family, now)
        return None
    return _kept_fresh(engine, account, token, now)


def formerly(session: Session, secret: str) -> Account | None:
    """Whose sign-in a cookie was that may have run out; it proves nothing."""
    whose = select(Account).join(Token, col(Token.account_id) == Account.id).where(col(Account.active))
    return session.exec(whose.where(Token.digest == digest(secret), Token.kind == TokenKind.COOKIE)).one_or_none()


def _family_lives(session: Session, family: str) -> bool:
    live = select(Token.id).where(Token.family == family, col(Token.revoked_at).is_(None))
    return session.exec(live).first() is not None


def _stolen(engine: Engine, family: str, now: datetime) -> None:
    with Session(engine) as session:
        session.connection(execution_options={"write": True})
        end_family(session, family, now)
        session.commit()


def _kept_fresh(engine: Engine, account: Account, token: Token, now: datetime) -> Recognised:
    """Replace a cookie's token when it is due; otherwise note its use, at most every few minutes."""
    due = token.kind == TokenKind.COOKIE and now - token.created_at >= ROTATE_AFTER
    if not due and now - (token.last_used_at or token.created_at) < TOUCH_AFTER:
        return Recognised(account, token)
    with Session(engine, expire_on_commit=False) as session:
        session.connection(execution_options={"write": True})
        kept = session.get(Token, token.id, with_for_update=True)
        if kept is None or kept.revoked_at is not None:  # another request of this browser was first
            return Recognised(account, token)
        kept.last_used_at = now
        replacement = replace(session, kept, now)[0] if due else None
        session.commit()
    return Recognised(account, token, replacement)


def shown_token(connection: ASGIConnection[Any, Any, Any, Any]) -> tuple[str, TokenKind] | None:
    """The token a request shows. A Bearer header wins: such a request never acts on the cookie (see csrf)."""
    header = connection.headers.get("authorization", "")
    scheme, _, secret = header.partition(" ")
    if scheme.lower() == "bearer":
        return secret.strip(), TokenKind.BEARER
    cookie = connection.cookies.get(COOKIE)
    return (cookie, TokenKind.COOKIE) if cookie else None


class Authentication(AbstractAuthenticationMiddleware):
    """Fills ``scope["user"]`` with the account or None; what None may do is the table's business."""

    async def authenticate_request(self, connection: ASGIConnection[Any, Any, Any, Any]) -> AuthenticationResult:
        shown = shown_token(connection)
        if shown is None:
            return AuthenticationResult(user=None, auth=None)
        state = connection.app.state
        who = await to_thread.run_sync(recognise, state.engine, *shown, state.settings.real_now())
        if who is None:
            return AuthenticationResult(user=None, auth=None)
        if who.replacement:
            connection.scope["state"]["next_cookie"] = cookie(state.settings, who.replacement, who.token.expires_at)
        return AuthenticationResult(user=who.account, auth=who.token)


def cookie(settings: Settings, secret: str, expires_at: datetime) -> Cookie:
    seconds = int((expires_at + AFTERLIFE - settings.real_now()).total_seconds())
    return Cookie(
        key=COOKIE, value=secret, max_age=seconds, httponly=True, samesite="lax", secure=settings.secure_cookies
    )


async def send_replacement(message: Message, scope: Scope) -> None:
    """``before_send`` hook: puts a replaced cookie on whatever answer goes out, unless the answer sets its own."""
    replacement = scope["state"].get("next_cookie")
    if replacement is None or message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    if not any(value.startswith(f"{COOKIE}=") for value in headers.getall("set-cookie", [])):
        headers.add("set-cookie", replacement.to_header(header=""))
