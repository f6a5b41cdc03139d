"""Employers, their place on the key list and their specialist."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from litestar import get, patch, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from sqlmodel import Session, col, select

from api.access.scopes import one, reach
from api.access.table import Access, Action
from api.employers.identity import check_identity_is_kept
from api.employers.schemas import (
    EmployerCreate,
    EmployerPatch,
    EmployerRead,
    KeyListingCreate,
    KeyListingRead,
    SpecialistCreate,
    SpecialistRead,
)
from api.fields.references import check_coordinates, check_references
from api.files.streets import STREETS, lies_in
from api.paging import Page, Paging
from api.refusals import BadField
from api.settings import Settings
from models.account import Account, Role
from models.employer import (
    ORDERS,
    Employer,
    EmployerFilter,
    KeyClass,
    KeyListing,
    SpecialistAssignment,
    employers,
    hand_over,
    key_class_on,
)

SORT = {**ORDERS, "name": Employer.name}


def shown(session: Session, rows: Sequence[Employer], today: date) -> list[EmployerRead]:
    """Rows with their key class today and the name of who serves them."""
    classes = dict(session.exec(key_class_on(today)).all())
    served = select(SpecialistAssignment.employer_id, Account.name).join(
        Account, col(Account.id) == SpecialistAssignment.account_id
    )
    names = dict(session.exec(served.where(col(SpecialistAssignment.valid_to).is_(None))).all())
    return [
        EmployerRead.model_validate(
            row, update={"key_class": classes.get(row.id or 0), "specialist_name": names.get(row.id or 0)}
        )
        for row in rows
    ]


@get("/api/employers", opt={"action": Action.EMPLOYER_READ}, sync_to_thread=True, tags=["用人单位"])
def list_employers(
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    paging: NamedDependency[Paging],
    q: Annotated[str, QueryParameter(max_length=100, description="名称里的字")] = "",
    street: Annotated[str, QueryParameter(max_length=9, description=STREETS)] = "",
    industry: Annotated[str, QueryParameter(max_length=8, description="行业代码，含其下各级")] = "",
    key: FromQuery[bool] = False,
) -> Page[EmployerRead]:
    """Employers in scope; ``key=true`` keeps those on the key list today."""
    today = settings.today()
    asked = EmployerFilter(words=q, industry_code=industry or None, key_on=today if key else None)
    rows = employers(asked).where(reach(Employer, access, today), lies_in(col(Employer.street_code), street))
    return paging.cut(session, rows, SORT, "id", lambda found: shown(session, found, today))


@get("/api/employers/{employer_id:int}", opt={"action": Action.EMPLOYER_READ}, sync_to_thread=True, tags=["用人单位"])
def read_employer(
    employer_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> EmployerRead:
    today = settings.today()
    return shown(session, [one(session, Employer, employer_id, access, today)], today)[0]


@post("/api/employers", opt={"action": Action.EMPLOYER_CREATE}, sync_to_thread=True, tags=["用人单位"])
def create_employer(
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[EmployerCreate],
) -> EmployerRead:
    """Register an employer; a street registers those of its own street."""
    check_references(session, data)
    own = access.account.street_code if access.account and access.role == Role.STREET_STAFF else None
    if own and data.street_code not in (None, own):
        raise BadField.of("street_code", "只能登记本街道的用人单位，请填本街道代码或留空")
    now = settings.now()
    employer = Employer(**data.model_dump(), registered_at=now, updated_at=now)
    employer.street_code = data.street_code or own
    check_coordinates(employer)
    session.add(employer)
    session.flush()
    return shown(session, [employer], settings.today())[0]


@patch(
    "/api/employers/{employer_id:int}", opt={"action": Action.EMPLOYER_WRITE}, sync_to_thread=True, tags=["用人单位"]
)
def edit_employer(
    employer_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[EmployerPatch],
) -> EmployerRead:
    """Only what is sent changes. Who the employer is, only the office changes."""
    today = settings.today()
    employer = one(session, Employer, employer_id, access, today)
    changes = data.model_dump(exclude_unset=True)
    check_identity_is_kept(employer, changes, access.role)
    check_references(session, data)
    employer.sqlmodel_update(changes, update={"updated_at": settings.now()})
    check_coordinates(employer)
    return shown(session, [employer], today)[0]


@post(
    "/api/employers/{employer_id:int}/key-listings",
    opt={"action": Action.EMPLOYER_KEY},
    sync_to_thread=True,
    tags=["用人单位"],
)
def list_as_key(
    employer_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[KeyListingCreate],
) -> KeyListingRead:
    """Put the employer on the key list."""
    one(session, Employer, employer_id, access, settings.today())
    if data.key_class == KeyClass.K0:
        raise BadField.of("key_class", "K0 是一般单位，不进重点名单，请选 K1 至 K6")
    _check_days(data.valid_from, data.valid_to, "valid_to")
    listing = KeyListing(employer_id=employer_id, **data.model_dump())
    session.add(listing)
    session.flush()
    return KeyListingRead.model_validate(listing)


@get(
    "/api/employers/{employer_id:int}/key-listings",
    opt={"action": Action.EMPLOYER_READ},
    sync_to_thread=True,
    tags=["用人单位"],
)
def read_key_listings(
    employer_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> list[KeyListingRead]:
    """Every listing the employer has had, newest first."""
    one(session, Employer, employer_id, access, settings.today())
    rows = select(KeyListing).where(KeyListing.employer_id == employer_id).order_by(col(KeyListing.valid_from).desc())
    return [KeyListingRead.model_validate(row) for row in session.exec(rows)]


@post(
    "/api/employers/{employer_id:int}/specialist",
    opt={"action": Action.SPECIALIST_ASSIGN},
    sync_to_thread=True,
    tags=["用人单位"],
)
def assign_specialist(
    employer_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[SpecialistCreate],
) -> SpecialistRead:
    """Hand the employer to a specialist; who served it until then stays in the history."""
    one(session, Employer, employer_id, access, settings.today())
    account = session.get(Account, data.account_id)
    if account is None or account.role != Role.SPECIALIST or not account.active:
        raise BadField.of("account_id", f"账号 {data.account_id} 不是在用的服务专员")
    assignment = hand_over(
        session, employer_id, to=data.account_id, on=data.from_day or settings.today(), note=data.note
    )
    return SpecialistRead.model_validate(assignment)


def _check_days(first: date, last: date | None, field: str) -> None:
    if last is not None and last < first:
        raise BadField.of(field, "结束日早于开始日")


ROUTES: list[HTTPRouteHandler] = [
    list_employers,
    read_employer,
    create_employer,
    edit_employer,
    list_as_key,
    read_key_listings,
    assign_specialist,
]
