"""Whose kept searches are whose: a worker's who is signed in, else one browser's."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from litestar import Request
from litestar.datastructures import Cookie
from litestar.template.base import csrf_token
from sqlmodel import Session, col

from api.access.sessions import digest
from api.access.table import Access
from models.account import Account
from models.saved_search import SavedSearch, searches_of

AnyRequest = Request[Any, Any, Any]
COOKIE = "browser"
YEAR = 365 * 24 * 3600
MOST = 20  # of one owner


@dataclass(frozen=True, slots=True)
class Owner:
    """A worker, or a browser: of a browser only the sha256 of its cookie is known here."""

    worker_id: int | None = None
    browser: str | None = None

    @property
    def known(self) -> bool:
        return self.worker_id is not None or self.browser is not None


def owner_of(request: AnyRequest, access: Access) -> Owner:
    """Whose searches this request is about; nobody's when the browser has kept none yet."""
    if access.account and access.account.worker_id:
        return Owner(worker_id=access.account.worker_id)
    secret = request.cookies.get(COOKIE, "")
    return Owner(browser=digest(secret)) if secret else Owner()


def new_browser(request: AnyRequest) -> tuple[Owner, Cookie]:
    """A browser that keeps its first search, and the cookie it is known by from now on.

    Two forms it sends at once, by a double tap, carry the same token: they are one browser's.
    """
    settings = request.app.state.settings
    token = csrf_token({"request": request})
    secret = hmac.digest(settings.secret.encode(), f"browser of {token}".encode(), "sha256").hex()
    cookie = Cookie(
        key=COOKIE, value=secret, max_age=YEAR, httponly=True, secure=settings.secure_cookies, samesite="lax"
    )
    return Owner(browser=digest(secret)), cookie


def kept_by(session: Session, owner: Owner) -> list[SavedSearch]:
    """The searches of an owner, the latest first."""
    if not owner.known:
        return []
    return list(session.exec(searches_of(worker_id=owner.worker_id, browser=owner.browser)))


def forget_unused(session: Session, now: datetime) -> None:
    """Searches of browsers whose cookie has run out can be asked for by nobody."""
    gone = sa.delete(SavedSearch).where(
        col(SavedSearch.browser).is_not(None), col(SavedSearch.created_at) < now - timedelta(seconds=YEAR)
    )
    session.connection().execute(gone)


def keep(session: Session, owner: Owner, query: str, words: str, now: datetime) -> bool:
    """Keep a search; one that is kept already stays as it is. False when the owner has as many as may be."""
    kept = kept_by(session, owner)
    if any(search.query == query for search in kept):
        return True
    if len(kept) >= MOST:
        return False
    session.add(
        SavedSearch(
            worker_id=owner.worker_id, browser=owner.browser, query=query, words=words, created_at=now, seen_at=now
        )
    )
    return True


def take_over(request: AnyRequest, session: Session, account: Account) -> None:
    """Who signs in takes the searches of this browser along, as many as fit; it keeps none of them.

    What does not fit goes too: on a phone that is lent, the next one to look is not to read it.
    """
    secret = request.cookies.get(COOKIE, "")
    if account.worker_id is None or not secret:
        return
    known = {search.query for search in kept_by(session, Owner(worker_id=account.worker_id))}
    for search in kept_by(session, Owner(browser=digest(secret))):
        if search.query in known or len(known) >= MOST:
            session.delete(search)
        else:
            known.add(search.query)
            search.worker_id, search.browser = account.worker_id, None
            session.add(search)
