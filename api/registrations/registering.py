"""An employer registers itself, once: what it says of itself, who acts for it, and what the office has to check.

A credit code nobody has registered makes an employer at once, whose account may write drafts. For one the office knows
already the account stays shut until the office has called: whoever knows a firm's name and code is not yet the firm.
An account that exists is never opened, nor its password changed, by registering: a phone number proves nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from api.access.passwords import SHORTEST
from api.fields.types import storable
from api.forms.cells.identity import parse_uscc
from api.forms.cells.plain import Impossible, plain
from api.refusals import BadField, FieldProblem
from models.account import Account, Role
from models.employer import Employer
from models.registration import EmployerRegistration, RegistrationState

LABELS = {
    "name": "单位名称",
    "uscc": "统一社会信用代码",
    "street_code": "所在街道",
    "contact": "联系人",
    "phone": "手机",
    "password": "密码",
}
LONGEST_PASSWORD = 256
_MOBILE = re.compile(r"1[3-9]\d{9}")
# Said to whoever did not prove the password: whose the phone is, and how it stands, is none of their business.
TAKEN = "这个手机号不能用来新登记。已有账号，请登录；交过登记，请用当时的密码；账号已停用，请找街道或区管理员"
OPEN = "已有账号，请登录"
SHUT = "这个手机号的账号已停用，请找街道或区管理员"


@dataclass(frozen=True, slots=True)
class Said:
    """What the form says, checked field by field; the phone is the login."""

    name: str
    uscc: str
    street_code: str
    contact: str
    phone: str
    password: str


@dataclass(frozen=True, slots=True)
class Registered:
    registration: EmployerRegistration
    account: Account


def said_in(values: Mapping[str, str], streets: Mapping[str, str]) -> Said:
    """The form's fields; raises `BadField` with every one that cannot be used."""
    problems = {
        "name": _line_problem(values.get("name", ""), "照营业执照填写全称"),
        "street_code": "" if values.get("street_code") in streets else "请选营业执照上的地址所在的街道",
        "contact": _line_problem(values.get("contact", ""), "街道要照着它找人"),
        "phone": "" if _MOBILE.fullmatch(digits(values.get("phone", ""))) else "请填 11 位手机号，以后用它登录",
    }
    uscc, problems["uscc"] = _uscc(values.get("uscc", ""))
    password = values.get("password", "")
    problems["password"] = _password_problem(password)
    wrong = [FieldProblem(name, problems[name]) for name in LABELS if problems.get(name)]
    if wrong:
        raise BadField(*wrong)
    phone = digits(values["phone"])
    return Said(values["name"], uscc, values["street_code"], values["contact"], phone, password)


def _line_problem(words: str, hint: str) -> str:
    if not words or not storable(words):
        return f"没有填，{hint}"
    return "最多 100 个字" if len(words) > 100 else ""


def _password_problem(password: str) -> str:
    if len(password) > LONGEST_PASSWORD:
        return f"密码最多 {LONGEST_PASSWORD} 个字"
    return "" if len(password) >= SHORTEST else f"密码至少 {SHORTEST} 个字"


def _uscc(words: str) -> tuple[str, str]:
    """The code, or what is wrong with it."""
    try:
        code = parse_uscc(words)
    except Impossible as impossible:
        return "", f"{impossible}，请照营业执照核对"
    return code or "", "" if code else "请填营业执照上 18 位的统一社会信用代码"


def digits(words: str) -> str:
    return re.sub(r"[\s-]", "", words).removeprefix("+86")


def register(session: Session, said: Said, password_hash: str, now: datetime) -> Registered:
    """Keep the registration with a new account, open or shut; raises `BadField` for a phone that is taken."""
    if session.exec(select(Account.id).where(Account.login == said.phone)).first() is not None:
        raise BadField.of("phone", TAKEN)
    known = _known(session, said)
    employer = known or _new_employer(session, said, now)
    account = Account(
        login=said.phone,
        name=said.contact,
        role=Role.EMPLOYER,
        password_hash=password_hash,
        employer_id=employer.id,
        active=known is None,
        created_at=now,
    )
    session.add(account)
    session.flush()
    return Registered(_kept(session, said, employer, account, now), account)


def _new_employer(session: Session, said: Said, now: datetime) -> Employer:
    employer = Employer(
        name=said.name,
        uscc=said.uscc,
        street_code=said.street_code,
        contact=said.contact,
        phone=said.phone,
        verified=False,
        registered_at=now,
        updated_at=now,
    )
    session.add(employer)
    session.flush()
    return employer


def _known(session: Session, said: Said) -> Employer | None:
    """The employer meant: by its code, or by its name where the office never learnt the code."""
    by_code = session.exec(select(Employer).where(Employer.uscc == said.uscc)).first()
    if by_code:
        return by_code
    without_code = session.exec(select(Employer).where(col(Employer.uscc).is_(None))).all()
    return next((employer for employer in without_code if plain(employer.name) == plain(said.name)), None)


def hand_in_again(session: Session, account: Account, said: Said, now: datetime) -> EmployerRegistration:
    """Whoever proved the account's password corrects its own undecided or refused registration.

    The account stays shut and keeps its password: only a verification opens it. Raises `BadField` for an account that
    is open, or that the office shut after it had been verified or made it itself.
    """
    latest = latest_of(session, account)
    if account.active:
        raise BadField.of("phone", OPEN)
    if latest is None or latest.state == RegistrationState.VERIFIED:
        raise BadField.of("phone", SHUT)
    employer = _corrected(session, account, said, now)
    account.name, account.employer_id = said.contact, employer.id
    if latest.state == RegistrationState.REFUSED:
        return _kept(session, said, employer, account, now)
    latest.name, latest.uscc, latest.street_code = said.name, said.uscc, said.street_code
    latest.contact, latest.employer_id = said.contact, employer.id or 0
    return latest


def _corrected(session: Session, account: Account, said: Said, now: datetime) -> Employer:
    """The employer meant now. One that only this account ever claimed takes the corrections itself."""
    own, known = session.get_one(Employer, account.employer_id), _known(session, said)
    if known is not None and known.id != own.id:
        return known
    if own.verified or _claimed_by_others(session, own, account):
        return known or _new_employer(session, said, now)
    own.name, own.uscc, own.street_code = said.name, said.uscc, said.street_code
    own.contact, own.phone, own.updated_at = said.contact, said.phone, now
    return own


def _claimed_by_others(session: Session, employer: Employer, account: Account) -> bool:
    others = select(Account.id).where(Account.employer_id == employer.id, Account.id != account.id)
    return session.exec(others).first() is not None


def _kept(session: Session, said: Said, employer: Employer, account: Account, now: datetime) -> EmployerRegistration:
    registration = EmployerRegistration(
        name=said.name,
        uscc=said.uscc,
        street_code=said.street_code,
        contact=said.contact,
        phone=said.phone,
        employer_id=employer.id or 0,
        account_id=account.id or 0,
        asked_at=now,
    )
    session.add(registration)
    session.flush()
    return registration


def latest_of(session: Session, account: Account) -> EmployerRegistration | None:
    """The last registration handed in for an account."""
    own = select(EmployerRegistration).where(EmployerRegistration.account_id == account.id)
    return session.exec(own.order_by(col(EmployerRegistration.id).desc())).first()
