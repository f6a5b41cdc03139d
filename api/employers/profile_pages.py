"""The firm's own data: what the office checked and when, and what the firm keeps up itself.

What was checked once is not asked again: no licence at a fair, none at a vacancy.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import URLEncodedBody
from pydantic import ValidationError
from sqlmodel import Field, Session, SQLModel

from api import wording
from api.access.table import Access, Action
from api.employers.contact import TICK, correct_posts, offer, posts_alike
from api.employers.pages import own_employer
from api.fields.filled import Filled, filled, read
from api.fields.types import STRICT, Phone, Text
from api.fields.words import pydantic_problems
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, FieldProblem
from api.registrations.renewing import AHEAD, due
from api.vacancies.around import street_names
from models.account import Account
from models.days import day_of
from models.employer import Employer, SpecialistAssignment, active_specialist

AnyRequest = Request[Any, Any, Any]
LABELS = {"contact": "联系人", "phone": "电话", "address": "地址", "staff_total": "在职人数"}
MOST_STAFF = 1_000_000


class Kept(SQLModel):
    """What a firm keeps up itself."""

    model_config = STRICT

    contact: Text = Field(min_length=1, max_length=50)
    phone: Phone = Field(min_length=1, max_length=200)
    address: Text = Field(default="", max_length=200)
    staff_total: int | None = None


@get("/employer/profile", opt={"action": Action.EMPLOYER_DESK}, include_in_schema=False, sync_to_thread=True)
def profile_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    today = request.app.state.settings.today()
    return _shown(request, session, own_employer(session, access, today), today)


@post("/employer/profile", opt={"action": Action.EMPLOYER_DESK}, include_in_schema=False, sync_to_thread=True)
def profile_form(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[dict[str, str]],
) -> Response[Any]:
    settings = request.app.state.settings
    today = settings.today()
    employer = own_employer(session, access, today, lock=True)
    form = filled(data)
    kept = read(form, kept_of)
    if isinstance(kept, Filled):
        return _shown(request, session, employer, today, form=kept, status=422)
    if form.value("since") != employer.updated_at.isoformat():
        return _shown(request, session, employer, today, form=form, changed=_changed(employer, kept), status=409)
    posts, old_contact = posts_alike(session, employer), employer.contact
    employer.sqlmodel_update(kept.model_dump(), update={"updated_at": settings.now()})
    session.add(employer)
    told = ""
    if form.value(TICK) == "yes":
        told = correct_posts(request, session, access, employer, posts, old_contact, today=today, now=settings.now())
    return go_to("/employer/profile", Notice(f"已保存。{told}"))


def kept_of(values: Mapping[str, str]) -> Kept:
    """The fields of the form; raises `BadField` with every mistake, each with what to write instead."""
    problems: list[FieldProblem] = []
    staff = _staff(values.get("staff_total", ""), problems)
    try:
        sent = {name: values.get(name, "") for name in ("contact", "phone", "address")}
        kept = Kept.model_validate({**sent, "staff_total": staff})
    except ValidationError as refused:
        missing = {"contact": "写一个能找到的人", "phone": "写一个打得通的电话，比如 13800138000 或 020-81880000"}
        for problem in pydantic_problems(refused.errors()):
            empty = not values.get(problem.field)
            problems.append(
                FieldProblem(problem.field, missing.get(problem.field, problem.why) if empty else problem.why)
            )
        raise BadField(*problems) from None
    if problems:
        raise BadField(*problems)
    return kept


def _staff(typed: str, problems: list[FieldProblem]) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit()) or int(typed[:9]) > MOST_STAFF:
        problems.append(FieldProblem("staff_total", f"写 0 到 {MOST_STAFF} 的整数，比如 60；不清楚就留空"))
        return None
    return int(typed)


def _changed(employer: Employer, kept: Kept) -> list[tuple[str, str]]:
    """What stands in the file now and differs from what was typed."""
    now = {name: getattr(employer, name) for name in LABELS}
    return [
        (LABELS[name], "" if value is None else str(value))
        for name, value in now.items()
        if value != getattr(kept, name)
    ]


def _shown(
    request: AnyRequest,
    session: Session,
    employer: Employer,
    today: date,
    *,
    form: Filled | None = None,
    changed: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> Response[Any]:
    staff = "" if employer.staff_total is None else str(employer.staff_total)
    kept = {"contact": employer.contact, "phone": employer.phone, "address": employer.address, "staff_total": staff}
    kept[TICK] = "yes"
    return page(
        request,
        "employers/profile.html",
        status=status,
        made_up=employer.made_up,
        employer=employer,
        form=form or Filled(kept),
        labels=LABELS,
        changed=changed or [],
        tick=TICK,
        posts=offer(posts_alike(session, employer)),
        since=employer.updated_at.isoformat(),
        street=street_names(session).get(employer.street_code or "", ""),
        checked=_checked(employer, today),
        again=due(session, employer, today),
        soon=today + AHEAD,
        specialist=_specialist(session, employer),
    )


def _checked(employer: Employer, today: date) -> str:
    """Since when the office has known who the firm is."""
    if not employer.verified:
        return ""
    return wording.day(employer.verified_on or day_of(employer.registered_at), today) or ""


def _specialist(session: Session, employer: Employer) -> str:
    serving: SpecialistAssignment | None = session.exec(active_specialist(employer.id or 0)).one_or_none()
    account = session.get(Account, serving.account_id) if serving else None
    return account.name if account else ""


PAGES: list[HTTPRouteHandler] = [profile_page, profile_form]
