"""The brake on keeping searches without signing in: a person keeps a few, a machine would keep thousands."""

from datetime import timedelta
from typing import Any

from litestar import Request

from api.access.passwords import Brake
from api.accounts.signing_in import address_of

PER_HOUR = 60  # of one address: a dormitory or a street's window shares it


def count_keeping(request: Request[Any, Any, Any]) -> None:
    """Count one search kept from this address; raises `TooManyAttempts`."""
    state = request.app.state
    if "search_brake" not in state:
        state["search_brake"] = Brake(limit=PER_HOUR, window=timedelta(hours=1))
    state["search_brake"].count(address_of(request), state.settings.real_now())
