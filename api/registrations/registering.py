"""An employer registers itself, once: what it says of itself, who acts for it, and what the office has to check.

A credit code nobody has registered makes an employer at once, whose account may write drafts. For one the office knows
already the account stays shut until the office has called: whoever knows a firm's name and code is not yet the firm.
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
TAKEN = "这个手机号已有账号，请直接登录；忘记密码请找区管理员重设"
STILL_WAITING = "这个手机号的登记还在核实，不用再交；要看到哪一步，请到“查登记进度”"
ANOTHER_FIRM = "这个代码是另一家已登记的单位，请照营业执照核对；要并到那一家，请联系所在街道"


@dataclass(frozen=True, slots=True)
class Said:
    """What the form says, checked field by field; the phone is the login."""

    name: str
    uscc: str
    street_code: str
    contact: str
    phone: str
    password: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    registration: EmployerRegistration
    account: Account


def said_in(values: Mapping[str, str], streets: Mapping[str, str], *, with_password: bool) -> Said:
    """The form's fields; raises `BadField` with every one that cannot be used."""
    problems = {
        "name": _line_problem(values.get("name", ""), "照营业执照填写全称"),
        "street_code": "" if values.get("street_code") in streets else "请选营业执照上的地址所在的街道",
        "contact": _line_problem(values.get("contact", ""), "街道要照着它找人"),
        "phone": "" if _MOBILE.fullmatch(digits(values.get("phone", ""))) else "请填 11 位手机号，以后用它登录",
    }
    uscc, problems["uscc"] = _uscc(values.get("uscc", ""))
    password = values.get("password", "")
    if with_password and not SHORTEST <= len(password) <= LONGEST_PASSWORD:
        problems["password"] = f"密码至少 {SHORTEST} 个字"
    wrong = [FieldProblem(name, problems[name]) for name in LABELS if problems.get(name)]
    if wrong:
        raise BadField(*wrong)
    phone = digits(values["phone"])
    return Said(values["name"], uscc, values["street_code"], values["contact"], phone, password)


def _line_problem(words: str, hint: str) -> str:
    if not words or not storable(words):
        return f"没有填，{hint}"
    return "最多 100 个字" if len(words) > 100 else ""


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
    """Keep the registration with its account, open or shut; raises `BadField` for a phone that is taken."""
    account = _account_of(session, said.phone)
    known = _known(session, said)
    employer = known or Employer(
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
    account = account or Account(
        login=said.phone,
        name=said.contact,
        role=Role.EMPLOYER,
        password_hash="",
        employer_id=employer.id,
        created_at=now,
    )
    account.name, account.password_hash, account.employer_id = said.contact, password_hash, employer.id
    account.active = known is None
    session.add(account)
    session.flush()
    return Registered(_kept(session, said, employer, account, now), account)


def _account_of(session: Session, phone: str) -> Account | None:
    """The account with this login, if a refused registration left it behind; raises `BadField` for any other."""
    account = session.exec(select(Account).where(Account.login == phone)).first()
    if account is None:
        return None
    latest = latest_of(session, account)
    if account.active or latest is None or latest.state == RegistrationState.VERIFIED:
        raise BadField.of("phone", TAKEN)
    if latest.state == RegistrationState.WAITING:
        raise BadField.of("phone", STILL_WAITING)
    return account


def _known(session: Session, said: Said) -> Employer | None:
    """The employer meant: by its code, or by its name where the office never learnt the code."""
    by_code = session.exec(select(Employer).where(Employer.uscc == said.uscc)).first()
    if by_code:
        return by_code
    without_code = session.exec(select(Employer).where(col(Employer.uscc).is_(None))).all()
    return next((employer for employer in without_code if plain(employer.name) == plain(said.name)), None)


def hand_in_again(session: Session, account: Account, said: Said, now: datetime) -> EmployerRegistration:
    """The same account corrects a refused registration of its own, unverified employer; raises `BadField`."""
    employer = session.get_one(Employer, account.employer_id)
    other = session.exec(select(Employer.id).where(Employer.uscc == said.uscc, Employer.id != employer.id)).first()
    if other is not None:
        raise BadField.of("uscc", ANOTHER_FIRM)
    employer.name, employer.uscc, employer.street_code = said.name, said.uscc, said.street_code
    employer.contact, employer.phone, employer.updated_at = said.contact, said.phone, now
    return _kept(session, said, employer, account, now)


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
