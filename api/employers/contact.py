"""A firm's new contact goes to its vacancies that name the old one: a number nobody answers helps no worker."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from litestar import Request
from sqlmodel import Session, col, select

from api.access.table import Access
from api.reviews.handing_in import settle
from api.reviews.screening import rules_for, screen_terms, terms_of
from models.audit import AuditEntry
from models.employer import Employer
from models.vacancy import Vacancy, VacancyState

FOLLOWS = ("contact", "phone")
TICK = "posts_too"


def posts_alike(session: Session, employer: Employer) -> Sequence[Vacancy]:
    """The firm's vacancies, none of the ended ones, that carry the phone of its file."""
    if not employer.phone:
        return []
    own = select(Vacancy).where(Vacancy.employer_id == employer.id, Vacancy.phone == employer.phone)
    return session.exec(own.where(Vacancy.state != VacancyState.CLOSED).order_by(col(Vacancy.id))).all()


def offer(posts: Sequence[Vacancy]) -> str:
    """The words beside the tick; nothing where no vacancy carries the number."""
    return f"{len(posts)} 个岗位也用这个电话，一起改" if posts else ""


def correct_posts(
    request: Request[Any, Any, Any],
    session: Session,
    access: Access,
    employer: Employer,
    posts: Sequence[Vacancy],
    old_contact: str,
    *,
    today: date,
    now: datetime,
) -> str:
    """Give the vacancies the firm's contact as it is now, each change in its vacancy's history; what to tell of it.

    A contact of its own stays with its vacancy. What an employer writes is read by the office where the law asks it.
    """
    by = access.account_id
    rules, told, changed = rules_for(session, employer, today), [], 0
    for post in posts:
        fields = _corrected(post, employer, old_contact)
        if fields:
            changed += 1
            post.updated_at = now
            session.add_all([post, _entry(request, access, post, fields, now)])
            found = [one for one in screen_terms(terms_of(post), rules) if one.field in FOLLOWS]
            told.append(settle(session, post, found, access.role, by=by, now=now) if found else "")
    session.flush()
    return "".join(([f"{changed} 个岗位上的也改了。"] if changed else []) + told)


def _corrected(post: Vacancy, employer: Employer, old_contact: str) -> list[str]:
    """Write what follows into the vacancy; the names of the fields that changed."""
    new = {"phone": employer.phone} | ({"contact": employer.contact} if post.contact == old_contact else {})
    changed = [name for name, value in new.items() if getattr(post, name) != value]
    post.sqlmodel_update({name: new[name] for name in changed})
    return changed


def _entry(
    request: Request[Any, Any, Any], access: Access, post: Vacancy, fields: list[str], now: datetime
) -> AuditEntry:
    """The row of the vacancy's own history; the request's row is about the firm."""
    return AuditEntry(
        at=now,
        account_id=access.account_id,
        action=access.action.value,
        subject="vacancy",
        subject_id=post.id,
        detail={
            "route": f"{request.method} {request.url.path}",
            "written": {"vacancy": {str(post.id): [*fields, "updated_at"]}},
        },
        request_id=request.scope["state"].get("request_id", ""),
    )
