"""What a browser remembers for its reader, in cookies of its own: the street they live in, and that they want no
ranking made for them.
"""

from collections.abc import Collection
from typing import Any

from litestar import Request, Response
from litestar.datastructures import Cookie
from sqlmodel import Session, select

from api.access.table import Access
from api.vacancies.asking import ANY
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
STREET = "street"
RANKING = "ranking"
PLAIN = "plain"
YEAR = 365 * 24 * 3600


def home_of(request: AnyRequest, codes: Collection[str]) -> str | None:
    """The code of the street chosen last."""
    kept = request.cookies.get(STREET, "")
    return kept if kept in codes else None


def remember_street(request: AnyRequest, answer: Response[Any], codes: Collection[str]) -> None:
    """Keep the street that the address names; forget it when the address takes it back."""
    chosen = request.query_params.get("street", "")
    if chosen == ANY and request.cookies.get(STREET):
        answer.delete_cookie(STREET)
    if chosen in codes and chosen != request.cookies.get(STREET):
        secure = request.app.state.settings.secure_cookies
        answer.set_cookie(Cookie(key=STREET, value=chosen, max_age=YEAR, httponly=True, secure=secure, samesite="lax"))


def wants_plain(request: AnyRequest, session: Session, access: Access) -> bool:
    """Whether lists are to follow place or date only: a worker who is signed in has said so in their file, anybody
    else to this browser.
    """
    worker_id = access.account.worker_id if access.account else None
    if worker_id is None:
        return request.cookies.get(RANKING) == PLAIN
    return session.exec(select(Worker.personal_ranking).where(Worker.id == worker_id)).first() is False
