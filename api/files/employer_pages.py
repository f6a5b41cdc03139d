"""An employer's file for the office: read whole, corrected in short forms."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from sqlmodel import Session, col

from api.access.scopes import one
from api.access.table import Access, Action
from api.employers.contact import FOLLOWS, TICK, correct_posts, offer, posts_alike
from api.employers.schemas import EmployerPatch
from api.fields.references import check_references
from api.files.correction_form import Correctable, open_form, take_form
from api.files.employer_fields import CONTACT, GROUPS, LABELS
from api.files.employer_file import file_of
from api.files.employer_history import employer_events
from api.files.fields import Field, Group, Kind, meant, typed
from api.files.history import history
from api.layout import asks_for_part, page
from api.refusals import BadField
from api.settings import Settings
from api.staff.heading import made_up_here
from models.employer import Employer
from models.vacancy import Vacancy

AnyRequest = Request[Any, Any, Any]
FORM = "/staff/employers/{employer_id:int}/correct/{group:str}"


@get(
    "/staff/employers/{employer_id:int}",
    opt={"action": Action.EMPLOYER_FILE},
    include_in_schema=False,
    sync_to_thread=True,
)
def employer_file(
    request: AnyRequest,
    employer_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    today = settings.today()
    employer = one(session, Employer, employer_id, access, today)
    kind = request.query_params.get("history", "")
    known: dict[str, Any] = {
        "history": history(session, employer_events(session, employer), today, kind),
        "here_file": f"/staff/employers/{employer_id}",
    }
    if asks_for_part(request):
        return page(request, "files/history.html", **known)
    return page(
        request,
        "files/employer.html",
        made_up=made_up_here(session),
        here="/staff/employers",
        employer=employer,
        file=file_of(session, employer, access, today),
        saved=request.query_params.get("saved", ""),
        **known,
    )


@get(FORM, opt={"action": Action.EMPLOYER_CORRECT}, include_in_schema=False, sync_to_thread=True)
def correct_employer_page(
    request: AnyRequest,
    employer_id: FromPath[int],
    group: FromPath[str],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[Any]:
    return open_form(request, session, _correctable(request, session, employer_id, access, settings), group)


@post(FORM, opt={"action": Action.EMPLOYER_CORRECT}, include_in_schema=False, sync_to_thread=True)
def correct_employer(
    request: AnyRequest,
    employer_id: FromPath[int],
    group: FromPath[str],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: URLEncodedBody[dict[str, Any]],
) -> Response[Any]:
    of = _correctable(request, session, employer_id, access, settings)
    return take_form(request, session, of, group, data, settings.today())


def _correctable(request: AnyRequest, session: Session, key: int, access: Access, settings: Settings) -> Correctable:
    employer = one(session, Employer, key, access, settings.today(), lock=True)
    posts, old_contact = posts_alike(session, employer), employer.contact

    def save(part: Group, values: Mapping[str, str]) -> str:
        fields = [field for field in part.fields if field.name != TICK]
        patch = EmployerPatch.model_validate(meant(fields, values))
        check_references(session, patch)
        changes = patch.model_dump(exclude_unset=True)
        _check_uscc_is_free(session, key, changes.get("uscc"))
        employer.sqlmodel_update(changes, update={"updated_at": settings.now()})
        session.flush()
        if values.get(TICK) != "yes" or not set(FOLLOWS) & changes.keys():
            return ""
        return correct_posts(
            request, session, access, employer, posts, old_contact, today=settings.today(), now=settings.now()
        )

    return Correctable(
        subject="employer",
        key=key,
        whose=employer.name,
        path=f"/staff/employers/{key}",
        updated_at=employer.updated_at,
        groups=_groups(posts),
        labels=LABELS,
        stands=lambda group: {
            field.name: "yes" if field.name == TICK else typed(field, getattr(employer, field.name))
            for field in group.fields
        },
        save=save,
    )


def _groups(posts: Sequence[Vacancy]) -> Mapping[str, Group]:
    """The short forms; that of the contact offers to correct the vacancies that carry the same number."""
    if not posts:
        return GROUPS
    also = Field(TICK, offer(posts), Kind.TICK, hint="不勾，岗位上还是原来的电话。")
    return {**GROUPS, CONTACT.key: replace(CONTACT, fields=(*CONTACT.fields, also))}


def _check_uscc_is_free(session: Session, key: int, uscc: str | None) -> None:
    held = sa.select(col(Employer.id)).where(col(Employer.uscc) == uscc, col(Employer.id) != key)
    if uscc and session.execute(held).first():
        raise BadField.of("uscc", "这个代码已登记给另一家单位，请先查一查是不是同一家")


PAGES: list[HTTPRouteHandler] = [employer_file, correct_employer_page, correct_employer]
