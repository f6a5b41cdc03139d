"""The access table, and every registered route held against it."""

import re

import pytest
from litestar import Litestar, get
from litestar.routes import HTTPRoute
from litestar.testing import create_test_client
from sqlmodel import select

from api.access.scopes import WHAT, reach
from api.access.table import TABLE, Access, Action, Scope, guard
from api.access.traces import PERSONAL
from api.errors import answer
from models.account import Role
from models.worker import Worker

ROLES = {
    "": None,
    "district": Role.DISTRICT_ADMIN,
    "street": Role.STREET_STAFF,
    "specialist1": Role.SPECIALIST,
    "employer": Role.EMPLOYER,
    "worker": Role.WORKER,
}
NOBODYS = "999999"  # an id no row has
BODY = {"POST", "PUT", "PATCH"}


def routes(app: Litestar) -> list[tuple[str, str, object]]:
    """Every method, path and action of the application."""
    return [
        (method, route.path, handler.opt.get("action"))
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        for method in sorted(map(str, handler.http_methods))
        if method != "OPTIONS"
    ]


def filled(path: str) -> str:
    return re.sub(r"\{\w+:(\w+)\}", lambda found: NOBODYS if found[1] == "int" else "nothing", path)


def test_every_route_names_an_action_of_the_table(api):
    assert [path for _, path, action in routes(api.app) if action not in TABLE] == []


def test_every_action_has_a_line():
    assert set(TABLE) == set(Action)


def test_a_route_without_an_action_answers_nobody():
    @get("/api/forgotten", sync_to_thread=False)
    def forgotten() -> str:
        return "secret"

    with create_test_client([forgotten], guards=[guard], exception_handlers={Exception: answer}) as client:
        assert client.get("/api/forgotten").status_code == 403


@pytest.mark.parametrize("who", ROLES)
def test_each_role_gets_from_every_route_what_the_table_says(fresh_api, who):
    """401 or 403 exactly where the role has no line; whatever else happens is the handler's business."""
    api = fresh_api
    api.client.get("/healthz")
    csrf = {"x-csrftoken": api.client.cookies["csrftoken"]}
    wrong = []
    for method, path, action in routes(api.app):
        headers = {**csrf, **({"Authorization": f"Bearer {api.fresh_token(who)}"} if who else {})}
        body = {"json": {}} if method in BODY else {}
        answer = api.client.request(method, filled(path), headers=headers, follow_redirects=False, **body)
        turned_away = answer.status_code in (401, 403) or "/sign-in" in answer.headers.get("location", "")
        if action in (Action.SIGN_IN, Action.TOKEN_ROTATE) and answer.status_code in (400, 401):
            continue  # refused for what was sent, which is after the table
        if turned_away == (ROLES[who] in TABLE[action]) and not (action == Action.PAGE and path == "/sign-in"):
            wrong.append((method, path, answer.status_code))
    assert wrong == []


def test_nobody_but_the_certifying_street_reads_the_assistance_category():
    assert set(TABLE[Action.ASSISTANCE_READ]) == {Role.STREET_STAFF}


def test_a_scope_a_table_knows_nothing_of_reaches_no_row(api):
    access = Access(Action.WORKER_READ, Scope.NAMED, api.account("specialist1"))
    with api.store() as session:
        assert session.exec(select(Worker).where(reach(Worker, access, api.settings.today()))).all() == []


@pytest.mark.parametrize("action", sorted(PERSONAL))
def test_nobody_reads_personal_files_without_signing_in(action):
    assert None not in TABLE[action]


def test_every_table_with_scopes_has_a_name_in_chinese_where_it_is_looked_up():
    assert all(re.search("[一-鿿]", name) for name in WHAT.values())
