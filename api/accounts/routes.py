"""Sign-in, own account, accounts of others, and the audit."""

from typing import Annotated, Any

from litestar import Request, Response, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from sqlmodel import Session, col, select

from api.access.passwords import hash_password
from api.access.scopes import one, within
from api.access.sessions import end_all, open_family, replace
from api.access.table import Access, Action
from api.accounts.schemas import (
    AccountCreate,
    AccountPatch,
    AccountRead,
    AuditRead,
    BearerToken,
    Credentials,
    PasswordChange,
)
from api.accounts.signing_in import is_own_password, proven_account, sign_in, sign_out
from api.fields.types import LARGEST_ID
from api.paging import Page, Paging
from api.refusals import BadField, Conflict, NotSignedIn
from api.settings import Settings
from api.transactions import transaction
from models.account import Account, Role, Token, TokenKind
from models.audit import AuditEntry
from models.employer import Employer
from models.reference import Street
from models.worker import Worker

AnyRequest = Request[Any, Any, Any]


@post("/api/session", opt={"action": Action.SIGN_IN}, sync_to_thread=True, status_code=200, tags=["登录"])
def open_session(request: AnyRequest, data: JSONBody[Credentials]) -> Response[AccountRead]:
    """Sign in with a cookie. Needs the CSRF token, so that no other site can sign a browser in."""
    account = proven_account(request, data.login, data.password)
    response = Response(AccountRead.model_validate(account))
    sign_in(request, account, response)
    return response


@delete("/api/session", opt={"action": Action.SIGN_OUT}, sync_to_thread=True, tags=["登录"])
def close_session(request: AnyRequest, session: NamedDependency[Session]) -> Response[None]:
    """Sign out: the token shown and all its successors end."""
    response: Response[None] = Response(None, status_code=204)
    sign_out(request, session, response)
    return response


@post(
    "/api/tokens",
    opt={"action": Action.SIGN_IN, "exclude_from_csrf": True},  # no cookie goes in or out
    sync_to_thread=True,
    tags=["登录"],
)
def open_token(request: AnyRequest, data: JSONBody[Credentials], settings: NamedDependency[Settings]) -> BearerToken:
    """Sign in for programs: a token to send as ``Authorization: Bearer``."""
    account = proven_account(request, data.login, data.password)
    request.scope["state"]["signed_in_as"] = account.id
    with transaction(request) as session:
        secret, token = open_family(session, account, TokenKind.BEARER, settings.real_now())
    return BearerToken(token=secret, expires_at=token.expires_at)


@post("/api/tokens/rotate", opt={"action": Action.TOKEN_ROTATE}, sync_to_thread=True, tags=["登录"])
def rotate_token(
    request: AnyRequest, session: NamedDependency[Session], settings: NamedDependency[Settings]
) -> BearerToken:
    """The next token of the family. Showing the old one after half a minute ends them all."""
    if request.auth is None or request.auth.kind != TokenKind.BEARER:
        raise NotSignedIn("请用 Authorization: Bearer 令牌调用。")
    token = session.get(Token, request.auth.id, with_for_update=True)
    if token is None or token.revoked_at is not None:
        raise Conflict("这个令牌已经换过，请用新令牌。")
    secret, successor = replace(session, token, settings.real_now())
    return BearerToken(token=secret, expires_at=successor.expires_at)


@get("/api/account", opt={"action": Action.OWN_ACCOUNT}, sync_to_thread=True, tags=["登录"])
def own_account(access: NamedDependency[Access]) -> AccountRead:
    return AccountRead.model_validate(access.account)


@put("/api/account/password", opt={"action": Action.PASSWORD}, sync_to_thread=True, status_code=204, tags=["登录"])
def change_password(
    request: AnyRequest,
    data: JSONBody[PasswordChange],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> None:
    """Change one's own password; every sign-in of the account ends, this one too."""
    own = access.account
    if own is None or not is_own_password(request, own.login, data.old_password, own):
        raise BadField.of("old_password", "原密码不对")
    new_hash, now = hash_password(data.new_password), settings.real_now()
    with transaction(request) as session:
        account = session.get_one(Account, own.id)
        account.password_hash = new_hash
        end_all(session, account.id or 0, now)


SORT = {"id": Account.id, "login": Account.login, "name": Account.name, "created_at": Account.created_at}
AUDIT_SORT = {"id": AuditEntry.id, "at": AuditEntry.at}


@get("/api/accounts", opt={"action": Action.ACCOUNT_READ}, sync_to_thread=True, tags=["账号"])
def list_accounts(
    settings: NamedDependency[Settings],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    paging: NamedDependency[Paging],
    q: FromQuery[str] = "",
    role: FromQuery[Role | None] = None,
) -> Page[AccountRead]:
    rows = within(Account, access, settings.today())
    if q:
        rows = rows.where(
            col(Account.login).contains(q, autoescape=True) | col(Account.name).contains(q, autoescape=True)
        )
    if role:
        rows = rows.where(Account.role == role)
    return paging.cut(session, rows, SORT, "login", lambda found: [AccountRead.model_validate(row) for row in found])


@post("/api/accounts", opt={"action": Action.ACCOUNT_WRITE}, sync_to_thread=True, tags=["账号"])
def create_account(
    settings: NamedDependency[Settings], session: NamedDependency[Session], data: JSONBody[AccountCreate]
) -> AccountRead:
    account = new_account(session, data, settings)
    return AccountRead.model_validate(account)


def new_account(session: Session, data: AccountCreate, settings: Settings) -> Account:
    """Store an account; raises `BadField` when the role's own street, employer or worker is missing."""
    _check_place(session, data)
    if session.exec(select(Account.id).where(Account.login == data.login)).first() is not None:
        raise Conflict(f"登录名 {data.login} 已被使用，请换一个。")
    account = Account(
        **data.model_dump(exclude={"password"}),
        password_hash=hash_password(data.password),
        created_at=settings.now(),
    )
    session.add(account)
    session.flush()
    return account


def _check_place(session: Session, data: AccountCreate) -> None:
    needed = {Role.STREET_STAFF: "street_code", Role.EMPLOYER: "employer_id", Role.WORKER: "worker_id"}.get(data.role)
    if needed and getattr(data, needed) is None:
        raise BadField.of(needed, f"{data.role.label}账号必须填这一项")
    for field, table in (("street_code", Street), ("employer_id", Employer), ("worker_id", Worker)):
        key = getattr(data, field)
        if key is not None and session.get(table, key) is None:
            raise BadField.of(field, f"没有编号为 {key} 的记录")


@patch("/api/accounts/{account_id:int}", opt={"action": Action.ACCOUNT_WRITE}, sync_to_thread=True, tags=["账号"])
def edit_account(
    settings: NamedDependency[Settings],
    account_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: JSONBody[AccountPatch],
) -> AccountRead:
    """Rename, close or reopen an account, or reset its password (which signs it out everywhere)."""
    account = one(session, Account, account_id, access, settings.today())
    if data.active is False:
        _check_somebody_keeps_accounts(session, account)
    changes = data.model_dump(exclude_unset=True, exclude={"password"}, exclude_none=True)
    account.sqlmodel_update(changes)
    if data.password is not None:
        account.password_hash = hash_password(data.password)
    if data.password is not None or data.active is False:
        end_all(session, account_id, settings.real_now())
    return AccountRead.model_validate(account)


def _check_somebody_keeps_accounts(session: Session, leaving: Account) -> None:
    """Raises `Conflict` for the last administrator: nobody could open an account any more, this one neither."""
    keepers = select(Account.id).where(Account.role == Role.DISTRICT_ADMIN, col(Account.active).is_(True))
    # Locked, so that two who close each other at the same moment do not both succeed.
    if set(session.exec(keepers.order_by(col(Account.id)).with_for_update()).all()) == {leaving.id}:
        raise Conflict("这是最后一个在用的区管理员账号，停用后就没有人能管理账号了。请先开通另一个区管理员账号。")


@get("/api/audit", opt={"action": Action.AUDIT_READ}, sync_to_thread=True, tags=["账号"])
def list_audit(
    session: NamedDependency[Session],
    paging: NamedDependency[Paging],
    subject: FromQuery[str] = "",
    subject_id: Annotated[int | None, QueryParameter(ge=1, le=LARGEST_ID)] = None,
) -> Page[AuditRead]:
    """What happened, newest first; one thing's history with ``subject`` and ``subject_id``."""
    rows = select(AuditEntry)
    if subject:
        rows = rows.where(AuditEntry.subject == subject)
    if subject_id is not None:
        rows = rows.where(AuditEntry.subject_id == subject_id)
    return paging.cut(session, rows, AUDIT_SORT, "-id", lambda found: [AuditRead.model_validate(row) for row in found])


ROUTES: list[HTTPRouteHandler] = [
    open_session,
    close_session,
    open_token,
    rotate_token,
    own_account,
    change_password,
    list_accounts,
    create_account,
    edit_account,
    list_audit,
]
