"""What was typed into a form whose sender is not signed in any more: it goes along through the sign-in and back.

It travels in the sign-in page itself, so it needs no script and is kept nowhere. Files and passwords do not travel.
Whose it is the ended sign-in tells: nobody else takes it along.
"""

import json
from typing import Any

from litestar import Request
from litestar.utils.scope.state import ScopeState
from sqlmodel import Session

from api import wording
from api.access.sessions import COOKIE, formerly
from models.account import Account

LONGEST = 40_000  # characters of JSON; a longer form is kept by the browser alone
SECRET = ("password", "_csrf_token")

Pairs = list[tuple[str, str]]


def carried(request: Request[Any, Any, Any]) -> str:
    """The fields of the form that was just sent, as JSON; "" when there are none or too many."""
    form = ScopeState.from_scope(request.scope).form  # read already, to compare the token
    if not isinstance(form, dict):
        return ""
    typed = [
        (name, value)
        for name, values in form.items()
        for value in (values if isinstance(values, list) else [values])
        if isinstance(value, str) and not name.endswith(SECRET)
    ]
    text = json.dumps(typed, ensure_ascii=False) if any(value for _, value in typed) else ""
    return text if len(text) <= LONGEST else ""


def typed_by(request: Request[Any, Any, Any]) -> Account | None:
    """Whose sign-in it was that ran out in this browser; None when nothing tells."""
    secret = request.cookies.get(COOKIE, "")
    with Session(request.app.state.engine) as session:
        return formerly(session, secret) if secret else None


def named(account: Account | None) -> str:
    """An account as a page may name it that anybody can open: 劳动者 李*梅; "" for nobody."""
    return f"{account.role.label} {wording.masked(account.name)}" if account else ""


def pairs(text: str) -> Pairs:
    """The fields again; none of what is not ours."""
    try:
        found = json.loads(text[:LONGEST]) if text else []
    except (ValueError, RecursionError):
        return []
    if not isinstance(found, list):
        return []
    return [
        (pair[0], pair[1])
        for pair in found
        if isinstance(pair, list)
        and len(pair) == 2
        and all(isinstance(part, str) for part in pair)
        and not pair[0].endswith(SECRET)
    ]
