"""Filing people of no known street: a street chosen beside each name, saved together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import URLEncodedBody
from sqlmodel import Session

from api.access.table import Access, Action
from api.fields.filled import Filled, filled, read
from api.layout import page
from api.notices import Notice, go_to
from api.settings import Settings
from api.staff.pages import made_up_here
from api.staff.unfiled import Unfiled, chosen, file_them, number, unfiled
from api.vacancies.around import street_names
from api.workers.consents import Said

AnyRequest = Request[Any, Any, Any]
HERE = "/staff/unfiled"


@get(HERE, opt={"action": Action.WORKER_CORRECT}, include_in_schema=False, sync_to_thread=True)
def unfiled_page(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    people = unfiled(session, access, settings.today())
    guessed = Filled({one.field: one.guess for one in people})
    return _shown(request, session, access, settings.today(), people, guessed)


@post(HERE, opt={"action": Action.WORKER_CORRECT}, include_in_schema=False, sync_to_thread=True)
def file_form(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    today, names, form = settings.today(), street_names(session), filled(data)
    picked = read(form, lambda values: chosen(values, names.keys()))
    if isinstance(picked, Filled):
        return _shown(request, session, access, today, unfiled(session, access, today), picked, status=422)
    said = Said(settings.now(), access.account.id if access.account else None, "窗口")
    left = file_them(session, picked, access, today, said)
    done = [names[street] for key, street in picked.items() if key not in left]
    rest, _ = number(session, access, today)
    return go_to(HERE if rest else "/staff", _told(done, len(left)))


def _told(done: Sequence[str], left: int) -> Notice:
    """Who went where, street by street."""
    if not done and not left:
        return Notice("没有改动：先在名字旁边选街道。", "wrong")
    where = "、".join(f"{street} {people} 人" for street, people in Counter(done).items())
    words = [f"已分到街道：{where}。那边现在就能看到。" if done else "", _already(left)]
    return Notice("".join(words), "right" if done else "wrong")


def _already(left: int) -> str:
    return f"{left} 人别人已经分好，没有再改。" if left else ""


def _shown(
    request: AnyRequest,
    session: Session,
    access: Access,
    today: date,
    people: Sequence[Unfiled],
    form: Filled,
    status: int = 200,
) -> Response[Any]:
    total, _ = number(session, access, today)
    streets: Mapping[str, str] = street_names(session)
    return page(
        request,
        "staff/unfiled.html",
        status=status,
        made_up=made_up_here(session),
        people=people,
        total=total,
        options=[("", "还不知道"), *streets.items()],
        form=form,
        labels={one.field: one.name for one in people},
    )


PAGES: list[HTTPRouteHandler] = [unfiled_page, file_form]
