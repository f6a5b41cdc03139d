"""What a worker agrees to: each on one page with what it means, since when, a switch, and its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session, col, select

from api import wording
from api.access.table import Access, Action
from api.layout import own_path, page
from api.notices import Notice, go_to
from api.refusals import NotThere
from api.workers.consents import Said, holds, set_consent
from api.workers.own_file_pages import own_worker
from models.account import Account, Role
from models.consent import ConsentEntry, ConsentKind, consents_of
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]
CHANNEL = "网页"
RANKING_COOKIE = "ranking"
PLAIN = "plain"
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Meaning:
    """What follows from a consent, and what from withdrawing it."""

    given: str
    withdrawn: str


MEANINGS: Mapping[ConsentKind, Meaning] = {
    ConsentKind.RECOMMEND: Meaning(
        "街道会把您和合适的岗位配对，先问您愿不愿意去。",
        "街道不再推荐您；还没有面谈的推荐当场撤回。您自己申请的不受影响。",
    ),
    ConsentKind.PHONE: Meaning(
        "街道推荐您去的单位，不等您回话就能看到您的姓名和电话。",
        "推荐您去的单位看不到您的电话，要等您点“我愿意”。",
    ),
    ConsentKind.SMS: Meaning("有推荐、面试或结果时，发短信告诉您。", "不发短信，要您自己来看。"),
    ConsentKind.RANKING: Meaning(
        "岗位按您的意向、手艺、住处排先后，旁边写着理由。",
        "岗位不看您的情况，新的排在前面；同样的岗位一个不少。",
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One consent; `doing` is what its button says."""

    kind: str
    name: str
    holds: bool
    meaning: str
    instead: str
    since: str
    doing: str


@dataclass(frozen=True, slots=True)
class Entry:
    words: str
    at: str
    kind: str


@dataclass(frozen=True, slots=True)
class SwitchForm:
    given: str = ""


@get("/me/consents", opt={"action": Action.CONSENT}, include_in_schema=False, sync_to_thread=True)
def consents_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    worker, today = own_worker(session, access, request), request.app.state.settings.today()
    entries = session.exec(consents_of(worker.id or 0)).all()
    return page(
        request,
        "workers/consents.html",
        made_up=worker.made_up,
        lines=[_line(worker, kind, entries, today) for kind in MEANINGS],
        history=_history(session, entries, today),
    )


@post("/me/consents/{kind:str}", opt={"action": Action.CONSENT}, include_in_schema=False, sync_to_thread=True)
def switch_form(
    request: AnyRequest,
    kind: FromPath[str],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[SwitchForm],
) -> Response[Any]:
    """It works at once: what rested on the consent is withdrawn in this transaction."""
    if kind not in set(ConsentKind):
        raise NotThere("同意事项", kind)
    consent, given = ConsentKind(kind), data.given == "yes"
    worker = own_worker(session, access, request, lock=True)
    set_consent(session, worker, consent, given, _said(request, access))
    meaning = MEANINGS[consent]
    words = f"已{'同意' if given else '取消'}“{consent.label}”。{meaning.given if given else meaning.withdrawn}"
    return go_to("/me/consents", Notice(words))


@dataclass(frozen=True, slots=True)
class RankingForm:
    plain: str = ""
    next: str = "/"


@post("/ranking", opt={"action": Action.RANKING}, include_in_schema=False, sync_to_thread=True)
def ranking_form(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[RankingForm],
) -> Response[Any]:
    """Anybody's switch beside a list: in the file of who is signed in, in a cookie for everybody else."""
    plain = data.plain == "yes"
    words = "现在不按您的情况排，新的岗位在前。" if plain else "现在按您说的排，合适的岗位在前。"
    answer = go_to(own_path(data.next) or "/", Notice(words))
    if access.role == Role.WORKER and access.account and access.account.worker_id:
        worker = own_worker(session, access.to(Action.CONSENT), request, lock=True)
        set_consent(session, worker, ConsentKind.RANKING, not plain, _said(request, access))
        return answer
    answer.set_cookie(_ranking_cookie(plain, secure=request.app.state.settings.secure_cookies))
    return answer


def _ranking_cookie(plain: bool, *, secure: bool) -> Cookie:
    value, seconds = (PLAIN, YEAR) if plain else ("", 0)
    return Cookie(key=RANKING_COOKIE, value=value, max_age=seconds, httponly=True, secure=secure, samesite="lax")


def _said(request: AnyRequest, access: Access) -> Said:
    return Said(request.app.state.settings.now(), access.account_id, CHANNEL)


def _line(worker: Worker, kind: ConsentKind, entries: Sequence[ConsentEntry], today: date) -> Line:
    given, meaning = holds(worker, kind), MEANINGS[kind]
    latest = next((entry for entry in entries if entry.kind == kind), None)
    since = wording.moment(latest.at, today) if latest else ""
    return Line(
        kind=kind.value,
        name=kind.label,
        holds=given,
        meaning=meaning.given if given else meaning.withdrawn,
        instead=f"取消以后：{meaning.withdrawn}" if given else f"同意以后：{meaning.given}",
        since=since or ("登记时" if given and kind != ConsentKind.RANKING else ""),
        doing="取消同意" if given else "同意",
    )


def _history(session: Session, entries: Sequence[ConsentEntry], today: date) -> list[Entry]:
    ids = {entry.account_id for entry in entries}
    roles = dict(session.exec(select(col(Account.id), col(Account.role)).where(col(Account.id).in_(ids))).all())
    return [_entry(entry, _by(roles.get(entry.account_id)), today) for entry in entries]


def _entry(entry: ConsentEntry, by: str | None, today: date) -> Entry:
    said = "同意" if entry.given else "取消"
    words = wording.joined(f"{said}：{entry.kind.label}", by, entry.channel)
    return Entry(words, wording.moment(entry.at, today), "won" if entry.given else "lost")


def _by(role: Role | None) -> str | None:
    return "本人" if role == Role.WORKER else role.label if role else None


PAGES: list[HTTPRouteHandler] = [consents_page, switch_form, ranking_form]
