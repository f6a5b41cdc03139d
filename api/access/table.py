"""Who may do what to which rows: the one table every route and every page goes by.

A handler names its action, ``opt={"action": Action.WORKER_READ}``. `guard` refuses roles that have no line for it;
the `Access` the handler then receives narrows every query to the rows of the role's scope, so that a row out of scope
is simply not there (404, never 403: whether it exists is itself a secret). A handler without an action answers nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Flag, StrEnum, auto
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from api.refusals import NotAllowed, NotSignedIn
from models.account import Account, Role


class Scope(Flag):
    """Which rows; scopes of one line add up."""

    ALL = auto()
    PUBLIC = auto()  # what anybody may read: open vacancies, their employers' names
    STREET = auto()  # of the account's own street
    EMPLOYER = auto()  # of the account's own employer
    NAMED = auto()  # of the key employers the specialist serves today
    SELF = auto()  # the account's own person, or the account itself


class Action(StrEnum):
    """What can be done. The word before the dot is the subject in the audit."""

    HEALTH = "health.read"
    PAGE = "page.read"
    DISPLAY = "page.display"
    RANKING = "page.ranking"
    DESK = "desk.read"
    LOOK_UP = "desk.look_up"
    STREETS = "desk.streets"
    API = "api.read"
    REFERENCE = "reference.read"

    SIGN_IN = "session.create"
    SIGN_OUT = "session.delete"
    OWN_ACCOUNT = "account.own"
    PASSWORD = "account.password"  # noqa: S105  an action's name
    TOKEN_ROTATE = "token.rotate"  # noqa: S105
    ACCOUNT_READ = "account.read"
    ACCOUNT_WRITE = "account.write"
    AUDIT_READ = "audit.read"

    VACANCY_READ = "vacancy.read"
    SEARCH_READ = "saved_search.read"
    SEARCH_KEEP = "saved_search.keep"
    VACANCY_WRITE = "vacancy.write"
    VACANCY_RECOUNT = "vacancy.recount"
    NEED_REPORT = "vacancy.need"
    CANDIDATES = "vacancy.candidates"
    CANDIDATE_ASK = "vacancy.ask_office"
    VACANCY_FILE = "vacancy.file"
    VACANCY_CORRECT = "vacancy.correct"
    VACANCY_EXPORT = "vacancy.export"
    EMPLOYER_DESK = "employer.desk"
    EMPLOYER_READ = "employer.read"
    EMPLOYER_CREATE = "employer.create"
    EMPLOYER_WRITE = "employer.write"
    EMPLOYER_FILE = "employer.file"
    EMPLOYER_CORRECT = "employer.correct"
    EMPLOYER_EXPORT = "employer.export"
    EMPLOYER_KEY = "employer.key"
    SPECIALIST_ASSIGN = "employer.specialist"
    KEY_LEDGER = "employer.key_ledger"
    KEY_REPORT = "employer.key_report"
    KEY_FILE = "employer.key_file"
    HAND_OVER = "employer.hand_over"

    REGISTER = "registration.create"
    REGISTRATION_DECIDE = "registration.decide"
    ADVERT_WRITE = "advert.write"
    REVIEW_DECIDE = "review.decide"
    COMPLAIN = "complaint.create"
    COMPLAINT_DECIDE = "complaint.decide"
    INQUIRY_ANSWER = "inquiry.answer"

    WORKER_READ = "worker.read"
    WORKER_CREATE = "worker.create"
    WORKER_WRITE = "worker.write"
    DUPLICATE_MERGE = "worker.merge"
    OWN_FILE = "worker.own"
    CONSENT = "worker.consent"
    OWN_DATA = "worker.data"
    ERASE = "worker.erase"
    LOOKUP_CODE = "worker.code"
    WORKER_LIST = "worker.list"
    WORKER_FILE = "worker.file"
    WORKER_CORRECT = "worker.correct"
    WORKER_EXPORT = "worker.export"
    ASSISTANCE_READ = "worker.assistance_read"
    ASSISTANCE_WRITE = "worker.assistance_write"
    RECOMMENDATION_READ = "worker.recommendation"

    APPLY = "referral.apply"
    OWN_REFERRALS = "referral.own"
    REFERRAL_ANSWER = "referral.answer"
    REFERRAL_READ = "referral.read"
    REFERRAL_CREATE = "referral.create"
    REFERRAL_MOVE = "referral.move"
    REFERRAL_DECIDE = "referral.decide"
    REFERRAL_LOG = "referral.log"
    REFERRAL_STEP = "referral.step"

    RUN_ASK = "run.ask"
    RUN_READ = "run.read"
    RUN_RESULT = "run.result"
    RUN_TAKE = "run.take"
    RUN_EXPORT = "run.export"

    SWAP_PLAN = "swap.plan"
    SWAP_GAPS = "swap.gaps"
    SWAP_OFFER = "swap.offer"
    SWAP_NEED = "swap.need"
    SWAP_SHUTDOWN = "swap.shutdown"
    SWAP_LIST = "swap.list"
    SWAP_DESK = "swap.desk"
    SWAP_READ = "swap.read"
    SWAP_PEOPLE = "swap.people"
    SWAP_OWN = "swap.own"
    SWAP_ANSWER = "swap.answer"
    SWAP_ANSWER_FOR = "swap.answer_for"
    SWAP_MOVE = "swap.move"
    SWAP_TERMS = "swap.terms"
    SWAP_SIGN = "swap.sign"
    SWAP_RETURN = "swap.return"
    SWAP_EXTEND = "swap.extend"
    SWAP_SETTLE = "swap.settle"
    SWAP_PAPERS = "swap.papers"

    CHANCE_DESK = "chance_model.desk"
    CHANCE_READ = "chance_model.read"
    CHANCE_DECIDE = "chance_model.decide"

    IMPORT_VACANCIES = "import.vacancies"
    IMPORT_WORKERS = "import.workers"
    IMPORT_READ = "import.read"
    IMPORT_OPEN = "import.open"
    EXPORT = "report.export"

    # Commands of whoever runs the machine; over HTTP nobody has a line for them.
    CHANCE_LEARN = "chance_model.learn"
    REFERRAL_EXPIRE = "referral.expire"
    STORE_BACKUP = "store.backup"
    STORE_RESTORE = "store.restore"


Line = Mapping[Role | None, Scope]  # None is somebody who has not signed in

ADMIN, STREET, SPECIALIST, EMPLOYER, WORKER = (
    Role.DISTRICT_ADMIN,
    Role.STREET_STAFF,
    Role.SPECIALIST,
    Role.EMPLOYER,
    Role.WORKER,
)


def _everybody(scope: Scope) -> Line:
    return {None: scope, **dict.fromkeys(Role, scope)}


def _signed_in(scope: Scope) -> Line:
    return dict.fromkeys(Role, scope)


_OFFICE: Line = {ADMIN: Scope.ALL, STREET: Scope.STREET}
_OFFICE_AND_SPECIALIST: Line = {**_OFFICE, SPECIALIST: Scope.NAMED}

TABLE: Mapping[Action, Line] = {
    Action.HEALTH: _everybody(Scope.ALL),
    Action.PAGE: _everybody(Scope.ALL),
    Action.DISPLAY: _everybody(Scope.ALL),
    Action.RANKING: _everybody(Scope.SELF),
    Action.DESK: _OFFICE_AND_SPECIALIST,
    # A search and the lists show masked names and no phone; opening a file is the reading that is written down.
    Action.LOOK_UP: _OFFICE_AND_SPECIALIST,
    Action.STREETS: {ADMIN: Scope.ALL},
    Action.API: _everybody(Scope.ALL),
    Action.REFERENCE: _everybody(Scope.ALL),
    Action.SIGN_IN: _everybody(Scope.SELF),
    Action.SIGN_OUT: _signed_in(Scope.SELF),
    Action.OWN_ACCOUNT: _signed_in(Scope.SELF),
    Action.PASSWORD: _signed_in(Scope.SELF),
    Action.TOKEN_ROTATE: _signed_in(Scope.SELF),
    Action.ACCOUNT_READ: {ADMIN: Scope.ALL},
    Action.ACCOUNT_WRITE: {ADMIN: Scope.ALL},
    Action.AUDIT_READ: {ADMIN: Scope.ALL},
    Action.VACANCY_READ: {
        None: Scope.PUBLIC,
        WORKER: Scope.PUBLIC,
        EMPLOYER: Scope.PUBLIC | Scope.EMPLOYER,
        SPECIALIST: Scope.PUBLIC | Scope.NAMED,
        STREET: Scope.PUBLIC | Scope.STREET,
        ADMIN: Scope.ALL,
    },
    # Of whoever has the browser's cookie, or of the worker who is signed in.
    Action.SEARCH_READ: _everybody(Scope.SELF),
    Action.SEARCH_KEEP: _everybody(Scope.SELF),
    Action.VACANCY_WRITE: {**_OFFICE_AND_SPECIALIST, EMPLOYER: Scope.EMPLOYER},
    Action.VACANCY_RECOUNT: {**_OFFICE_AND_SPECIALIST, EMPLOYER: Scope.EMPLOYER},
    Action.NEED_REPORT: {**_OFFICE_AND_SPECIALIST, EMPLOYER: Scope.EMPLOYER},
    # Who suits an employer's vacancy lives in every street, so a street has no line here.
    Action.CANDIDATES: {EMPLOYER: Scope.EMPLOYER, SPECIALIST: Scope.NAMED},
    Action.CANDIDATE_ASK: {EMPLOYER: Scope.EMPLOYER},
    Action.EMPLOYER_DESK: {EMPLOYER: Scope.EMPLOYER},
    Action.EMPLOYER_READ: {**_OFFICE_AND_SPECIALIST, EMPLOYER: Scope.EMPLOYER},
    Action.EMPLOYER_FILE: _OFFICE_AND_SPECIALIST,
    Action.EMPLOYER_CORRECT: _OFFICE_AND_SPECIALIST,
    Action.EMPLOYER_EXPORT: _OFFICE_AND_SPECIALIST,
    Action.VACANCY_FILE: _OFFICE_AND_SPECIALIST,
    Action.VACANCY_CORRECT: _OFFICE_AND_SPECIALIST,
    Action.VACANCY_EXPORT: _OFFICE_AND_SPECIALIST,
    Action.EMPLOYER_CREATE: _OFFICE,
    Action.EMPLOYER_WRITE: {**_OFFICE_AND_SPECIALIST, EMPLOYER: Scope.EMPLOYER},
    Action.EMPLOYER_KEY: {ADMIN: Scope.ALL},
    Action.SPECIALIST_ASSIGN: {ADMIN: Scope.ALL},
    Action.KEY_LEDGER: _OFFICE_AND_SPECIALIST,
    Action.KEY_FILE: _OFFICE_AND_SPECIALIST,
    # A street reads the ledger of its key employers; their specialist and the district write it.
    Action.KEY_REPORT: {ADMIN: Scope.ALL, SPECIALIST: Scope.NAMED},
    Action.HAND_OVER: {SPECIALIST: Scope.NAMED},
    # Whoever registers is nobody yet; one whose registration came back hands it in again.
    Action.REGISTER: {None: Scope.SELF, EMPLOYER: Scope.SELF},
    Action.REGISTRATION_DECIDE: _OFFICE,
    Action.ADVERT_WRITE: {EMPLOYER: Scope.EMPLOYER},
    Action.REVIEW_DECIDE: _OFFICE,
    # Readers complain; who works for the office or an employer has other ways. Who it was, no employer learns.
    Action.COMPLAIN: {None: Scope.PUBLIC, WORKER: Scope.PUBLIC},
    Action.COMPLAINT_DECIDE: _OFFICE,
    Action.INQUIRY_ANSWER: {EMPLOYER: Scope.EMPLOYER},
    Action.WORKER_READ: {**_OFFICE, WORKER: Scope.SELF},
    Action.WORKER_CREATE: _OFFICE,
    Action.WORKER_WRITE: {**_OFFICE, WORKER: Scope.SELF},
    Action.DUPLICATE_MERGE: _OFFICE,
    Action.OWN_FILE: {WORKER: Scope.SELF},
    Action.CONSENT: {WORKER: Scope.SELF},
    Action.OWN_DATA: {WORKER: Scope.SELF},
    Action.ERASE: {WORKER: Scope.SELF},
    Action.LOOKUP_CODE: _OFFICE,
    Action.WORKER_LIST: _OFFICE,
    Action.WORKER_FILE: _OFFICE,
    Action.WORKER_CORRECT: _OFFICE,
    Action.WORKER_EXPORT: _OFFICE,
    # The assistance category is for the street that certifies it and for nobody else.
    Action.ASSISTANCE_READ: {STREET: Scope.STREET},
    Action.ASSISTANCE_WRITE: {STREET: Scope.STREET},
    Action.RECOMMENDATION_READ: {**_OFFICE, WORKER: Scope.SELF},
    # Whoever applies without signing in gets a file of their own by it; the list then says how to sign in.
    Action.APPLY: {None: Scope.PUBLIC, WORKER: Scope.SELF},
    Action.OWN_REFERRALS: {None: Scope.PUBLIC, WORKER: Scope.SELF},
    Action.REFERRAL_ANSWER: {WORKER: Scope.SELF},
    Action.REFERRAL_READ: {**_OFFICE_AND_SPECIALIST, EMPLOYER: Scope.EMPLOYER, WORKER: Scope.SELF},
    Action.REFERRAL_LOG: _OFFICE_AND_SPECIALIST,
    Action.REFERRAL_STEP: _OFFICE_AND_SPECIALIST,
    Action.REFERRAL_CREATE: {**_OFFICE, WORKER: Scope.SELF},
    Action.REFERRAL_MOVE: {**_OFFICE_AND_SPECIALIST, EMPLOYER: Scope.EMPLOYER, WORKER: Scope.SELF},
    Action.REFERRAL_DECIDE: {EMPLOYER: Scope.EMPLOYER, SPECIALIST: Scope.NAMED},
    # A run always sees the whole district, so that nobody is promised twice; its result is read within scope.
    Action.RUN_ASK: {ADMIN: Scope.ALL, STREET: Scope.ALL},
    Action.RUN_READ: {ADMIN: Scope.ALL, STREET: Scope.ALL, SPECIALIST: Scope.ALL},
    Action.RUN_RESULT: _OFFICE_AND_SPECIALIST,
    Action.RUN_TAKE: _OFFICE,
    Action.RUN_EXPORT: _OFFICE,
    # A plan moves people of every street between firms of every street.
    Action.SWAP_PLAN: {ADMIN: Scope.ALL},
    # Firms and numbers of the whole district, no person: both sides of the market are meant to be known.
    Action.SWAP_GAPS: {ADMIN: Scope.ALL, STREET: Scope.ALL, SPECIALIST: Scope.ALL},
    # What a firm can spare and what it lacks it says itself; the office may take it down by telephone.
    Action.SWAP_OFFER: {**_OFFICE_AND_SPECIALIST, EMPLOYER: Scope.EMPLOYER},
    Action.SWAP_NEED: {**_OFFICE_AND_SPECIALIST, EMPLOYER: Scope.EMPLOYER},
    Action.SWAP_SHUTDOWN: {EMPLOYER: Scope.EMPLOYER},
    Action.SWAP_LIST: {ADMIN: Scope.ALL, SPECIALIST: Scope.NAMED},
    Action.SWAP_DESK: {EMPLOYER: Scope.EMPLOYER},
    Action.SWAP_READ: {ADMIN: Scope.ALL, SPECIALIST: Scope.NAMED, EMPLOYER: Scope.EMPLOYER},
    # Who is lent: the lender names them, the borrower reads of those who agreed, each answers for themselves.
    Action.SWAP_PEOPLE: {ADMIN: Scope.ALL, EMPLOYER: Scope.EMPLOYER},
    Action.SWAP_OWN: {WORKER: Scope.SELF},
    Action.SWAP_ANSWER: {WORKER: Scope.SELF},
    Action.SWAP_ANSWER_FOR: {ADMIN: Scope.ALL},
    # The district's coordinator takes a swap from step to step; the two firms write, sign and settle it.
    Action.SWAP_MOVE: {ADMIN: Scope.ALL},
    Action.SWAP_TERMS: {ADMIN: Scope.ALL, EMPLOYER: Scope.EMPLOYER},
    Action.SWAP_SIGN: {ADMIN: Scope.ALL, EMPLOYER: Scope.EMPLOYER},
    Action.SWAP_RETURN: {ADMIN: Scope.ALL, EMPLOYER: Scope.EMPLOYER},
    Action.SWAP_EXTEND: {ADMIN: Scope.ALL, EMPLOYER: Scope.EMPLOYER},
    Action.SWAP_SETTLE: {ADMIN: Scope.ALL, EMPLOYER: Scope.EMPLOYER},
    Action.SWAP_PAPERS: {ADMIN: Scope.ALL, EMPLOYER: Scope.EMPLOYER},
    Action.CHANCE_READ: {ADMIN: Scope.ALL, STREET: Scope.ALL},
    # Which numbers rank everybody is the district's to answer for.
    Action.CHANCE_DESK: {ADMIN: Scope.ALL},
    Action.CHANCE_DECIDE: {ADMIN: Scope.ALL},
    Action.IMPORT_VACANCIES: {ADMIN: Scope.ALL, STREET: Scope.ALL},
    Action.IMPORT_WORKERS: {ADMIN: Scope.ALL, STREET: Scope.ALL},
    Action.IMPORT_READ: {ADMIN: Scope.ALL, STREET: Scope.SELF},
    Action.IMPORT_OPEN: {ADMIN: Scope.ALL, STREET: Scope.SELF},  # one's own upload: other people's data all the same
    Action.EXPORT: _OFFICE,
    Action.CHANCE_LEARN: {},
    Action.REFERRAL_EXPIRE: {},
    Action.STORE_BACKUP: {},
    Action.STORE_RESTORE: {},
}


@dataclass(frozen=True, slots=True)
class Access:
    """What this request may do: the action asked for, by whom, over which rows."""

    action: Action
    scope: Scope
    account: Account | None

    @property
    def role(self) -> Role | None:
        return self.account.role if self.account else None

    @property
    def account_id(self) -> int | None:
        """Of whoever acts; None of somebody who has not signed in."""
        return self.account.id if self.account else None

    @property
    def is_office(self) -> bool:
        """Whether the reader works for the district or a street (and so may see what an office file holds)."""
        return self.role in (ADMIN, STREET, SPECIALIST)

    def require_account(self) -> Account:
        """The account that acts; raises `NotSignedIn`."""
        if self.account is None:
            raise NotSignedIn
        return self.account

    def to(self, action: Action) -> "Access":
        """The same reader's access to another action; refuses like the guard."""
        return access_to(action, self.account)

    def may(self, action: Action) -> bool:
        """Whether the role has a line for the action (pages show or hide a button by it)."""
        return self.role in TABLE[action]


def access_to(action: Action, account: Account | None) -> Access:
    """Look the table up; raises `NotSignedIn` or `NotAllowed`."""
    scope = TABLE[action].get(account.role if account else None)
    if scope is not None:
        return Access(action, scope, account)
    raise NotSignedIn if account is None else NotAllowed


def guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Litestar guard of the whole application."""
    action = handler.opt.get("action")
    if not isinstance(action, Action):
        raise NotAllowed(f"{connection.url.path} 没有登记权限，暂不开放。请联系区管理员。")
    connection.scope["state"]["access"] = access_to(action, connection.scope.get("user"))


def current_access(request: Request[Any, Any, Any]) -> Access:
    """The access `guard` found for this request (the ``access`` dependency)."""
    access: Access = request.scope["state"]["access"]
    return access
