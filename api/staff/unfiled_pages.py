"""Filing people of no known street: a street chosen beside each name, saved together."""

from collections import Counter
from collections.abc import Sequence
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
from api.paging_links import asked_page, pages_of
from api.settings import Settings
from api.staff.heading import made_up_here
from api.staff.unfiled import chosen, file_them, numbers, unfiled
from api.vacancies.around import street_names
from api.workers.consents import Said

AnyRequest = Request[Any, Any, Any]
HERE = "/staff/unfiled"
SIZE = 50


@get(HERE, opt={"action": Action.WORKER_CORRECT}, include_in_schema=False, sync_to_thread=True)
def unfiled_page(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    return _shown(request, session, access, settings.today())


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
        return _shown(request, session, access, today, picked)
    said = Said(settings.now(), access.account_id, "窗口")
    left = file_them(session, picked, access, today, said)
    done = [names[street] for key, street in picked.items() if key not in left]
    rest = numbers(session, access, today).waiting
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
    form: Filled | None = None,
) -> Response[Any]:
    """The people of one page: as guessed from their addresses, or the form as it was sent with its mistakes."""
    found = numbers(session, access, today)
    pages = pages_of(
        found.waiting, SIZE, asked_page(request.query_params.get("page", "")), lambda n: f"{HERE}?page={n}"
    )
    people = unfiled(session, access, today, part=pages.part)
    return page(
        request,
        "staff/unfiled.html",
        status=422 if form else 200,
        made_up=made_up_here(session),
        people=people,
        numbers=found,
        pages=pages,
        options=[("", "还不知道"), *street_names(session).items()],
        form=form or Filled({one.field: one.guess for one in people}),
        labels={one.field: one.name for one in people},
    )


PAGES: list[HTTPRouteHandler] = [unfiled_page, file_form]
