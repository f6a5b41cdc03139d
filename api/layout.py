"""How every page is made: where its template lies, what it knows of the reader, the files it loads.

Pages are rendered in the handler's own thread, not by the event loop, and need nothing of the application but its
access table and its settings.
"""

import hashlib
import hmac
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from litestar import MediaType, Request, Response, Router
from litestar.datastructures import CacheControlHeader
from litestar.response import Redirect
from litestar.static_files import create_static_files_router
from litestar.status_codes import HTTP_303_SEE_OTHER, HTTP_401_UNAUTHORIZED, HTTP_403_FORBIDDEN
from litestar.template.base import csrf_token
from markupsafe import Markup
from sqlmodel import Session

from api.access.table import TABLE, Action
from api.accounts.carrying import carried, named, typed_by
from api.display.reader import display_of
from api.employers.desk import waiting_at
from api.errors import Problem
from api.key_ledger.firms import unclear_counts
from api.notices import COOKIE as NOTICE_COOKIE
from api.notices import notice_of
from api.reviews.counting import desk_counts
from api.swap_ways import swap_ways
from models.account import Account, Role

HERE = Path(__file__).parent
STATIC = HERE / "static"
HTMX = Path(str(files("js_lib_htmx"))) / "static" / "htmx"  # a pinned wheel: nothing third-party is kept here
KEPT = "登录过期了，请重新登录。您刚才填的都还在，登录以后按一下就送出。"
STALE = "页面已过期"  # how a problem about the CSRF token begins
STALE_TITLE = "页面放得太久了"
STALE_WORDS = (
    "所以刚才没有交上去。您填的一般还留在这个浏览器里：请重新打开那一页，缺的补上，再交一次。"
    "打开以后还是这样，请让浏览器允许保存 Cookie。"
)

# What people without an account do; whoever is signed in as somebody else has to leave first.
DONE_SIGNED_OUT = {
    Action.APPLY: "找工作",
    Action.OWN_REFERRALS: "查看自己的求职申请",
    Action.REGISTER: "登记单位",
    Action.COMPLAIN: "举报岗位",
}
FOREVER = CacheControlHeader(max_age=31_536_000, public=True, immutable=True)

HOMES = {
    Role.DISTRICT_ADMIN: "/staff",
    Role.STREET_STAFF: "/staff",
    Role.SPECIALIST: "/staff",
    Role.EMPLOYER: "/employer",
    Role.WORKER: "/me",
}


# The rail at the side of a desk, and the tabs under a phone's page; a reader sees what the access table opens to them.
RAIL = (
    ("/staff", "今天", Action.DESK),
    ("/staff/workers", "求职者", Action.WORKER_LIST),
    ("/staff/employers", "单位", Action.EMPLOYER_FILE),
    ("/staff/vacancies", "岗位", Action.VACANCY_FILE),
    ("/staff/key", "重点企业", Action.KEY_LEDGER),
    ("/staff/runs", "匹配", Action.RUN_READ),
    ("/swaps", "调剂", Action.SWAP_LIST),
    ("/staff/reviews", "审核岗位", Action.REVIEW_DECIDE),
    ("/staff/registrations", "单位核实", Action.REGISTRATION_DECIDE),
    ("/staff/imports", "登记表导入", Action.IMPORT_READ),
    ("/staff/duplicates", "重复档案", Action.DUPLICATE_MERGE),
    ("/employer", "今天", Action.EMPLOYER_DESK),
    ("/employer/adverts", "发岗位", Action.ADVERT_WRITE),
    ("/employer/swaps", "调剂", Action.SWAP_DESK),
    ("/employer/profile", "单位资料", Action.EMPLOYER_DESK),
)
TABS = (
    ("/", "找工作", "M17 17l4 4M10.5 18a7.5 7.5 0 1 1 0-15 7.5 7.5 0 0 1 0 15z"),
    ("/applications", "我的申请", "M6 3h9l4 4v14H6zM9 11h7M9 15h7"),
    ("/searches", "收藏", "M12 20.5l-8-8a5 5 0 0 1 8-6 5 5 0 0 1 8 6z"),
    ("/me", "我的", "M12 12a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4zM4 21c.8-5 15.2-5 16 0"),
)


def home_of(account: Account | None) -> str:
    """Where a reader starts."""
    return HOMES[account.role] if account else "/"


@lru_cache
def static(name: str) -> str:
    """The address of a file of ours or of htmx; it changes with the content, so browsers may keep it for good."""
    path = HTMX / name.removeprefix("htmx/") if name.startswith("htmx/") else STATIC / name
    return f"/static/{name}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:8]}"


@lru_cache
def _templates() -> Environment:
    """``page.html`` lies in api/templates, ``subject/page.html`` in api/subject/templates."""
    rooms = {folder.parent.name: FileSystemLoader(folder) for folder in HERE.glob("*/templates")}
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(HERE / "templates"), PrefixLoader(rooms)]),
        autoescape=True,
        auto_reload=False,  # else the files are looked at for each page
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["static"] = static
    return environment


def page(
    request: Request[Any, Any, Any], template: str, *, status: int = 200, made_up: bool = False, **values: Any
) -> Response[str]:
    """Render a page; ``made_up`` says that it shows demonstration data, which the page then says at its top."""
    account: Account | None = request.scope.get("user")
    notice = notice_of(request)
    known = {
        "account": account,
        "who": _told_apart(request, account),
        "role_name": account.role.label if account else "",
        "home": home_of(account),
        "rail": [(path, name) for path, name, action in RAIL if account and account.role in TABLE[action]],
        "tabs": TABS if account is None or account.role == Role.WORKER else (),
        "swap_ways": swap_ways(account, request.url.path),
        "rail_counts": _waiting(request, account),
        "may_look_up": bool(account and account.role in TABLE[Action.LOOK_UP]),
        "here": request.url.path,
        "display": display_of(request),
        "notice": notice,
        "csrf_token": csrf_token({"request": request}),
        "made_up": made_up,
    }
    body = _templates().get_template(template).render(known | values)
    answer = Response(body, status_code=status, media_type=MediaType.HTML, headers={"Cache-Control": "no-store"})
    if notice and not asks_for_part(request):
        answer.delete_cookie(NOTICE_COOKIE)
    return answer


def _told_apart(request: Request[Any, Any, Any], account: Account | None) -> str:
    """A name for the reader that tells nothing: what is typed in a shared browser is kept apart by it."""
    if account is None:
        return ""
    secret = request.app.state.settings.secret.encode()
    return hmac.digest(secret, f"kept for account {account.id}".encode(), "sha256").hex()[:16]


def _waiting(request: Request[Any, Any, Any], account: Account | None) -> dict[str, int]:
    """What waits at the entries of the rail."""
    if account is None or asks_for_part(request):
        return {}
    with Session(request.app.state.engine) as reader:
        settings = request.app.state.settings
        now, today = settings.now(), settings.today()
        return (
            desk_counts(reader, account, today)
            | unclear_counts(reader, account, now, today)
            | waiting_at(reader, account, today)
        )


def part(template: str, **values: Any) -> Markup:
    """A part of a page that knows nothing of who reads it, to be put into one as it is."""
    return Markup(_templates().get_template(template).render(values))  # noqa: S704  made by our own templates


def own_path(path: str) -> str:
    """The path if it leads to a page of this site, else nothing: no form may send people elsewhere."""
    safe = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if safe else ""


def asks_for_part(request: Request[Any, Any, Any]) -> bool:
    """Whether htmx asks for the changed part only (a whole page is asked for when it restores its history)."""
    return request.headers.get("hx-request") == "true" and "hx-history-restore-request" not in request.headers


def html_problem(request: Request[Any, Any, Any], problem: Problem) -> Response[Any]:
    """The page of an error: what happened, how to mend it, where to go. Who is not signed in is asked to."""
    if problem.status == HTTP_401_UNAUTHORIZED and request.method == "GET":
        return _to_sign_in(request)
    if problem.status == HTTP_401_UNAUTHORIZED and not asks_for_part(request) and (typed := carried(request)):
        to = _path_here(request, str(request.url))
        known: dict[str, Any] = {"next": _page_before(request), "to": to, "typed": typed, "login": ""}
        known["owner"] = named(typed_by(request))
        return page(request, "accounts/sign_in.html", status=problem.status, problem=KEPT, **known)
    stale = problem.status == HTTP_403_FORBIDDEN and STALE in problem.detail
    leave = "" if stale else _to_leave_first(request, problem)
    if stale or leave:
        problem = replace(problem, detail=leave or STALE_WORDS)
    again = request.url.path if request.method == "GET" and problem.status in (429, 503) else ""
    return page(
        request,
        "error.html",
        status=problem.status,
        problem=problem,
        title=STALE_TITLE if stale else problem.title,
        stale=stale,
        leave=bool(leave),
        sign_in=_sign_in_to(_page_before(request)),
        again=again or _page_before(request),
        request_id=request.scope["state"].get("request_id") if problem.status >= 500 else None,
    )


def _to_leave_first(request: Request[Any, Any, Any], problem: Problem) -> str:
    """What to tell who is signed in and asks for what is done without that account; "" for any other refusal."""
    account: Account | None = request.scope.get("user")
    handler = request.scope.get("route_handler")
    action: Any = handler.opt.get("action") if handler else None
    doing = DONE_SIGNED_OUT.get(action)
    if problem.status != HTTP_403_FORBIDDEN or account is None or not doing:
        return ""
    return f"您现在以{account.role.label}身份登录；{doing}请先退出。"


def _to_sign_in(request: Request[Any, Any, Any]) -> Response[Any]:
    """Ask who it is and lead back; a part of a page cannot ask, so htmx leads the whole page there."""
    if asks_for_part(request):
        shown = _path_here(request, request.headers.get("hx-current-url", ""))
        return Response("", headers={"HX-Redirect": _sign_in_to(shown)})
    return Redirect(_sign_in_to(_path_here(request, str(request.url))), status_code=HTTP_303_SEE_OTHER)


def _sign_in_to(path: str) -> str:
    """The sign-in that leads on to a page with its query; without one it leads everybody to their first page."""
    return f"/sign-in?{urlencode({'next': path})}" if path else "/sign-in"


def _page_before(request: Request[Any, Any, Any]) -> str:
    """The page a form was sent from, of this site only."""
    return _path_here(request, request.headers.get("referer", "")) if request.method != "GET" else ""


def _path_here(request: Request[Any, Any, Any], address: str) -> str:
    """Path and query of a whole address of this site; nothing for any other address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.netloc != request.url.netloc:
        return ""
    return own_path(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def static_files() -> list[Router]:
    """The routes of the stylesheet, the icon and htmx."""
    return [
        create_static_files_router(
            path, [folder], name=name, cache_control=FOREVER, opt={"action": Action.PAGE}, include_in_schema=False
        )
        for path, folder, name in (("/static/htmx", HTMX, "htmx"), ("/static", STATIC, "static"))
    ]
